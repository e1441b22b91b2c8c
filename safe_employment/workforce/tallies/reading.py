"""Reading the counts: three short queries, however many employers there are.

Whoever sees these counts may also open one employer's (`results.counts_by_rule`), so withholding small
cells guards what is printed, taken out and passed on, not one reader against another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safe_employment.kit.divisions import district_choices, division_name
from safe_employment.kit.navigation import address
from safe_employment.kit.queries import own_records
from safe_employment.members.models import SizeClass
from safe_employment.members.places import SECTIONS
from safe_employment.workforce.law import LAW
from safe_employment.workforce.models import ALL, BookTally, RuleTally
from safe_employment.workforce.policies import SEE_COUNTS
from safe_employment.workforce.tallies.cells import Line, Sums, lines_of, total_of
from safe_employment.workforce.tallies.choices import NOW, Chosen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from safe_employment.kit.actors import Actor

KEY = ("section", "size_class", "division_code")
STANDING = ("members", "employers", "checked")
IN_PERIOD = ("broken", "results", "owing", "owed", "paying", "paid")
# A division → where its key stands in a cell, and the parameter of the list of employers.
DIVISIONS = (("section", 0), ("size", 1), ("district", 2))


def first_period(by: Actor) -> str:
    """Return the first year of which something was counted; "" for none."""
    rows = own_records(BookTally.objects.all(), by, SEE_COUNTS).exclude(period=NOW)
    return rows.aggregate(first=Min("period"))["first"] or ""


@dataclass(frozen=True)
class Group:
    """A division of the whole: by industry, size or district."""

    key: str
    title: str
    lines: list[Line]


class Tallies:
    """The counts that the actor may see, for what was chosen."""

    def __init__(self, by: Actor, choice: Chosen) -> None:
        self.by = by
        self.choice = choice

    @cached_property
    def _sums(self) -> dict[tuple[str, str, str], Sums]:
        """The counts by section, size and district, `*` for all: the whole, and each of its divisions."""
        section, division = self.choice.section or ALL, self.choice.division or ALL
        whole = Q(section=section, size_class=ALL, division_code=division)
        by_section = ~Q(section=ALL) & Q(size_class=ALL, division_code=division)
        by_size = Q(section=section, division_code=division) & ~Q(size_class=ALL)
        by_district = Q(section=section, size_class=ALL) & ~Q(division_code=ALL)
        rows = own_records(BookTally.objects.all(), self.by, SEE_COUNTS).order_by()
        rows = rows.filter(whole | by_section | by_size | by_district, period__in={NOW, self.choice.period})
        names = (*STANDING, *IN_PERIOD)
        found: dict[tuple[str, str, str], Sums] = {}
        for period, at, *rest in rows.values_list("period", "created_at", *KEY, *names):
            self._counted_at, key, numbers = at, rest[:3], rest[3:]
            wanted = (STANDING if period == NOW else ()) + (IN_PERIOD if period == self.choice.period else ())
            counts = dict(zip(names, numbers, strict=True))
            sums = found.setdefault((key[0], key[1], key[2]), Sums())
            sums.take({name: counts[name] for name in wanted})
        return found

    @cached_property
    def employers(self) -> str:
        """The address of the list of employers with books."""
        return address(self.by, "workforce:checked_employers")

    _counted_at: datetime | None = None

    @property
    def counted_at(self) -> datetime | None:
        """When it was counted; None before the first count."""
        return self._counted_at if self._sums else None

    @property
    def _whole(self) -> Sums:
        return self._sums.get((self.choice.section or ALL, ALL, self.choice.division or ALL), Sums())

    @cached_property
    def total(self) -> Line:
        """The whole of what was chosen."""
        return total_of(_("All together"), self._whole)

    @property
    def is_empty(self) -> bool:
        """Whether no employer of what was chosen keeps books, and nothing was found."""
        return self._whole.is_empty

    @cached_property
    def groups(self) -> list[Group]:
        """The whole divided by what was not chosen."""
        titles = {"section": _("Industry"), "size": _("Size"), "district": _("District")}
        taken = {"section": self.choice.section, "district": self.choice.division}
        return [
            Group(name, titles[name], self._divided(name, place))
            for name, place in DIVISIONS
            if not taken.get(name)
        ]

    def _divided(self, name: str, place: int) -> list[Line]:
        whole = [self.choice.section or ALL, ALL, self.choice.division or ALL]
        sums = {
            key[place]: counts
            for key, counts in self._sums.items()
            if key[place] != ALL and all(key[at] == whole[at] for at in range(3) if at != place)
        }
        labels = [pair for pair in self._labels(name, sums) if not sums[pair[0]].is_empty]
        lines = lines_of(labels, [sums[key] for key, _label in labels])
        return [replace(line, urls=self._urls(line, {name: line.key})) for line in lines]

    def _labels(self, name: str, keys: Iterable[str]) -> list[tuple[str, str]]:
        known: dict[str, str] = {}
        if name == "section":
            known = {key: str(words) for key, words in SECTIONS.items()}
        elif name == "size":
            known = {str(key): str(words) for key, words in SizeClass.choices}
        else:
            known = dict(district_choices(self.by))
        found = set(keys)
        others = [(key, division_name(key)) for key in sorted(found - known.keys()) if key]
        listed = [(key, words) for key, words in known.items() if key in found] + others
        return [*listed, ("", _("not recorded"))] if "" in found else listed

    def _urls(self, line: Line, narrowed: dict[str, str]) -> dict[str, str]:
        """Where the numbers lead: to the employers, where they are shown and stand for what is so now."""
        if self.choice.period != NOW or not all(narrowed.values()):
            return {}
        wanted = {"employers": {}, "checked": {"checked": "yes"}, "broken": {"breach": "yes"}}
        return {
            name: employers_url(self.employers, self.choice, **narrowed, **more)
            for name, more in wanted.items()
            if line.number(name)
        }

    @cached_property
    def rules(self) -> list[Line]:
        """The breaches by rule, those of most employers first."""
        rows = own_records(RuleTally.objects.all(), self.by, SEE_COUNTS).filter(
            period=self.choice.period,
            section=self.choice.section or ALL,
            division_code=self.choice.division or ALL,
        )
        names = ("rule", "employers", "results", "owing", "owed")
        found = sorted(rows.order_by().values_list(*names), key=lambda row: (-row[1], row[0]))
        titles = rule_titles()
        labels = [(row[0], titles.get(row[0], row[0])) for row in found]
        sums = [Sums(broken=row[1], results=row[2], owing=row[3], owed=row[4]) for row in found]
        return [
            replace(line, url=rule_url(line.key), urls=self._urls(line, {"rule": line.key}))
            for line in lines_of(labels, sums)
        ]


def employers_url(base: str, choice: Chosen, **more: str) -> str:
    """Return the list of employers with books (`base`), narrowed by what was chosen and by more."""
    narrowed = replace(
        choice,
        section=more.pop("section", choice.section),
        division=more.pop("district", choice.division),
    )
    pairs = [part for part in (narrowed.query, *(f"{key}={value}" for key, value in more.items())) if part]
    return f"{base}?{'&'.join(pairs)}"


@cache
def rule_url(rule: str) -> str:
    """Return the public page of a rule."""
    return reverse("check:rule", kwargs={"law": LAW, "rule": rule})


def rule_titles() -> dict[str, str]:
    """Return the titles of the rules in the reader's language."""
    from safe_employment.engines.labour_law.jurisdiction import jurisdiction

    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return {rule.id: str(getattr(rule.title, language)) for rule in jurisdiction(LAW).rules}
