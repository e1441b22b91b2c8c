"""What the page “Books and checks” shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.divisions import district_choices, division_name
from safe_employment.members.places import SECTIONS, section_name
from safe_employment.workforce.tallies.charts import chart_of, chart_of_rules
from safe_employment.workforce.tallies.choices import NOW, Option, chosen, options, periods
from safe_employment.workforce.tallies.reading import Tallies, employers_url, first_period

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.charts import Chart
    from safe_employment.workforce.tallies.cells import Line


class TallyPage:
    """The counts with what can be chosen, charts and addresses. Queries: three."""

    def __init__(self, by: Actor, params: QueryDict, today: date) -> None:
        self._periods = periods(first_period(by), today)
        self.tallies = Tallies(by, chosen(by, params, self._periods))

    @cached_property
    def selects(self) -> list[tuple[str, str, list[Option]]]:
        """What can be chosen: (parameter, label, options)."""
        choice = self.tallies.choice
        sections = [(key, str(words)) for key, words in SECTIONS.items()]
        districts = district_choices(self.tallies.by)
        return [
            ("period", _("Period"), options(_("As it stands now"), self._periods, choice.period)),
            ("section", _("Industry"), options(_("All industries"), sections, choice.section)),
            ("district", _("District"), options(_("All districts"), districts, choice.division)),
        ]

    @property
    def is_now(self) -> bool:
        """Whether the page shows how it stands now, not what was found in a period."""
        return self.tallies.choice.period == NOW

    @property
    def is_narrowed(self) -> bool:
        """Whether an industry or a district was chosen."""
        return bool(self.tallies.choice.section or self.tallies.choice.division)

    @cached_property
    def chosen_words(self) -> list[tuple[str, str]]:
        """What was chosen, in words."""
        choice = self.tallies.choice
        named = dict(self._periods)
        return [
            (_("Period"), named.get(choice.period, _("As it stands now"))),
            (_("Industry"), section_name(choice.section) or _("All industries")),
            (_("District"), division_name(choice.division) or _("All districts")),
        ]

    @cached_property
    def total(self) -> Line:
        """The whole."""
        return self.tallies.total

    @cached_property
    def urls(self) -> dict[str, str]:
        """Where the figures of the whole lead."""
        if not self.is_now:
            return {}
        base, choice = self.tallies.employers, self.tallies.choice
        wanted = {"employers": {}, "checked": {"checked": "yes"}, "broken": {"breach": "yes"}}
        return {
            name: employers_url(base, choice, **more)
            for name, more in wanted.items()
            if self.total.number(name)
        }

    @cached_property
    def charts(self) -> list[Chart]:
        """The rules that most employers break, and the divisions."""
        found = [chart_of_rules(self.tallies.rules), *(chart_of(group) for group in self.tallies.groups)]
        return [chart for chart in found if chart is not None]

    @property
    def small_cells(self) -> str:
        """What stands in place of a small cell, and why."""
        return _(
            "<5 stands for one to four employers; * for a larger number that is not shown, so that the small "
            "one cannot be worked out. Amounts are shown only where at least five employers are behind them."
        )
