"""Sealed values of records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from safe_employment.kit.sealed.fields import SealedField
from safe_employment.kit.sealed.sealer import Sealer
from safe_employment.kit.sealed.values import Plain, mask

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

M = TypeVar("M", bound="Model")


def _field(model: type[Model] | Model, name: str) -> SealedField:
    return cast("SealedField", model._meta.get_field(name))


def _sealer(record: Any, sealer: Sealer | None) -> Sealer:
    return sealer or Sealer(record.association_id)


def put_sealed(record: Model, name: str, plain: Plain | None, sealer: Sealer | None = None) -> bool:
    """Set a sealed value and its keyed hash on a record (nothing is saved); whether it changed."""
    field = _field(record, name)
    if not plain:
        changed = getattr(record, name) is not None
        setattr(record, name, None)
        setattr(record, field.digest, None)
        return changed
    use = _sealer(record, sealer)
    digest = use.digest(field.purpose, plain)
    before = getattr(record, field.digest)
    if before is not None and bytes(before) == digest:
        return False
    setattr(record, name, use.seal(field.purpose, plain))
    setattr(record, field.digest, digest)
    return True


def open_sealed(record: Model, name: str, sealer: Sealer | None = None) -> Plain | None:
    """Return a sealed value of a record, for the programme's own use; people go through `unmask`.

    Raises ProgrammeError SEAL_BROKEN.
    """
    sealed = getattr(record, name)
    return None if sealed is None else _sealer(record, sealer).open(_field(record, name).purpose, sealed)


def masked(record: Model, name: str, sealer: Sealer | None = None) -> str:
    """Return the value with stars but for its end; "" where there is none."""
    return mask(open_sealed(record, name, sealer))


def holders_of(records: QuerySet[M], name: str, plain: Plain, sealer: Sealer) -> QuerySet[M]:
    """Return the records that hold the value, found by its keyed hash."""
    field = _field(records.model, name)
    return records.filter(**{field.digest: sealer.digest(field.purpose, plain)})
