"""The employers behind the counts, as a list: who keeps books, when they were checked, what stands.

As it was counted last, so that a list has as many as the number that led to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.divisions import district_choices, division_name
from safe_employment.kit.queries import own_records
from safe_employment.kit.tables import BooleanFilter, ChoiceFilter, Column, EmptyState, Table, to_page
from safe_employment.members.models import Employer, SizeClass
from safe_employment.members.places import SECTIONS, in_sections, section_name
from safe_employment.workforce.law import LAW, is_confidential
from safe_employment.workforce.policies import SEE_COUNTS
from safe_employment.workforce.tallies.reading import rule_titles

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


# No further than a person would page: counting 150,000 takes longer than showing them.
COUNTED = 5_000


def employers_with_books(by: Actor) -> QuerySet[Employer]:
    """Return the employers who keep a register or kept one, as they were counted."""
    rows = own_records(Employer.objects.live(), by, SEE_COUNTS)
    return rows.filter(book_tally__association=by.association).select_related("book_tally")


def _with_breach(employers: QuerySet[Employer], wanted: bool) -> QuerySet[Employer]:
    return (
        employers.filter(book_tally__breaches__gt=0) if wanted else employers.filter(book_tally__breaches=0)
    )


def _rules(by: Actor) -> list[tuple[str, str]]:  # noqa: ARG001 - the shape of choices
    from safe_employment.engines.labour_law.jurisdiction import jurisdiction

    titles = rule_titles()
    shown = [rule for rule in jurisdiction(LAW).rules if not is_confidential(rule)]
    return [(rule.id, f"{rule.id} {titles[rule.id]}") for rule in shown]


class CheckedEmployers(Table[Employer]):
    """Employers with books: when they were last checked, and how many breaches stand."""

    key = "workforce.checked_employers"
    title = _("Employers with books")
    columns = (
        Column("name", _("Employer"), sort="name", primary=True, link=to_page("workforce:case_results")),
        Column("district", _("District"), value=lambda row: division_name(row.division_code)),
        Column("industry", _("Industry"), value=lambda row: section_name(row.industry_code)),
        Column("size_class", _("Size"), optional=True),
        Column("checked", _("Last checked"), kind="datetime", value="book_tally__checked_at"),
        Column(
            "breaches",
            _("Breaches of the law"),
            kind="number",
            value="book_tally__breaches",
            sort="book_tally__breaches",
        ),
        Column("number", _("Member number"), kind="code", value="member_number", sort="number"),
    )
    filters = (
        BooleanFilter("breach", _("With a breach"), narrow_by=_with_breach),
        BooleanFilter("checked", _("Checked in 12 months"), field="book_tally__is_checked"),
        ChoiceFilter(
            "rule",
            _("Rule"),
            choices=_rules,
            narrow_by=lambda rows, rules: rows.filter(book_tally__rules__overlap=rules),
        ),
        ChoiceFilter("section", _("Industry"), choices=list(SECTIONS.items()), narrow_by=in_sections),
        ChoiceFilter("size", _("Size"), field="size_class", choices=SizeClass.choices),
        ChoiceFilter("district", _("District"), field="division_code", choices=district_choices),
    )
    search_label = _("Employer")
    default_sort = "name"
    count_limit = COUNTED
    export_permission = SEE_COUNTS
    empty = EmptyState(
        _("No employer keeps a worker register here yet"),
        pgettext_lazy(
            "books",
            "When employers enter their workers and hand in books, they appear here with their checks.",
        ),
    )

    def search(self, queryset: QuerySet[Employer], text: str) -> QuerySet[Employer]:
        """Find by part of the employer's name."""
        return queryset.filter(name__icontains=text)
