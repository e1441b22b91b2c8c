"""What is done about a finding, by whom, until when, and who looked whether it was done."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.models.findings import NO_MORE, TO_VERIFY, Finding
from safe_employment.findings.models.ties import tied_sql
from safe_employment.findings.models.words import Pairs
from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord


class OwnerKind(models.TextChoices):
    """Who has to act."""

    EMPLOYER = "employer", _("The employer")
    ASSOCIATION = "association", _("The association")


class ActionState(models.TextChoices):
    """The states of a corrective action."""

    AGREED = "agreed", _("Agreed")
    DONE = "done", _("Done, to be verified")
    REJECTED = "rejected", _("Sent back")
    VERIFIED = "verified", _("Verified")
    DROPPED = "dropped", _("Dropped")


TO_BE_DONE = (ActionState.AGREED, ActionState.REJECTED)

# Two pairs of eyes, held by the database: who verifies has neither found, nor fixed, nor a tie.
SEPARATE_PEOPLE = f"""
    DECLARE finder bigint; employer bigint; team bigint[];
    BEGIN
        SELECT f.found_by_id, f.employer_id, f.found_with INTO finder, employer, team
            FROM findings_finding f WHERE f.id = NEW.finding_id;
        IF NEW.verified_by_id IN (finder, NEW.done_by_id, NEW.owner_person_id)
            OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id AND (
                NEW.verified_by_id = ANY(team) OR EXISTS (
                    SELECT 1 FROM findings_actionstep s WHERE s.action_id = NEW.id
                        AND s.kind = 'done' AND s.person_id = NEW.verified_by_id))
        THEN
            RAISE EXCEPTION 'the verifier found, did or owns what is to be verified'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'verifier_is_someone_else';
        END IF;
        IF NEW.owner_kind = 'association' AND finder IN (NEW.owner_person_id, NEW.done_by_id) THEN
            RAISE EXCEPTION 'the finder cannot correct what they found'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'fixer_is_not_the_finder';
        END IF;
        IF NEW.verified_by_id IS NOT NULL AND NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id
            AND {tied_sql("NEW.verified_by_id", "employer", "NEW.verified_on")}
        THEN
            RAISE EXCEPTION 'the verifier has a tie with the employer'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'verifier_has_no_tie';
        END IF;
        RETURN NEW;
    END;
"""  # noqa: S608 - our own words

# The day first agreed stays, also where an action takes the place of one that was dropped.
FIRST_DAY_STAYS = """
    BEGIN
        IF NEW.first_due_on > OLD.first_due_on OR TG_OP = 'INSERT' AND NEW.first_due_on > (
            SELECT min(a.first_due_on) FROM findings_correctiveaction a
            JOIN findings_actionstep s ON s.action_id = a.id AND s.kind = 'dropped'
            WHERE a.finding_id = NEW.finding_id AND a.round = NEW.round AND a.state = 'dropped'
                AND s.taken_on > a.agreed_on)
        THEN
            RAISE EXCEPTION 'the day first agreed is not moved'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'first_day_stays';
        END IF;
        RETURN NEW;
    END;
"""

# Nobody tied agrees or drops; who found it drops nothing that is late or not replaced on the same day.
STEPS_OF_OTHERS = f"""
    DECLARE finding findings_finding; action findings_correctiveaction;
    BEGIN
        SELECT * INTO action FROM findings_correctiveaction a WHERE a.id = NEW.action_id;
        SELECT * INTO finding FROM findings_finding f WHERE f.id = action.finding_id;
        IF {tied_sql("NEW.person_id", "finding.employer_id", "NEW.taken_on")} THEN
            RAISE EXCEPTION 'who is tied to the employer neither agrees nor drops'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'agreed_and_dropped_untied';
        END IF;
        IF NEW.kind = 'dropped'
            AND (NEW.person_id = finding.found_by_id OR NEW.person_id = ANY(finding.found_with))
            AND (action.due_on < NEW.taken_on OR NOT EXISTS (
                SELECT 1 FROM findings_correctiveaction b
                WHERE b.finding_id = finding.id AND b.round = action.round AND b.id <> action.id
                    AND b.state <> 'dropped' AND b.agreed_on = NEW.taken_on AND b.due_on <= action.due_on))
        THEN
            RAISE EXCEPTION 'who found it drops nothing that is late or not replaced'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'dropped_by_other_eyes';
        END IF;
        RETURN NEW;
    END;
