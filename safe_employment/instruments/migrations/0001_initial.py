import django.db.models.deletion
import pgtrigger.compiler
import safe_employment.kit.migration_operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kit', '0002_sealed_values'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                    name='Device',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('kind', models.CharField(choices=[('app', 'The visit app'), ('collect', 'ODK Collect')], max_length=7, verbose_name='kind')),
                        ('name', models.CharField(max_length=80, verbose_name='name of the device')),
                        ('token_digest', models.BinaryField(max_length=32, unique=True)),
                        ('last_seen_at', models.DateTimeField(editable=False, null=True, verbose_name='last seen')),
                        ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                        ('wiped_at', models.DateTimeField(editable=False, null=True, verbose_name='wiped')),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                        ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='revoked by')),
                    ],
                    options={
                        'ordering': ['-created_at'],
                    },
                ), migrations.CreateModel(
                    name='DeviceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('kind', models.CharField(choices=[('app', 'The visit app'), ('collect', 'ODK Collect')], max_length=7, verbose_name='kind')),
                        ('name', models.CharField(max_length=80, verbose_name='name of the device')),
                        ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                        ('wiped_at', models.DateTimeField(editable=False, null=True, verbose_name='wiped')),
                        ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='instruments.device')),
                        ('revoked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='revoked by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ), migrations.CreateModel(
                    name='HeldSubmission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('reason', models.CharField(choices=[('other_xml', 'Another content under an ID that is taken'), ('unknown_version', 'A version that was never published here'), ('not_current', 'It replaces a submission that was replaced already'), ('subject_closed', 'What it is about takes no more answers'), ('other_file', 'Another file under a name that is taken')], max_length=15, verbose_name='why')),
                        ('form_id', models.CharField(blank=True, max_length=64, verbose_name='form id')),
                        ('version', models.CharField(blank=True, max_length=40, verbose_name='version')),
                        ('instance_id', models.CharField(max_length=100, verbose_name='instance ID')),
                        ('name', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                        ('content', models.BinaryField(null=True)),
                        ('sha256', models.BinaryField(max_length=32)),
                        ('received_at', models.DateTimeField(verbose_name='received')),
                        ('settled_at', models.DateTimeField(null=True, verbose_name='looked at')),
                        ('settled_how', models.CharField(blank=True, max_length=500, verbose_name='what was done')),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                        ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.device')),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.storedfile')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-received_at', '-pk'],
                    },
                ), migrations.CreateModel(
                    name='HeldSubmissionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('reason', models.CharField(choices=[('other_xml', 'Another content under an ID that is taken'), ('unknown_version', 'A version that was never published here'), ('not_current', 'It replaces a submission that was replaced already'), ('subject_closed', 'What it is about takes no more answers'), ('other_file', 'Another file under a name that is taken')], max_length=15, verbose_name='why')),
                        ('form_id', models.CharField(blank=True, max_length=64, verbose_name='form id')),
                        ('version', models.CharField(blank=True, max_length=40, verbose_name='version')),
                        ('instance_id', models.CharField(max_length=100, verbose_name='instance ID')),
                        ('name', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                        ('sha256', models.BinaryField(max_length=32)),
                        ('received_at', models.DateTimeField(verbose_name='received')),
                        ('settled_at', models.DateTimeField(null=True, verbose_name='looked at')),
                        ('settled_how', models.CharField(blank=True, max_length=500, verbose_name='what was done')),
                        ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                        ('device', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='instruments.device')),
                        ('file', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.storedfile')),
                        ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='instruments.heldsubmission')),
                        ('settled_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ), migrations.CreateModel(
                    name='Instrument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('form_id', models.CharField(editable=False, max_length=64, verbose_name='form id')),
                        ('kind', models.CharField(choices=[('visit_checklist', 'Visit checklist'), ('walk_through', 'Walk-through of premises'), ('worker_interview', 'Worker interview'), ('screening', 'Confidential screening'), ('self_assessment', 'Employer self-assessment'), ('case_record', 'Case record'), ('other', 'Other')], default='other', max_length=16, verbose_name='what it is for')),
                        ('title_zh', models.CharField(max_length=200, verbose_name='title in Chinese')),
                        ('title_en', models.CharField(max_length=200, verbose_name='title in English')),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ],
                    options={
                        'ordering': ['form_id'],
                    },
                ), migrations.CreateModel(
                    name='InstrumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('form_id', models.CharField(editable=False, max_length=64, verbose_name='form id')),
                        ('kind', models.CharField(choices=[('visit_checklist', 'Visit checklist'), ('walk_through', 'Walk-through of premises'), ('worker_interview', 'Worker interview'), ('screening', 'Confidential screening'), ('self_assessment', 'Employer self-assessment'), ('case_record', 'Case record'), ('other', 'Other')], default='other', max_length=16, verbose_name='what it is for')),
                        ('title_zh', models.CharField(max_length=200, verbose_name='title in Chinese')),
                        ('title_en', models.CharField(max_length=200, verbose_name='title in English')),
                        ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='instruments.instrument')),
                    ],
                    options={
                        'abstract': False,
                    },
                ), migrations.CreateModel(
                    name='InstrumentVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('version', models.CharField(editable=False, max_length=40, verbose_name='version')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], default='draft', editable=False, max_length=9, verbose_name='state')),
                        ('source_format', models.CharField(choices=[('xlsx', 'Workbook (XLSForm)'), ('md', 'Markdown table (XLSForm)')], editable=False, max_length=4, verbose_name='written as')),
                        ('source_name', models.CharField(editable=False, max_length=200, verbose_name='file name')),
                        ('source', models.BinaryField()),
                        ('xform', models.TextField(editable=False)),
                        ('digest', models.CharField(editable=False, max_length=32)),
                        ('definition', models.JSONField(editable=False)),
                        ('questions', models.PositiveIntegerField(editable=False, verbose_name='questions')),
                        ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
                        ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='retired')),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='instruments.instrument', verbose_name='instrument')),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                        ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                    ],
                    options={
                        'ordering': ['instrument', '-pk'],
                    },
                ), migrations.CreateModel(
                    name='InstrumentVersionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('version', models.CharField(editable=False, max_length=40, verbose_name='version')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], default='draft', editable=False, max_length=9, verbose_name='state')),
                        ('source_format', models.CharField(choices=[('xlsx', 'Workbook (XLSForm)'), ('md', 'Markdown table (XLSForm)')], editable=False, max_length=4, verbose_name='written as')),
                        ('source_name', models.CharField(editable=False, max_length=200, verbose_name='file name')),
                        ('digest', models.CharField(editable=False, max_length=32)),
                        ('questions', models.PositiveIntegerField(editable=False, verbose_name='questions')),
                        ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
                        ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='retired')),
                        ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                        ('instrument', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='instruments.instrument', verbose_name='instrument')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='instruments.instrumentversion')),
                        ('published_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ), migrations.CreateModel(
                    name='MediaFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('digest', models.CharField(editable=False, max_length=32)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.storedfile')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media', to='instruments.instrumentversion')),
                    ],
                    options={
                        'ordering': ['version', 'name'],
                    },
                ), migrations.CreateModel(
                    name='MediaFileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('digest', models.CharField(editable=False, max_length=32)),
                        ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.storedfile')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='instruments.mediafile')),
                        ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='instruments.instrumentversion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ), migrations.CreateModel(
                    name='Submission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('instance_id', models.CharField(max_length=100, verbose_name='instance ID')),
                        ('xml', models.BinaryField()),
                        ('sha256', models.BinaryField(max_length=32)),
                        ('answers', models.JSONField(editable=False)),
                        ('subject', models.CharField(blank=True, editable=False, max_length=60)),
                        ('received_at', models.DateTimeField(verbose_name='received')),
                        ('device_clock_off', models.IntegerField(editable=False, null=True)),
                        ('files_expected', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='files announced')),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                        ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='instruments.device')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='filled in by')),
                        ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='instruments.submission')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='instruments.instrumentversion')),
                    ],
                    options={
                        'ordering': ['-received_at', '-pk'],
                    },
                ), migrations.CreateModel(
                    name='SubmissionFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('sha256', models.BinaryField(max_length=32, null=True)),
                        ('received_at', models.DateTimeField(null=True, verbose_name='received')),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.storedfile')),
                        ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='instruments.submission')),
                    ],
                    options={
                        'ordering': ['submission', 'name'],
                    },
                ), migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(('wiped_at', None), ('revoked_at__isnull', False), _connector='OR'), name='only_a_revoked_device_is_wiped'),
                ), migrations.AddConstraint(
                    model_name='heldsubmission',
                    constraint=models.UniqueConstraint(fields=('association', 'instance_id', 'name', 'sha256'), name='held_submission_once'),
                ), migrations.AddConstraint(
                    model_name='heldsubmission',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('file', None)), models.Q(('content', None), ('file__isnull', False)), _connector='OR'), name='held_submission_is_whole'),
                ), migrations.AddConstraint(
                    model_name='heldsubmission',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_how', '')), models.Q(('settled_at__isnull', False), models.Q(('settled_how', ''), _negated=True)), _connector='OR'), name='settled_submission_says_how'),
                ), migrations.AddConstraint(
                    model_name='instrument',
                    constraint=models.UniqueConstraint(fields=('association', 'form_id'), name='form_id_once'),
                ), migrations.AddConstraint(
                    model_name='instrument',
                    constraint=models.CheckConstraint(condition=models.Q(('form_id', ''), _negated=True), name='instrument_has_a_form_id'),
                ), migrations.AddConstraint(
                    model_name='instrumentversion',
                    constraint=models.UniqueConstraint(fields=('instrument', 'version'), name='instrument_version_once'),
                ), migrations.AddConstraint(
                    model_name='instrumentversion',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('instrument',), name='one_version_is_published'),
                ), migrations.AddConstraint(
                    model_name='instrumentversion',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('retired_at', None), ('state', 'draft')), models.Q(('published_at__isnull', False), ('retired_at', None), ('state', 'published')), models.Q(('published_at__isnull', False), ('retired_at__isnull', False), ('state', 'retired')), _connector='OR'), name='version_says_when'),
                ), migrations.AddConstraint(
                    model_name='mediafile',
                    constraint=models.UniqueConstraint(fields=('version', 'name'), name='media_name_once'),
                ), migrations.AddIndex(
                    model_name='submission',
                    index=models.Index(fields=['association', '-received_at'], name='submissions_by_arrival'),
                ), migrations.AddIndex(
                    model_name='submission',
                    index=models.Index(fields=['version', '-received_at'], name='submissions_of_version'),
                ), migrations.AddIndex(
                    model_name='submission',
                    index=models.Index(condition=models.Q(('subject', ''), _negated=True), fields=['association', 'subject'], name='submissions_of_subject'),
                ), migrations.AddConstraint(
                    model_name='submission',
                    constraint=models.UniqueConstraint(fields=('association', 'instance_id'), name='instance_id_once'),
                ), migrations.AddConstraint(
                    model_name='submission',
                    constraint=models.CheckConstraint(condition=models.Q(('instance_id', ''), _negated=True), name='submission_has_an_instance_id'),
                ), migrations.AddConstraint(
                    model_name='submissionfile',
                    constraint=models.UniqueConstraint(fields=('submission', 'name'), name='submission_file_once'),
                ), migrations.AddConstraint(
                    model_name='submissionfile',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('received_at', None), ('sha256', None)), models.Q(('file__isnull', False), ('received_at__isnull', False), ('sha256__isnull', False)), _connector='OR'), name='arrived_file_is_whole'),
                )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('device', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_deviceevent" ("association_id", "created_at", "id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "wiped_at") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."kind", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revoked_at", new_values."revoked_by_id", new_values."wiped_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6638bbdf5124a4d926187b2b663c5b68ef7304a7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_301c3', referencing='REFERENCING NEW TABLE AS new_values ', table='instruments_device', when='AFTER'))), ('device', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_deviceevent" ("association_id", "created_at", "id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "wiped_at") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."kind", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revoked_at", new_values."revoked_by_id", new_values."wiped_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."revoked_at" IS DISTINCT FROM (new_values."revoked_at") OR old_values."revoked_by_id" IS DISTINCT FROM (new_values."revoked_by_id") OR old_values."wiped_at" IS DISTINCT FROM (new_values."wiped_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ebc246aafdcf5ab02f8cdaeb9646033d4d021ca2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0adb5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='instruments_device', when='AFTER'))), ('deviceevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cfd5c01c1f8978bfdf4ccd9467e1f4441e263f22', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_33439', table='instruments_deviceevent', when='BEFORE'))), ('heldsubmission', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_heldsubmissionevent" ("association_id", "created_at", "device_id", "file_id", "form_id", "id", "instance_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "settled_at", "settled_by_id", "settled_how", "sha256", "version") SELECT new_values."association_id", new_values."created_at", new_values."device_id", new_values."file_id", new_values."form_id", new_values."id", new_values."instance_id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."received_at", new_values."settled_at", new_values."settled_by_id", new_values."settled_how", new_values."sha256", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='898e92d37c5c17b2268f7d4e1ecdbf6104de2091', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6b5b8', referencing='REFERENCING NEW TABLE AS new_values ', table='instruments_heldsubmission', when='AFTER'))), ('heldsubmission', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_heldsubmissionevent" ("association_id", "created_at", "device_id", "file_id", "form_id", "id", "instance_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "settled_at", "settled_by_id", "settled_how", "sha256", "version") SELECT new_values."association_id", new_values."created_at", new_values."device_id", new_values."file_id", new_values."form_id", new_values."id", new_values."instance_id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."received_at", new_values."settled_at", new_values."settled_by_id", new_values."settled_how", new_values."sha256", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."device_id" IS DISTINCT FROM (new_values."device_id") OR old_values."file_id" IS DISTINCT FROM (new_values."file_id") OR old_values."form_id" IS DISTINCT FROM (new_values."form_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."instance_id" IS DISTINCT FROM (new_values."instance_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."received_at" IS DISTINCT FROM (new_values."received_at") OR old_values."settled_at" IS DISTINCT FROM (new_values."settled_at") OR old_values."settled_by_id" IS DISTINCT FROM (new_values."settled_by_id") OR old_values."settled_how" IS DISTINCT FROM (new_values."settled_how") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6b328afbd14d66543e36e727a9f84e43fc227e56', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2e160', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='instruments_heldsubmission', when='AFTER'))), ('heldsubmissionevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1dd47342932448bfe988cd33cb31594daacf9c65', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7f422', table='instruments_heldsubmissionevent', when='BEFORE'))), ('instrument', pgtrigger.compiler.Trigger(name='form_id_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."form_id" IS DISTINCT FROM (NEW."form_id") OR OLD."association_id" IS DISTINCT FROM (NEW."association_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2abca2ee6386b91053aa1a4628896b1e9cc5d666', operation='UPDATE', pgid='pgtrigger_form_id_stays_cbaf9', table='instruments_instrument', when='BEFORE'))), ('instrument', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_instrumentevent" ("association_id", "created_at", "form_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title_en", "title_zh") SELECT new_values."association_id", new_values."created_at", new_values."form_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bfcf288a0e025ad182bc53b9c37628bb9da1a8f4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_782b2', referencing='REFERENCING NEW TABLE AS new_values ', table='instruments_instrument', when='AFTER'))), ('instrument', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_instrumentevent" ("association_id", "created_at", "form_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title_en", "title_zh") SELECT new_values."association_id", new_values."created_at", new_values."form_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title_en", new_values."title_zh" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."form_id" IS DISTINCT FROM (new_values."form_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."title_en" IS DISTINCT FROM (new_values."title_en") OR old_values."title_zh" IS DISTINCT FROM (new_values."title_zh")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cf3e2cd20365d875ae5ef844820817179d12e9f4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cdd08', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='instruments_instrument', when='AFTER'))), ('instrumentevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f5b036aec1ac0ae179c0e494e63e105366133dae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_12e4a', table='instruments_instrumentevent', when='BEFORE'))), ('instrumentversion', pgtrigger.compiler.Trigger(name='published_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."association_id" IS DISTINCT FROM (NEW."association_id") OR OLD."instrument_id" IS DISTINCT FROM (NEW."instrument_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."source_format" IS DISTINCT FROM (NEW."source_format") OR OLD."source_name" IS DISTINCT FROM (NEW."source_name") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."xform" IS DISTINCT FROM (NEW."xform") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."definition" IS DISTINCT FROM (NEW."definition") OR OLD."questions" IS DISTINCT FROM (NEW."questions") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d5c7d21ab4fe7b731a9f1b35e84b4aadf37d8c13', operation='UPDATE', pgid='pgtrigger_published_stays_b64e9', table='instruments_instrumentversion', when='BEFORE'))), ('instrumentversion', pgtrigger.compiler.Trigger(name='published_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'published\', \'retired\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1daa2e221f13a1b9bb5284e3ef147a0fc74b15ce', operation='DELETE', pgid='pgtrigger_published_is_kept_5be37', table='instruments_instrumentversion', when='BEFORE'))), ('instrumentversion', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_instrumentversionevent" ("association_id", "created_at", "digest", "id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "questions", "retired_at", "source_format", "source_name", "state", "uploaded_by_id", "version") SELECT new_values."association_id", new_values."created_at", new_values."digest", new_values."id", new_values."instrument_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_at", new_values."published_by_id", new_values."questions", new_values."retired_at", new_values."source_format", new_values."source_name", new_values."state", new_values."uploaded_by_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7294b121039f998e0ba8a4e181067f713be6a458', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ef372', referencing='REFERENCING NEW TABLE AS new_values ', table='instruments_instrumentversion', when='AFTER'))), ('instrumentversion', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_instrumentversionevent" ("association_id", "created_at", "digest", "id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "questions", "retired_at", "source_format", "source_name", "state", "uploaded_by_id", "version") SELECT new_values."association_id", new_values."created_at", new_values."digest", new_values."id", new_values."instrument_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_at", new_values."published_by_id", new_values."questions", new_values."retired_at", new_values."source_format", new_values."source_name", new_values."state", new_values."uploaded_by_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."instrument_id" IS DISTINCT FROM (new_values."instrument_id") OR old_values."published_at" IS DISTINCT FROM (new_values."published_at") OR old_values."published_by_id" IS DISTINCT FROM (new_values."published_by_id") OR old_values."questions" IS DISTINCT FROM (new_values."questions") OR old_values."retired_at" IS DISTINCT FROM (new_values."retired_at") OR old_values."source_format" IS DISTINCT FROM (new_values."source_format") OR old_values."source_name" IS DISTINCT FROM (new_values."source_name") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."uploaded_by_id" IS DISTINCT FROM (new_values."uploaded_by_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6d6690c092a5c2d095104a70c6d5b4e2956da9b2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8ea05', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='instruments_instrumentversion', when='AFTER'))), ('instrumentversionevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b287e70cc06690b4abeef730b20be27685c70089', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fad8a', table='instruments_instrumentversionevent', when='BEFORE'))), ('mediafile', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_mediafileevent" ("created_at", "digest", "file_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") SELECT new_values."created_at", new_values."digest", new_values."file_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."version_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7357eaf7e7d109cb24d9ab8802de42d267d676f6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84a4a', referencing='REFERENCING NEW TABLE AS new_values ', table='instruments_mediafile', when='AFTER'))), ('mediafile', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "instruments_mediafileevent" ("created_at", "digest", "file_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") SELECT new_values."created_at", new_values."digest", new_values."file_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."version_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."file_id" IS DISTINCT FROM (new_values."file_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."version_id" IS DISTINCT FROM (new_values."version_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2698f901469f208eb28af45ca5321b7b186efe0a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fe33f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='instruments_mediafile', when='AFTER'))), ('mediafileevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5fc2194503632fd66dd74c39ea734ea902aaa463', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_960ce', table='instruments_mediafileevent', when='BEFORE'))), ('submission', pgtrigger.compiler.Trigger(name='submission_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."association_id" IS DISTINCT FROM (NEW."association_id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."instance_id" IS DISTINCT FROM (NEW."instance_id") OR OLD."xml" IS DISTINCT FROM (NEW."xml") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."answers" IS DISTINCT FROM (NEW."answers") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."device_id" IS DISTINCT FROM (NEW."device_id") OR OLD."device_clock_off" IS DISTINCT FROM (NEW."device_clock_off") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5900ed7f83fe8dfddd02b4a677a972a60f5f9cbb', operation='UPDATE', pgid='pgtrigger_submission_stays_2cc08', table='instruments_submission', when='BEFORE')))],
        ),
    ]
