"""What the engine refuses, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from safe_employment.engines.draw import DrawError
from safe_employment.kit.errors import ErrorKind, ProgrammeError


def told(problem: DrawError) -> ProgrammeError:
    """Return the error of the office for one of the engine."""
    short = "en" if (get_language() or "").startswith("en") else "zh"
    words = problem.words["en" if short == "en" else "zh"]
    return ProgrammeError(ErrorKind(problem.code, words.replace("%", "%%"), ""))
