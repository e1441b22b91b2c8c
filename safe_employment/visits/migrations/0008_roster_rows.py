import json
import zlib
from collections import defaultdict

import django.db.models.deletion
from django.db import migrations, models

FACTS = (
    "key", "employer", "district", "trade", "ties", "minor", "major", "critical", "books", "reports", "left",
    "months", "staff",
)  # fmt: skip
WEIGHTS = ("base", "minor", "major", "critical", "books", "reports", "turnover", "month")
PARTS, NO_HARM, STEPS = 10**12, -1000, 4
ROWS = 5000


def unpack(apps, schema_editor):
    """Write the packed rosters as rows; the weights of the sealing are not known and taken as they are now."""
    del schema_editor
    rules = {each.association_id: each for each in apps.get_model("visits", "DrawRules").objects.all()}
    for material in apps.get_model("visits", "DrawMaterial").objects.select_related("period"):
        roster = json.loads(zlib.decompress(bytes(material.roster)))
        file = json.loads(zlib.decompress(bytes(material.file)))
        material.salt = bytes.fromhex(roster["salt"])
        material.weights = weights_of(rules.get(material.period.association_id))
        material.save()
        rows = made(apps.get_model("visits", "RosterRow"), material.period_id, roster["rows"], file["rows"])
        apps.get_model("visits", "RosterRow").objects.bulk_create(rows, batch_size=ROWS)
        if not material.period.coverage:
            material.period.coverage = tallied(rows)
            material.period.save()


def made(model, period, facts, told):
    chances = {row[0]: (0.0 if row[-2] <= NO_HARM else 2 ** (row[-2] / STEPS), row[-1] / PARTS) for row in told}
    rows = [model(period_id=period, **dict(zip(FACTS, row))) for row in facts]
    for row in rows:
        row.harm, row.yearly = chances[row.key]
    return rows


def weights_of(rules):
    if rules is None:
        return {}
    return {
        **{name: float(getattr(rules, name)) for name in WEIGHTS},
        "report_threshold": rules.report_threshold,
        "most_months": rules.most_months,
        "staff": float(rules.staff_power),
        "trades": {code: float(points) for code, points in rules.trades.items()},
    }


def tallied(rows):
    districts, trades = defaultdict(lambda: [0, 0.0]), defaultdict(lambda: [0, 0.0])
    for row in rows:
        for sums, code in ((districts, row.district), (trades, row.trade[:1])):
            sums[code][0] += 1
            sums[code][1] += row.yearly
    chances = [row.yearly for row in rows]
    least = min(chances, default=1.0)
    return {
        "districts": districts,
        "trades": trades,
        "expected": sum(chances),
        "least": least,
        "at_least": sum(chance <= least * 1.000001 for chance in chances),
    }


def pack(apps, schema_editor):
    """Pack the rows again."""
    del schema_editor
    for material in apps.get_model("visits", "DrawMaterial").objects.all():
        rows = apps.get_model("visits", "RosterRow").objects.filter(period=material.period_id).order_by("key")
        held = {"rows": [list(row) for row in rows.values_list(*FACTS)], "salt": bytes(material.salt).hex()}
        text = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        material.roster = zlib.compress(text.encode())
        material.save()


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0003_days_of_leaving_and_answers'),
        ('visits', '0007_coverage_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name='drawmaterial',
            name='salt',
            field=models.BinaryField(default=b'', max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='drawmaterial',
            name='weights',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='RosterRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=20)),
                ('employer', models.BigIntegerField()),
                ('district', models.CharField(max_length=6)),
                ('trade', models.CharField(max_length=5)),
                ('ties', models.BigIntegerField()),
                ('minor', models.IntegerField()),
                ('major', models.IntegerField()),
                ('critical', models.IntegerField()),
                ('books', models.IntegerField()),
                ('reports', models.IntegerField()),
                ('left', models.IntegerField()),
                ('months', models.IntegerField()),
                ('staff', models.IntegerField()),
                ('harm', models.FloatField()),
                ('yearly', models.FloatField()),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='visits.drawperiod')),
            ],
            options={
                'indexes': [models.Index(fields=['period', 'yearly', 'id'], name='rows_by_probability'), models.Index(fields=['employer', 'period'], name='rows_of_an_employer')],
                'constraints': [models.UniqueConstraint(fields=('period', 'key'), name='row_of_a_draw_once')],
            },
        ),
        migrations.AlterField(
            model_name='drawmaterial',
            name='roster',
            field=models.BinaryField(null=True),  # for the way back
        ),
        migrations.RunPython(unpack, pack),
        migrations.RemoveField(
            model_name='drawmaterial',
            name='roster',
        ),
    ]
