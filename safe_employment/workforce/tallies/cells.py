"""What is shown of the counts: a number, or why it is not; amounts only where five employers are behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.html import format_html

from safe_employment.kit.privacy import SMALLEST_SHOWN, Cell, withhold
from safe_employment.kit.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.safestring import SafeString

# A column of amounts → the column that counts the employers behind them.
BEHIND = {"owed": "owing", "paid": "paying"}
# A column of results → the column of the employers who have them.
OF = {"results": "broken"}
EMPLOYERS = ("employers", "checked", "broken")


@dataclass
class Sums:
    """The counts of one line."""

    members: int = 0
    employers: int = 0
    checked: int = 0
    broken: int = 0
    results: int = 0
    owing: int = 0
    owed: Decimal = Decimal(0)
    paying: int = 0
    paid: Decimal = Decimal(0)

    def take(self, values: Mapping[str, int | Decimal]) -> None:
        """Take over counts."""
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted but members."""
        return not (self.employers or self.broken or self.owing or self.paying)


Shown = int | Decimal | str


@dataclass(frozen=True)
class Line:
    """A line of a table: what stands in each column, and where a shown number leads."""

    key: str
    label: str
    shown: Mapping[str, Shown]
    url: str = ""
    urls: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int | Decimal | None:
        """Return the number of a column; None where it is withheld."""
        found = self.shown.get(name)
        return None if isinstance(found, str) else found

    @property
    def cells(self) -> dict[str, SafeString]:
        """The columns as HTML, linked where the number leads to something.

        Not a template's work: a page has some four hundred cells, and nodes are slow.
        """
        return {name: self._cell(value, self.urls.get(name, "")) for name, value in self.shown.items()}

    @staticmethod
    def _cell(value: Shown, url: str) -> SafeString:
        text = written(value, "money" if isinstance(value, Decimal) else "number")
        return format_html('<a href="{}">{}</a>', url, text) if url else text

    @property
    def checked_share(self) -> float | None:
        """The percentage of the employers with books that were checked; None where it would tell a number."""
        checked, employers = self.number("checked"), self.number("employers")
        return float(100 * checked / employers) if checked is not None and employers else None

    @property
    def share_text(self) -> SafeString:
        """The share that was checked, as HTML."""
        share = self.checked_share
        return written("" if share is None else f"{share:.0f} %")


def lines_of(labels: Sequence[tuple[str, str]], sums: Sequence[Sums]) -> list[Line]:
    """Return a table whose lines divide a whole, (key, label) and the counts of each.

    In every column of employers the small cells are withheld, and a second one where only one would be
    (`kit.privacy`); an amount and a number of results go with the number of employers behind them.
    """
    columns: dict[str, list[Shown]] = {}
    for name in EMPLOYERS:
        columns[name] = [cell.shown for cell in withheld(labels, [getattr(one, name) for one in sums])]
    for name, behind in (BEHIND | OF).items():
        cells = withheld(labels, [getattr(one, behind) for one in sums])
        columns[name] = [
            cell.text if cell.is_withheld else getattr(one, name)
            for cell, one in zip(cells, sums, strict=True)
        ]
    return [
        Line(key, label, {name: column[place] for name, column in columns.items()})
        for place, (key, label) in enumerate(labels)
    ]


def total_of(label: str, sums: Sums) -> Line:
    """Return the line of the whole: of fewer than five employers neither the number nor an amount."""
    shown: dict[str, Shown] = {name: few(getattr(sums, name)) for name in (*EMPLOYERS, "members")}
    for name, behind in (BEHIND | OF).items():
        number = few(getattr(sums, behind))
        shown[name] = number if isinstance(number, str) else getattr(sums, name)
    return Line("", label, shown)


def few(number: int) -> int | str:
    """Return a number of employers, or what stands for one from 1 to 4."""
    return f"<{SMALLEST_SHOWN}" if 0 < number < SMALLEST_SHOWN else number


def withheld(labels: Sequence[tuple[str, str]], numbers: Sequence[int]) -> list[Cell]:
    """Return the cells of a column, small ones withheld."""
    return withhold([Cell(label, number) for (_key, label), number in zip(labels, numbers, strict=True)])
