"""Hazards and penalty clauses get the words that the rules know; terms that nobody ticked are not known."""

from __future__ import annotations

from django.db import migrations

HAZARDS = {
    "hot": "heat_3",
    "cold": "cold_3",
    "labour_grade_4": "labour_4",
    "lifting": "heavy_lifting",
    "forestry": "logging",
    "radiation": "radioactive",
    "burns": "fire_explosion",
}
CLAUSES = {"training_service_period": "training_service"}


def _put(apps, words, clauses):
    worker, contract = apps.get_model("workforce", "Worker"), apps.get_model("workforce", "Contract")
    for model, name, known in ((worker, "post_hazard_tags", words), (contract, "breach_penalty_clauses", clauses)):
        rows = model.objects.filter(**{f"{name}__overlap": list(known)})
        for row in rows.only("pk", name).iterator(chunk_size=2000):
            model.objects.filter(pk=row.pk).update(
                **{name: [known.get(word, word) for word in getattr(row, name)]}
            )


def forwards(apps, schema_editor):
    _put(apps, HAZARDS, CLAUSES)
    apps.get_model("workforce", "Contract").objects.filter(terms_present=[]).update(terms_present=None)


def backwards(apps, schema_editor):
    _put(
        apps,
        {new: old for old, new in HAZARDS.items()},
        {new: old for old, new in CLAUSES.items()},
    )
    contracts = apps.get_model("workforce", "Contract").objects
    for name in ("terms_present", "breach_penalty_clauses", "documents_held"):
        contracts.filter(**{name: None}).update(**{name: []})
    apps.get_model("workforce", "Worker").objects.filter(post_hazard_tags=None).update(post_hazard_tags=[])


class Migration(migrations.Migration):

    dependencies = [("workforce", "0006_facts_of_the_rules")]

    operations = [migrations.RunPython(forwards, backwards)]
