import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import safe_employment.kit.migration_operations
import safe_employment.kit.sealed.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kit', '0002_sealed_values'),
        ('kit', '__first__'),
        ('members', '0003_days_of_leaving_and_answers'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='Screening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('source', models.CharField(choices=[('books', 'A sign in the books'), ('visit', 'A visit'), ('report', 'A confidential report'), ('direct', 'Directly')], editable=False, max_length=6, verbose_name='opened upon')),
                    ('source_reference', models.CharField(blank=True, editable=False, max_length=80)),
                    ('subject_reference', models.CharField(blank=True, editable=False, max_length=80)),
                    ('alerts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, editable=False, size=None)),
                    ('pseudonym', models.CharField(help_text='Any name by which you know whom it is about; better not the real one', max_length=40, verbose_name='name for the person')),
                    ('age', models.CharField(choices=[('under_14', 'Under 14 years'), ('14_15', '14 or 15 years'), ('16_17', '16 or 17 years'), ('adult', '18 years or older'), ('maybe_child', 'Not known, may be under 18'), ('unknown', 'Not known, does not look under 18')], default='unknown', max_length=11, verbose_name='age when it happened')),
                    ('sex', models.CharField(choices=[('female', 'Female'), ('male', 'Male'), ('unknown', 'Not known')], default='unknown', max_length=7, verbose_name='sex')),
                    ('at_work', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7, verbose_name='works')),
                    ('contact', safe_employment.kit.sealed.fields.SealedField(digest='contact_digest', null=True, purpose='screened_person_contact', verbose_name='how the person can be reached')),
                    ('contact_digest', safe_employment.kit.sealed.fields.DigestField(max_length=32, null=True)),
                    ('opened_at', models.DateTimeField(verbose_name='opened')),
                    ('state', models.CharField(choices=[('open', 'Open'), ('concluded', 'Concluded'), ('closed', 'Closed')], default='open', editable=False, max_length=9, verbose_name='state')),
                    ('next_step', models.CharField(default='follow_up', editable=False, max_length=20, verbose_name='next step')),
                    ('outcome', models.CharField(blank=True, choices=[('no_indication', 'No indication in what was asked'), ('watch', 'Signs or open questions: keep watching'), ('urgent', 'Urgent: forced labour or trafficking is indicated')], max_length=13, verbose_name='conclusion')),
                    ('conclusion', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                    ('concluded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='concluded')),
                    ('assessment', models.JSONField(blank=True, default=dict, editable=False)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('concluded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='concluded by')),
                    ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.employer', verbose_name='employer')),
                    ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ],
                options={
                    'ordering': ['-number'],
                    'indexes': [models.Index(fields=['association', 'state', '-number'], name='screenings_by_state'), models.Index(fields=['association', 'concluded_at'], name='screenings_by_retention')],
                    'constraints': [models.UniqueConstraint(fields=('association', 'number'), name='screening_number_once'), models.UniqueConstraint(condition=models.Q(models.Q(('subject_reference', ''), _negated=True), models.Q(('state', 'closed'), _negated=True)), fields=('association', 'subject_reference'), name='one_screening_of_a_subject_at_a_time'), models.CheckConstraint(condition=models.Q(('pseudonym', ''), _negated=True), name='screening_has_a_pseudonym'), models.CheckConstraint(condition=models.Q(('next_step__in', ['no_further_step', 'follow_up', 'labour_rights_case', 'refer', 'emergency'])), name='next_step_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('assessment', {}), ('concluded_at', None), ('outcome', ''), ('state', 'open')), models.Q(('outcome__in', ['no_indication', 'watch', 'urgent']), ('state__in', ('concluded', 'closed')), ('concluded_at__isnull', False), models.Q(('assessment', {}), _negated=True)), _connector='OR'), name='concluded_screening_says_what_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('contact', None), ('contact_digest', None)), models.Q(('contact__isnull', False), ('contact_digest__isnull', False)), _connector='OR'), name='contact_and_its_hash_together')],
                },
            ), migrations.CreateModel(
                name='ScreeningAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('kind', models.CharField(choices=[('danger', 'Danger at this moment'), ('indicator', 'Indicator'), ('act', 'What was done'), ('means', 'How it was done'), ('purpose', 'For what'), ('labour', 'Forced labour as it is counted'), ('fact', 'Facts for the agency')], max_length=9)),
                    ('question', models.CharField(max_length=50, verbose_name='question')),
                    ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known'), ('refused', 'Would not say'), ('not_asked', 'Not asked')], max_length=9, verbose_name='answer')),
                    ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                    ('answered_at', models.DateTimeField(verbose_name='written down')),
                    ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('screening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='screenings.screening', verbose_name='screening')),
                ],
                options={
                    'ordering': ['screening', 'kind', 'question'],
                    'constraints': [models.UniqueConstraint(fields=('screening', 'kind', 'question'), name='one_answer_to_a_question'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'no', 'unknown', 'refused', 'not_asked'])), name='screening_answer_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['danger', 'indicator', 'act', 'means', 'purpose', 'labour', 'fact'])), name='screening_question_has_a_kind'), models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='screening_answer_has_a_question')],
                },
            ), migrations.CreateModel(
                name='ScreeningAnswerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('kind', models.CharField(choices=[('danger', 'Danger at this moment'), ('indicator', 'Indicator'), ('act', 'What was done'), ('means', 'How it was done'), ('purpose', 'For what'), ('labour', 'Forced labour as it is counted'), ('fact', 'Facts for the agency')], max_length=9)),
                    ('question', models.CharField(max_length=50, verbose_name='question')),
                    ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known'), ('refused', 'Would not say'), ('not_asked', 'Not asked')], max_length=9, verbose_name='answer')),
                    ('answered_at', models.DateTimeField(verbose_name='written down')),
                    ('answered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='screenings.screeninganswer')),
                    ('screening', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='screenings.screening', verbose_name='screening')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ScreeningEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('source', models.CharField(choices=[('books', 'A sign in the books'), ('visit', 'A visit'), ('report', 'A confidential report'), ('direct', 'Directly')], editable=False, max_length=6, verbose_name='opened upon')),
                    ('opened_at', models.DateTimeField(verbose_name='opened')),
                    ('state', models.CharField(choices=[('open', 'Open'), ('concluded', 'Concluded'), ('closed', 'Closed')], default='open', editable=False, max_length=9, verbose_name='state')),
                    ('next_step', models.CharField(default='follow_up', editable=False, max_length=20, verbose_name='next step')),
                    ('outcome', models.CharField(blank=True, choices=[('no_indication', 'No indication in what was asked'), ('watch', 'Signs or open questions: keep watching'), ('urgent', 'Urgent: forced labour or trafficking is indicated')], max_length=13, verbose_name='conclusion')),
                    ('concluded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='concluded')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('concluded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='concluded by')),
                    ('opened_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='screenings.screening')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('screening', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "screenings_screeningevent" ("association_id", "concluded_at", "concluded_by_id", "created_at", "id", "next_step", "number", "opened_at", "opened_by_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state") SELECT new_values."association_id", new_values."concluded_at", new_values."concluded_by_id", new_values."created_at", new_values."id", new_values."next_step", new_values."number", new_values."opened_at", new_values."opened_by_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6de58ae4d1a854e3f82cf1f413e526a727f5e52f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b963b', referencing='REFERENCING NEW TABLE AS new_values ', table='screenings_screening', when='AFTER'))), ('screening', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "screenings_screeningevent" ("association_id", "concluded_at", "concluded_by_id", "created_at", "id", "next_step", "number", "opened_at", "opened_by_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state") SELECT new_values."association_id", new_values."concluded_at", new_values."concluded_by_id", new_values."created_at", new_values."id", new_values."next_step", new_values."number", new_values."opened_at", new_values."opened_by_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."concluded_at" IS DISTINCT FROM (new_values."concluded_at") OR old_values."concluded_by_id" IS DISTINCT FROM (new_values."concluded_by_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."next_step" IS DISTINCT FROM (new_values."next_step") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."opened_at" IS DISTINCT FROM (new_values."opened_at") OR old_values."opened_by_id" IS DISTINCT FROM (new_values."opened_by_id") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b57effd394d97648c5852f14137cf70cb3920664', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1fca2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='screenings_screening', when='AFTER'))), ('screeninganswer', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "screenings_screeninganswerevent" ("answer", "answered_at", "answered_by_id", "association_id", "created_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "screening_id") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."association_id", new_values."created_at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question", new_values."screening_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2a708b3502317b350d3c8aa178d673057942e288', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ff4a', referencing='REFERENCING NEW TABLE AS new_values ', table='screenings_screeninganswer', when='AFTER'))), ('screeninganswer', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "screenings_screeninganswerevent" ("answer", "answered_at", "answered_by_id", "association_id", "created_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "screening_id") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."association_id", new_values."created_at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question", new_values."screening_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."answered_by_id" IS DISTINCT FROM (new_values."answered_by_id") OR old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."question" IS DISTINCT FROM (new_values."question") OR old_values."screening_id" IS DISTINCT FROM (new_values."screening_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='62e0616f5ceb769854766822feb67af22d4c653f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_15383', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='screenings_screeninganswer', when='AFTER'))), ('screeninganswerevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e032aeec301f8459c856ef6e18fa94ed32ed7c84', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9f9f9', table='screenings_screeninganswerevent', when='BEFORE'))), ('screeningevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='55fc508c4d19f5d09210a02249a1315804bbb666', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1737', table='screenings_screeningevent', when='BEFORE')))],
        ),
    ]
