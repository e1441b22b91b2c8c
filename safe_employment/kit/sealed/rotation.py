"""A new key for an association's sealed values, and every value brought under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.functions import Substr
from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models.sealed import SealingKey, SealingKeyKind
from safe_employment.kit.sealed.fields import SealedField, sealed_fields
from safe_employment.kit.sealed.sealer import HEAD_BYTES, Sealer, head_of, make_key, unwrap, wrap

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from safe_employment.kit.actors import Actor

BATCH = 500


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: the version of the key now in force, and how many values it was brought to."""

    version: int
    values: int
    was_resumed: bool


def rotate_keys(
    *, by: Actor, batch: int = BATCH, tell: Callable[[int], None] = lambda _done: None
) -> Rotation:
    """Make a new key and bring all values of the association under it, `batch` rows a transaction.

    A rotation that was broken off is taken up where it stopped; no second key is made. The keyed hashes
    have a key of their own and stay as they are. Only the machine does this (else Hidden).
    """
    key, was_resumed = begin_rotation(by=by)
    done = 0
    for model, field in sealed_fields():
        while moved := _move(by, model, field, key, batch):
            done += moved
            tell(done)
    finish_rotation(by=by, key=key, values=done)
    return Rotation(key.version, done, was_resumed)


@command
def begin_rotation(*, by: Actor) -> tuple[SealingKey, bool]:
    """Return the key of a rotation that is under way, or of a new one; and whether it was under way."""
    if not by.is_machine:
        raise Hidden
    keys = SealingKey.objects.select_for_update().filter(association=by.home, kind=SealingKeyKind.VALUES)
    newest = keys.order_by("-version").first()
    was_resumed = newest is not None and newest.version > 1 and newest.settled_at is None
    if newest is None or not was_resumed:
        newest = make_key(by.home.pk, SealingKeyKind.VALUES, newest.version + 1 if newest else 1)
    action = "kit.resume_key_rotation" if was_resumed else "kit.begin_key_rotation"
    record(by, action, newest, details={"version": newest.version})
    return newest, was_resumed


@command
def finish_rotation(*, by: Actor, key: SealingKey, values: int) -> SealingKey:
    """Note that no value is left under an older key."""
    if not by.is_machine:
        raise Hidden
    key.settled_at = timezone.now()
    key.save()
    record(by, "kit.finish_key_rotation", key, details={"version": key.version, "values": values})
    return key


def _under_older_keys(by: Actor, model: type[Model], field: SealedField, key: SealingKey) -> QuerySet[Any]:
    head = Substr(field.name, 1, HEAD_BYTES, output_field=models.BinaryField())
    rows: QuerySet[Any] = model._default_manager.filter(
        association=by.home, **{f"{field.name}__isnull": False}
    )
    older: QuerySet[Any] = rows.annotate(_head=head).exclude(_head=head_of(key))
    return older


def _move(by: Actor, model: type[Model], field: SealedField, key: SealingKey, batch: int) -> int:
    """Bring some values under the key, with a lock on their rows; returns how many."""
    with transaction.atomic():
        found = _under_older_keys(by, model, field, key).order_by("pk")
        rows = list(found.select_for_update(of=("self",)).only("pk", "association_id", field.name)[:batch])
        sealer = Sealer(by.home.pk)
        for row in rows:
            plain = sealer.open(field.purpose, getattr(row, field.name))
            setattr(row, field.name, sealer.seal(field.purpose, plain))
        model._default_manager.bulk_update(rows, [field.name])
    return len(rows)


@command
def rewrap_keys(*, by: Actor) -> int:
    """Encrypt the keys of the association anew by the master key in force; returns how many.

    Raises ProgrammeError SEAL_BROKEN when one does not open by any master key that is set.
    """
    if not by.is_machine:
        raise Hidden
    rows = list(SealingKey.objects.select_for_update().filter(association=by.home))
    for row in rows:
        row.wrapped = wrap(row.association_id, row.kind, row.version, unwrap(row))
        row.save()
    record(by, "kit.rewrap_keys", None, details={"keys": len(rows)})
    return len(rows)
