"""Looking for findings and actions by part of an employer's name or of their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib.postgres.lookups import DataContains
from django.db.models import Model, Q, Value
from django.db.models.functions import StrIndex, Upper
from django.db.models.lookups import GreaterThan

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
    index serves one or the other.
    """
    named = _few(records.filter(**{f"{way}employer__in": employers_named(by, text)}))
    wanted = search.condition(text, f"{way}employer__") if named is None else Q(pk__in=named)
    words = Q(**{f"{field}__icontains": text})
    indexed = DataContains(Pairs(field), Pairs(Value(text))) if len(text) > 1 else words
    told = _few(records.filter(indexed))
    # Of LIKE planners expect that it finds next to nothing, and would put all records in order first.
    many = GreaterThan(StrIndex(Upper(field), Upper(Value(text))), 0)
    return records.filter(wanted | (Q(many) if told is None else Q(pk__in=told) & words))


def _few(found: QuerySet[M]) -> list[int] | None:
    """Return the keys of what was found; None if there are many."""
    keys = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None
