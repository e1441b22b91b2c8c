"""Whom to call in an emergency, from `reference/referral_directory.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# For everyone, and for a child besides; in the order in which to call.
FOR_ALL = ("police", "medical", "women", "labour", "legal_aid")
FOR_A_CHILD = ("police", "medical", "women", "labour", "youth", "prosecutor")


@dataclass(frozen=True)
class Line:
    """A telephone line: its number, its name, and how far the number was confirmed."""

    number: str
    name: str
    standing: str


@cache
def _entries() -> dict[str, dict[str, Any]]:
    path = files("safe_employment.reference").joinpath("referral_directory.yaml")
    table = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["key"]: row for row in table["entries"]}


def _standing(status: str) -> str:
    """Say how far a number was confirmed; nobody in Kunming has called any of them yet."""
    if status.startswith("seen"):
        return _("seen in public sources, not called yet")
    return _("from memory, not called yet")


def lines(*, child: bool) -> list[Line]:
    """Return whom to call, the first first."""
    chinese = (get_language() or "zh").startswith("zh")
    found = (_entries()[key] for key in (FOR_A_CHILD if child else FOR_ALL))
    return [
        Line(str(row["number"]), row["zh"] if chinese else row["name"], _standing(row["status"]))
        for row in found
    ]
