"""The figures as a CSV file: one row for each indicator and part of the programme."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.sheets import neutralise_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.kit.actors import Actor
    from safe_employment.results.counting import Figure
    from safe_employment.results.periods import Part, Parts


def write_csv(parts: Parts, figures: Sequence[Figure], reader: Actor | None) -> bytes:
    """Return the file in UTF-8 with a byte order mark, which spreadsheet programs need for Chinese."""
    file = io.StringIO()
    lines = csv.writer(file)
    heads = [
        _("Key"),
        _("Indicator"),
        _("Part"),
        _("First day"),
        _("Ends before"),
        _("Figure"),
        _("Target"),
        _("Unit"),
    ]
    lines.writerow(heads)
    for figure in figures:
        one = figure.indicator
        for part, cell in _cells(figure, parts, reader):
            target = figure.target(part)
            row = [one.key, str(one.name), part.label, part.starts_on.isoformat(), part.ends_on.isoformat()]
            shown = "" if target is None else str(target)
            lines.writerow([neutralise_formula(text) for text in (*row, str(cell), shown, str(one.unit))])
    return file.getvalue().encode("utf-8-sig")


def _cells(figure: Figure, parts: Parts, reader: Actor | None) -> list[tuple[Part, int | str]]:
    whole = [parts.whole] if parts.chosen == parts.whole else [parts.whole, parts.chosen]
    shown: list[tuple[Part, int | str]] = [(part, figure.shown(part, parts, reader)) for part in whole]
    for kind in (parts.phases, parts.steps):
        cells = figure.cells(kind, reader)
        shown += [(part, cell.shown) for part, cell in zip(kind, cells, strict=True) if part != parts.chosen]
    return shown
