"""A jurisdiction: its rules, figures, calendar and words, read from its package of reference files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import polars as pl
import yaml

from .calendar import Holidays
from .language import Formula, parse
from .parameters import Parameter, ParameterValue, Status, parameter_table, scaled, status_of
from .rules import CASES, Grade, Level, Part, Rule, Step, Words

__all__ = ["Derivation", "Jurisdiction", "RuleFileError", "jurisdiction", "jurisdictions"]

_ROOT = "safe_employment.reference"
#: The place of what holds in the whole jurisdiction, for workplaces whose district has no figures of its own.
ANYWHERE = "*"
_PACKAGES = ("kunming", "viet_nam")
#: First and last year of the table of parameters.
YEARS = (2000, 2035)


class RuleFileError(ValueError):
    """A rule or parameter file that does not hold together; names the rule and the place."""


@dataclass(frozen=True)
class Derivation:
    """A column that a jurisdiction adds to a case.

    A formula; or the full months between two days; or the day of a date written as a whole number; or the
    same day so
    many months later.
    """

    name: str
    formula: Formula | None = None
    months_between: tuple[str, str] | None = None
    day_of: Formula | None = None
    anniversary: tuple[str, int] | None = None


@dataclass(frozen=True, eq=False)
class Jurisdiction:
    """What the engine needs to know of a place; equal only to itself, as it is read once."""

    id: str
    name: Words
    currency: str
    minor_units: int
    place: str
    caution: Words
    rules: tuple[Rule, ...]
    parameters: Mapping[str, Parameter]
    holidays: Holidays
    places: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    derivations: Mapping[str, tuple[Derivation, ...]]
    facts_behind: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    arrears_of: frozenset[str]
    identity: str = ""
    labels: Mapping[str, Words] = field(default_factory=dict)
    holiday_status: tuple[tuple[date, date | None, Status], ...] = field(default=())

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id; KeyError where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    @cached_property
    def parameter_frame(self) -> pl.DataFrame:
        """The figures by place and month."""
        return parameter_table(
            (self.parameters[name] for name in sorted(self.parameters)), self.places, *YEARS
        )


def jurisdictions() -> tuple[str, ...]:
    """Return the ids of the jurisdictions there are."""
    return _PACKAGES


@cache
def jurisdiction(name: str = "kunming") -> Jurisdiction:
    """Read a jurisdiction; raises RuleFileError where a file is wrong, KeyError where there is no such
    one.
    """
    if name not in _PACKAGES:
        raise KeyError(name)
    home = _read(f"jurisdictions/{name}/jurisdiction")
    frame = _read(f"jurisdictions/{name}/columns")
    parameters = {
        key: _parameter(key, row, home, int(home["minor_units"]))
        for key, row in _read(f"jurisdictions/{name}/parameters").items()
    }
    words = {key: tuple(value) for key, value in (frame.get("words") or {}).items()}
    rules = tuple(
        _rule(row) for part in home["rules"] for row in _read(f"jurisdictions/{name}/rules_{part}")["rules"]
    )
    return Jurisdiction(
        id=home["id"],
        name=Words(home["zh"], home["en"]),
        currency=home["currency"],
        minor_units=int(home["minor_units"]),
        place=str(home["place"]),
        caution=Words(**home["caution"]),
        rules=rules,
        parameters=parameters,
        holidays=_holidays(home),
        places=_places(home, parameters),
        words=words,
        derivations=_derivations(frame),
        facts_behind={key: tuple(value) for key, value in (frame.get("facts") or {}).items()},
        kinds=dict(frame.get("kinds") or {}),
        arrears_of=frozenset(frame.get("arrears_of") or ()),
        identity=str(home.get("identity") or ""),
        labels={
            **{key: Words(parameter.zh, parameter.en) for key, parameter in parameters.items()},
            **{key: Words(**row) for key, row in _read("book_labels").items()},
        },
        holiday_status=_holiday_status(home),
    )


@cache
def _read(name: str) -> Any:
    text = files(_ROOT).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def _places(home: Mapping[str, Any], parameters: Mapping[str, Parameter]) -> tuple[str, ...]:
    listed = {place for each in parameters.values() for value in each.values for place in value.places or ()}
    return tuple(
        sorted(
            listed | {ANYWHERE} | {str(home["place"])} | {str(place) for place in home.get("places") or ()}
        )
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _holiday_status(home: Mapping[str, Any]) -> tuple[tuple[date, date | None, Status], ...]:
    rows = home.get("holiday_status") or ()
    return tuple(
        (date.fromisoformat(row["from"]), _day(row.get("to")), status_of(row["status"])) for row in rows
    )


def _holidays(home: Mapping[str, Any]) -> Holidays:
    calendar = home["calendar"]
    years = _read(calendar["file"])["years"] if calendar.get("file") else []
    statutory: dict[date, tuple[str, str]] = {}
    worked: set[date] = set()
    off: set[date] = set()
    for year in years:
        for row in year["statutory"]:
            statutory[date.fromisoformat(row["date"])] = (row["zh"], row["en"])
        worked |= {date.fromisoformat(day) for day in year.get("adjusted_workdays_on_weekend") or ()}
        off |= {date.fromisoformat(day) for day in year.get("other_days_off_in_official_arrangement") or ()}
    for row in calendar.get("statutory") or ():
        statutory[date.fromisoformat(row["date"])] = (row["zh"], row["en"])
    return Holidays(
        statutory=statutory,
        worked=frozenset(worked),
        off=frozenset(off),
        known_from=date.fromisoformat(calendar["known_from"]),
        known_to=date.fromisoformat(calendar["known_to"]),
        rest_weekdays=tuple(calendar.get("rest_weekdays") or (6, 7)),
    )


def _parameter(key: str, row: Mapping[str, Any], home: Mapping[str, Any], minor_units: int) -> Parameter:
    rows = _taken(row["take"]) if row.get("take") else row["values"]
    values: list[ParameterValue] = []
    for each in _until_the_next(rows):
        if row.get("by_class"):
            values += _by_class(each, row, home, minor_units)
            continue
        number = each.get(row.get("field", "value"))
        if number is None:
            continue
        values.append(
            ParameterValue(
                value=scaled(number, row["unit"], minor_units),
                starts=_day(each.get("from")) or date(1900, 1, 1),
                ends=_day(each.get("to")),
                status=status_of(row.get("status") or each.get("status")),
                instrument=str(each.get("instrument") or ""),
                source=str(row.get("take") or each.get("source") or ""),
                places=frozenset(str(place) for place in each["places"]) if each.get("places") else None,
            )
        )
    if not values:
        raise RuleFileError(f"parameter {key}: no value")
    return Parameter(
        key, row["unit"], row["zh"], row["en"], tuple(sorted(values, key=lambda value: value.starts))
    )


def _until_the_next(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows oldest first; one without an end ends on the day before the next begins."""
    ordered = sorted(rows, key=lambda row: str(row.get("from") or ""))
    ended: list[Mapping[str, Any]] = []
    for row, after in zip(ordered, [*ordered[1:], None], strict=True):
        if row.get("to") or after is None or not after.get("from") or after["from"] == row.get("from"):
            ended.append(row)
        else:
            ended.append({**row, "to": str(date.fromisoformat(after["from"]) - timedelta(days=1))})
    return ended


