"""Short numbers by which records are called on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from safe_employment.kit.models import Association

if TYPE_CHECKING:
    from django.db.models import Model


def next_number(model: type[Model], association: Association) -> int:
    """Return the next `number` of the association; the association's row is locked until the commit."""
    Association.objects.select_for_update(no_key=True).get(pk=association.pk)
    records: Any = model._default_manager.filter(association=association)
    highest: int | None = records.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
