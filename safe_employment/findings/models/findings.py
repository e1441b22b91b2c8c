"""What was found at an employer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.articles import article_words
from safe_employment.findings.deadlines import allowance
from safe_employment.findings.models.choices import (
    LIGHTEST_FIRST,
    OVER,
    SEVERITY_TONES,
    Basis,
    Cluster,
    FindingState,
    RootCause,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.findings.models.words import Pairs
from safe_employment.kit.marks import Mark, Tone
from safe_employment.kit.models import AssociationRecord

AGREE_BY = " ".join(
    f"WHEN '{severity}' THEN NEW.clock_on + {days}"
    for severity in Severity.values
    if (days := allowance(severity).agree_days) is not None
)
TO_VERIFY, NO_LIMIT, NO_MORE = date(9000, 1, 1), date(9500, 1, 1), date(9999, 1, 1)
# The list of findings is ordered by it; worked out for each of 200,000 findings anew it took seconds.
URGENCY = f"""
    BEGIN
        NEW.next_due_on := (SELECT min(a.due_on) FROM findings_correctiveaction a
            WHERE a.finding_id = NEW.id AND a.state IN ('agreed', 'rejected'));
        NEW.urgent_on := CASE
            WHEN NEW.state IN ('closed', 'withdrawn') THEN DATE '{NO_MORE}'
            WHEN NEW.state = 'done' THEN COALESCE(
                (SELECT min(a.verify_by) FROM findings_correctiveaction a
                    WHERE a.finding_id = NEW.id AND a.state = 'done'), DATE '{TO_VERIFY}')
            ELSE COALESCE(NEW.next_due_on, CASE NEW.severity
                {AGREE_BY}
                ELSE DATE '{NO_LIMIT}' END)
            END;
        RETURN NEW;
    END;
"""  # noqa: S608 - our own words and days


def _places(field: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"array_position(ARRAY[{listed}], NEW.{field}) < array_position(ARRAY[{listed}], OLD.{field})"


# Two pairs of eyes, held by the database: less is made of a finding by who neither found it nor is tied.
OTHER_EYES = f"""
    BEGIN
        IF NOT ({_places("severity", tuple(Severity.values))}
            OR {_places("statement", LIGHTEST_FIRST)}
            OR NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn'
            OR NEW.state = 'closed' AND OLD.state <> 'closed' AND NOT EXISTS (
                SELECT 1 FROM findings_correctiveaction a
                WHERE a.finding_id = NEW.id AND a.round = NEW.round AND a.state = 'verified'))
        THEN RETURN NEW; END IF;
        IF NEW.eased_by_id IS NULL OR NEW.eased_by_id = NEW.found_by_id OR EXISTS (
            SELECT 1 FROM findings_tie t WHERE t.person_id = NEW.eased_by_id
                AND t.employer_id = NEW.employer_id AND t.declared_on <= NEW.eased_on
                AND (t.ended_on IS NULL OR t.ended_on > NEW.eased_on))
        THEN
            RAISE EXCEPTION 'a finding is eased by someone without a tie who did not find it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_eased_by_other_eyes';
        END IF;
        RETURN NEW;
    END;
