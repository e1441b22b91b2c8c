import django.db.models.deletion
import pgtrigger.compiler
import safe_employment.kit.migration_operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kit', '0001_initial'),
        ('kit', '__first__'),
        ('members', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('question', models.CharField(max_length=3, verbose_name='question')),
                    ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('partly', 'Partly'), ('not_applicable', 'Does not apply'), ('not_seen', 'Not seen')], max_length=14, verbose_name='answer')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='visits.visit')),
                ],
                options={
                    'ordering': ['visit', 'question'],
                    'constraints': [models.UniqueConstraint(fields=('visit', 'question'), name='question_answered_once'), models.CheckConstraint(condition=models.Q(('question__regex', '^[A-L]\\d\\d$')), name='answer_names_a_question'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'no', 'partly', 'not_applicable', 'not_seen'])), name='answer_is_one_of_the_choices')],
                },
            ), migrations.CreateModel(
                name='TeamMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='visits.visit')),
                ],
                options={
                    'ordering': ['visit', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('visit', 'person'), name='on_the_team_once')],
                },
            ), migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('planned_on', models.DateField(verbose_name='planned for')),
                    ('state', models.CharField(choices=[('planned', 'Planned, sealed'), ('postponed', 'Postponed, sealed'), ('cancelled', 'Cancelled, sealed'), ('under_way', 'Under way'), ('to_report', 'To be reported'), ('reported', 'Reported'), ('closed', 'Reviewed and closed')], default='planned', editable=False, max_length=10, verbose_name='state')),
                    ('on_paper', models.BooleanField(default=False, editable=False, verbose_name='recorded afterwards from paper')),
                    ('released_at', models.DateTimeField(editable=False, null=True, verbose_name='released')),
                    ('visited_on', models.DateField(null=True, verbose_name='visited on')),
                    ('started_at', models.DateTimeField(null=True, verbose_name='began')),
                    ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                    ('outcome', models.CharField(blank=True, choices=[('held', 'Held'), ('refused', 'Entry refused'), ('not_found', 'Workplace not found'), ('business_closed', 'Business closed')], max_length=15, verbose_name='outcome')),
                    ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                    ('report', models.TextField(blank=True, max_length=20000, verbose_name='report, as the employer reads it')),
                    ('remarks', models.TextField(blank=True, max_length=10000, verbose_name='remarks for the staff only')),
                    ('reported_on', models.DateField(null=True, verbose_name='reported on')),
                    ('reviewed_on', models.DateField(null=True, verbose_name='reviewed on')),
                    ('report_told_on', models.DateField(editable=False, null=True)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='members.employer', verbose_name='employer')),
                    ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by')),
                    ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('workplace', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.workplace', verbose_name='workplace')),
                ],
                options={
                    'ordering': ['-number'],
                    'indexes': [models.Index(fields=['association', '-visited_on'], name='visits_by_day'), models.Index(fields=['employer', '-visited_on'], name='visits_of_employer')],
                    'constraints': [models.UniqueConstraint(fields=('association', 'number'), name='visit_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('released_at', None), ('state__in', ('planned', 'postponed', 'cancelled')), ('visited_on', None)), models.Q(models.Q(('state__in', ('planned', 'postponed', 'cancelled')), _negated=True), ('released_at__isnull', False), ('visited_on__isnull', False)), _connector='OR'), name='visit_is_sealed_until_released'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['to_report', 'reported', 'closed']), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state__in', ['to_report', 'reported', 'closed']), _negated=True), ('outcome', '')), _connector='OR'), name='ended_visit_has_an_outcome'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'under_way']), ('outcome', 'held'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='visit_not_held_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('reported_on__isnull', False), ('state__in', ('reported', 'closed')), models.Q(('report', ''), _negated=True)), models.Q(models.Q(('state__in', ('reported', 'closed')), _negated=True), ('reported_on', None)), _connector='OR'), name='reported_visit_has_its_report'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('reviewed_by__isnull', False), ('reviewed_on__isnull', False)), _connector='OR'), name='closed_visit_was_reviewed'), models.CheckConstraint(condition=models.Q(('reported_on', None), ('reported_on__gte', models.F('visited_on')), _connector='OR'), name='visit_not_reported_before'), models.CheckConstraint(condition=models.Q(('started_at', None), ('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='visit_not_ended_before_it_began')],
                },
            ), migrations.CreateModel(
                name='TeamMemberEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.teammember')),
                    ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.visit')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AnswerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('question', models.CharField(max_length=3, verbose_name='question')),
                    ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('partly', 'Partly'), ('not_applicable', 'Does not apply'), ('not_seen', 'Not seen')], max_length=14, verbose_name='answer')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                    ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.answer')),
                    ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.visit')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='VisitEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('planned_on', models.DateField(verbose_name='planned for')),
                    ('state', models.CharField(choices=[('planned', 'Planned, sealed'), ('postponed', 'Postponed, sealed'), ('cancelled', 'Cancelled, sealed'), ('under_way', 'Under way'), ('to_report', 'To be reported'), ('reported', 'Reported'), ('closed', 'Reviewed and closed')], default='planned', editable=False, max_length=10, verbose_name='state')),
                    ('on_paper', models.BooleanField(default=False, editable=False, verbose_name='recorded afterwards from paper')),
                    ('released_at', models.DateTimeField(editable=False, null=True, verbose_name='released')),
                    ('visited_on', models.DateField(null=True, verbose_name='visited on')),
                    ('started_at', models.DateTimeField(null=True, verbose_name='began')),
                    ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                    ('outcome', models.CharField(blank=True, choices=[('held', 'Held'), ('refused', 'Entry refused'), ('not_found', 'Workplace not found'), ('business_closed', 'Business closed')], max_length=15, verbose_name='outcome')),
                    ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                    ('report', models.TextField(blank=True, max_length=20000, verbose_name='report, as the employer reads it')),
                    ('remarks', models.TextField(blank=True, max_length=10000, verbose_name='remarks for the staff only')),
                    ('reported_on', models.DateField(null=True, verbose_name='reported on')),
                    ('reviewed_on', models.DateField(null=True, verbose_name='reviewed on')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('employer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.employer', verbose_name='employer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.visit')),
                    ('planned_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by')),
                    ('reported_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reviewed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('workplace', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.workplace', verbose_name='workplace')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('visit', pgtrigger.compiler.Trigger(name='team_is_fit', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    DECLARE members integer;\n    BEGIN\n        IF NEW.released_at IS NULL THEN RETURN NULL; END IF;\n        SELECT count(*) INTO members FROM visits_teammember t WHERE t.visit_id = NEW.id;\n        IF members < 2 THEN\n            RAISE EXCEPTION 'a visit needs a team of two'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_of_at_least_two';\n        END IF;\n        IF NEW.reviewed_by_id IN (SELECT t.person_id FROM visits_teammember t WHERE t.visit_id = NEW.id) THEN\n            RAISE EXCEPTION 'the reviewer was on the team'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'reviewer_was_not_on_the_team';\n        END IF;\n        RETURN NULL;\n    END;\n", hash='87e97dfc4713e662954edef2c99bdc4383b72e99', operation='INSERT OR UPDATE', pgid='pgtrigger_team_is_fit_f6d85', table='visits_visit', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))), ('visit', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_visitevent" ("association_id", "created_at", "employer_id", "ended_at", "id", "number", "on_paper", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by_id", "planned_on", "reason", "released_at", "remarks", "report", "reported_by_id", "reported_on", "reviewed_by_id", "reviewed_on", "started_at", "state", "visited_on", "workplace_id") SELECT new_values."association_id", new_values."created_at", new_values."employer_id", new_values."ended_at", new_values."id", new_values."number", new_values."on_paper", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_by_id", new_values."planned_on", new_values."reason", new_values."released_at", new_values."remarks", new_values."report", new_values."reported_by_id", new_values."reported_on", new_values."reviewed_by_id", new_values."reviewed_on", new_values."started_at", new_values."state", new_values."visited_on", new_values."workplace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3d167dfb986cd3f4c87aaee72b96e465b5bc36da', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9d6da', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_visit', when='AFTER'))), ('visit', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_visitevent" ("association_id", "created_at", "employer_id", "ended_at", "id", "number", "on_paper", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by_id", "planned_on", "reason", "released_at", "remarks", "report", "reported_by_id", "reported_on", "reviewed_by_id", "reviewed_on", "started_at", "state", "visited_on", "workplace_id") SELECT new_values."association_id", new_values."created_at", new_values."employer_id", new_values."ended_at", new_values."id", new_values."number", new_values."on_paper", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_by_id", new_values."planned_on", new_values."reason", new_values."released_at", new_values."remarks", new_values."report", new_values."reported_by_id", new_values."reported_on", new_values."reviewed_by_id", new_values."reviewed_on", new_values."started_at", new_values."state", new_values."visited_on", new_values."workplace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."employer_id" IS DISTINCT FROM (new_values."employer_id") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."on_paper" IS DISTINCT FROM (new_values."on_paper") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."planned_by_id" IS DISTINCT FROM (new_values."planned_by_id") OR old_values."planned_on" IS DISTINCT FROM (new_values."planned_on") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."released_at" IS DISTINCT FROM (new_values."released_at") OR old_values."remarks" IS DISTINCT FROM (new_values."remarks") OR old_values."report" IS DISTINCT FROM (new_values."report") OR old_values."reported_by_id" IS DISTINCT FROM (new_values."reported_by_id") OR old_values."reported_on" IS DISTINCT FROM (new_values."reported_on") OR old_values."reviewed_by_id" IS DISTINCT FROM (new_values."reviewed_by_id") OR old_values."reviewed_on" IS DISTINCT FROM (new_values."reviewed_on") OR old_values."started_at" IS DISTINCT FROM (new_values."started_at") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."visited_on" IS DISTINCT FROM (new_values."visited_on") OR old_values."workplace_id" IS DISTINCT FROM (new_values."workplace_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1937ad7384ae489d77e0f64467b53a351bdc1373', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_41cf1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_visit', when='AFTER'))), ('teammemberevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='96f60ba7e2eef5a1445171138543200be5001fef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_27700', table='visits_teammemberevent', when='BEFORE'))), ('teammember', pgtrigger.compiler.Trigger(name='no_tie', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM findings_tie t JOIN visits_visit v ON v.id = NEW.visit_id\n        WHERE t.person_id = NEW.person_id AND t.employer_id = v.employer_id\n            AND (t.ended_on IS NULL OR t.ended_on > COALESCE(v.visited_on, v.planned_on)))\n    THEN\n        RAISE EXCEPTION 'this person has a tie with the employer'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_has_no_tie';\n    END IF;\n    RETURN NEW;\n", hash='e5acdaa0060496d7d171990b8c0781bfcfa25406', operation='INSERT OR UPDATE', pgid='pgtrigger_no_tie_a2afb', table='visits_teammember', when='BEFORE'))), ('teammember', pgtrigger.compiler.Trigger(name='team_stays_fit', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    DECLARE members integer;\n    BEGIN\n        PERFORM 1 FROM visits_visit v WHERE v.id = OLD.visit_id AND v.released_at IS NOT NULL;\n        IF NOT FOUND THEN RETURN NULL; END IF;\n        SELECT count(*) INTO members FROM visits_teammember t WHERE t.visit_id = OLD.visit_id;\n        IF members < 2 THEN\n            RAISE EXCEPTION 'a visit needs a team of two'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_of_at_least_two';\n        END IF;\n        RETURN NULL;\n    END;\n", hash='1874f122a6433f0a064a5837cf84938bc041e84c', operation='DELETE', pgid='pgtrigger_team_stays_fit_39348', table='visits_teammember', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))), ('teammember', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_teammemberevent" ("created_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") SELECT new_values."created_at", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6b9663f7f7d58f12d61a584df676e9d6218ce87b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_682d3', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_teammember', when='AFTER'))), ('teammember', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_teammemberevent" ("created_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") SELECT new_values."created_at", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."visit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."visit_id" IS DISTINCT FROM (new_values."visit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d11ad0f73d0345d841dc77414e2c90c8bf5d0205', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_36eb6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_teammember', when='AFTER'))), ('answerevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='025663a3916088bd21d3da9a8baed925834f2002', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_280cc', table='visits_answerevent', when='BEFORE'))), ('answer', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_answerevent" ("answer", "answered_by_id", "created_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "visit_id") SELECT new_values."answer", new_values."answered_by_id", new_values."created_at", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='10702a79bb216a8aea711262e59442561126e8a7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4ffd4', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_answer', when='AFTER'))), ('answer', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_answerevent" ("answer", "answered_by_id", "created_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "visit_id") SELECT new_values."answer", new_values."answered_by_id", new_values."created_at", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question", new_values."visit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."answered_by_id" IS DISTINCT FROM (new_values."answered_by_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."question" IS DISTINCT FROM (new_values."question") OR old_values."visit_id" IS DISTINCT FROM (new_values."visit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b8e49192eec917f3e535770bc46144a60f9e43f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_817c5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_answer', when='AFTER'))), ('visitevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e5570e85b3827664bed2eb15b7c1b7ebdde09934', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c3153', table='visits_visitevent', when='BEFORE')))],
        ),
    ]
