"""Whom to call at an employer, and who speaks for it in the portal."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import HistoryModel
from safe_employment.members.models.employers import Employer
from safe_employment.members.models.history import versions


@pghistory.track(*versions(), exclude=["changed_at"])
class Contact(HistoryModel):
    """A person or a phone by which an employer is reached; needs no account."""

    employer = models.ForeignKey(
        Employer, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("employer")
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    role = models.CharField(_("post"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("email"), blank=True)

    class Meta:
        ordering = ["employer", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="", phone="", email=""), name="contact_says_whom_or_how_to_reach"
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.phone or self.email) if part)


def ended_by_another(ended: str, words: str, constraint: str) -> pgtrigger.Trigger:
    """Return the trigger by which nobody frees themselves: who it is stays, and another person ends it.

    `ended` is the column of when it ended; the row has `person` and `ended_by` besides.
    """
    func = f"""
    BEGIN
        IF NEW.person_id <> OLD.person_id
            OR NEW.{ended} IS NOT NULL AND (NEW.ended_by_id IS NULL OR NEW.ended_by_id = NEW.person_id)
        THEN
            RAISE EXCEPTION '{words}'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
        END IF;
        RETURN NEW;
    END;
"""
    return pgtrigger.Trigger(
        name="ended_by_another", when=pgtrigger.Before, operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.{ended} IS NULL"), func=func,
    )  # fmt: skip


@pghistory.track(exclude=["changed_at"])
class EmployerContact(HistoryModel):
    """A person with an account who speaks for an employer, until another person ends that.

    `is_head` says that they head it: a delay is told to them in their turn. Where nobody is marked, whoever
    bears the name of the legal representative is taken for the head.
    """

    person = models.ForeignKey("kit.Person", on_delete=models.CASCADE, related_name="employer_contacts")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="portal_contacts")
    is_head = models.BooleanField(_("heads the employer"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["employer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer"], condition=Q(ended_at=None), name="speaks_for_an_employer_once"
            )
        ]
        triggers = [
            ended_by_another(
                "ended_at",
                "who speaks for an employer does so until another person ends it",
                "contact_ended_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.employer}"
