"""The documents of the interface for programs, typed; a test holds them to what a check really gives."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from safe_employment.engines.labour_law.books import BOOKS, Fact, Sheet

__all__ = ["BODY", "Answer", "Errors"]


class _Closed(Schema):
    model_config = ConfigDict(extra="forbid")


class Text(_Closed):
    """A text in Chinese and English."""

    zh: str
    en: str


class FoundCase(_Closed):
    """One result of a rule."""

    rule: str = Field(examples=["PAY-03"])
    title: Text
    level: str = Field(
        description="breach, warning (a possible breach), alert (an indicator), info (a notice)"
    )
    worker: str | None
    period: str | None = Field(examples=["2026-09"])
    date: str | None = Field(default=None, description="where the result is of a day")
    employer: str | None = Field(default=None, description="where the books are of several employers")
    amount_owed: str | None = Field(examples=["412.64"])
    currency: str
    articles: list[str]
    ilo: list[int] = Field(description="numbers of the ILO's eleven indicators of forced labour")
    status: str = Field(description="how sure the source is: seen, seen_secondary, partly_seen, memory, none")
    explanation: Text = Field(description="with the arithmetic")
    remedy: Text
    estimate: Text | None
    missing: list[str]


class Untold(_Closed):
    """A case of which a rule cannot tell, and the facts that it lacks."""

    rule: str
    worker: str | None
    period: str | None
    missing: list[str]
    date: str | None = None
    employer: str | None = None


class RuleCount(_Closed):
    """The cases of a rule."""

    in_order: int
    found: int
    cannot_tell: int


class Totals(_Closed):
    """Results by level, and what is owed."""

    info: int
    warning: int
    breach: int
    alert: int
    cannot_tell: int
    amount_owed: str
    currency: str


class LeftOut(_Closed):
    """A sheet of the file, or a column of a sheet, whose name means nothing here."""

    sheet: str
    column: str | None


class Scope(_Closed):
    """What was checked."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    jurisdiction: str
    first: str | None = Field(alias="from")
    last: str | None = Field(alias="to")
    as_of: str
    rules: dict[str, RuleCount]
    totals: Totals
    not_read: list[LeftOut] = Field(description="sheets and columns whose names mean nothing here")
    caution: Text


class Answer(_Closed):
    """What a check found; the same document as `safe-employment check --json`."""

    findings: list[FoundCase]
    cannot_tell: list[Untold]
    checked: Scope


class CodedError(_Closed):
    """What is wrong: a stable code, the place in the file, what happened, and what to do."""

    code: str = Field(examples=["BOOKS_NOT_A_DATE"])
    what: str
    remedy: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


class Errors(_Closed):
    """Why a check was not made."""

    errors: list[CodedError]


_FORMS: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "period": {"type": "string", "examples": ["2026-09"]},
    "time": {"type": "string", "examples": ["08:30"]},
    "hours": {"type": "number", "minimum": 0, "maximum": 24},
    "money": {"type": "number", "minimum": 0, "examples": [2270.00]},
    "count": {"type": "integer", "minimum": 0},
    "flag": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
}


def _fact(fact: Fact) -> dict[str, Any]:
    form = dict(_FORMS.get(fact.kind, {"type": "string"}))
    if fact.codes and fact.kind == "list":
        form["items"] = {"type": "string", "enum": list(fact.codes)}
    elif fact.codes:
        form["enum"] = list(fact.codes)
    return {**form, "description": f"{fact.en} {fact.zh}"}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {fact.key: _fact(fact) for fact in sheet.facts},
        "required": [key for key in sheet.required if key != "employer"],
    }
    form = row if sheet.key == "employer" else {"type": "array", "items": row}
    return {**form, "description": f"{sheet.en} {sheet.zh}"}


#: The two bodies that are taken.
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "title": "Books",
                    "description": "Sheets left out are not checked; a fact left out is not known.",
                    "properties": {sheet.key: _sheet(sheet) for sheet in BOOKS},
                }
            },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "A workbook, or JSON."}
                    },
                    "required": ["file"],
                }
            },
        },
    }
}
