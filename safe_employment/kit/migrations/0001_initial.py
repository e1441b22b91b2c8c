import django.db.models.deletion
import pgtrigger.compiler
import safe_employment.kit.migration_operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='email address')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('language', models.CharField(blank=True, choices=[('zh-hans', '中文'), ('en', 'English')], max_length=10, verbose_name='language')),
                    ('is_active', models.BooleanField(default=True, verbose_name='active')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ],
                options={
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='Association',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('slug', models.SlugField(max_length=60, unique=True, verbose_name='short name in addresses')),
                    ('name_zh', models.CharField(max_length=120, verbose_name='name in Chinese')),
                    ('name_en', models.CharField(max_length=160, verbose_name='name in English')),
                    ('division_code', models.CharField(help_text='GB/T 2260 code of the area it serves, e.g. 530100', max_length=6, verbose_name='division')),
                    ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='contact phone')),
                    ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact email')),
                ],
                options={
                    'ordering': ['slug'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('division_code__regex', '^\\d{6}$')), name='association_division_is_six_digits')],
                },
            ), migrations.CreateModel(
                name='AssociationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('slug', models.SlugField(db_index=False, max_length=60, verbose_name='short name in addresses')),
                    ('name_zh', models.CharField(max_length=120, verbose_name='name in Chinese')),
                    ('name_en', models.CharField(max_length=160, verbose_name='name in English')),
                    ('division_code', models.CharField(help_text='GB/T 2260 code of the area it serves, e.g. 530100', max_length=6, verbose_name='division')),
                    ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='contact phone')),
                    ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact email')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kit.association')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('chain', models.BigIntegerField(editable=False)),
                    ('position', models.BigIntegerField(editable=False)),
                    ('at', models.DateTimeField(verbose_name='when')),
                    ('roles', models.CharField(blank=True, max_length=200, verbose_name='roles')),
                    ('channel', models.CharField(max_length=12, verbose_name='through')),
                    ('action', models.CharField(max_length=80, verbose_name='what')),
                    ('object_type', models.CharField(blank=True, max_length=60, verbose_name='kind of record')),
                    ('object_id', models.CharField(blank=True, max_length=60, verbose_name='record')),
                    ('object_label', models.CharField(blank=True, max_length=200, verbose_name='name of the record')),
                    ('details', models.JSONField(default=dict, verbose_name='details')),
                    ('request_id', models.CharField(blank=True, max_length=40, verbose_name='request')),
                    ('previous_hash', models.CharField(editable=False, max_length=64)),
                    ('entry_hash', models.CharField(editable=False, max_length=64)),
                    ('association', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'indexes': [models.Index(fields=['association', '-at'], name='audit_by_time'), models.Index(fields=['object_type', 'object_id', '-at'], name='audit_by_record'), models.Index(fields=['person', '-at'], name='audit_by_person')],
                    'constraints': [models.UniqueConstraint(fields=('chain', 'position'), name='audit_position_once_per_chain')],
                },
            ), migrations.CreateModel(
                name='AuditHead',
                fields=[
                    ('chain', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('position', models.BigIntegerField()),
                    ('entry_hash', models.CharField(max_length=64)),
                ],
            ), migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('email', models.EmailField(max_length=254, verbose_name='email address')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('role', models.CharField(choices=[('manager', 'Programme manager'), ('clerk', 'Membership clerk'), ('trainer', 'Trainer'), ('monitor', 'Monitor'), ('case_officer', 'Case officer'), ('board', 'Board'), ('employer_contact', 'Employer contact'), ('agency_officer', 'Agency officer'), ('analyst', 'Confederation analyst'), ('administrator', 'System administrator')], max_length=20, verbose_name='role')),
                    ('subject_id', models.BigIntegerField(blank=True, help_text='The employer for whom a contact will speak', null=True, verbose_name='employer')),
                    ('language', models.CharField(default='zh-hans', max_length=10, verbose_name='language')),
                    ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField(verbose_name='valid until')),
                    ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                    ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='kit.association')),
                    ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.partneragency')),
                ],
                options={
                    'ordering': ['-created_at'],
                },
            ), migrations.CreateModel(
                name='InvitationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('email', models.EmailField(max_length=254, verbose_name='email address')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('role', models.CharField(choices=[('manager', 'Programme manager'), ('clerk', 'Membership clerk'), ('trainer', 'Trainer'), ('monitor', 'Monitor'), ('case_officer', 'Case officer'), ('board', 'Board'), ('employer_contact', 'Employer contact'), ('agency_officer', 'Agency officer'), ('analyst', 'Confederation analyst'), ('administrator', 'System administrator')], max_length=20, verbose_name='role')),
                    ('subject_id', models.BigIntegerField(blank=True, help_text='The employer for whom a contact will speak', null=True, verbose_name='employer')),
                    ('language', models.CharField(default='zh-hans', max_length=10, verbose_name='language')),
                    ('expires_at', models.DateTimeField(verbose_name='valid until')),
                    ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                    ('accepted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association')),
                    ('invited_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kit.invitation')),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.partneragency')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='MailboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sent_at', models.DateTimeField(auto_now_add=True)),
                    ('to', models.CharField(max_length=500, verbose_name='to')),
                    ('subject', models.CharField(max_length=300, verbose_name='subject')),
                    ('body', models.TextField(verbose_name='text')),
                ],
                options={
                    'ordering': ['-sent_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60, verbose_name='kind')),
                    ('facts', models.JSONField(default=dict, verbose_name='facts')),
                    ('path', models.CharField(blank=True, max_length=300, verbose_name='page')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                    ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                    ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kit.association')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['person', '-created_at'], name='unread_notices')],
                },
            ), migrations.CreateModel(
                name='PartnerAgency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('name_zh', models.CharField(max_length=120, verbose_name='name in Chinese')),
                    ('name_en', models.CharField(blank=True, max_length=160, verbose_name='name in English')),
                    ('kind', models.CharField(choices=[('labour', 'Labour bureau'), ('police', 'Public security'), ('women', "Women's Federation"), ('education', 'Education bureau'), ('union', 'Trade union'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                ],
                options={
                    'ordering': ['association', 'name_zh'],
                    'constraints': [models.UniqueConstraint(fields=('association', 'name_zh'), name='agency_name_once_per_association')],
                },
            ), migrations.CreateModel(
                name='PartnerAgencyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('name_zh', models.CharField(max_length=120, verbose_name='name in Chinese')),
                    ('name_en', models.CharField(blank=True, max_length=160, verbose_name='name in English')),
                    ('kind', models.CharField(choices=[('labour', 'Labour bureau'), ('police', 'Public security'), ('women', "Women's Federation"), ('education', 'Education bureau'), ('union', 'Trade union'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kit.partneragency')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PersonEmailNameLanguageIsActiveEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('email', models.EmailField(max_length=254, verbose_name='email address')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('language', models.CharField(blank=True, choices=[('zh-hans', '中文'), ('en', 'English')], max_length=10, verbose_name='language')),
                    ('is_active', models.BooleanField(default=True, verbose_name='active')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='email_name_language_is_active_events', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='RoleAssignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('role', models.CharField(choices=[('manager', 'Programme manager'), ('clerk', 'Membership clerk'), ('trainer', 'Trainer'), ('monitor', 'Monitor'), ('case_officer', 'Case officer'), ('board', 'Board'), ('employer_contact', 'Employer contact'), ('agency_officer', 'Agency officer'), ('analyst', 'Confederation analyst'), ('administrator', 'System administrator')], max_length=20, verbose_name='role')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                    ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='kit.partneragency')),
                    ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='kit.association')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['person', 'role'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'association', 'role'), name='role_held_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('association', None), ('role', 'administrator')), models.Q(models.Q(('role', 'administrator'), _negated=True), ('association__isnull', False)), _connector='OR'), name='only_the_administrator_has_no_association'), models.CheckConstraint(condition=models.Q(('agency', None), ('role', 'agency_officer'), _connector='OR'), name='only_officers_have_an_agency')],
                },
            ), migrations.CreateModel(
                name='RoleAssignmentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('role', models.CharField(choices=[('manager', 'Programme manager'), ('clerk', 'Membership clerk'), ('trainer', 'Trainer'), ('monitor', 'Monitor'), ('case_officer', 'Case officer'), ('board', 'Board'), ('employer_contact', 'Employer contact'), ('agency_officer', 'Agency officer'), ('analyst', 'Confederation analyst'), ('administrator', 'System administrator')], max_length=20, verbose_name='role')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.partneragency')),
                    ('association', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kit.roleassignment')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('table', models.CharField(max_length=60)),
                    ('name', models.CharField(max_length=60, verbose_name='name')),
                    ('query', models.CharField(max_length=2000)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['table', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('person', 'association', 'table', 'name'), name='view_name_once')],
                },
            ), migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('purpose', models.CharField(max_length=60, verbose_name='purpose')),
                    ('subject_id', models.BigIntegerField(blank=True, null=True, verbose_name='record')),
                    ('name', models.CharField(max_length=200, verbose_name='file name')),
                    ('content_type', models.CharField(max_length=100, verbose_name='type')),
                    ('size', models.BigIntegerField(verbose_name='size in bytes')),
                    ('sha256', models.CharField(max_length=64)),
                    ('path', models.CharField(editable=False, max_length=200)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-created_at'],
                    'indexes': [models.Index(fields=['purpose', 'subject_id'], name='file_by_record')],
                },
            ), migrations.CreateModel(
                name='StoredFileEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('purpose', models.CharField(max_length=60, verbose_name='purpose')),
                    ('subject_id', models.BigIntegerField(blank=True, null=True, verbose_name='record')),
                    ('name', models.CharField(max_length=200, verbose_name='file name')),
                    ('content_type', models.CharField(max_length=100, verbose_name='type')),
                    ('size', models.BigIntegerField(verbose_name='size in bytes')),
                    ('sha256', models.CharField(max_length=64)),
                    ('path', models.CharField(editable=False, max_length=200)),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kit.storedfile')),
                    ('uploaded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='TaskRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=80, verbose_name='kind')),
                    ('facts', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('succeeded', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10, verbose_name='state')),
                    ('step', models.CharField(blank=True, max_length=80, verbose_name='step')),
                    ('done', models.BigIntegerField(default=0, verbose_name='done')),
                    ('total', models.BigIntegerField(null=True, verbose_name='total')),
                    ('cancel_requested', models.BooleanField(default=False)),
                    ('error_code', models.CharField(blank=True, max_length=60)),
                    ('result', models.JSONField(default=dict)),
                    ('path', models.CharField(blank=True, max_length=300)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('started_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('association', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kit.association')),
                    ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('total', None), ('done__lte', models.F('total')), _connector='OR'), name='task_not_more_than_done')],
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('person', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_personemailnamelanguageisactiveevent" ("email", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."email", new_values."is_active", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7197c85d092ea493e5788c9e18e625783e91c2b1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6bea6', referencing='REFERENCING NEW TABLE AS new_values ', table='kit_person', when='AFTER'))), ('person', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_personemailnamelanguageisactiveevent" ("email", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."email", new_values."is_active", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='552731590c6781e2d7296c45cd10aec69e8c6f52', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_88a9f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kit_person', when='AFTER'))), ('association', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_associationevent" ("contact_email", "contact_phone", "created_at", "division_code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."contact_email", new_values."contact_phone", new_values."created_at", new_values."division_code", new_values."id", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3ce2daccc0ff0d3564bd295e91684100758be017', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_98508', referencing='REFERENCING NEW TABLE AS new_values ', table='kit_association', when='AFTER'))), ('association', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_associationevent" ("contact_email", "contact_phone", "created_at", "division_code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."contact_email", new_values."contact_phone", new_values."created_at", new_values."division_code", new_values."id", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."contact_email" IS DISTINCT FROM (new_values."contact_email") OR old_values."contact_phone" IS DISTINCT FROM (new_values."contact_phone") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."division_code" IS DISTINCT FROM (new_values."division_code") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name_en" IS DISTINCT FROM (new_values."name_en") OR old_values."name_zh" IS DISTINCT FROM (new_values."name_zh") OR old_values."slug" IS DISTINCT FROM (new_values."slug")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='421384898c1a4daf454beb721560a5fb678f36e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_32bd3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kit_association', when='AFTER'))), ('associationevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='89edcaab57be679a3c481695e6f16871dc560ca7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fb2a2', table='kit_associationevent', when='BEFORE'))), ('auditentry', pgtrigger.compiler.Trigger(name='chain_entry', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO kit_audithead (chain, position, entry_hash) VALUES (NEW.chain, 0, repeat('0', 64))\n        ON CONFLICT (chain) DO NOTHING;\n    SELECT h.position + 1, h.entry_hash INTO NEW.position, NEW.previous_hash\n        FROM kit_audithead h WHERE h.chain = NEW.chain FOR UPDATE;\n    NEW.entry_hash := encode(sha256(convert_to(jsonb_build_array(\n        NEW.previous_hash, NEW.chain, NEW.position, (extract(epoch FROM NEW.at) * 1000000)::bigint,\n        NEW.association_id, NEW.person_id, NEW.roles, NEW.channel, NEW.action, NEW.object_type,\n        NEW.object_id, NEW.object_label, NEW.details, NEW.request_id)::text, 'UTF8')), 'hex');\n    UPDATE kit_audithead SET position = NEW.position, entry_hash = NEW.entry_hash WHERE chain = NEW.chain;\n    RETURN NEW;\n", hash='cfeb5c2eddc0764f8a933f3a543b1cefaf04c806', operation='INSERT', pgid='pgtrigger_chain_entry_a66e3', table='kit_auditentry', when='BEFORE'))), ('auditentry', pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the audit log cannot be changed' USING ERRCODE = 'insufficient_privilege';", hash='0749eec50fbff15b6248e0dbe12e0574cb7c47c2', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1863e', table='kit_auditentry', when='BEFORE'))), ('auditentry', pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the audit log cannot be changed' USING ERRCODE = 'insufficient_privilege';", hash='0e4998995a81d298cc7727b7088189b2dc5efa45', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d7221', table='kit_auditentry', when='BEFORE'))), ('partneragency', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_partneragencyevent" ("association_id", "created_at", "id", "kind", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."kind", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='01ebd99a8d5c785be6ac5d1b2633b8cb22e20fc9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_abad4', referencing='REFERENCING NEW TABLE AS new_values ', table='kit_partneragency', when='AFTER'))), ('partneragency', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_partneragencyevent" ("association_id", "created_at", "id", "kind", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."kind", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name_en" IS DISTINCT FROM (new_values."name_en") OR old_values."name_zh" IS DISTINCT FROM (new_values."name_zh")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3e26d5e9be51ffe7f04482ec2f2ce9fbe19cdace', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b11d2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kit_partneragency', when='AFTER'))), ('invitationevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1ac05e07a1353d63161eb482efcbdb7aba0d10e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b77b5', table='kit_invitationevent', when='BEFORE'))), ('invitation', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_invitationevent" ("accepted_at", "accepted_by_id", "agency_id", "association_id", "created_at", "email", "expires_at", "id", "invited_by_id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "subject_id", "withdrawn_at") SELECT new_values."accepted_at", new_values."accepted_by_id", new_values."agency_id", new_values."association_id", new_values."created_at", new_values."email", new_values."expires_at", new_values."id", new_values."invited_by_id", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."subject_id", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='06ae902a8f25cd04d7074b3277356f5ff10c237f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_560d5', referencing='REFERENCING NEW TABLE AS new_values ', table='kit_invitation', when='AFTER'))), ('invitation', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_invitationevent" ("accepted_at", "accepted_by_id", "agency_id", "association_id", "created_at", "email", "expires_at", "id", "invited_by_id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "subject_id", "withdrawn_at") SELECT new_values."accepted_at", new_values."accepted_by_id", new_values."agency_id", new_values."association_id", new_values."created_at", new_values."email", new_values."expires_at", new_values."id", new_values."invited_by_id", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."subject_id", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accepted_at" IS DISTINCT FROM (new_values."accepted_at") OR old_values."accepted_by_id" IS DISTINCT FROM (new_values."accepted_by_id") OR old_values."agency_id" IS DISTINCT FROM (new_values."agency_id") OR old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."invited_by_id" IS DISTINCT FROM (new_values."invited_by_id") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4850084e4c2f4f17f1f32931f9391ef8dd49d8a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c1da5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kit_invitation', when='AFTER'))), ('partneragencyevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d09da35aa115415ff1310230c0602cd463de9bb4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a681c', table='kit_partneragencyevent', when='BEFORE'))), ('personemailnamelanguageisactiveevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='db34323da51165825d36c80845f685e5f8324cf4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6f3d', table='kit_personemailnamelanguageisactiveevent', when='BEFORE'))), ('roleassignment', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_roleassignmentevent" ("agency_id", "association_id", "created_at", "ended_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."agency_id", new_values."association_id", new_values."created_at", new_values."ended_at", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='12f52c52560c28471947f23da8ac13cb744183e2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3bb6c', referencing='REFERENCING NEW TABLE AS new_values ', table='kit_roleassignment', when='AFTER'))), ('roleassignment', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_roleassignmentevent" ("agency_id", "association_id", "created_at", "ended_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."agency_id", new_values."association_id", new_values."created_at", new_values."ended_at", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."agency_id" IS DISTINCT FROM (new_values."agency_id") OR old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='50f45d3a39630af6615e78531d9ac37686a8499f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_389ee', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kit_roleassignment', when='AFTER'))), ('roleassignmentevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4097f008ed8e7c151da7af197f471737d86b65cf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d3af', table='kit_roleassignmentevent', when='BEFORE'))), ('storedfile', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_storedfileevent" ("association_id", "content_type", "created_at", "id", "name", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sha256", "size", "subject_id", "uploaded_by_id") SELECT new_values."association_id", new_values."content_type", new_values."created_at", new_values."id", new_values."name", new_values."path", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."sha256", new_values."size", new_values."subject_id", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='10025b08c40de700999b4733097722082051c1b6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_05324', referencing='REFERENCING NEW TABLE AS new_values ', table='kit_storedfile', when='AFTER'))), ('storedfile', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kit_storedfileevent" ("association_id", "content_type", "created_at", "id", "name", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sha256", "size", "subject_id", "uploaded_by_id") SELECT new_values."association_id", new_values."content_type", new_values."created_at", new_values."id", new_values."name", new_values."path", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."sha256", new_values."size", new_values."subject_id", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."content_type" IS DISTINCT FROM (new_values."content_type") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."path" IS DISTINCT FROM (new_values."path") OR old_values."purpose" IS DISTINCT FROM (new_values."purpose") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."uploaded_by_id" IS DISTINCT FROM (new_values."uploaded_by_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='18784439eafa0e1fb759baa2d8c31272c0769ed3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_52c1e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kit_storedfile', when='AFTER'))), ('storedfileevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='088e194ab3b7e38f3439260539c729f204e5fd07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5d3dc', table='kit_storedfileevent', when='BEFORE')))],
        ),
    ]
