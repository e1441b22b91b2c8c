"""Model fields for a sealed value and for the keyed hash by which it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from safe_employment.kit.sealed.values import Ciphertext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression


class SealedField(models.BinaryField[Any, Any]):
    """A value under its seal. `purpose` is bound to it; `digest` names the field of its keyed hash.

    The model needs an `association`. Keep both fields out of the row history: a rotation then leaves no
    trace of values under older keys.
    """

    def __init__(self, *args: Any, purpose: str = "", digest: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)
        self.purpose, self.digest = purpose, digest

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return how to write the field in a migration."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "purpose": self.purpose, "digest": self.digest}

    def from_db_value(
        self, value: bytes | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> Ciphertext | None:
        """Return what does not print itself."""
        return None if value is None else Ciphertext(value)


class DigestField(models.BinaryField[Any, Any]):
    """The keyed hash of a sealed value: 32 bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("max_length", 32)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)


def sealed_fields() -> list[tuple[type[models.Model], SealedField]]:
    """Return every sealed field of every room, with its model; a rotation goes through them."""
    from django.apps import apps

    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    ]
