"""The tables of a questionnaire: one for the submissions, one for each repeat, over all its versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from safe_employment.instruments.definitions import Definition, Question, without_positions
from safe_employment.instruments.models import Submission, SubmissionFile, VersionState
from safe_employment.instruments.queries import submissions_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.instruments.models import Instrument
    from safe_employment.kit.actors import Actor

ROOT = "Submissions"
# What an answer is elsewhere; all else is text.
KINDS = {
    "integer": "Int64", "int": "Int64", "decimal": "Decimal", "range": "Decimal", "date": "Date",
    "today": "Date", "datetime": "DateTimeOffset", "dateTime": "DateTimeOffset", "start": "DateTimeOffset",
    "end": "DateTimeOffset", "geopoint": "GeographyPoint", "start-geopoint": "GeographyPoint",
}  # fmt: skip


@dataclass(frozen=True)
class AnswerField:
    """A column: where the answer stands (from the table's own path on), and what it is."""

    path: str
    kind: str

    @property
    def column(self) -> str:
        """Its name in a flat table, as ODK writes it: `group-name`."""
        return self.path.replace("/", "-")


@dataclass(frozen=True)
class AnswerTable:
    """A table. `path` is that of its repeat; "" for the submissions themselves."""

    path: str
    parent: str
    fields: tuple[AnswerField, ...]

    @property
    def name(self) -> str:
        """What it is called, e.g. `Submissions.rooms`."""
        return f"{ROOT}.{self.path.replace('/', '.')}" if self.path else ROOT

    @property
    def parent_column(self) -> str:
        """The column that names the row above; "" for the submissions."""
        if not self.path:
            return ""
        return f"__{ROOT}-{self.parent.replace('/', '-')}-id" if self.parent else f"__{ROOT}-id"


def tables_of(instrument: Instrument) -> tuple[AnswerTable, ...]:
    """Return the tables of a questionnaire: the questions of its latest version, then those of older ones."""
    versions = instrument.versions.exclude(state=VersionState.DRAFT).order_by("-pk")
    definitions = [Definition.from_json(kept) for kept in versions.values_list("definition", flat=True)]
    questions: dict[str, Question] = {}
    for definition in definitions:
        for question in definition.questions:
            questions.setdefault(question.path, question)
    repeats = dict.fromkeys(group.path for each in definitions for group in each.groups if group.repeat)
    found = {path: _table(path, questions, list(repeats)) for path in ("", *sorted(repeats))}
    return tuple(found.values())


def _table(path: str, questions: dict[str, Question], repeats: list[str]) -> AnswerTable:
    mine = [question for question in questions.values() if _innermost(question.path, repeats) == path]
    start = len(path) + 1 if path else 0
    fields = tuple(AnswerField(each.path[start:], KINDS.get(each.type, "String")) for each in mine)
    return AnswerTable(path, _innermost(path, repeats) if path else "", fields)


def _innermost(path: str, repeats: list[str]) -> str:
    """Return the innermost repeat around a path."""
    return max((each for each in repeats if path.startswith(f"{each}/")), key=len, default="")


def current(by: Actor, instrument: Instrument) -> QuerySet[Submission]:
    """Return the submissions of a questionnaire that no edit replaced, in the order of their arrival."""
    found = submissions_for(by).filter(version__instrument=instrument)
    later = Submission.objects.filter(replaces=OuterRef("pk"))
    kept = found.filter(~Exists(later)).select_related(None).select_related("version", "person", "device")
    heavy = ("xml", "version__source", "version__xform", "version__definition")
    here = SubmissionFile.objects.filter(submission=OuterRef("pk"), file__isnull=False).order_by()
    counted = here.values("submission").annotate(number=Count("pk")).values("number")
    kept = kept.annotate(files_here=Coalesce(Subquery(counted), 0))
    return kept.defer(None).defer(*heavy).order_by("received_at", "pk")


@dataclass(frozen=True)
class Row:
    """A row of a table: its id, the id of the row above, and the answers by the paths of its fields."""

    id: str
    above: str
    answers: dict[str, Any]


def rows_of(table: AnswerTable, submission: Submission) -> Iterator[Row]:
    """Return the rows that a submission has in a table."""
    found: dict[str, dict[str, Any]] = {} if table.path else {"": {}}
    kinds = {field.path: field.kind for field in table.fields}
    depth = table.path.count("/") + 1 if table.path else 0
    for path, value in submission.answers.items():
        parts = path.split("/")
        place = "/".join(parts[:depth])
        if without_positions(place) != table.path:
            continue
        rest = "/".join(parts[depth:])
        if rest in kinds or (not table.path and rest.startswith("meta/")):
            found.setdefault(place, {})[rest] = value_of(value, kinds.get(rest, "String"))
    for place, answers in found.items():
        yield Row(_id(submission, place), _id(submission, _above(place, table.parent)), answers)


def _above(place: str, parent: str) -> str:
    depth = parent.count("/") + 1 if parent else 0
    return "/".join(place.split("/")[:depth])


def _id(submission: Submission, place: str) -> str:
    """Return the id of a row, the same at every reading."""
    if not place:
        return submission.instance_id
    return hashlib.sha256(f"{submission.instance_id}/{place}".encode()).hexdigest()[:40]


def value_of(text: str, kind: str) -> Any:
    """Return an answer as JSON has it; what does not fit its kind is None."""
    text = text.strip()
    try:
        if kind == "Int64":
            return number if abs(number := int(text)) < 2**63 else None
        if kind == "Decimal":
            return share if isfinite(share := float(text)) else None
        if kind == "GeographyPoint":
            latitude, longitude, *rest = (float(part) for part in text.split())
            place = [longitude, latitude, *rest[:1]]
            return {"type": "Point", "coordinates": place} if all(map(isfinite, place)) else None
        if kind == "DateTimeOffset":
            moment = datetime.fromisoformat(text)
            return moment.isoformat() if moment.tzinfo else None
        if kind == "Date":
            return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
    return text
