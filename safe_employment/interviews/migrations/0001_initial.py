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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        safe_employment.kit.migration_operations.InOneStep(
            operations=[migrations.CreateModel(
                name='CaseStudy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('invented_name', models.CharField(blank=True, help_text='Never a real name or nickname', max_length=40, verbose_name='invented name')),
                    ('interviewed_on', models.DateField(verbose_name='told on')),
                    ('sector', models.CharField(choices=[('catering', 'Restaurants and catering'), ('hotels', 'Hotels'), ('entertainment', 'Entertainment and bathing'), ('hairdressing', 'Hairdressing and beauty'), ('services', 'Other services'), ('retail', 'Shops and markets'), ('garments', 'Garments'), ('shoes', 'Shoes'), ('domestic', 'Work in households'), ('other', 'Other')], max_length=14, verbose_name='sector')),
                    ('age_band', models.CharField(choices=[('under_16', 'Under 16'), ('16_17', '16 or 17'), ('18_20', '18 to 20'), ('21_24', '21 to 24'), ('25_on', '25 or older')], max_length=8, verbose_name='age')),
                    ('sex', models.CharField(choices=[('female', 'Female'), ('male', 'Male')], max_length=6, verbose_name='sex')),
                    ('home_division_code', models.CharField(blank=True, help_text='The prefecture is enough; the county only if needed', max_length=6, verbose_name='home')),
                    ('state', models.CharField(choices=[('recorded', 'Recorded'), ('released', 'Released inside'), ('cleared', 'Cleared for publication'), ('withdrawn', 'Consent withdrawn')], default='recorded', editable=False, max_length=9, verbose_name='state')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('interviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='told to')),
                    ('consent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case_study', to='interviews.consent', verbose_name='consent')),
                    ('themes', models.ManyToManyField(blank=True, related_name='case_studies', to='interviews.theme', verbose_name='themes')),
                ],
                options={
                    'verbose_name_plural': 'case studies',
                    'ordering': ['-number'],
                    'indexes': [models.Index(fields=['association', 'interviewed_on'], name='case_studies_by_day')],
                    'constraints': [models.UniqueConstraint(fields=('association', 'number'), name='case_study_number_once'), models.CheckConstraint(condition=models.Q(('home_division_code', ''), ('home_division_code__regex', '^\\d{6}$'), _connector='OR'), name='case_study_home_is_six_digits'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('home_division_code', ''), ('invented_name', '')), _connector='OR'), name='withdrawn_case_study_is_blank'), models.CheckConstraint(condition=models.Q(('state', 'withdrawn'), models.Q(('invented_name', ''), _negated=True), _connector='OR'), name='case_study_has_an_invented_name')],
                },
            ), migrations.CreateModel(
                name='Consent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('scope', models.CharField(choices=[('keep', 'Keep it; only the case officer and the manager read it'), ('use_inside', 'Use it inside the association, for planning and training'), ('publish_anonymously', 'Publish it without name and place')], max_length=20, verbose_name='they agree that we')),
                    ('way', models.CharField(choices=[('written', 'In writing'), ('oral_witnessed', 'Orally, before a witness')], max_length=14, verbose_name='how it was given')),
                    ('language', models.CharField(help_text='For example: Chinese, Yi', max_length=40, verbose_name='language in which it was explained')),
                    ('given_on', models.DateField(verbose_name='given on')),
                    ('sheet_kept_at', models.CharField(blank=True, help_text="Never the person's name", max_length=160, verbose_name='where the signed sheet is kept')),
                    ('guardian', models.CharField(blank=True, choices=[('', 'Not needed: 18 or older'), ('agreed', 'A parent or guardian agreed'), ('authority', 'An authority agreed, because the guardian may be part of the matter')], default='', max_length=10, verbose_name='for someone under 18')),
                    ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                    ('withdrawal_recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawal recorded by')),
                    ('witness', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='witness')),
                ],
                options={
                    'ordering': ['-given_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'oral_witnessed'), _negated=True), models.Q(('witness__isnull', False), models.Q(('witness', models.F('recorded_by')), _negated=True)), _connector='OR'), name='oral_consent_has_another_person_as_witness'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_recorded_by', None), ('withdrawn_at', None)), models.Q(('withdrawal_recorded_by__isnull', False), ('withdrawn_at__isnull', False)), _connector='OR'), name='withdrawal_says_who_recorded_it'), models.CheckConstraint(condition=models.Q(('scope__in', ['keep', 'use_inside', 'publish_anonymously'])), name='consent_has_a_known_scope')],
                },
            ), migrations.CreateModel(
                name='CaseStudyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('interviewed_on', models.DateField(verbose_name='told on')),
                    ('sector', models.CharField(choices=[('catering', 'Restaurants and catering'), ('hotels', 'Hotels'), ('entertainment', 'Entertainment and bathing'), ('hairdressing', 'Hairdressing and beauty'), ('services', 'Other services'), ('retail', 'Shops and markets'), ('garments', 'Garments'), ('shoes', 'Shoes'), ('domestic', 'Work in households'), ('other', 'Other')], max_length=14, verbose_name='sector')),
                    ('age_band', models.CharField(choices=[('under_16', 'Under 16'), ('16_17', '16 or 17'), ('18_20', '18 to 20'), ('21_24', '21 to 24'), ('25_on', '25 or older')], max_length=8, verbose_name='age')),
                    ('sex', models.CharField(choices=[('female', 'Female'), ('male', 'Male')], max_length=6, verbose_name='sex')),
                    ('state', models.CharField(choices=[('recorded', 'Recorded'), ('released', 'Released inside'), ('cleared', 'Cleared for publication'), ('withdrawn', 'Consent withdrawn')], default='recorded', editable=False, max_length=9, verbose_name='state')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('interviewed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='told to')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='interviews.casestudy')),
                    ('consent', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='interviews.consent', verbose_name='consent')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ConsentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('scope', models.CharField(choices=[('keep', 'Keep it; only the case officer and the manager read it'), ('use_inside', 'Use it inside the association, for planning and training'), ('publish_anonymously', 'Publish it without name and place')], max_length=20, verbose_name='they agree that we')),
                    ('way', models.CharField(choices=[('written', 'In writing'), ('oral_witnessed', 'Orally, before a witness')], max_length=14, verbose_name='how it was given')),
                    ('language', models.CharField(help_text='For example: Chinese, Yi', max_length=40, verbose_name='language in which it was explained')),
                    ('given_on', models.DateField(verbose_name='given on')),
                    ('guardian', models.CharField(blank=True, choices=[('', 'Not needed: 18 or older'), ('agreed', 'A parent or guardian agreed'), ('authority', 'An authority agreed, because the guardian may be part of the matter')], default='', max_length=10, verbose_name='for someone under 18')),
                    ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='interviews.consent')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                    ('withdrawal_recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawal recorded by')),
                    ('witness', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='witness')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Story',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('why_migrated', models.TextField(blank=True, max_length=6000, verbose_name='why they migrated')),
                    ('how_treated', models.TextField(blank=True, max_length=6000, verbose_name='how they were treated')),
                    ('wishes', models.TextField(blank=True, max_length=6000, verbose_name='what would have helped')),
                    ('case_study', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='story', to='interviews.casestudy')),
                ],
                options={
                    'verbose_name_plural': 'stories',
                    'constraints': [models.CheckConstraint(condition=models.Q(('how_treated', ''), ('why_migrated', ''), ('wishes', ''), _negated=True), name='story_is_not_empty')],
                },
            ), migrations.CreateModel(
                name='Theme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('side', models.CharField(choices=[('why_migrated', 'Why they migrated'), ('how_treated', 'How they were treated')], max_length=12, verbose_name='what it answers')),
                    ('name_zh', models.CharField(max_length=80, verbose_name='name in Chinese')),
                    ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                    ('is_retired', models.BooleanField(default=False, verbose_name='no longer used for new case studies')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.association', verbose_name='association')),
                ],
                options={
                    'ordering': ['-side', 'name_zh', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('association', 'side', 'name_zh'), name='theme_once_in_codebook'), models.CheckConstraint(condition=models.Q(('name_zh', ''), _negated=True), name='theme_has_a_name')],
                },
            ), migrations.CreateModel(
                name='ThemeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                    ('side', models.CharField(choices=[('why_migrated', 'Why they migrated'), ('how_treated', 'How they were treated')], max_length=12, verbose_name='what it answers')),
                    ('name_zh', models.CharField(max_length=80, verbose_name='name in Chinese')),
                    ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                    ('is_retired', models.BooleanField(default=False, verbose_name='no longer used for new case studies')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kit.association', verbose_name='association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='interviews.theme')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        safe_employment.kit.migration_operations.AddTriggers(
            triggers=[('consent', pgtrigger.compiler.Trigger(name='withdrawal_removes_the_text', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."withdrawn_at" IS NOT NULL AND OLD."withdrawn_at" IS NULL)', func='\n    DELETE FROM interviews_story s USING interviews_casestudy c\n        WHERE s.case_study_id = c.id AND c.consent_id = NEW.id;\n    RETURN NULL;\n', hash='8d7bc9c0ec520e141e440644ac6f81a7c127e21a', operation='UPDATE', pgid='pgtrigger_withdrawal_removes_the_text_b62ab', table='interviews_consent', when='AFTER'))), ('consent', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "interviews_consentevent" ("association_id", "created_at", "given_on", "guardian", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "scope", "way", "withdrawal_recorded_by_id", "withdrawn_at", "witness_id") SELECT new_values."association_id", new_values."created_at", new_values."given_on", new_values."guardian", new_values."id", new_values."language", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_by_id", new_values."scope", new_values."way", new_values."withdrawal_recorded_by_id", new_values."withdrawn_at", new_values."witness_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='696267b9c777b055076c7d95b63d0a275f0d60c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9ccc2', referencing='REFERENCING NEW TABLE AS new_values ', table='interviews_consent', when='AFTER'))), ('consent', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "interviews_consentevent" ("association_id", "created_at", "given_on", "guardian", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "scope", "way", "withdrawal_recorded_by_id", "withdrawn_at", "witness_id") SELECT new_values."association_id", new_values."created_at", new_values."given_on", new_values."guardian", new_values."id", new_values."language", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_by_id", new_values."scope", new_values."way", new_values."withdrawal_recorded_by_id", new_values."withdrawn_at", new_values."witness_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."given_on" IS DISTINCT FROM (new_values."given_on") OR old_values."guardian" IS DISTINCT FROM (new_values."guardian") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."way" IS DISTINCT FROM (new_values."way") OR old_values."withdrawal_recorded_by_id" IS DISTINCT FROM (new_values."withdrawal_recorded_by_id") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at") OR old_values."witness_id" IS DISTINCT FROM (new_values."witness_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e2d43fd01bbda5eb247affb018144def30f797ee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b6a5a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='interviews_consent', when='AFTER'))), ('casestudyevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c406135f028324400fce4cea5565d131768a2da7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_af7df', table='interviews_casestudyevent', when='BEFORE'))), ('consentevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8dc5416d5f24d536cdad364cad764f5618d9d3e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4b033', table='interviews_consentevent', when='BEFORE'))), ('story', pgtrigger.compiler.Trigger(name='text_needs_consent', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM interviews_casestudy c JOIN interviews_consent k ON k.id = c.consent_id\n        WHERE c.id = NEW.case_study_id AND k.withdrawn_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'consent was withdrawn' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='269c34801b90b49e4a253abd43d726dc9bd5faa9', operation='INSERT OR UPDATE', pgid='pgtrigger_text_needs_consent_902a6', table='interviews_story', when='BEFORE'))), ('theme', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "interviews_themeevent" ("association_id", "created_at", "id", "is_retired", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."is_retired", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."side" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3feab3dd2a9e97cba9c4ec12457009cb0a20b714', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_05178', referencing='REFERENCING NEW TABLE AS new_values ', table='interviews_theme', when='AFTER'))), ('theme', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "interviews_themeevent" ("association_id", "created_at", "id", "is_retired", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side") SELECT new_values."association_id", new_values."created_at", new_values."id", new_values."is_retired", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."side" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_retired" IS DISTINCT FROM (new_values."is_retired") OR old_values."name_en" IS DISTINCT FROM (new_values."name_en") OR old_values."name_zh" IS DISTINCT FROM (new_values."name_zh") OR old_values."side" IS DISTINCT FROM (new_values."side")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0c05fbb89c77da05953f1f8400dbd026458266ef', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_55704', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='interviews_theme', when='AFTER'))), ('casestudy', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "interviews_casestudyevent" ("age_band", "association_id", "consent_id", "created_at", "id", "interviewed_by_id", "interviewed_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "sex", "state") SELECT new_values."age_band", new_values."association_id", new_values."consent_id", new_values."created_at", new_values."id", new_values."interviewed_by_id", new_values."interviewed_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sector", new_values."sex", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='52075e202f02d1ba00488620b90fdb78cc708c3f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_958f7', referencing='REFERENCING NEW TABLE AS new_values ', table='interviews_casestudy', when='AFTER'))), ('casestudy', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "interviews_casestudyevent" ("age_band", "association_id", "consent_id", "created_at", "id", "interviewed_by_id", "interviewed_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "sex", "state") SELECT new_values."age_band", new_values."association_id", new_values."consent_id", new_values."created_at", new_values."id", new_values."interviewed_by_id", new_values."interviewed_on", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sector", new_values."sex", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."age_band" IS DISTINCT FROM (new_values."age_band") OR old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."consent_id" IS DISTINCT FROM (new_values."consent_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."interviewed_by_id" IS DISTINCT FROM (new_values."interviewed_by_id") OR old_values."interviewed_on" IS DISTINCT FROM (new_values."interviewed_on") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."sector" IS DISTINCT FROM (new_values."sector") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d04c00bfc327f4d418901e9909eb1e2cdf21b883', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_633ea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='interviews_casestudy', when='AFTER'))), ('themeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a51f5cf2bbc854aea4823323e004ea8531e4647d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ea6ff', table='interviews_themeevent', when='BEFORE')))],
        ),
    ]
