"""The lists of workers, of employers with a register, and of recruitment agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Mark
from safe_employment.kit.sealed import Sealer, masked
from safe_employment.kit.tables import ChoiceFilter, Column, DateRangeFilter, EmptyState, Table, to_page
from safe_employment.members.models import Employer
from safe_employment.workforce.counts import few
from safe_employment.workforce.models import (
    Channel,
    EmploymentForm,
    LicenceKind,
    LicenceState,
    RecruitmentAgency,
    Worker,
)
from safe_employment.workforce.policies import KEEP_RECRUITMENT_AGENCIES, KEEP_WORKERS
from safe_employment.workforce.presentation import state_mark
from safe_employment.workforce.queries import active_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

PERSON_NAME = pgettext_lazy("of a person", "Name")
STANDINGS = (
    ("active", _("Works here")),
    ("left", pgettext_lazy("a worker", "Left")),
    ("later", _("Begins later")),
)


def _in_standing(workers: QuerySet[Any], wanted: list[str]) -> QuerySet[Any]:
    """Narrow to who works here today, has left, or begins later."""
    today = timezone.localdate()
    here = Q(hire_date__lte=today) & (Q(leave_date=None) | Q(leave_date__gt=today))
    parts = {"active": here, "left": Q(leave_date__lte=today), "later": Q(hire_date__gt=today)}
    condition = Q()
    for name in wanted:
        condition |= parts[name]
    return workers.filter(condition)


def agency_mark(row: Any) -> Mark | None:
    """Return a mark where the agency had no licence valid on the day of hiring."""
    return Mark(_("No valid licence"), "urgent") if row.unlicensed else None


class WorkerTable(Table[Worker]):
    """The workers of one's own employer, with numbers hidden but for their end."""

    key = "workforce.workers"
    title = _("Our workers")
    columns = (
        Column("name", PERSON_NAME, sort="name", primary=True, link=to_page("workforce:worker")),
        Column("state", _("State"), kind="state", value="state"),
        Column("post", pgettext_lazy("a job", "Post"), sort="post"),
        Column("employment_form", pgettext_lazy("of employment", "Form"), sort="employment_form"),
        Column("hire_date", pgettext_lazy("a worker", "Since"), kind="date", sort="hire_date"),
        Column(
            "leave_date", pgettext_lazy("a worker", "Left on"), kind="date", sort="leave_date", optional=True
        ),
        Column("agency", pgettext_lazy("an agency", "Licence"), kind="state", value="agency_mark"),
        Column("number", pgettext_lazy("a document", "Number"), kind="code", value="masked_number"),
        Column("channel", _("How they came"), value="recruitment__channel", optional=True),
        Column("staff_no", _("Staff number"), kind="code", sort="staff_no", optional=True),
        Column("phone", _("Phone"), kind="code", optional=True),
    )
    filters = (
        ChoiceFilter("standing", _("State"), choices=STANDINGS, narrow_by=_in_standing),
        ChoiceFilter(
            "form", _("Form of employment"), field="employment_form", choices=EmploymentForm.choices
        ),
        ChoiceFilter("channel", _("How they came"), field="recruitment__channel", choices=Channel.choices),
        DateRangeFilter("hired", _("First day of work"), field="hire_date"),
    )
    search_label = _("Name, post or staff number")
    default_sort = "name"
    empty = EmptyState(
        _("No workers yet"),
        _(
            "Enter each worker once, with the document in hand: the number is checked while you type, and is "
            "then hidden. It takes two minutes a worker; you may stop after the first step."
        ),
    )

    def search(self, queryset: QuerySet[Worker], text: str) -> QuerySet[Worker]:
        """Find by part of the name, the post or the staff number; never by the number of a document."""
        return queryset.filter(
            Q(name__icontains=text) | Q(post__icontains=text) | Q(staff_no__istartswith=text)
        )

    def rows(self, page: QuerySet[Worker]) -> Sequence[Any]:
        """Add the state of each, the hidden number and the agency's mark."""
        found: list[Any] = list(page)
        today = timezone.localdate()
        sealer = Sealer(self.by.home.pk) if any(row.id_number for row in found) else None
        for row in found:
            row.state = state_mark(row, today)
            row.masked_number = masked(row, "id_number", sealer)
            row.agency_mark = agency_mark(row)
        return found


