"""The days on which harm that goes on is told are the association's own."""

from __future__ import annotations

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0005_other_eyes'),
        ('kit', '0002_sealed_values'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='escalationdays',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='escalationdays',
            name='update_update',
        ),
        migrations.AddField(
            model_name='escalationdays',
            name='harm_board_after_days',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='harm that goes on: the board after so many days'),
        ),
        migrations.AddField(
            model_name='escalationdays',
            name='harm_manager_after_days',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='harm that goes on: the programme manager after so many days'),
        ),
        migrations.AddField(
            model_name='escalationdaysevent',
            name='harm_board_after_days',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='harm that goes on: the board after so many days'),
        ),
        migrations.AddField(
            model_name='escalationdaysevent',
            name='harm_manager_after_days',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='harm that goes on: the programme manager after so many days'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='escalationdays',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "findings_escalationdaysevent" ("association_id", "board_after_days", "created_at", "harm_board_after_days", "harm_manager_after_days", "head_after_days", "id", "manager_after_days", "owner_every_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before_days", "severity") SELECT new_values."association_id", new_values."board_after_days", new_values."created_at", new_values."harm_board_after_days", new_values."harm_manager_after_days", new_values."head_after_days", new_values."id", new_values."manager_after_days", new_values."owner_every_days", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."remind_before_days", new_values."severity" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a47ec5dcf478353eedd670ce36e1b34943b060e0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_80e51', referencing='REFERENCING NEW TABLE AS new_values ', table='findings_escalationdays', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='escalationdays',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "findings_escalationdaysevent" ("association_id", "board_after_days", "created_at", "harm_board_after_days", "harm_manager_after_days", "head_after_days", "id", "manager_after_days", "owner_every_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before_days", "severity") SELECT new_values."association_id", new_values."board_after_days", new_values."created_at", new_values."harm_board_after_days", new_values."harm_manager_after_days", new_values."head_after_days", new_values."id", new_values."manager_after_days", new_values."owner_every_days", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."remind_before_days", new_values."severity" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."association_id" IS DISTINCT FROM (new_values."association_id") OR old_values."board_after_days" IS DISTINCT FROM (new_values."board_after_days") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."harm_board_after_days" IS DISTINCT FROM (new_values."harm_board_after_days") OR old_values."harm_manager_after_days" IS DISTINCT FROM (new_values."harm_manager_after_days") OR old_values."head_after_days" IS DISTINCT FROM (new_values."head_after_days") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."manager_after_days" IS DISTINCT FROM (new_values."manager_after_days") OR old_values."owner_every_days" IS DISTINCT FROM (new_values."owner_every_days") OR old_values."remind_before_days" IS DISTINCT FROM (new_values."remind_before_days") OR old_values."severity" IS DISTINCT FROM (new_values."severity")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e4f5c1cfb440e9d9089f8fb0739d49838031e415', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6edd1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='findings_escalationdays', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='escalationdays',
            constraint=models.CheckConstraint(condition=models.Q(('harm_manager_after_days__lte', models.F('harm_board_after_days'))), name='harm_steps_in_order'),
        ),
    ]