"""  # noqa: S608 - our own words


# The finding's own trigger works its days out anew.
URGENCY_OF_FINDING = """
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.due_on = NEW.due_on AND OLD.state = NEW.state
            AND OLD.verify_by IS NOT DISTINCT FROM NEW.verify_by
        THEN RETURN NULL; END IF;
        UPDATE findings_finding SET next_due_on = NULL WHERE id = COALESCE(NEW.finding_id, OLD.finding_id);
        RETURN NULL;
    END;
"""


class VerifiedHow(models.TextChoices):
    """How the verifier looked."""

    SITE = "site", _("On site")
    RECORDS = "records", _("By records")


# What waits by its day, to be done or to be verified, then what is over.
IN_ORDER = Case(
    When(state__in=[state.value for state in TO_BE_DONE], then=F("due_on")),
    When(state=ActionState.DONE.value, then=Coalesce(F("verify_by"), Value(TO_VERIFY))),
    default=Value(NO_MORE),
    output_field=models.DateField(),
)
# A new day begins these anew. The board's stays: it counts from the day first agreed, so that no
# extension keeps it from hearing.
TOLD_ANEW = ("reminded_on", "owner_told_on", "head_told_on", "manager_told_on")
TOLD = (*TOLD_ANEW, "board_told_on")
VERIFY_TOLD = ("verify_told_on", "verify_manager_told_on", "verify_board_told_on")


@pghistory.track(exclude=["changed_at", *TOLD, *VERIFY_TOLD])
class CorrectiveAction(AssociationRecord):
    """One thing that will be done about a finding.

    `round` is the finding's when it was agreed: after a re-opening only the new actions count.
    `owner_name` is the employer's person, who needs no account, `owner_contact` where the register has
    them; `owner_person` is the association's.
    `done_by` is who reported it done: the owner, or the staff member whom the employer told.
    `verify_by` is the day by which what is reported done should be verified.
    `first_due_on` is what was agreed first; it stays when the time is extended, or another takes its place.
    The `…_told_on` dates are claimed by a conditional update, so that each alert is sent once.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        ActionState.AGREED: "active",
        ActionState.DONE: "waiting",
        ActionState.REJECTED: "attention",
        ActionState.VERIFIED: "good",
        ActionState.DROPPED: "ended",
    }

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, related_name="actions", verbose_name=_("finding")
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    what = models.CharField(_("what will be done"), max_length=500)
    owner_kind = models.CharField(_("who acts"), max_length=11, choices=OwnerKind, default=OwnerKind.EMPLOYER)
    owner_name = models.CharField(_("the employer's person"), max_length=80, blank=True)
    owner_contact = models.ForeignKey(
        "members.Contact",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact of the employer"),
    )
    owner_person = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the association's person"),
    )
    agreed_on = models.DateField(_("agreed on"))
    due_on = models.DateField(_("due"))
    first_due_on = models.DateField(_("first agreed for"), editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=ActionState, default=ActionState.AGREED, editable=False
    )
    done_by = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("reported done by"),
    )
    done_on = models.DateField(_("done on"), null=True)
    done_text = models.TextField(_("what was done"), max_length=3000, blank=True)
    verify_by = models.DateField(_("to be verified by"), null=True, editable=False)
    verified_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("verified by")
    )
    verified_on = models.DateField(_("verified on"), null=True)
    verified_how = models.CharField(_("how it was verified"), max_length=7, choices=VerifiedHow, blank=True)
    reminded_on = models.DateField(null=True, editable=False)
    owner_told_on = models.DateField(null=True, editable=False)
    head_told_on = models.DateField(null=True, editable=False)
    manager_told_on = models.DateField(null=True, editable=False)
    board_told_on = models.DateField(null=True, editable=False)
    verify_told_on = models.DateField(null=True, editable=False)
    verify_manager_told_on = models.DateField(null=True, editable=False)
    verify_board_told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(owner_kind="employer", owner_person=None) & ~Q(owner_name="")
                | Q(owner_kind="association", owner_person__isnull=False, owner_name=""),
                name="action_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("agreed_on")), name="action_not_due_before_agreed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "verified"])
                | Q(done_by__isnull=False, done_on__isnull=False) & ~Q(done_text=""),
                name="done_action_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state="verified", verified_by__isnull=False, verified_on__isnull=False)
                | (~Q(state="verified") & Q(verified_by=None, verified_on=None)),
                name="verified_action_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(verified_how="") | Q(state="verified"), name="only_verified_says_how"
            ),
            models.CheckConstraint(
                condition=Q(owner_contact=None) | Q(owner_kind="employer"), name="contact_is_the_employers"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("done_by")), name="doer_does_not_verify"
            ),
            models.CheckConstraint(
                condition=Q(verified_on=None) | Q(verified_on__gte=F("done_on")),
                name="verified_not_before_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["association", "due_on"],
                condition=Q(state__in=["agreed", "rejected"]),
                name="actions_to_be_done",
            ),
            models.Index(fields=["association", "verified_on", "id"], name="actions_by_verification"),
            models.Index(fields=["association", "state", "id"], name="actions_by_state"),
            models.Index(fields=["association", "due_on", "id"], name="actions_by_due_day"),
            models.Index(fields=["association", "agreed_on", "id"], name="actions_by_agreement"),
            models.Index(fields=["association", "done_on", "id"], name="actions_by_doing"),
            models.Index(
                "association",
                IN_ORDER,
                "id",
                include=["state", "due_on", "owner_kind", "finding", "verified_on"],
                name="actions_in_order",
            ),
            GinIndex(Pairs("what"), name="actions_by_words"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="separate_people",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SEPARATE_PEOPLE,
            ),
            pgtrigger.ReadOnly(name="finding_stays", fields=["finding"]),
            pgtrigger.Trigger(
                name="first_day_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("first_due_on"),  # type: ignore[no-untyped-call]  # pgtrigger's own
                func=FIRST_DAY_STAYS,
            ),
            pgtrigger.Trigger(
                name="urgency_of_finding",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("due_on", "state", "verify_by")  # type: ignore[no-untyped-call]  # pgtrigger's own
                | pgtrigger.Delete,
                func=URGENCY_OF_FINDING,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding.reference} · {self.what}"

    @property
    def is_to_be_done(self) -> bool:
        """Whether its owner still has to act."""
        return self.state in TO_BE_DONE

    @property
    def owner(self) -> str:
        """The name of who has to act."""
        return str(self.owner_person) if self.owner_person else self.owner_name


class StepKind(models.TextChoices):
    """What happened to an action."""

    AGREED = "agreed", _("Agreed")
    ASKED = "asked", _("Asked for more time")
    REFUSED = "refused", _("More time refused")
    EXTENDED = "extended", _("Given more time")
    DONE = "done", _("Reported done")
    SENT_BACK = "sent_back", _("Sent back")
    VERIFIED = "verified", _("Verified")
    DROPPED = "dropped", _("Dropped")


@pghistory.track(exclude=["changed_at"])
class ActionStep(AssociationRecord):
    """One step of an action with the words that were said; written once, never changed."""

    action = models.ForeignKey(CorrectiveAction, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=9, choices=StepKind)
    taken_on = models.DateField(_("day"))
    person = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(pgettext_lazy("a step", "text"), max_length=3000, blank=True)
    due_on = models.DateField(_("due"))

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["sent_back", "dropped", "extended", "asked", "refused"]) | ~Q(text=""),
                name="step_back_gives_its_reason",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="steps_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="steps_of_others",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.kind IN ('agreed', 'dropped')"),
                func=STEPS_OF_OTHERS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} · {self.get_kind_display()}"