class CaseWorkerTable(Table[Worker]):
    """The workers of an employer as a case officer finds them: no ages, no numbers, no protected facts."""

    key = "workforce.case_workers"
    title = _("Workers")
    columns = (
        Column("name", PERSON_NAME, sort="name", primary=True, link=to_page("workforce:case_worker")),
        Column("post", pgettext_lazy("a job", "Post"), sort="post"),
        Column("employment_form", _("Form of employment"), sort="employment_form"),
        Column("hire_date", _("First day of work"), kind="date", sort="hire_date"),
        Column("leave_date", pgettext_lazy("a worker", "Left on"), kind="date", sort="leave_date"),
        Column("channel", _("How they came"), value="recruitment__channel"),
    )
    filters = WorkerTable.filters[:3]
    search_label = _("Name, post or staff number")
    default_sort = "name"
    export_permission = KEEP_WORKERS  # no one takes a list of names out of an employer
    empty = EmptyState(_("No workers yet"), _("The employer has not entered anyone."))
    search = WorkerTable.search


class RegisterTable(Table[Employer]):
    """The employers who keep a worker register, in counts."""

    key = "workforce.registers"
    title = _("Worker registers")
    columns = (
        Column("name", _("Employer"), sort="name", primary=True, link=to_page("workforce:counts")),
        Column("people", _("Workers today"), kind="number", value=lambda row: few(row.people), sort="people"),
        Column("number", _("Member number"), kind="code", value="member_number", sort="number"),
    )
    search_label = _("Employer")
    default_sort = "name"
    empty = EmptyState(
        _("No employer keeps a worker register here yet"),
        _(
            "Employers enter their workers on their own page. Here the association then sees counts: forms "
            "of employment, how people came, ages; no names."
        ),
    )

    def search(self, queryset: QuerySet[Employer], text: str) -> QuerySet[Employer]:
        """Find by part of the employer's name."""
        return queryset.filter(name__icontains=text)


def with_people(employers: QuerySet[Employer]) -> QuerySet[Any]:
    """Add `people`: how many work at each employer today."""
    today = timezone.localdate()
    kept = Worker.objects.filter(Q(employer=OuterRef("pk")) | Q(employer__merged_into=OuterRef("pk")))
    counted = active_on(kept, today).order_by().annotate(one=Value(1)).values("one")
    return employers.annotate(people=Subquery(counted.annotate(n=Count("pk")).values("n")))


def with_licence_state(agencies: QuerySet[RecruitmentAgency]) -> QuerySet[Any]:
    """Add `licence`: how each licence stands today, as `RecruitmentAgency.licence_state` says."""
    today = timezone.localdate()
    return agencies.annotate(
        licence=Case(
            When(Q(found=False) | Q(valid_from=None), then=Value(LicenceState.NOT_FOUND)),
            When(revoked_on__lte=today, then=Value(LicenceState.REVOKED)),
            When(valid_to__lt=today, then=Value(LicenceState.EXPIRED)),
            When(valid_from__gt=today, then=Value(LicenceState.NOT_YET)),
            default=Value(LicenceState.VALID),
            output_field=CharField(),
        )
    )


class AgencyTable(Table[RecruitmentAgency]):
    """Recruitment and dispatch agencies."""

    key = "workforce.agencies"
    title = _("Recruitment agencies")
    columns = (
        Column("name", _("Name"), sort="name", primary=True, link=to_page("workforce:agency")),
        Column(
            "licence",
            _("Licence today"),
            kind="state",
            value=lambda row: row.licence_mark(timezone.localdate()),
            sort="licence",
        ),
        Column("kind", _("Licensed for"), sort="kind"),
        Column("licence_no", _("Licence number"), kind="code", sort="licence_no"),
        Column("valid_to", _("Valid until"), kind="date", sort="valid_to"),
        Column("uscc", _("Unified social credit code"), kind="code", optional=True),
        Column("issued_by", _("Issued by"), optional=True),
        Column("checked_on", _("Checked on"), kind="date", sort="checked_on"),
    )
    filters = (
        ChoiceFilter("kind", _("Licensed for"), choices=LicenceKind.choices),
        ChoiceFilter("licence", _("Licence today"), choices=LicenceState.choices),
    )
    search_label = _("Name, code or licence number")
    default_sort = "name"
    empty = EmptyState(
        _("No agencies yet"),
        _(
            "Enter the agencies from which members hire, with their licence as the labour bureau's list has "
            "it. Employers then see while they enter a worker whether the licence holds."
        ),
        _("Add a recruitment agency"),
        "workforce:add_agency",
        KEEP_RECRUITMENT_AGENCIES,
    )

    def search(self, queryset: QuerySet[RecruitmentAgency], text: str) -> QuerySet[RecruitmentAgency]:
        """Find by part of the name, the beginning of the code or part of the licence number."""
        return queryset.filter(
            Q(name__icontains=text) | Q(uscc__istartswith=text) | Q(licence_no__icontains=text)
        )
