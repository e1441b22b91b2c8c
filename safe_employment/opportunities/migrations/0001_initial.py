import django.db.models.deletion
import pgtrigger.compiler
import safe_employment.kit.migration_operations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kit', '0001_initial'),
        ('members', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='FieldTrip',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('title_zh', models.CharField(max_length=160, verbose_name='title in Chinese')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('destination_code', models.CharField(help_text='The district visited', max_length=6, verbose_name='destination')),
                    ('held_on', models.DateField(verbose_name='on')),
                    ('purpose', models.TextField(blank=True, max_length=1000, verbose_name='purpose of the trip')),
                    ('outcome', models.TextField(blank=True, editable=False, max_length=2000, verbose_name='what came of it')),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=9, verbose_name='state')),
                    ('cancelled_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='cancelled because')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('hosts', models.ManyToManyField(blank=True, related_name='field_trips', to='kit.partneragency', verbose_name='host agencies')),
                ],
                options={
                    'ordering': ['-held_on', '-pk'],
                    'indexes': [models.Index(fields=['association', 'held_on'], name='field_trips_by_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('destination_code__regex', '^\\d{6}$')), name='trip_destination_is_six_digits'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), models.Q(('cancelled_because', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_because', '')), _connector='OR'), name='trip_cancelled_with_a_reason'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('state', 'held'), _connector='OR'), name='trip_outcome_only_when_held')],
                },
            ), migrations.CreateModel(
                name='FieldTripEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('title_zh', models.CharField(max_length=160, verbose_name='title in Chinese')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('destination_code', models.CharField(help_text='The district visited', max_length=6, verbose_name='destination')),
                    ('held_on', models.DateField(verbose_name='on')),
                    ('purpose', models.TextField(blank=True, max_length=1000, verbose_name='purpose of the trip')),
                    ('outcome', models.TextField(blank=True, editable=False, max_length=2000, verbose_name='what came of it')),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=9, verbose_name='state')),
                    ('cancelled_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='cancelled because')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opportunities.fieldtrip')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Filling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('filled', models.PositiveIntegerField(verbose_name='jobs filled')),
                    ('reported_on', models.DateField(verbose_name='reported on')),
                    ('women', models.PositiveIntegerField(blank=True, null=True, verbose_name='of them women')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fillings', to='opportunities.jobpledge', verbose_name='pledge')),
                ],
                options={
                    'ordering': ['-reported_on', '-pk'],
                    'indexes': [models.Index(fields=['association', 'reported_on'], name='fillings_by_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('filled__gte', 1)), name='filling_has_jobs'), models.CheckConstraint(condition=models.Q(('women', None), ('women__lte', models.F('filled')), _connector='OR'), name='filling_women_not_more_than_filled')],
                },
            ), migrations.CreateModel(
                name='JobPledge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('pledged_on', models.DateField(verbose_name='pledged on')),
                    ('post', models.CharField(max_length=120, verbose_name='post')),
                    ('jobs', models.PositiveIntegerField(verbose_name='jobs pledged')),
                    ('wage_from', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='monthly wage from (yuan)')),
                    ('channel', models.CharField(choices=[('licensed_agency', 'Licensed employment agency'), ('labour_bureau', 'Labour bureau'), ('direct', 'Directly by the employer')], max_length=16, verbose_name='legal channel')),
                    ('agency_name', models.CharField(blank=True, help_text='Which agency, with the number of its licence; needed when an agency hires', max_length=160, verbose_name='agency and its licence')),
                    ('filled', models.PositiveIntegerField(default=0, editable=False, verbose_name='jobs filled')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='job_pledges', to='members.employer', verbose_name='employer')),
                    ('trip', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='opportunities.fieldtrip', verbose_name='on the field trip')),
                ],
                options={
                    'ordering': ['-pledged_on', '-pk'],
                    'indexes': [models.Index(fields=['association', 'pledged_on'], name='pledges_by_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('jobs__gte', 1)), name='pledge_has_jobs'), models.CheckConstraint(condition=models.Q(('filled__lte', models.F('jobs'))), name='not_more_filled_than_pledged'), models.CheckConstraint(condition=models.Q(('wage_from', None), ('wage_from__gt', 0), _connector='OR'), name='pledged_wage_is_positive'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'licensed_agency'), _negated=True), models.Q(('agency_name', ''), _negated=True), _connector='OR'), name='pledge_names_its_licensed_agency')],
                },
            ), migrations.CreateModel(
                name='FillingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('filled', models.PositiveIntegerField(verbose_name='jobs filled')),
                    ('reported_on', models.DateField(verbose_name='reported on')),
                    ('women', models.PositiveIntegerField(blank=True, null=True, verbose_name='of them women')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opportunities.filling')),
                    ('pledge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opportunities.jobpledge', verbose_name='pledge')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='JobPledgeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('pledged_on', models.DateField(verbose_name='pledged on')),
                    ('post', models.CharField(max_length=120, verbose_name='post')),
                    ('jobs', models.PositiveIntegerField(verbose_name='jobs pledged')),
                    ('wage_from', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='monthly wage from (yuan)')),
                    ('channel', models.CharField(choices=[('licensed_agency', 'Licensed employment agency'), ('labour_bureau', 'Labour bureau'), ('direct', 'Directly by the employer')], max_length=16, verbose_name='legal channel')),
                    ('agency_name', models.CharField(blank=True, help_text='Which agency, with the number of its licence; needed when an agency hires', max_length=160, verbose_name='agency and its licence')),
                    ('filled', models.PositiveIntegerField(default=0, editable=False, verbose_name='jobs filled')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='employer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opportunities.jobpledge')),
                    ('trip', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opportunities.fieldtrip', verbose_name='on the field trip')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Participant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('people', models.PositiveSmallIntegerField(default=1, verbose_name='people')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_trip_participations', to='members.employer', verbose_name='employer')),
                    ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='opportunities.fieldtrip', verbose_name='field trip')),
                ],
                options={
                    'ordering': ['trip', 'employer__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('trip', 'employer'), name='employer_once_on_a_trip'), models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='participant_sends_someone')],
                },
            ), migrations.CreateModel(
                name='ParticipantEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('people', models.PositiveSmallIntegerField(default=1, verbose_name='people')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='employer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opportunities.participant')),
                    ('trip', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opportunities.fieldtrip', verbose_name='field trip')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SchoolSupport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('division_code', models.CharField(max_length=6, verbose_name='district')),
                    ('place', models.CharField(max_length=160, verbose_name='school or village')),
                    ('girls', models.PositiveIntegerField(verbose_name='girls')),
                    ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='amount (yuan)')),
                    ('given_on', models.DateField(verbose_name='given on')),
                    ('remarks', models.CharField(blank=True, max_length=300, verbose_name='remarks')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='school_supports', to='members.employer', verbose_name='employer')),
                ],
                options={
                    'ordering': ['-given_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('girls__gte', 1)), name='school_support_reaches_a_girl'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gt', 0), _connector='OR'), name='school_support_amount_is_positive'), models.CheckConstraint(condition=models.Q(('division_code__regex', '^\\d{6}$')), name='school_support_division_is_six_digits')],
                },
            ), migrations.CreateModel(
                name='SchoolSupportEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('division_code', models.CharField(max_length=6, verbose_name='district')),
                    ('place', models.CharField(max_length=160, verbose_name='school or village')),
                    ('girls', models.PositiveIntegerField(verbose_name='girls')),
                    ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='amount (yuan)')),
                    ('given_on', models.DateField(verbose_name='given on')),
                    ('remarks', models.CharField(blank=True, max_length=300, verbose_name='remarks')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='employer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opportunities.schoolsupport')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('fieldtrip', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_fieldtripevent" ("association_id", "cancelled_because", "created_at", "destination_code", "held_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "state", "title_en", "title_zh") SELECT new_values."association_id", new_values."cancelled_because", new_values."created_at", new_values."destination_code", new_values."held_on", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."state", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0a7beb5b9398863c7fb944075feb77a8974ebe40', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6e1da', referencing='REFERENCING NEW TABLE AS new_values ', table='opportunities_fieldtrip', when='AFTER'))), ('fieldtrip', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_fieldtripevent" ("association_id", "cancelled_because", "created_at", "destination_code", "held_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "state", "title_en", "title_zh") SELECT new_values."association_id", new_values."cancelled_because", new_values."created_at", new_values."destination_code", new_values."held_on", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."state", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."cancelled_because" IS DISTINCT FROM (new_values."cancelled_because") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."destination_code" IS DISTINCT FROM (new_values."destination_code") OR old_values."held_on" IS DISTINCT FROM (new_values."held_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."purpose" IS DISTINCT FROM (new_values."purpose") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title_en" IS DISTINCT FROM (new_values."title_en") OR old_values."title_zh" IS DISTINCT FROM (new_values."title_zh")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5f28a292c77ae95557ba1b6d6bf503a7b555ed43', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_60c45', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='opportunities_fieldtrip', when='AFTER'))), ('fieldtripevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b21430ba452803409b85f32aa6bbbff7f74c871a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e673f', table='opportunities_fieldtripevent', when='BEFORE'))), ('jobpledge', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_jobpledgeevent" ("agency_name", "association_id", "channel", "created_at", "employer_id", "filled", "id", "jobs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledged_on", "post", "trip_id", "wage_from") SELECT new_values."agency_name", new_values."association_id", new_values."channel", new_values."created_at", new_values."employer_id", new_values."filled", new_values."id", new_values."jobs", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledged_on", new_values."post", new_values."trip_id", new_values."wage_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cff0b36ff02e1dc55286e76ab61bae315e31fbfa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_38485', referencing='REFERENCING NEW TABLE AS new_values ', table='opportunities_jobpledge', when='AFTER'))), ('jobpledge', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_jobpledgeevent" ("agency_name", "association_id", "channel", "created_at", "employer_id", "filled", "id", "jobs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledged_on", "post", "trip_id", "wage_from") SELECT new_values."agency_name", new_values."association_id", new_values."channel", new_values."created_at", new_values."employer_id", new_values."filled", new_values."id", new_values."jobs", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledged_on", new_values."post", new_values."trip_id", new_values."wage_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."agency_name" IS DISTINCT FROM (new_values."agency_name") OR old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."channel" IS DISTINCT FROM (new_values."channel") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."employer_id" IS DISTINCT FROM (new_values."employer_id") OR old_values."filled" IS DISTINCT FROM (new_values."filled") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."jobs" IS DISTINCT FROM (new_values."jobs") OR old_values."pledged_on" IS DISTINCT FROM (new_values."pledged_on") OR old_values."post" IS DISTINCT FROM (new_values."post") OR old_values."trip_id" IS DISTINCT FROM (new_values."trip_id") OR old_values."wage_from" IS DISTINCT FROM (new_values."wage_from")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d12bcecad2e047b7f75d5e2b16885740e1674459', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5b074', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='opportunities_jobpledge', when='AFTER'))), ('fillingevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f6ec693de2dcc476e2c5815c976eefdbd71183eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b0d56', table='opportunities_fillingevent', when='BEFORE'))), ('filling', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_fillingevent" ("association_id", "created_at", "filled", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "reported_on", "women") SELECT new_values."association_id", new_values."created_at", new_values."filled", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledge_id", new_values."reported_on", new_values."women" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='53685778176f7025c35ddb79cdb135ca626f9d25', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_35946', referencing='REFERENCING NEW TABLE AS new_values ', table='opportunities_filling', when='AFTER'))), ('filling', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_fillingevent" ("association_id", "created_at", "filled", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "reported_on", "women") SELECT new_values."association_id", new_values."created_at", new_values."filled", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledge_id", new_values."reported_on", new_values."women" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."filled" IS DISTINCT FROM (new_values."filled") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."pledge_id" IS DISTINCT FROM (new_values."pledge_id") OR old_values."reported_on" IS DISTINCT FROM (new_values."reported_on") OR old_values."women" IS DISTINCT FROM (new_values."women")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9e60e27d4c31ef7a90f94fad081fe607d5b29b3f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_45406', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='opportunities_filling', when='AFTER'))), ('jobpledgeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6a9b13e4d0c90d7871fff4a639c1d82948059487', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d529', table='opportunities_jobpledgeevent', when='BEFORE'))), ('participant', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_participantevent" ("association_id", "created_at", "employer_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trip_id") SELECT new_values."association_id", new_values."created_at", new_values."employer_id", new_values."id", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."trip_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1f6b6e6a125d875e13fc7e8108ca7c0cab6854e8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d1b76', referencing='REFERENCING NEW TABLE AS new_values ', table='opportunities_participant', when='AFTER'))), ('participant', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_participantevent" ("association_id", "created_at", "employer_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trip_id") SELECT new_values."association_id", new_values."created_at", new_values."employer_id", new_values."id", new_values."people", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."trip_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."employer_id" IS DISTINCT FROM (new_values."employer_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."people" IS DISTINCT FROM (new_values."people") OR old_values."trip_id" IS DISTINCT FROM (new_values."trip_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1f49bf5b04b115a489ce2a883d65ce938f2d74fc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ca566', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='opportunities_participant', when='AFTER'))), ('participantevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d7fa6f783f54c8aeb06937f9fac24c9a76b0f514', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc883', table='opportunities_participantevent', when='BEFORE'))), ('schoolsupport', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_schoolsupportevent" ("amount", "association_id", "created_at", "division_code", "employer_id", "girls", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "remarks") SELECT new_values."amount", new_values."association_id", new_values."created_at", new_values."division_code", new_values."employer_id", new_values."girls", new_values."given_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."remarks" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7dc4d0c141e55c8059704c9693e7b37868f95b4d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5c3c9', referencing='REFERENCING NEW TABLE AS new_values ', table='opportunities_schoolsupport', when='AFTER'))), ('schoolsupport', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "opportunities_schoolsupportevent" ("amount", "association_id", "created_at", "division_code", "employer_id", "girls", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "remarks") SELECT new_values."amount", new_values."association_id", new_values."created_at", new_values."division_code", new_values."employer_id", new_values."girls", new_values."given_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."remarks" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."division_code" IS DISTINCT FROM (new_values."division_code") OR old_values."employer_id" IS DISTINCT FROM (new_values."employer_id") OR old_values."girls" IS DISTINCT FROM (new_values."girls") OR old_values."given_on" IS DISTINCT FROM (new_values."given_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."remarks" IS DISTINCT FROM (new_values."remarks")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fc788bf991c9d81d8e6c7caf2d4b4875db066133', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8e542', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='opportunities_schoolsupport', when='AFTER'))), ('schoolsupportevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ddef581a4fff50ef7984be98c9945a6917362f3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b430', table='opportunities_schoolsupportevent', when='BEFORE')))],
        ),
    ]
