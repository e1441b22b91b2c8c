import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0008_roster_rows'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='drawperiod',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='drawperiod',
            name='update_update',
        ),
        migrations.AddField(
            model_name='drawperiod',
            name='kept_back_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='drawperiod',
            name='number_form',
            field=models.CharField(blank=True, max_length=20, verbose_name='numbers of each kind'),
        ),
        migrations.AddField(
            model_name='drawperiodevent',
            name='kept_back_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='drawperiodevent',
            name='number_form',
            field=models.CharField(blank=True, max_length=20, verbose_name='numbers of each kind'),
        ),
        migrations.AddField(
            model_name='drawweek',
            name='left_out',
            field=models.JSONField(default=list),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawperiod',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_drawperiodevent" ("association_id", "commitment", "coverage", "created_at", "employers", "first_on", "id", "kept_back_on", "last_on", "left_alone", "name", "number", "number_form", "number_kind", "number_name", "number_on", "numbered_at", "numbered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached", "root", "sealed_at", "sealed_by_id", "slug", "state", "told_at") SELECT new_values."association_id", new_values."commitment", new_values."coverage", new_values."created_at", new_values."employers", new_values."first_on", new_values."id", new_values."kept_back_on", new_values."last_on", new_values."left_alone", new_values."name", new_values."number", new_values."number_form", new_values."number_kind", new_values."number_name", new_values."number_on", new_values."numbered_at", new_values."numbered_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reached", new_values."root", new_values."sealed_at", new_values."sealed_by_id", new_values."slug", new_values."state", new_values."told_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ffa6f86ddfb6692aa014187c103db3552b1678f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8e757', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_drawperiod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawperiod',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_drawperiodevent" ("association_id", "commitment", "coverage", "created_at", "employers", "first_on", "id", "kept_back_on", "last_on", "left_alone", "name", "number", "number_form", "number_kind", "number_name", "number_on", "numbered_at", "numbered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached", "root", "sealed_at", "sealed_by_id", "slug", "state", "told_at") SELECT new_values."association_id", new_values."commitment", new_values."coverage", new_values."created_at", new_values."employers", new_values."first_on", new_values."id", new_values."kept_back_on", new_values."last_on", new_values."left_alone", new_values."name", new_values."number", new_values."number_form", new_values."number_kind", new_values."number_name", new_values."number_on", new_values."numbered_at", new_values."numbered_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reached", new_values."root", new_values."sealed_at", new_values."sealed_by_id", new_values."slug", new_values."state", new_values."told_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."commitment" IS DISTINCT FROM (new_values."commitment") OR old_values."coverage" IS DISTINCT FROM (new_values."coverage") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."employers" IS DISTINCT FROM (new_values."employers") OR old_values."first_on" IS DISTINCT FROM (new_values."first_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kept_back_on" IS DISTINCT FROM (new_values."kept_back_on") OR old_values."last_on" IS DISTINCT FROM (new_values."last_on") OR old_values."left_alone" IS DISTINCT FROM (new_values."left_alone") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."number_form" IS DISTINCT FROM (new_values."number_form") OR old_values."number_kind" IS DISTINCT FROM (new_values."number_kind") OR old_values."number_name" IS DISTINCT FROM (new_values."number_name") OR old_values."number_on" IS DISTINCT FROM (new_values."number_on") OR old_values."numbered_at" IS DISTINCT FROM (new_values."numbered_at") OR old_values."numbered_by_id" IS DISTINCT FROM (new_values."numbered_by_id") OR old_values."reached" IS DISTINCT FROM (new_values."reached") OR old_values."root" IS DISTINCT FROM (new_values."root") OR old_values."sealed_at" IS DISTINCT FROM (new_values."sealed_at") OR old_values."sealed_by_id" IS DISTINCT FROM (new_values."sealed_by_id") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."told_at" IS DISTINCT FROM (new_values."told_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1e443ea2b61af0171b1970efc74fe7f5fb210134', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_25eca', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_drawperiod', when='AFTER')),
        ),
    ]
