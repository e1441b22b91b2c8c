"""The audit log: append-only, each entry chained to the one before it by its hash.

Each association has a chain of its own (the machine has chain 0). The trigger computes the hash
over the previous hash and every field, so an altered entry no longer matches; positions have no
gaps and the head of each chain is kept apart, so a removed entry is missed.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """The last entry of a chain, kept apart so that a removed tail is noticed."""

    chain = models.BigIntegerField(primary_key=True)
    position = models.BigIntegerField()
    entry_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain}: {self.position} {self.entry_hash}"


CHAIN_ENTRY = """
    INSERT INTO kit_audithead (chain, position, entry_hash) VALUES (NEW.chain, 0, repeat('0', 64))
        ON CONFLICT (chain) DO NOTHING;
    SELECT h.position + 1, h.entry_hash INTO NEW.position, NEW.previous_hash
        FROM kit_audithead h WHERE h.chain = NEW.chain FOR UPDATE;
    NEW.entry_hash := encode(sha256(convert_to(jsonb_build_array(
        NEW.previous_hash, NEW.chain, NEW.position, (extract(epoch FROM NEW.at) * 1000000)::bigint,
        NEW.association_id, NEW.person_id, NEW.roles, NEW.channel, NEW.action, NEW.object_type,
        NEW.object_id, NEW.object_label, NEW.details, NEW.request_id)::text, 'UTF8')), 'hex');
    UPDATE kit_audithead SET position = NEW.position, entry_hash = NEW.entry_hash WHERE chain = NEW.chain;
    RETURN NEW;
"""
REFUSE = "RAISE EXCEPTION 'the audit log cannot be changed' USING ERRCODE = 'insufficient_privilege';"


class AuditEntry(models.Model):
    """One thing that someone did or looked at."""

    chain = models.BigIntegerField(editable=False)
    position = models.BigIntegerField(editable=False)
    at = models.DateTimeField(_("when"))
    association = models.ForeignKey(
        "kit.Association",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("association"),
    )
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    roles = models.CharField(_("roles"), max_length=200, blank=True)
    channel = models.CharField(_("through"), max_length=12)
    action = models.CharField(_("what"), max_length=80)
    object_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    object_id = models.CharField(_("record"), max_length=60, blank=True)
    object_label = models.CharField(_("name of the record"), max_length=200, blank=True)
    details = models.JSONField(_("details"), default=dict)
    request_id = models.CharField(_("request"), max_length=40, blank=True)
    previous_hash = models.CharField(max_length=64, editable=False)
    entry_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="audit_position_once_per_chain")
        ]
        indexes = [
            models.Index(fields=["association", "-at"], name="audit_by_time"),
            models.Index(fields=["object_type", "object_id", "-at"], name="audit_by_record"),
            models.Index(fields=["person", "-at"], name="audit_by_person"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="chain_entry", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CHAIN_ENTRY
            ),
            pgtrigger.Trigger(
                name="never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=REFUSE,
            ),
            pgtrigger.Trigger(
                name="never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=REFUSE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