def _taken(path: str) -> list[Mapping[str, Any]]:
    file, section, *rest = path.split("/")
    rows = _read(file)[section]
    if not rest:
        return list(rows)
    found = next((row for row in rows if row.get("id") == rest[0]), None)
    if found is None:
        raise RuleFileError(f"{path}: no such entry")
    if "values" in found:
        return list(found["values"])
    return [{**found, "from": found.get("from", "1995-01-01")}]


def _by_class(
    row: Mapping[str, Any], wanted: Mapping[str, Any], home: Mapping[str, Any], minor_units: int
) -> list[ParameterValue]:
    """Cut a row of the minimum wage by the classes that districts were in during it."""
    values: list[ParameterValue] = []
    for membership in home["wage_classes"]:
        starts = max(_day(row.get("from")) or date(1900, 1, 1), date.fromisoformat(membership["from"]))
        ends = min(_day(row.get("to")) or date.max, _day(membership.get("to")) or date.max)
        for name in ("class_1", "class_2", "class_3"):
            number = (row.get(name) or {}).get(wanted["field"])
            if number is None or not membership.get(name) or starts > ends:
                continue
            values.append(
                ParameterValue(
                    value=scaled(number, wanted["unit"], minor_units),
                    starts=starts,
                    ends=None if ends == date.max else ends,
                    status=max(status_of(row.get("status")), status_of(membership["status"])),
                    instrument=str(row.get("source") or row.get("seen_part") or ""),
                    source=str(wanted["take"]),
                    places=frozenset(str(place) for place in membership[name]),
                )
            )
    return values


