import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import safe_employment.kit.migration_operations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kit', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='Phase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('title_zh', models.CharField(max_length=120, verbose_name='title in Chinese')),
                    ('title_en', models.CharField(max_length=160, verbose_name='title in English')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(help_text='The first day that no longer belongs to it', verbose_name='ends before')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='results.programme', verbose_name='programme')),
                ],
                options={
                    'ordering': ['programme', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='phase_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='phase_number_from_one'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='phase_ends_after_it_begins'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('programme'), models.F('programme'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), function='daterange'), '&&')], name='phases_do_not_overlap')],
                },
            ), migrations.CreateModel(
                name='Programme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('title_zh', models.CharField(max_length=120, verbose_name='title in Chinese')),
                    ('title_en', models.CharField(max_length=160, verbose_name='title in English')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(help_text='The first day that no longer belongs to it', verbose_name='ends before')),
                    ('slug', models.CharField(help_text='Small letters, figures and hyphens, for example kunming-2005-2008', max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, figures and hyphens, for example kunming-2005-2008.')], verbose_name='short name in addresses')),
                    ('purpose_zh', models.TextField(blank=True, max_length=2000, verbose_name='purpose in Chinese')),
                    ('purpose_en', models.TextField(blank=True, max_length=3000, verbose_name='purpose in English')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                ],
                options={
                    'ordering': ['-starts_on', 'slug'],
                    'constraints': [models.UniqueConstraint(fields=('association', 'slug'), name='programme_slug_once'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='programme_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='programme_slug_is_short_name')],
                },
            ), migrations.CreateModel(
                name='PhaseEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('title_zh', models.CharField(max_length=120, verbose_name='title in Chinese')),
                    ('title_en', models.CharField(max_length=160, verbose_name='title in English')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(help_text='The first day that no longer belongs to it', verbose_name='ends before')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='results.phase')),
                    ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='results.programme', verbose_name='programme')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ProgrammeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('title_zh', models.CharField(max_length=120, verbose_name='title in Chinese')),
                    ('title_en', models.CharField(max_length=160, verbose_name='title in English')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(help_text='The first day that no longer belongs to it', verbose_name='ends before')),
                    ('slug', models.CharField(help_text='Small letters, figures and hyphens, for example kunming-2005-2008', max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, figures and hyphens, for example kunming-2005-2008.')], verbose_name='short name in addresses')),
                    ('purpose_zh', models.TextField(blank=True, max_length=2000, verbose_name='purpose in Chinese')),
                    ('purpose_en', models.TextField(blank=True, max_length=3000, verbose_name='purpose in English')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='results.programme')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('indicator', models.CharField(max_length=60, verbose_name='indicator')),
                    ('number', models.PositiveIntegerField(verbose_name='target')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('phase', models.ForeignKey(blank=True, help_text='None: the whole programme', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='results.phase', verbose_name='phase')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='results.programme', verbose_name='programme')),
                ],
                options={
                    'ordering': ['programme', 'indicator', 'phase'],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'indicator', 'phase'), name='target_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='target_at_least_one')],
                },
            ), migrations.CreateModel(
                name='TargetEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('indicator', models.CharField(max_length=60, verbose_name='indicator')),
                    ('number', models.PositiveIntegerField(verbose_name='target')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='results.target')),
                    ('phase', models.ForeignKey(blank=True, db_constraint=False, help_text='None: the whole programme', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='results.phase', verbose_name='phase')),
                    ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='results.programme', verbose_name='programme')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('programme', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "results_programmeevent" ("association_id", "created_at", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose_en", "purpose_zh", "slug", "starts_on", "title_en", "title_zh") SELECT new_values."association_id", new_values."created_at", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose_en", new_values."purpose_zh", new_values."slug", new_values."starts_on", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ca27d29b9d6f4c01add98d1d1af26b22546fa6e6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_653ee', referencing='REFERENCING NEW TABLE AS new_values ', table='results_programme', when='AFTER'))), ('programme', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "results_programmeevent" ("association_id", "created_at", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose_en", "purpose_zh", "slug", "starts_on", "title_en", "title_zh") SELECT new_values."association_id", new_values."created_at", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose_en", new_values."purpose_zh", new_values."slug", new_values."starts_on", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."purpose_en" IS DISTINCT FROM (new_values."purpose_en") OR old_values."purpose_zh" IS DISTINCT FROM (new_values."purpose_zh") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."title_en" IS DISTINCT FROM (new_values."title_en") OR old_values."title_zh" IS DISTINCT FROM (new_values."title_zh")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f9d4b87b0184c2f78ade0a5cf6dfe06926f202f2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3171b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='results_programme', when='AFTER'))), ('phaseevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='81ed638df27f92d73b23218f1243288389514e90', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01030', table='results_phaseevent', when='BEFORE'))), ('phase', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "results_phaseevent" ("association_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "starts_on", "title_en", "title_zh") SELECT new_values."association_id", new_values."created_at", new_values."ends_on", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."starts_on", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1d93bcdf471d7e8f3e47665a2a4b2624728502a9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9f1e2', referencing='REFERENCING NEW TABLE AS new_values ', table='results_phase', when='AFTER'))), ('phase', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "results_phaseevent" ("association_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "starts_on", "title_en", "title_zh") SELECT new_values."association_id", new_values."created_at", new_values."ends_on", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."starts_on", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."programme_id" IS DISTINCT FROM (new_values."programme_id") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."title_en" IS DISTINCT FROM (new_values."title_en") OR old_values."title_zh" IS DISTINCT FROM (new_values."title_zh")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eef7e029e742f2433bbb18ddd2c45c262d06bd35', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4644e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='results_phase', when='AFTER'))), ('programmeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5c20316907d101dba24261b2825221f81a60a895', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62f68', table='results_programmeevent', when='BEFORE'))), ('target', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "results_targetevent" ("association_id", "created_at", "id", "indicator", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "programme_id") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."indicator", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase_id", new_values."programme_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3becc9efd029736e6cd1169b2b7d71396ed34726', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6d0c6', referencing='REFERENCING NEW TABLE AS new_values ', table='results_target', when='AFTER'))), ('target', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "results_targetevent" ("association_id", "created_at", "id", "indicator", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "programme_id") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."indicator", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phase_id", new_values."programme_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."indicator" IS DISTINCT FROM (new_values."indicator") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."phase_id" IS DISTINCT FROM (new_values."phase_id") OR old_values."programme_id" IS DISTINCT FROM (new_values."programme_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='47b0fc184b1b2a298c3a6cd971b536c82486e5de', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c659d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='results_target', when='AFTER'))), ('targetevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='12708312a2eadbeabcee0303d6155c132341d081', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_84747', table='results_targetevent', when='BEFORE')))],
        ),
    ]
