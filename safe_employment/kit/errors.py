"""Errors that people read: a code, what happened, why, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


class Hidden(Http404):
    """Raised for what does not exist and for what one may not see: the answer is the same."""


@dataclass(frozen=True)
class ErrorKind:
    """An entry of the catalogue; the texts may hold %(name)s places.

    The code is what it is known by: a text that is translated late has another hash in every language.
    """

    code: str
    what: str | _StrPromise = field(compare=False)
    remedy: str | _StrPromise = field(compare=False)


class ProgrammeError(Exception):
    """A request that cannot be carried out, told in the reader's language.

    `kind` is the entry of the catalogue, `facts` fill its places, `field` names a form field.
    """

    def __init__(
        self, kind: ErrorKind, facts: Mapping[str, object] | None = None, *, field: str | None = None
    ) -> None:
        self.kind = kind
        self.facts = dict(facts or {})
        self.field = field
        super().__init__(kind.code)

    @property
    def code(self) -> str:
        """The stable code, e.g. `FINDING_SAME_PERSON`."""
        return self.kind.code

    @property
    def what(self) -> str:
        """What happened and why."""
        return str(self.kind.what) % self.facts

    @property
    def remedy(self) -> str:
        """What to do next."""
        return str(self.kind.remedy) % self.facts

    def __str__(self) -> str:
        return f"{self.code}: {self.what} {self.remedy}"
