"""Reads the questionnaires of our own library, and the reference that they follow."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pyxform.xls2json_backends import get_xlsform

from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.definitions import Definition, Question

LIBRARY = Path(__file__).parents[1] / "library"
ROOMS = LIBRARY.parents[1]


@cache
def sheets(name: str) -> Any:
    """Return the sheets of a form as they were written."""
    return get_xlsform((LIBRARY / f"{name}.md").read_bytes(), file_type=".md")


@cache
def form(name: str) -> Definition:
    """Return what a form asks."""
    return compile_form((LIBRARY / f"{name}.md").read_bytes()).definition


@cache
def read(path: str) -> Any:
    """Return a YAML file of another room, by its path below the rooms."""
    return yaml.safe_load((ROOMS / path).read_text(encoding="utf-8"))


@cache
def reference() -> dict[str, dict[str, Any]]:
    """Return the checklist of the reference by id."""
    return {row["id"]: row for row in read("reference/visit_checklist.yaml")["questions"]}


def by_id(name: str) -> dict[str, Question]:
    """Return the questions that have an id of the checklist."""
    return {question.id: question for question in form(name).questions if question.id}


def by_name(name: str) -> dict[str, Question]:
    """Return all questions by the name of their field."""
    return {question.name: question for question in form(name).questions}
