"""What the association sees of a worker register: counts, and of few people not even those.

How people are divided (form, channel, sex) is shown with small cells withheld as everywhere
(`kit.privacy`). Ages and what the law protects are stricter: less than five, none included, is always
“fewer than 5”, for in a shop of four a single “0” tells what the others are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safe_employment.kit.policies import check
from safe_employment.kit.privacy import SMALLEST_SHOWN, Cell, withhold
from safe_employment.workforce.models import Channel, EmploymentForm, Sex, Worker
from safe_employment.workforce.policies import SEE_COUNTS
from safe_employment.workforce.queries import active_on, flagged, of_employers

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

# Dispatched workers may be at most a tenth of all (Order 22 art. 4).
MOST_DISPATCHED = 10
Line = tuple[str, object]


@dataclass(frozen=True)
class Group:
    """People divided in one way: lines of (label, number or what stands for it)."""

    title: str | _StrPromise
    lines: list[Line]
    note: str | _StrPromise = ""


@dataclass(frozen=True)
class RegisterCounts:
    """A worker register in counts, on a day."""

    people: object
    unlicensed: object
    dispatched_share: str
    is_over_dispatched: bool
    groups: list[Group]


def few(number: int) -> object:
    """Return a number of people, or “fewer than 5”, none included."""
    return number if number >= SMALLEST_SHOWN else _("fewer than %(number)d") % {"number": SMALLEST_SHOWN}


def shown(cell: Cell) -> object:
    """Return the number of a cell, or why it is not shown."""
    if cell.number is not None:
        return cell.number
    return few(0) if cell.text.startswith("<") else _("not shown")


def counts_of(by: Actor, employer: Employer, today: date) -> RegisterCounts:
    """Count who works at an employer on a day: five queries. Raises Hidden without the permission."""
    check(by, SEE_COUNTS)
    workers = active_on(of_employers(Worker.objects.filter(association=by.home), [employer]), today)
    found = _counted(workers, today)
    total, dispatched = found["total"], found["dispatched"]
    unlicensed = flagged(workers).filter(unlicensed=True).count()
    forms = _divided(gettext_lazy("Form of employment"), workers, "employment_form", EmploymentForm)
    return RegisterCounts(
        people=few(total) if total else 0,
        unlicensed=few(unlicensed) if unlicensed else 0,
        dispatched_share=_share(dispatched, total, is_shown=dispatched in dict(forms.lines).values()),
        is_over_dispatched=dispatched * 100 > total * MOST_DISPATCHED,
        groups=[
            forms,
            _divided(gettext_lazy("How they came"), workers, "recruitment__channel", Channel),
            _divided(gettext_lazy("Sex"), workers, "sex", Sex),
            _ages(found["children"], found["young"], total),
            _protected(found),
        ],
    )


def _counted(workers: QuerySet[Worker], today: date) -> dict[str, int]:
    """Count what is no division of all, in one query."""
    sixteen, eighteen, nursing = (_years_before(today, years) for years in (16, 18, 1))
    expecting = Q(sensitive__pregnancy_start__isnull=False, sensitive__birth_date_child=None)
    wanted = {
        "dispatched": Q(employment_form=EmploymentForm.DISPATCHED),
        "children": Q(birth_date__gt=sixteen),
        "young": Q(birth_date__lte=sixteen, birth_date__gt=eighteen),
        "expecting": expecting | Q(sensitive__birth_date_child__gt=nursing),
        "disabled": Q(sensitive__disability=True),
        "checked": Q(sensitive__health_checks__len__gt=0),
        "foreign": ~Q(nationality="CN"),
        "permitted": Q(sensitive__permit_to__gte=today),
    }
    counted = {name: Count("pk", filter=condition) for name, condition in wanted.items()}
    return workers.aggregate(total=Count("pk"), **counted)


def _share(dispatched: int, total: int, *, is_shown: bool) -> str:
    """Return the share of the dispatched; where their number is not shown, only on which side of a tenth."""
    if not dispatched or is_shown:
        return _("%(percent)s %%") % {"percent": round(100 * dispatched / total)} if total else "–"
    return _("over 10 %") if dispatched * 100 > total * MOST_DISPATCHED else _("at most 10 %")


def _divided(
    title: str | _StrPromise, workers: QuerySet[Worker], field: str, choices: type[models.TextChoices]
) -> Group:
    found = dict(workers.order_by().values_list(field).annotate(n=Count("pk")))
    cells = [Cell(str(choice.label), found[choice]) for choice in choices if found.get(choice)]
    if found.get(None):
        cells.append(Cell(_("not recorded"), found[None]))
    return Group(title, [(cell.label, shown(cell)) for cell in withhold(cells)])


def _years_before(day: date, years: int) -> date:
    """Return the latest birth date of whoever is that many years old on a day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _ages(children: int, young: int, total: int) -> Group:
    hides = children < SMALLEST_SHOWN or young < SMALLEST_SHOWN
    return Group(
        gettext_lazy("Age today"),
        [
            (_("Under 16"), few(children)),
            (_("16 or 17"), few(young)),
            (_("18 or older"), _("all others") if hides else total - children - young),
        ],
    )


def _protected(found: dict[str, int]) -> Group:
    """Tell what the law protects most; never more than counts leave the employer."""
    words = {
        "expecting": _("Pregnant, or with a child under one year"),
        "disabled": _("With a disability certificate"),
        "checked": _("With a health check on record"),
        "foreign": _("Foreign nationals"),
        "permitted": _("With a work permit that holds today"),
    }
    note = gettext_lazy("Only counts leave the employer; who they are is not shown to the association.")
    lines: list[Line] = [(label, few(found[name])) for name, label in words.items()]
    return Group(gettext_lazy("Protected facts"), lines, note)
