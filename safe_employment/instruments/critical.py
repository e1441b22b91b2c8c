"""Critical questions by the names of their fields: so that what is of no version here is heard, too."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.library import library
from safe_employment.instruments.published import published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from safe_employment.instruments.definitions import Definition, Question


def critical_by_name(association_id: int, form_id: str) -> Mapping[str, Sequence[Question]]:
    """Return the critical questions that a version of a questionnaire may ask which is not here.

    Those of all that was ever published here and of our own library. What other versions of the same
    questionnaire ask is judged by them alone: there the same name can mean something else.
    """
    forms = [*published(association=association_id).values(), *_our_own()]
    own = {asked.name for form in forms if form.form_id == form_id for asked in form.questions}
    found: dict[str, list[Question]] = defaultdict(list)
    for form in forms:
        for asked in form.questions:
            if asked.is_critical and (form.form_id == form_id or asked.name not in own):
                found[asked.name].append(asked)
    return found


@cache
def _our_own() -> tuple[Definition, ...]:
    return tuple(compile_form(form.read()).definition for form in library())
