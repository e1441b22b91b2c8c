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
        ('training', '0001_initial'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='Tie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('kind', models.CharField(choices=[('passes_message', 'Passes the message to'), ('chain', 'Belongs to the same chain as'), ('supplier', 'Supplies')], default='passes_message', max_length=14, verbose_name='kind')),
                    ('since', models.DateField(verbose_name='since')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('from_employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties_out', to='members.employer', verbose_name='from employer')),
                    ('to_employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties_in', to='members.employer', verbose_name='to employer')),
                ],
                options={
                    'ordering': ['-since', '-pk'],
                    'indexes': [models.Index(fields=['association', 'kind'], name='ties_by_kind')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('from_employer', 'to_employer', 'kind'), name='tie_of_a_kind_once'), models.CheckConstraint(condition=models.Q(('from_employer', models.F('to_employer')), _negated=True), name='tie_joins_two_employers'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('since')), _connector='OR'), name='tie_ends_after_it_began')],
                },
            ), migrations.CreateModel(
                name='TieEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('kind', models.CharField(choices=[('passes_message', 'Passes the message to'), ('chain', 'Belongs to the same chain as'), ('supplier', 'Supplies')], default='passes_message', max_length=14, verbose_name='kind')),
                    ('since', models.DateField(verbose_name='since')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('from_employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='from employer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='network.tie')),
                    ('to_employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='to employer')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='TypicalEmployer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('selected_on', models.DateField(verbose_name='selected on')),
                    ('why', models.CharField(help_text='For example: well known in the trade, treats workers fairly, leads its street', max_length=300, verbose_name='why this one')),
                    ('trained_on', models.DateField(blank=True, editable=False, null=True, verbose_name='trained on')),
                    ('state', models.CharField(choices=[('selected', 'Selected'), ('trained', 'Trained'), ('ended', 'Ended')], default='selected', editable=False, max_length=8, verbose_name='state')),
                    ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='ended on')),
                    ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it ended')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typical_selections', to='members.employer', verbose_name='employer')),
                    ('workshop', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='typical_employers', to='training.workshop', verbose_name='trained at')),
                ],
                options={
                    'ordering': ['-selected_on', '-pk'],
                    'indexes': [models.Index(fields=['association', 'selected_on'], name='typical_employers_by_day')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('employer',), name='typical_employer_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ended_because', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_because', ''), ('ended_on', None)), _connector='OR'), name='typical_employer_ended_with_day_and_reason'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('selected_on')), _connector='OR'), name='typical_employer_ends_after_it_began'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'trained'), _negated=True), ('trained_on__isnull', False), _connector='OR'), name='trained_typical_employer_has_the_day')],
                },
            ), migrations.CreateModel(
                name='TypicalEmployerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('selected_on', models.DateField(verbose_name='selected on')),
                    ('why', models.CharField(help_text='For example: well known in the trade, treats workers fairly, leads its street', max_length=300, verbose_name='why this one')),
                    ('trained_on', models.DateField(blank=True, editable=False, null=True, verbose_name='trained on')),
                    ('state', models.CharField(choices=[('selected', 'Selected'), ('trained', 'Trained'), ('ended', 'Ended')], default='selected', editable=False, max_length=8, verbose_name='state')),
                    ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='ended on')),
                    ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it ended')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='employer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='network.typicalemployer')),
                    ('workshop', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.workshop', verbose_name='trained at')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('tie', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "network_tieevent" ("association_id", "created_at", "ended_on", "from_employer_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "to_employer_id") SELECT new_values."association_id", new_values."created_at", new_values."ended_on", new_values."from_employer_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."to_employer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='99e824ae2294e47eb236170273bc074188a51ff4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_83de9', referencing='REFERENCING NEW TABLE AS new_values ', table='network_tie', when='AFTER'))), ('tie', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "network_tieevent" ("association_id", "created_at", "ended_on", "from_employer_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "to_employer_id") SELECT new_values."association_id", new_values."created_at", new_values."ended_on", new_values."from_employer_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."to_employer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."from_employer_id" IS DISTINCT FROM (new_values."from_employer_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."to_employer_id" IS DISTINCT FROM (new_values."to_employer_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d97a669d4b4c7136902946ad9cf8904547989307', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_dbe52', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='network_tie', when='AFTER'))), ('tieevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8a2ba0f37861ad3328b35186c89619d157f01255', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_da788', table='network_tieevent', when='BEFORE'))), ('typicalemployer', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "network_typicalemployerevent" ("association_id", "created_at", "employer_id", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selected_on", "state", "trained_on", "why", "workshop_id") SELECT new_values."association_id", new_values."created_at", new_values."employer_id", new_values."ended_because", new_values."ended_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."selected_on", new_values."state", new_values."trained_on", new_values."why", new_values."workshop_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8950d825012224f1303dc904bf22f2f35c075bfd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c3aa7', referencing='REFERENCING NEW TABLE AS new_values ', table='network_typicalemployer', when='AFTER'))), ('typicalemployer', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "network_typicalemployerevent" ("association_id", "created_at", "employer_id", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selected_on", "state", "trained_on", "why", "workshop_id") SELECT new_values."association_id", new_values."created_at", new_values."employer_id", new_values."ended_because", new_values."ended_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."selected_on", new_values."state", new_values."trained_on", new_values."why", new_values."workshop_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."employer_id" IS DISTINCT FROM (new_values."employer_id") OR old_values."ended_because" IS DISTINCT FROM (new_values."ended_because") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."selected_on" IS DISTINCT FROM (new_values."selected_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."trained_on" IS DISTINCT FROM (new_values."trained_on") OR old_values."why" IS DISTINCT FROM (new_values."why") OR old_values."workshop_id" IS DISTINCT FROM (new_values."workshop_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='04d7deab4b41d4557655e16afa0f68f6ec34cf2c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b2271', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='network_typicalemployer', when='AFTER'))), ('typicalemployerevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='26df242187cccba783fd3994301afea356e70726', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cf220', table='network_typicalemployerevent', when='BEFORE')))],
        ),
    ]
