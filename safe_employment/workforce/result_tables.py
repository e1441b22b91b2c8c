"""The list of what checks found at one employer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.deadlines import latest_due_on
from safe_employment.kit.navigation import address
from safe_employment.kit.tables import ChoiceFilter, Column, DateRangeFilter, EmptyState, Table
from safe_employment.workforce.law import LAW
from safe_employment.workforce.models import CheckResult, ResultLevel, ResultState
from safe_employment.workforce.policies import MAKE_FINDINGS
from safe_employment.workforce.presentation import standing_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import F, QuerySet

    from safe_employment.kit.actors import Actor

CLOCKS = {ResultLevel.BREACH: "major", ResultLevel.WARNING: "minor"}
# A way to stand that is kept nowhere: no check reaches the month any more.
UNKNOWN = "unknown"
LEVELS = [(level.value, level.label) for level in ResultLevel if level != ResultLevel.ALERT]


def _language() -> str:
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def _rules(by: Actor) -> list[tuple[str, str]]:  # noqa: ARG001 - the shape of choices
    """Return the rules that are no secret, by their titles."""
    from safe_employment.engines.labour_law.jurisdiction import jurisdiction
    from safe_employment.workforce.law import is_confidential

    shown = [rule for rule in jurisdiction(LAW).rules if not is_confidential(rule)]
    return [(rule.id, f"{rule.id} {getattr(rule.title, _language())}") for rule in shown]


def _to_finding(row: Any, by: Actor) -> str:
    """Lead to the finding that was made of a result, or to making one."""
    if row.finding_id is not None:
        return address(by, "findings:finding" if by.is_staff else "findings:own_finding", pk=row.finding_id)
    may = bool(by.roles & MAKE_FINDINGS.roles) and row.level in CLOCKS and row.state != ResultState.GONE
    return address(by, "workforce:make_finding", pk=row.pk) if may else ""


def _standing(queryset: QuerySet[CheckResult], values: list[str]) -> QuerySet[CheckResult]:
    """Narrow to what stands in one of these ways; only what the last check saw is new or still there."""
    seen = Q(state=ResultState.GONE) | Q(last_seen=F("last_run"))
    wanted = seen & Q(state__in=[value for value in values if value != UNKNOWN])
    return queryset.filter(wanted | ~seen if UNKNOWN in values else wanted)


class ResultTable(Table[CheckResult]):
    """What checks found: by worker and month, with the arithmetic. Signs are never among them."""

    key = "workforce.results"
    title = _("This month's problems")
    columns = (
        Column("title", _("Matter"), value="rule_title", sort="rule", primary=True),
        Column("level", _("Level"), kind="state", value="level_mark", sort="level"),
        Column("state", pgettext_lazy("a result", "Since the last check"), kind="state", value="standing"),
        Column("worker", pgettext_lazy("of a result", "Worker"), value="worker__name", sort="worker__name"),
        Column("staff_no", _("Staff number"), kind="code", value="worker__staff_no", optional=True),
        Column("month", _("Month"), kind="code", value="month", sort="period"),
        Column("day", pgettext_lazy("a result", "Day"), kind="date", sort="day", optional=True),
        Column("amount", _("Owed (yuan)"), kind="money", sort="amount"),
        Column("told", _("Explanation"), value="told", wide=True),
        Column("remedy", _("What to do"), value="remedy", optional=True, wide=True),
        Column("articles", _("Articles"), value="article_words", optional=True, wide=True),
        Column("finding", _("Finding"), value="finding_words", link=_to_finding),
        Column("due", _("Put right by"), kind="date", value="due", optional=True),
    )
    filters = (
        ChoiceFilter("level", _("Level"), choices=LEVELS),
        ChoiceFilter(
            "state",
            pgettext_lazy("a result", "Since the last check"),
            choices=[*ResultState.choices, (UNKNOWN, _("Not looked at since"))],
            narrow_by=_standing,
        ),
        ChoiceFilter("rule", _("Rule"), choices=_rules),
        DateRangeFilter("period", _("Month")),
    )
    search_label = _("Name or staff number of a worker")
    default_sort = "title"
    page_size = 25
    empty = EmptyState(
        _("No problem was found"),
        _(
            "Hand in the books of the month: workers, contracts, attendance and pay. They are checked at "
            "once, and then on the first of every month."
        ),
    )

    def search(self, queryset: QuerySet[CheckResult], text: str) -> QuerySet[CheckResult]:
        """Find by a part of the worker's name or by the staff number."""
        return queryset.filter(Q(worker__name__icontains=text) | Q(worker__staff_no__istartswith=text))

    def rows(self, page: QuerySet[CheckResult]) -> Sequence[Any]:
        """Add the words of the rule in the reader's language."""
        from safe_employment.engines.labour_law.jurisdiction import jurisdiction

        law, language = jurisdiction(LAW), _language()
        found: list[Any] = list(
            page.select_related("employer", "worker", "finding", "first_seen", "last_seen")
        )
        for row in found:
            rule = law.rule(row.rule)
            row.rule_title = getattr(rule.title, language)
            row.told = row.explanation_zh if language == "zh" else row.explanation_en
            row.remedy = getattr(rule.remedy, language)
            row.article_words = "; ".join(article[language] for article in row.articles)
            row.standing = standing_mark(row)
            row.month = f"{row.period:%Y-%m}" if row.period else ""
            clock = CLOCKS.get(row.level)
            row.due = latest_due_on(clock, row.first_seen.ran_at.date()) if clock else None
            can_be_made = row.level in CLOCKS and row.state != ResultState.GONE
            row.finding_words = (
                row.finding.reference if row.finding else _("Put it right") if can_be_made else ""
            )
        return found


class UncheckedTable(ResultTable):
    """The same before the first check: nothing was found because nobody looked."""

    empty = EmptyState(_("Not checked yet"), ResultTable.empty.text)
