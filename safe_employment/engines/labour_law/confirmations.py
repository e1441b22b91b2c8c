"""When figures and rules were last compared with their sources, and who is to confirm them.

Read from ``confirmations.yaml`` of a jurisdiction, the one place where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .jurisdiction import Jurisdiction, RuleFileError, jurisdiction
from .parameters import Status
from .rules import Words

__all__ = ["Confirmation", "Confirmations", "confirmations", "without_source"]

_ROOT = "safe_employment.reference"


@dataclass(frozen=True)
class Confirmation:
    """Who is to confirm something, when it was last compared with its source (None: never), and what is open.

    `is_own_choice`: it is no law but a line that the programme drew.
    """

    who: Words
    checked_on: date | None = None
    note: Words | None = None
    urls: tuple[str, ...] = ()
    is_own_choice: bool = False

    def last_check(self, status: Status) -> date | None:
        """Return the day of the last comparison of something that is so sure; from memory is never."""
        return None if self.is_own_choice or status >= Status.MEMORY else self.checked_on


@dataclass(frozen=True)
class Confirmations:
    """Those of a jurisdiction; what is not named has the usual one."""

    otherwise: Confirmation
    figures: Mapping[str, Confirmation] = field(default_factory=dict)
    rules: Mapping[str, Confirmation] = field(default_factory=dict)

    def of_figure(self, key: str) -> Confirmation:
        """Return that of a figure."""
        return self.figures.get(key, self.otherwise)

    def of_rule(self, rule: str) -> Confirmation:
        """Return that of a rule."""
        return self.rules.get(rule, self.otherwise)


@cache
def confirmations(name: str) -> Confirmations:
    """Read those of a jurisdiction; raises RuleFileError for what names nobody, or no such figure or rule."""
    path = files(_ROOT).joinpath(f"jurisdictions/{name}/confirmations.yaml")
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    checked_on = date.fromisoformat(read["checked_on"]) if read.get("checked_on") else None
    law = jurisdiction(name)
    known = {"figures": set(law.parameters), "rules": {rule.id for rule in law.rules}}
    people = {key: Words(**row) for key, row in read["who"].items()}

    def one(key: str, row: Mapping[str, Any]) -> Confirmation:
        if row["who"] not in people:
            raise RuleFileError(f"{name}/confirmations: {key}: nobody is called {row['who']}")
        own_day = row.get("checked_on")
        return Confirmation(
            who=people[row["who"]],
            checked_on=date.fromisoformat(own_day) if own_day else checked_on,
            note=Words(**row["note"]) if row.get("note") else None,
            urls=tuple(row.get("urls") or ()),
            is_own_choice=bool(row.get("own_choice")),
        )

    found: dict[str, dict[str, Confirmation]] = {}
    for part, ids in known.items():
        rows = read.get(part) or {}
        if unknown := set(rows) - ids:
            raise RuleFileError(f"{name}/confirmations: no {part} called {', '.join(sorted(unknown))}")
        found[part] = {key: one(key, row) for key, row in rows.items()}
    return Confirmations(one("otherwise", {"who": read["otherwise"]}), found["figures"], found["rules"])


def without_source(law: Jurisdiction) -> list[str]:
    """Return “rule: figure” for every figure that a rule reads and that has no source or no status."""
    return [
        f"{rule.id}: {key} from {value.starts}"
        for rule in law.rules
        for key in sorted({name for part in rule.parts for name in part.names} & law.parameters.keys())
        for value in law.parameters[key].values
        if value.status is Status.NONE or not (value.instrument or value.source)
    ]
