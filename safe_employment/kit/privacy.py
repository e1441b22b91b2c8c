"""Small cells: numbers of persons so small that someone might be recognised are withheld."""

from __future__ import annotations

from dataclasses import dataclass, replace

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Cell:
    """A cell of a divided figure; a withheld one has no number for its reader.

    `text` is what stands in its place: "<5", or "*" where a larger number is withheld so that the
    small one cannot be worked out from the total.
    """

    label: str
    number: int | None
    text: str = ""

    @property
    def is_withheld(self) -> bool:
        """Whether the number is kept back."""
        return self.number is None

    @property
    def shown(self) -> int | str:
        """The number, or what stands in its place."""
        return self.text if self.number is None else self.number


def withhold(cells: list[Cell]) -> list[Cell]:
    """Withhold the cells from 1 to 4, and the next smallest too where only one would be withheld.

    The second rule keeps a single small cell from being the total less the others. Nothing is told by
    a cell of 0, so it stays. (Rules of cell suppression: OECD, Eurostat handbook on disclosure control.)
    """
    small = {place for place, cell in enumerate(cells) if cell.number and cell.number < SMALLEST_SHOWN}
    second: set[int] = set()
    if len(small) == 1:
        others = [place for place, cell in enumerate(cells) if cell.number and place not in small]
        if others:
            second = {min(others, key=lambda place: cells[place].number or 0)}
    return [
        replace(cell, number=None, text=f"<{SMALLEST_SHOWN}")
        if place in small
        else replace(cell, number=None, text="*")
        if place in second
        else cell
        for place, cell in enumerate(cells)
    ]
