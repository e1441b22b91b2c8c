"""The rows of the sheet `survey`: where each question stands, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safe_employment.instruments.compiling.columns import OURS
from safe_employment.instruments.compiling.question_types import CHOOSING
from safe_employment.instruments.compiling.sheets import FIRST_ROW, Cells

LOGIC = ("relevant", "constraint", "required", "readonly", "calculation", "choice_filter", "repeat_count")

# What a definition keeps apart from the rest.
_TOLD = {"type", "name", "label", "hint", *LOGIC}
_WORDS = ("label::", "hint::", f"bind::{OURS}:")


@dataclass(frozen=True)
class SurveyRow:
    """One row of the sheet `survey`; `row` is its number there, `group` the names of the groups around it."""

    row: int
    type: str
    name: str
    cells: Cells
    group: tuple[str, ...]
    is_other: bool = False  # pyxform asks for another answer than those of the list by itself

    @property
    def place(self) -> tuple[str, ...]:
        """Where its answer stands, from the root of the answers on."""
        return (*self.group, self.name)

    @property
    def path(self) -> str:
        """Where its answer stands below the root."""
        return "/".join(self.place)

    @property
    def kind(self) -> str:
        """The first word of the type, e.g. `select_one`, `begin_group`."""
        return self.type.partition(" ")[0]

    @property
    def choices(self) -> str:
        """The name of its list of answers, or ""."""
        words = self.type.split()
        return words[1] if self.kind in CHOOSING and len(words) > 1 else ""

    @property
    def logic(self) -> dict[str, str]:
        """When it is asked and what is taken, as written."""
        return {name: self.cells[name] for name in LOGIC if self.cells.get(name)}

    @property
    def rest(self) -> dict[str, str]:
        """All its other columns: messages, default, appearance, parameters, trigger, media, attributes."""
        return {
            name: text for name, text in self.cells.items()
            if name not in _TOLD and not name.startswith(_WORDS)
        }  # fmt: skip

    @property
    def begins(self) -> bool:
        """Whether it opens a group or a repeat."""
        return self.kind.startswith("begin_")

    @property
    def ends(self) -> bool:
        """Whether it closes one."""
        return self.kind.startswith("end_")

    def attribute(self, name: str) -> str:
        """Return one of our own columns, e.g. `good`."""
        return self.cells.get(f"bind::se:{name}", "")


def survey_rows(survey: Sequence[Cells]) -> list[SurveyRow]:
    """Return the rows of the sheet that hold something, each with its number as a person counts."""
    return list(_walk(survey))


def _walk(survey: Sequence[Cells]) -> Iterator[SurveyRow]:
    around: list[str] = []
    for number, cells in enumerate(survey, FIRST_ROW):
        if not cells:
            continue
        row = SurveyRow(number, cells.get("type", ""), cells.get("name", ""), cells, tuple(around))
        if row.ends and around:
            around.pop()
            row = SurveyRow(row.row, row.type, row.name, cells, tuple(around))
        yield row
        if row.choices and row.type.endswith(" or_other"):
            yield SurveyRow(number, "text", f"{row.name}_other", {}, tuple(around), is_other=True)
        if row.begins:
            around.append(row.name)
