"""Looking for findings and actions by part of an employer's name or of their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib.postgres.fields.array import ArrayContains
from django.db.models import Model, Q, Value

from safe_employment.findings.models.words import Pairs
from safe_employment.members import search
from safe_employment.members.queries import employers_named

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

M = TypeVar("M", bound=Model)
# More than so many are not looked up by their keys: reading the list in its order then finds a page at once.
FEW = 1_000


def with_words(by: Actor, records: QuerySet[M], text: str, *, way: str = "", field: str) -> QuerySet[M]:
    """Return the records of employers that `text` finds, and those with `text` in their field.

    `way` leads to the finding. Employers and words are looked up apart, each in its own index, because no
    index serves one or the other; where that finds many, each record of the list is compared instead.
    """
    named = records.filter(**{f"{way}employer__in": employers_named(by, text)})
    found: list[int] = []
    for some in (named, records.filter(_has(field, text))):
        keys = list(some.order_by().values_list("pk", flat=True)[: FEW + 1])
        if len(keys) > FEW:
            each = search.condition(text, f"{way}employer__") | Q(**{f"{field}__icontains": text})
            return records.filter(each)
        found += keys
    return records.filter(pk__in=found)


def _has(field: str, text: str) -> Q:
    exact = Q(**{f"{field}__icontains": text})
    return exact & Q(ArrayContains(Pairs(field), Pairs(Value(text)))) if len(text) > 1 else exact
