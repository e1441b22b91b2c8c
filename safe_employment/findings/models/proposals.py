"""What is proposed: findings by the programme or a person, actions by the employer."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.models.actions import CorrectiveAction
from safe_employment.findings.models.choices import (
    SEVERITY_TONES,
    Basis,
    Cluster,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.findings.models.findings import Finding
from safe_employment.kit.marks import Mark, Tone
from safe_employment.kit.models import AssociationRecord


class ProposalState(models.TextChoices):
    """The states of what is proposed."""

    WAITING = "waiting", _("To be decided")
    ACCEPTED = "accepted", _("Accepted")
    SET_ASIDE = "set_aside", _("Put aside")


TONES: dict[str, Tone] = {
    ProposalState.WAITING: "waiting",
    ProposalState.ACCEPTED: "good",
    ProposalState.SET_ASIDE: "ended",
}


# A finder does not silence what they saw; nor does who is tied.
PUT_ASIDE_BY_OTHERS = """
    BEGIN
        IF NEW.decided_by_id = NEW.found_by_id OR EXISTS (
            SELECT 1 FROM findings_tie t WHERE t.person_id = NEW.decided_by_id
                AND t.employer_id = NEW.employer_id AND t.declared_on <= NEW.decided_on
                AND (t.ended_on IS NULL OR t.ended_on > NEW.decided_on))
        THEN
            RAISE EXCEPTION 'a proposal is put aside by someone without a tie who did not find it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_put_aside_by_other_eyes';
        END IF;
        RETURN NEW;
    END;
"""


DECIDE_TOLD = ("decide_told_on", "decide_manager_told_on", "decide_board_told_on")


@pghistory.track(exclude=["changed_at", *DECIDE_TOLD])
class ProposedFinding(AssociationRecord):
    """A finding that an answer, a check of the books or a person proposes; someone decides.

    Of one source and code there is one proposal only: what was put aside is not proposed again.
    `reason` says why it was put aside, or accepted as lighter; while it waits, in what way its ground has
    changed. `found_by` gave the answer (None: the programme itself). `changes` names what was changed on
    accepting.
    """

    TONES: ClassVar[dict[str, Tone]] = TONES

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="+", verbose_name=_("employer")
    )
    workplace = models.ForeignKey(
        "members.Workplace",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("workplace"),
    )
    source_kind = models.CharField(_("source"), max_length=6, choices=SourceKind)
    source_id = models.CharField(max_length=40, blank=True)
    cluster = models.CharField(_("cluster"), max_length=1, choices=Cluster)
    question = models.CharField(_("question of the checklist"), max_length=3, blank=True)
    rule = models.CharField(_("rule of the check of the books"), max_length=12, blank=True)
    severity = models.CharField(_("severity"), max_length=13, choices=Severity)
    statement = models.CharField(_("what is said"), max_length=15, choices=Statement)
    basis = models.CharField(_("rests on"), max_length=9, choices=Basis)
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    article = models.CharField(_("article"), max_length=200, blank=True)
    ilo = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("ILO indicators"), default=list, blank=True
    )
    for_employer = models.BooleanField(_("the employer may be told"), default=True)
    found_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("found by")
    )
    found_on = models.DateField(_("found on"))
    proposed_on = models.DateField(_("proposed on"))
    state = models.CharField(
        _("state"), max_length=9, choices=ProposalState, default=ProposalState.WAITING, editable=False
    )
    decided_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    decide_told_on = models.DateField(null=True, editable=False)
    decide_manager_told_on = models.DateField(null=True, editable=False)
    decide_board_told_on = models.DateField(null=True, editable=False)
    changes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    finding = models.OneToOneField(
        Finding, on_delete=models.PROTECT, null=True, related_name="proposal", verbose_name=_("finding")
    )

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "source_kind", "source_id", "question", "rule"],
                condition=~Q(source_id=""),
                name="proposed_once_per_source_and_code",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="proposal_has_a_title"),
            models.CheckConstraint(
                condition=Q(state="accepted", finding__isnull=False) | ~Q(state="accepted") & Q(finding=None),
                name="accepted_proposal_has_its_finding",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_on=None)
                | ~Q(state="waiting") & Q(decided_on__isnull=False),
                name="decided_proposal_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""), name="put_aside_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(statement="indicator") | Q(for_employer=False),
                name="proposed_indicator_is_not_told",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "state", "-proposed_on"], name="proposals_by_state"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="other_eyes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state="set_aside") & ~pgtrigger.Q(old__state="set_aside"),
                func=PUT_ASIDE_BY_OTHERS,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """The question or the rule."""
        return self.question or self.rule

    @property
    def severity_mark(self) -> Mark:
        """The severity as a word and a shape."""
        return Mark(self.get_severity_display(), SEVERITY_TONES[self.severity])


@pghistory.track(exclude=["changed_at"])
class ProposedAction(AssociationRecord):
    """What the employer would do about a finding; the association agrees it, or says why not."""

    TONES: ClassVar[dict[str, Tone]] = TONES

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="proposed_actions")
    what = models.CharField(_("what will be done"), max_length=500)
    owner_name = models.CharField(_("who does it"), max_length=80)
    due_on = models.DateField(_("until when"))
    proposed_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_on = models.DateField(_("proposed on"))
    state = models.CharField(
        _("state"), max_length=9, choices=ProposalState, default=ProposalState.WAITING, editable=False
    )
    decided_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    action = models.OneToOneField(
        CorrectiveAction, on_delete=models.PROTECT, null=True, related_name="proposal"
    )

    class Meta:
        ordering = ["proposed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(owner_name=""), name="proposed_action_complete"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", action__isnull=False) | ~Q(state="accepted") & Q(action=None),
                name="agreed_proposal_has_its_action",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""), name="action_put_aside_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.what