def _derivations(frame: Mapping[str, Any]) -> dict[str, tuple[Derivation, ...]]:
    found: dict[str, tuple[Derivation, ...]] = {}
    for table, rows in (frame.get("derived") or {}).items():
        steps: list[Derivation] = []
        for row in rows:
            ((name, how),) = row.items()
            if isinstance(how, dict) and "months_from" in how:
                steps.append(Derivation(name, months_between=(how["months_from"], how["until"])))
            elif isinstance(how, dict) and "day_of" in how:
                steps.append(Derivation(name, day_of=parse(how["day_of"])))
            elif isinstance(how, dict):
                steps.append(Derivation(name, anniversary=(how["anniversary_of"], int(how["months"]))))
            else:
                steps.append(Derivation(name, formula=parse(how)))
        found[table] = tuple(steps)
    return found


def _rule(row: Mapping[str, Any]) -> Rule:
    try:
        parts = row.get("parts") or [row]
        return Rule(
            id=row["id"],
            title=Words(**row["title"]),
            articles=tuple(_article(text) for text in row["law"]),
            status=status_of(row["status"]),
            ilo=tuple(row.get("ilo") or ()),
            remedy=Words(**row["remedy"]),
            estimate=Words(**row["estimate"]) if row.get("estimate") else None,
            parts=tuple(_part({**row, **part}) for part in parts),
            note=Words(**row["note"]) if row.get("note") else None,
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise RuleFileError(f"{row.get('id')}: {problem!r}") from problem


def _article(text: str) -> Words:
    zh, _, en = text.partition(" | ")
    return Words(zh, en or zh)


def _part(row: Mapping[str, Any]) -> Part:
    if row["about"] not in CASES:
        raise RuleFileError(f"{row['id']}: no case is called {row['about']}")
    return Part(
        about=row["about"],
        when=parse(row["when"]) if row.get("when") is not None else None,
        steps=tuple(_step(name, how) for name, how in (row.get("steps") or {}).items()),
        fails=parse(row["fails"]),
        owed=parse(row["owed"]) if row.get("owed") else None,
        level=Level[row["level"].upper()],
        grades=tuple(
            Grade(
                parse(grade["when"]),
                Level[grade["level"].upper()],
                tuple(grade.get("ilo") or row.get("ilo") or ()),
            )
            for grade in row.get("grades") or ()
        ),
        alert=parse(row["alert"]) if row.get("alert") is not None else None,
        assumes=tuple((parse(when), fact) for fact, when in (row.get("assumes") or {}).items()),
        starts=row.get("from"),
        ends=row.get("to"),
        explain=Words(**row["explain"]),
    )


def _step(name: str, how: str | Mapping[str, str]) -> Step:
    if isinstance(how, str):
        return Step(name, "money", parse(how))
    ((kind, formula),) = how.items()
    return Step(name, kind, parse(formula))
