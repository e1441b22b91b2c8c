"""The rows of the sheets as they were written: where each question stands, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[str, str]
LOGIC = ("relevant", "constraint", "required", "readonly", "calculation", "choice_filter", "repeat_count")
HEADER_ROWS = 1


@dataclass(frozen=True)
class SurveyRow:
    """One row of the sheet `survey`; `row` is its number there, `group` the names of the groups around it."""

    row: int
    type: str
    name: str
    cells: Cells
    group: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where its answer stands below the root."""
        return "/".join((*self.group, self.name))

    @property
    def kind(self) -> str:
        """The first word of the type, e.g. `select_one`; `begin_group` also where it is written apart."""
        words = self.type.split()
        if words and words[0] in ("begin", "end") and len(words) > 1:
            return f"{words[0]}_{words[1]}"
        return words[0] if words else ""

    @property
    def choices(self) -> str:
        """The name of its list of answers, or ""."""
        words = self.type.split()
        return words[1] if self.kind in ("select_one", "select_multiple", "rank") and len(words) > 1 else ""

    @property
    def logic(self) -> dict[str, str]:
        """When it is asked and what is taken, as written."""
        return {name: self.cells[name] for name in LOGIC if self.cells.get(name)}

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


def survey_rows(survey: Sequence[Mapping[str, object]]) -> list[SurveyRow]:
    """Return the rows of the sheet that hold something, each with its number as a person counts."""
    return list(_walk(survey))


def _walk(survey: Sequence[Mapping[str, object]]) -> Iterator[SurveyRow]:
    around: list[str] = []
    for position, written in enumerate(survey, start=HEADER_ROWS + 1):
        cells = {str(key).strip(): str(value).strip() for key, value in written.items() if value is not None}
        if not cells:
            continue
        row = SurveyRow(position, cells.get("type", ""), cells.get("name", ""), cells, tuple(around))
        if row.ends and around:
            around.pop()
            row = SurveyRow(row.row, row.type, row.name, cells, tuple(around))
        yield row
        if row.begins:
            around.append(row.name)
