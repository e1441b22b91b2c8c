"""The lists of findings, actions and ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings import policies
from safe_employment.findings.deadlines import agree_by, decide_by
from safe_employment.findings.escalation import Level, action_mark, containment_mark, due_mark, verify_mark
from safe_employment.findings.models import (
    GRAVEST_FIRST,
    OVER,
    TO_BE_DONE,
    ActionState,
    Basis,
    Cluster,
    CorrectiveAction,
    Finding,
    FindingState,
    OwnerKind,
    ProposalState,
    ProposedFinding,
    RootCause,
    Severity,
    SourceKind,
    Statement,
    Tie,
    TieKind,
)
from safe_employment.findings.queries import actions_in_order, with_gravity, with_urgency
from safe_employment.findings.searching import with_words
from safe_employment.kit.marks import Mark, mark_of
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    Table,
    page_of_rows,
    to_page,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

# No further than a person would page through what a search found.
SEARCHED = 5_000


def number_in(text: str, letter: str) -> int | None:
    """Return the number in `F-00012`, `f12` or `12`; None for other words."""
    digits = text.strip().upper().removeprefix(letter).removeprefix("-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def standing_of(finding: Finding, today: date) -> Mark | None:
    """Say how the time of a finding stands, or its state when it is over.

    `told` is from `queries.with_urgency`; None where nothing presses.
    """
    if finding.state == FindingState.DONE:
        return verify_mark(finding.urgent_on, today)
    if finding.is_over:
        return mark_of(finding)
    if finding.contain_by is not None and finding.contained_at is None:
        return containment_mark(finding, today)
    due = finding.next_due_on
    until = due or agree_by(finding.severity, finding.agree_since or finding.clock_on)
    if until is None:
        return None
    if due is None:
        late = until < today
        if finding.for_employer:
            words = _("Agree an action, overdue") if late else _("Agree an action")
        else:
            words = _("Decide what is done, overdue") if late else _("Decide what is done")
        return Mark(words, "attention" if late else "waiting")
    return due_mark(due, today, Level(getattr(finding, "told", None) or 0))


def _overdue_findings(queryset: QuerySet[Finding], wanted: bool) -> QuerySet[Finding]:
    late = Q(next_due_on__lt=timezone.localdate())
    return queryset.filter(late) if wanted else queryset.filter(~late | Q(next_due_on=None))


def _uncontained(queryset: QuerySet[Finding], wanted: bool) -> QuerySet[Finding]:
    waits = Q(contain_by__isnull=False, contained_at=None) & ~Q(state__in=OVER)
    return queryset.filter(waits) if wanted else queryset.exclude(waits)


def _overdue_actions(queryset: QuerySet[CorrectiveAction], wanted: bool) -> QuerySet[CorrectiveAction]:
    late = Q(state__in=TO_BE_DONE, due_on__lt=timezone.localdate())
    return queryset.filter(late) if wanted else queryset.exclude(late)


class FindingTable(Table[Finding]):
    """Findings, the most overdue first."""

    key = "findings.findings"
    title = _("Findings")
    columns = (
        Column(
            "reference", _("Reference number"), kind="code", sort="number", primary=True,
            link=to_page("findings:finding"),
        ),
        Column("title", _("Finding"), sort="title"),
        Column(
            "employer", _("Employer"), sort="employer__name", within="employer__association",
            link=to_page("members:employer", "employer_id"),
        ),
        Column("severity", _("Severity"), kind="state", value="severity_mark", sort="gravity"),
        Column(
            "due", _("What is due"), kind="state", sort="urgent_on",
            value=lambda row: standing_of(row, timezone.localdate()),
        ),
        Column("state", _("State"), kind="state", sort="state", optional=True),
        Column("next_due_on", _("Due"), kind="date", sort="next_due_on", optional=True),
        Column("statement", _("What is said"), optional=True),
        Column("cluster", _("Cluster"), optional=True),
        Column("question", _("Question"), kind="code", optional=True),
        Column("basis", _("Rests on"), optional=True),
        Column("article", _("Article"), value="article_told", optional=True),
        Column("root_cause", _("Root cause"), optional=True),
        Column(
            "containment", _("Containment"), kind="state", optional=True,
            value=lambda row: containment_mark(row, timezone.localdate()),
        ),
        Column("recurred", _("Came back"), kind="boolean", optional=True),
        Column("found_on", _("Found on"), kind="date", sort="found_on", optional=True),
        Column("found_by", _("Found by"), optional=True),
        Column("closed_on", _("Closed on"), kind="date", sort="closed_on", optional=True),
    )  # fmt: skip
    filters = (
        BooleanFilter("overdue", _("Overdue"), narrow_by=_overdue_findings),
        ChoiceFilter("state", _("State"), choices=FindingState.choices),
        ChoiceFilter("severity", _("Severity"), choices=GRAVEST_FIRST),
        ChoiceFilter("statement", _("What is said"), choices=Statement.choices),
        ChoiceFilter("cluster", _("Cluster"), choices=Cluster.choices, is_far=True),
        ChoiceFilter("basis", _("Rests on"), choices=Basis.choices),
        ChoiceFilter("root_cause", _("Root cause"), choices=RootCause.choices),
        BooleanFilter("uncontained", _("To be contained"), narrow_by=_uncontained),
        BooleanFilter("recurred", _("Came back")),
        DateRangeFilter("found", _("Found on"), field="found_on"),
        DateRangeFilter("closed", _("Closed on"), field="closed_on"),
    )
    search_label = _("Number, employer or words of the finding")
    search_limit = SEARCHED
    default_sort = "due"
    export_permission = policies.EXPORT_FINDINGS
    empty = EmptyState(
        _("No findings yet"),
        _("What a visit or a check brings to light appears here, the most overdue first."),
        _("Record a finding"),
        "findings:new",
        policies.RECORD_FINDINGS,
    )

    def search(self, queryset: QuerySet[Finding], text: str) -> QuerySet[Finding]:
        """Find by number, by words of the employer, or by words of the title."""
        number = number_in(text, "F")
        if number is not None:
            return queryset.filter(number=number)
        return with_words(self.by, queryset, text, field="title")

    def rows(self, page: QuerySet[Finding]) -> list[Finding]:
        """Complete the rows of the page, and of none before it."""
        every = with_gravity(with_urgency(Finding.objects.all())).select_related("employer", "found_by")
        return page_of_rows(page, every)


ACTION_PARTS = ("finding__employer", "owner_person", "verified_by")


class ActionTable(Table[CorrectiveAction]):
    """Corrective actions, the most overdue first."""

    key = "findings.actions"
    title = _("Corrective actions")
    columns = (
        Column(
            "what", _("What will be done"), primary=True,
            link=to_page("findings:finding", "finding_id"),
        ),
        # Numbers are given in the order of the keys, and no finding has to be read for them.
        Column("reference", _("Finding"), kind="code", value="finding__reference", sort="finding_id"),
        Column(
            "employer", _("Employer"), value="finding__employer", sort="finding__employer__name",
            within="finding__employer__association",
            link=lambda row, by: address(by, "members:employer", pk=row.finding.employer_id),
        ),
        Column("owner", _("Who acts")),
        Column("state", _("State"), kind="state", sort="state"),
        Column("due_on", _("Due"), kind="date", sort="due_on"),
        Column(
            "due", _("What is due"), kind="state", sort="urgent_on",
            value=lambda row: action_mark(row, timezone.localdate()),
        ),
        Column("agreed_on", _("Agreed on"), kind="date", sort="agreed_on", optional=True),
        Column("done_on", _("Done on"), kind="date", sort="done_on", optional=True),
        Column("verified_on", _("Verified on"), kind="date", sort="verified_on", optional=True),
        Column("verified_by", _("Verified by"), optional=True),
    )  # fmt: skip
    filters = (
        BooleanFilter("overdue", _("Overdue"), narrow_by=_overdue_actions),
        ChoiceFilter("state", _("State"), choices=ActionState.choices),
        ChoiceFilter("owner", _("Who acts"), choices=OwnerKind.choices, field="owner_kind"),
        ChoiceFilter(
            "severity", _("Severity"), choices=GRAVEST_FIRST, field="finding__severity", is_far=True
        ),
        DateRangeFilter("due_on", _("Due")),
        DateRangeFilter("verified_on", _("Verified on")),
    )
    search_label = _("Number of the finding, employer, or words of the action")
    search_limit = SEARCHED
    default_sort = "due"
    export_permission = policies.EXPORT_FINDINGS
    empty = EmptyState(
        _("No corrective actions yet"),
        _("Open a finding and agree what is done about it, by whom and until when."),
        _("Findings"),
        "findings:findings",
        policies.SEE_FINDINGS,
    )

    def search(self, queryset: QuerySet[CorrectiveAction], text: str) -> QuerySet[CorrectiveAction]:
        """Find by the finding's number, by part of the employer's name, or by words of the action."""
        number = number_in(text, "F")
        if number is not None:
            return queryset.filter(finding__number=number)
        return with_words(self.by, queryset, text, way="finding__", field="what")

    def rows(self, page: QuerySet[CorrectiveAction]) -> list[CorrectiveAction]:
        """Complete the rows of the page, and of none before it."""
        every = actions_in_order(CorrectiveAction.objects.select_related(*ACTION_PARTS))
        return page_of_rows(page, every)


def in_order_to_decide(queryset: QuerySet[ProposedFinding]) -> QuerySet[ProposedFinding]:
    """Put what waits first, and of that the critical."""
    grave = [When(severity=each, then=Value(place)) for place, each in enumerate(Severity.from_gravest())]
    waits = When(state=ProposalState.WAITING, then=Case(*grave, default=Value(9)))
    return queryset.annotate(pressing=Case(waits, default=Value(99), output_field=IntegerField()))


def _decide_by(proposal: ProposedFinding) -> date | None:
    waits = proposal.state == ProposalState.WAITING
    return decide_by(proposal.severity, proposal.proposed_on) if waits else None


class ProposalTable(Table[ProposedFinding]):
    """Proposed findings, what waits and is critical first."""

    key = "findings.proposals"
    title = _("Proposed findings")
    columns = (
        Column("title", _("Finding"), primary=True, link=to_page("findings:proposal")),
        Column(
            "employer", _("Employer"), sort="employer__name", link=to_page("members:employer", "employer_id")
        ),
        Column("severity", _("Severity"), kind="state", value="severity_mark", sort="pressing"),
        Column("state", _("State"), kind="state", sort="state"),
        Column("source_kind", _("Source")),
        Column("code", _("Question or rule"), kind="code"),
        Column("statement", _("What is said"), optional=True),
        Column("basis", _("Rests on"), optional=True),
        Column("found_on", _("Found on"), kind="date", sort="found_on"),
        Column("decide_by", _("To be decided by"), kind="date", value=_decide_by),
        Column("decided_by", _("Decided by"), optional=True),
        Column("decided_on", _("Decided on"), kind="date", sort="decided_on", optional=True),
        Column("reason", _("Reason"), optional=True, wide=True),
        Column("finding", _("Reference number"), kind="code", optional=True),
    )
    filters = (
        ChoiceFilter("state", _("State"), choices=ProposalState.choices),
        ChoiceFilter("severity", _("Severity"), choices=GRAVEST_FIRST),
        ChoiceFilter("source", _("Source"), choices=SourceKind.choices, field="source_kind"),
        ChoiceFilter("cluster", _("Cluster"), choices=Cluster.choices),
        DateRangeFilter("found", _("Found on"), field="found_on"),
    )
    search_label = _("Employer or words of the finding")
    default_sort = "severity"
    export_permission = policies.EXPORT_FINDINGS
    empty = EmptyState(
        _("Nothing is proposed"),
        _("Adverse answers of a visit, and breaches that a check of the books shows, appear here."),
    )

    def search(self, queryset: QuerySet[ProposedFinding], text: str) -> QuerySet[ProposedFinding]:
        """Find by part of the employer's name or of the title."""
        return queryset.filter(Q(employer__name__icontains=text) | Q(title__icontains=text))


