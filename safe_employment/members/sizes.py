"""Size of an employer by the classification of 18 June 2011 (MIIT 2011 No. 300), where the data allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

import yaml

from safe_employment.members.models.employers import SizeClass

# Sections to which the standard's last row ("others not listed") applies, and rail, which it leaves out.
_OTHER_SECTIONS = frozenset("MNOR")
_RAIL = "G53"


@dataclass(frozen=True)
class SizeRow:
    """One row of the standard: the limits (E staff, R revenue, A assets, in 10,000 yuan) of each size."""

    codes: tuple[str, ...]
    limits: dict[str, dict[str, int]]


@lru_cache(maxsize=1)
def size_rows() -> tuple[SizeRow, ...]:
    """Read the standard's table from `safe_employment/reference/identifiers.yaml`."""
    text = (files("safe_employment.reference") / "identifiers.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["msme_size"]["rows"]
    return tuple(
        SizeRow(_codes(row["gb"]), {size: row[size] for size in ("large", "medium", "small")}) for row in rows
    )


def _codes(gb: str) -> tuple[str, ...]:
    """Turn the column `gb` into codes: `B C D` → B, C, D; `I 63-64` → I63, I64; `F 51` → F51."""
    if "etc" in gb:
        return tuple(sorted(_OTHER_SECTIONS))
    bare = re.sub(r"\(.*?\)", "", gb).split()
    section, numbers = bare[0], bare[1:]
    if not numbers or not numbers[0][0].isdigit():
        return tuple(bare)
    first, _, last = numbers[0].partition("-")
    return tuple(f"{section}{number}" for number in range(int(first), int(last or first) + 1))


def row_for(industry_code: str) -> SizeRow | None:
    """Return the row for an industry such as `H62` or `K702`; None where the standard has none."""
    if not industry_code or industry_code.startswith(_RAIL):
        return None
    candidates = [
        (len(code), row) for row in size_rows() for code in row.codes if industry_code.startswith(code)
    ]
    return max(candidates, key=lambda found: found[0])[1] if candidates else None


def size_class(
    *, industry_code: str, staff: int | None, revenue: Decimal | None, assets: Decimal | None
) -> str:
    """Return the size, or "" where the data do not decide it.

    Staff in persons, revenue and assets in 10,000 yuan. An employer is of a size when every limit of
    that size is met; a known figure below a limit rules the size out even if another is not known.
    """
    row = row_for(industry_code)
    if row is None:
        return ""
    known: dict[str, Decimal | int | None] = {"E": staff, "R": revenue, "A": assets}
    undecided = False
    for size, limits in row.limits.items():
        values = {letter: known[letter] for letter in limits}
        if any(value is not None and value < limits[letter] for letter, value in values.items()):
            continue
        if any(value is None for value in values.values()):
            undecided = True
            continue
        return "" if undecided else SizeClass(size).value
    return "" if undecided else SizeClass.MICRO.value
