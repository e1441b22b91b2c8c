"""Writing facts into a record, for commands."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from safe_employment.kit.errors import ProgrammeError


@contextmanager
def refusing(constraint: str, refusal: ProgrammeError) -> Iterator[None]:
    """Raise `refusal` where what is written inside would break the constraint of that name."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        if constraint in str(problem):
            raise refusal from problem
        raise


def put(record: models.Model, facts: Mapping[str, object]) -> list[str]:
    """Set the facts and save the record; return the sorted names of those that changed.

    Facts of many-to-many fields are set after the record is saved. The names, not the values, are what
    an audit entry notes: the values are in the row history.
    """
    many = {field.name for field in record._meta.many_to_many}
    changed = {name for name, value in facts.items() if name not in many and _set(record, name, value)}
    record.save()
    for name in many & facts.keys():
        before = set(getattr(record, name).values_list("pk", flat=True))
        wanted = list(facts[name])  # type: ignore[call-overload]
        if before != {item.pk for item in wanted}:
            getattr(record, name).set(wanted)
            changed.add(name)
    return sorted(changed)


def _set(record: models.Model, name: str, value: object) -> bool:
    before = getattr(record, name, None) if record.pk is None or hasattr(record, name) else None
    setattr(record, name, value)
    return bool(before != value)