"""  # noqa: S608 - our own words


AGREE_TOLD = ("agree_told_on", "agree_manager_told_on", "agree_board_told_on")

# The gravest first, as every list shows them; a list in the order of severity uses this very expression.
GRAVITY = models.Case(
    *(
        models.When(severity=severity.value, then=models.Value(place))
        for place, severity in enumerate(Severity.from_gravest())
    ),
    default=models.Value(len(Severity)),
    output_field=models.SmallIntegerField(),
)


@pghistory.track(
    exclude=[
        "changed_at", "containment_manager_told_on", "containment_board_told_on", *AGREE_TOLD, "next_due_on",
        "urgent_on",
    ]
)  # fmt: skip
class Finding(AssociationRecord):
    """Something that must be corrected, or could be better, at one employer.

    `round` counts its corrections: one more with each re-opening.
    `source_id` is the record it comes from, as text: the rooms above know what it means. `clock_on`
    is the day from which the time for an agreement counts: the finding, or its last re-opening.
    `basis` keeps the law and the programme's own rules apart; `ilo` are the ILO's indicators of forced
    labour (1 to 11) it points to. `question` (of the checklist) or `rule` (of the check of the books) is
    the code by which a recurrence is known; `earlier` is the finding before it of the same code at the
    same workplace, `recurred` whether that one had been closed. `contain_by` is the day by which the
    harm must have stopped, `contained_at` when it had (who and how: `Containment`).
    `for_employer` says whether the employer may be told of it; `shared_on` is when it was.
    An indicator of forced labour is never told to the employer, since a worker may have spoken.
    `eased_by` is who last made less of it than was found, or ended it without a verified correction
    (withdrew it, closed a wish, dropped the last open action), when and why.
    `next_due_on` is the earliest due date of an action to be done, `urgent_on` the earliest day on which
    someone has to act: that date, or the day by which what is done should be verified or an action agreed;
    then wishes, and what is over. The database writes both; an object in hand may hold old ones.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        FindingState.OPEN: "attention",
        FindingState.CORRECTING: "active",
        FindingState.DONE: "waiting",
        FindingState.CLOSED: "good",
        FindingState.WITHDRAWN: "ended",
    }

    number = models.PositiveIntegerField(_("number"), editable=False)
    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="findings", verbose_name=_("employer")
    )
    source_kind = models.CharField(
        _("source"), max_length=6, choices=SourceKind, default=SourceKind.OTHER, editable=False
    )
    source_id = models.CharField(max_length=40, blank=True, editable=False)
    cluster = models.CharField(_("cluster"), max_length=1, choices=Cluster)
    question = models.CharField(_("question of the checklist"), max_length=3, blank=True)
    rule = models.CharField(_("rule of the check of the books"), max_length=12, blank=True, editable=False)
    workplace = models.ForeignKey(
        "members.Workplace",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("workplace"),
    )
    earlier = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="later",
        verbose_name=_("earlier finding of the same"),
    )
    severity = models.CharField(_("severity"), max_length=13, choices=Severity)
    statement = models.CharField(_("what is said"), max_length=15, choices=Statement)
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    basis = models.CharField(_("rests on"), max_length=9, choices=Basis, default=Basis.LAW)
    article = models.CharField(_("article"), max_length=200, blank=True)
    ilo = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("ILO indicators"), default=list, blank=True
    )
    root_cause = models.CharField(_("root cause"), max_length=16, choices=RootCause, blank=True)
    root_cause_text = models.CharField(_("root cause in words"), max_length=500, blank=True)
    found_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("found by")
    )
    found_on = models.DateField(_("found on"))
    clock_on = models.DateField(editable=False)
    contain_by = models.DateField(_("to be contained by"), null=True, blank=True, editable=False)
    contained_at = models.DateTimeField(_("contained"), null=True, blank=True, editable=False)
    containment_manager_told_on = models.DateField(null=True, editable=False)
    containment_board_told_on = models.DateField(null=True, editable=False)
    agree_told_on = models.DateField(null=True, editable=False)
    agree_manager_told_on = models.DateField(null=True, editable=False)
    agree_board_told_on = models.DateField(null=True, editable=False)
    for_employer = models.BooleanField(_("the employer may be told"), default=True)
    shared_on = models.DateField(_("told to the employer on"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=FindingState, default=FindingState.OPEN, editable=False
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    recurred = models.BooleanField(_("came back"), default=False, editable=False)
    closed_on = models.DateField(
        pgettext_lazy("a finding", "closed on"), null=True, blank=True, editable=False
    )

    eased_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("made lighter by"),
    )  # fmt: skip
    eased_on = models.DateField(_("made lighter on"), null=True, editable=False)
    eased_why = models.TextField(_("why it was made lighter"), max_length=5000, blank=True, editable=False)
    next_due_on = models.DateField(_("due"), null=True, editable=False)
    urgent_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="finding_number_once"),
            models.UniqueConstraint(
                fields=["association", "source_kind", "source_id", "question"],
                condition=~Q(question="") & ~Q(source_id="") & ~Q(state="withdrawn"),
                name="finding_once_per_source_and_question",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="finding_has_a_title"),
            models.CheckConstraint(
                condition=Q(source_kind__in=["other", "check"]) | ~Q(source_id=""),
                name="finding_names_its_source",
            ),
            models.CheckConstraint(
                condition=Q(question="") | Q(question__regex=r"^[A-L]\d\d$", cluster=Left(F("question"), 1)),
                name="question_belongs_to_its_cluster",
            ),
            models.CheckConstraint(
                condition=Q(severity="good_practice", statement="good_practice")
                | (~Q(severity="good_practice") & ~Q(statement="good_practice")),
                name="a_wish_is_no_breach",
            ),
            models.CheckConstraint(
                condition=~Q(statement="breach") | ~Q(article=""), name="breach_names_its_article"
            ),
            models.CheckConstraint(
                condition=Q(basis="law") & ~Q(article="") | Q(basis="programme") & ~Q(statement="breach"),
                name="law_and_programme_rule_apart",
            ),
            models.CheckConstraint(
                condition=Q(ilo__contained_by=list(range(1, 12))), name="ilo_indicators_are_one_to_eleven"
            ),
            models.CheckConstraint(
                condition=~Q(root_cause="other") | ~Q(root_cause_text=""), name="other_cause_is_told"
            ),
            models.CheckConstraint(
                condition=Q(earlier=None) | ~Q(earlier=F("pk")), name="no_finding_before_itself"
            ),
            models.CheckConstraint(
                condition=~Q(statement="indicator") | Q(for_employer=False),
                name="indicator_is_not_told_to_the_employer",
            ),
            models.CheckConstraint(
                condition=Q(for_employer=True) | Q(shared_on=None), name="only_what_may_be_told_is_told"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="closed_finding_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(eased_by=None, eased_on=None, eased_why="")
                | Q(eased_by__isnull=False, eased_on__isnull=False)
                & ~Q(eased_why="")
                & ~Q(eased_by=F("found_by")),
                name="eased_by_another_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "state", "id"], name="findings_by_state"),
            models.Index(fields=["association", "severity", "state", "id"], name="findings_by_severity"),
            models.Index(F("association"), GRAVITY, F("id"), name="findings_by_gravity"),
            models.Index(fields=["association", "title", "id"], name="findings_by_title"),
            models.Index(fields=["association", "next_due_on", "id"], name="findings_by_due_day"),
            models.Index(fields=["association", "closed_on", "id"], name="findings_by_closing"),
            GinIndex(Pairs("title"), name="findings_by_words"),
            models.Index(fields=["employer", "-found_on"], name="findings_of_employer"),
            models.Index(fields=["association", "source_kind", "source_id"], name="findings_by_source"),
            models.Index(
                fields=["association", "contain_by"],
                condition=Q(contained_at=None, contain_by__isnull=False),
                name="findings_to_contain",
            ),
            # With what the list may be narrowed by, so that no filter has to read the findings themselves.
            models.Index(
                fields=["association", "urgent_on", "id"],
                include=[
                    "state",
                    "severity",
                    "statement",
                    "cluster",
                    "basis",
                    "root_cause",
                    "recurred",
                    "found_on",
                    "closed_on",
                    "next_due_on",
                    "contain_by",
                    "contained_at",
                    "source_kind",
                    "found_by",
                ],
                name="findings_by_urgency",
            ),
            models.Index(fields=["association", "found_on", "id"], name="findings_by_day"),
            models.Index(
                fields=["association", "found_on"], condition=Q(recurred=True), name="findings_that_came_back"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="urgency",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=URGENCY,
            ),
            pgtrigger.Trigger(
                name="other_eyes", when=pgtrigger.Before, operation=pgtrigger.Update, func=OTHER_EYES
            ),
            pgtrigger.ReadOnly(name="origin_stays", fields=["found_by", "source_kind", "source_id"]),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number by which it is called on paper and by phone."""
        return f"F-{self.number:05d}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in OVER

    @property
    def is_shared(self) -> bool:
        """Whether the employer can read it."""
        return self.shared_on is not None and self.state != FindingState.WITHDRAWN

    @property
    def is_in_confidence(self) -> bool:
        """Whether nobody is to speak with the employer about it, since somebody else may have spoken."""
        reported = self.source_kind == SourceKind.REPORT
        return reported or self.statement == Statement.INDICATOR or not self.for_employer

    @property
    def code(self) -> str:
        """The code by which its coming back is known: the question, or the rule; "" without either."""
        return self.question or self.rule

    @property
    def article_told(self) -> str:
        """The article in the reader's language, in full."""
        return article_words(self.article)

    @property
    def severity_mark(self) -> Mark:
        """The severity as a word and a shape."""
        return Mark(self.get_severity_display(), SEVERITY_TONES[self.severity])