def _tie_end(row: Any, by: Actor) -> str:
    """The name leads to ending the tie of another, and to asking that one's own is ended."""
    if by.person is None or not row.is_active:
        return ""
    if row.person_id == by.person.pk:
        return "" if row.end_asked_on else address(by, "findings:ask_end_tie", pk=row.pk)
    return address(by, "findings:end_tie", pk=row.pk) if can(by, policies.END_TIES) else ""


class TieTable(Table[Tie]):
    """Declared ties."""

    key = "findings.ties"
    title = _("Ties with employers")
    columns = (
        Column("person", _("Person"), sort="person__name", primary=True, link=_tie_end),
        Column("employer", _("Employer"), sort="employer__name"),
        Column("kind", _("Kind of tie"), sort="kind"),
        Column("declared_on", _("Declared on"), kind="date", sort="declared_on"),
        Column(
            "end_asked_on", pgettext_lazy("a tie", "To be ended, asked on"), kind="date", sort="end_asked_on"
        ),
        Column("end_why", pgettext_lazy("a tie", "Why it is to be ended"), optional=True),
        Column("ended_on", pgettext_lazy("a tie", "Ended on"), kind="date", sort="ended_on"),
        Column("ended_by", _("Ended by"), optional=True),
        Column("note", _("Note"), optional=True),
    )
    filters = (
        ChoiceFilter("kind", _("Kind of tie"), choices=TieKind.choices),
        BooleanFilter(
            "ended",
            pgettext_lazy("a tie", "Ended"),
            narrow_by=lambda found, wanted: found.filter(ended_on__isnull=not wanted),
        ),
    )
    search_label = _("Person or employer")
    default_sort = "person"
    export_permission = policies.KEEP_TIES
    empty = EmptyState(
        _("No ties declared"),
        _("Nobody visits or verifies where they own a share, have family, worked, trade or live next door."),
        _("Declare a tie"),
        "findings:new_tie",
        policies.DECLARE_TIES,
    )

    def search(self, queryset: QuerySet[Tie], text: str) -> QuerySet[Tie]:
        """Find by part of the person's or the employer's name."""
        return queryset.filter(Q(person__name__icontains=text) | Q(employer__name__icontains=text))
