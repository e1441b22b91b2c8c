"""Recruiters are looked up by their phone; a contract may name the special protection of women."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0002_pay_and_checks")]

    operations = [
        migrations.AddIndex(
            model_name="recruitment",
            index=models.Index(
                condition=models.Q(("recruiter_contact", ""), _negated=True),
                fields=["association", "recruiter_contact"],
                name="recruitments_by_recruiter",
            ),
        ),
        migrations.AlterField(
            model_name='contract',
            name='terms_present',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('employer_name_domicile_legal_rep', "The employer's name, address and representative"), ('worker_name_address_id_number', "The worker's name, address and identity number"), ('term', 'How long it holds'), ('work_content_and_place', 'The work and where it is done'), ('hours_rest_leave', 'Working hours, rest and leave'), ('pay', 'Pay'), ('social_insurance', 'Social insurance'), ('labour_protection_conditions_occupational_hazard', 'Labour protection, working conditions, occupational hazards'), ('other_by_law', 'What other laws require'), ('women_protection', 'Special protection of women workers')], max_length=50), blank=True, default=list, size=None, verbose_name='terms that it has'),
        ),
        migrations.AlterField(
            model_name='contractevent',
            name='terms_present',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('employer_name_domicile_legal_rep', "The employer's name, address and representative"), ('worker_name_address_id_number', "The worker's name, address and identity number"), ('term', 'How long it holds'), ('work_content_and_place', 'The work and where it is done'), ('hours_rest_leave', 'Working hours, rest and leave'), ('pay', 'Pay'), ('social_insurance', 'Social insurance'), ('labour_protection_conditions_occupational_hazard', 'Labour protection, working conditions, occupational hazards'), ('other_by_law', 'What other laws require'), ('women_protection', 'Special protection of women workers')], max_length=50), blank=True, default=list, size=None, verbose_name='terms that it has'),
        ),
    ]
