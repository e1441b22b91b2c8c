"""Lifecycles: one table a lifecycle, and `move`, the only writer of a state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.commands import record
from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.policies import Permission, can, check

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

NOT_FROM_HERE = ErrorKind(
    "STATE_NOT_FROM_HERE",
    _("“%(verb)s” is not possible while this is “%(state)s”."),
    _("Someone may have moved it on. Open the page again and look at what is next."),
)
REASON_MISSING = ErrorKind(
    "STATE_REASON_MISSING",
    _("“%(verb)s” needs a reason."),
    _("Write in a sentence why, so that others can follow it later."),
)


@dataclass(frozen=True)
class Transition:
    """One row of the table: from which states to which, by which verb, who may, what it needs.

    `guard(by, record)` raises ProgrammeError when the matter itself forbids it; `records` says in
    words what is noted; `tells` says whom the notice goes to (both are printed in the diagram).
    """

    verb: str
    words: str | _StrPromise
    sources: tuple[str, ...]
    target: str
    permission: Permission
    guard: Callable[[Actor, Any], None] | None = None
    needs_reason: bool = False
    records: str | _StrPromise = ""
    tells: str | _StrPromise = ""

    def forbidden(self, by: Actor, subject: models.Model) -> ProgrammeError | None:
        """Return why the matter forbids it to the actor; None where the guard lets them pass."""
        if self.guard is None:
            return None
        try:
            self.guard(by, subject)
        except ProgrammeError as error:
            return error
        return None


@dataclass(frozen=True)
class Lifecycle:
    """The states of one kind of record and the moves between them."""

    key: str
    title: str | _StrPromise
    states: type[models.TextChoices]
    initial: str
    transitions: tuple[Transition, ...]
    field: str = "state"
    final: frozenset[str] = frozenset()

    def transition(self, verb: str) -> Transition:
        """Return the row of a verb.

        Raises KeyError for a verb that the table does not have.
        """
        for row in self.transitions:
            if row.verb == verb:
                return row
        raise KeyError(verb)

    def open_to(self, by: Actor, subject: models.Model) -> list[Transition]:
        """Return the moves that the actor could make now, in the order of the table.

        Guards are asked too: a move that the matter forbids to this actor is not offered.
        """
        state = getattr(subject, self.field)
        return [
            row
            for row in self.transitions
            if state in row.sources and can(by, row.permission) and row.forbidden(by, subject) is None
        ]

    def refusal(self, verb: str, by: Actor, subject: models.Model) -> ProgrammeError | None:
        """Return what stands in the way of a move, whoever holds its permission; None for nothing.

        A page asks it before it shows a form, and `move` asks it again. Raises KeyError as `transition`.
        """
        row, state = self.transition(verb), getattr(subject, self.field)
        if state not in row.sources:
            return ProgrammeError(NOT_FROM_HERE, {"verb": row.words, "state": self.states(state).label})
        return row.forbidden(by, subject)


def move(
    lifecycle: Lifecycle,
    verb: str,
    *,
    by: Actor,
    subject: models.Model,
    reason: str = "",
    changes: dict[str, object] | None = None,
) -> None:
    """Move a record by a verb of its lifecycle, with a lock on its row; `changes` are written with it.

    Runs inside a command and records `<room>.<verb>`. Raises Hidden if the actor may not, and
    ProgrammeError (STATE_NOT_FROM_HERE, STATE_REASON_MISSING or the guard's own) if it cannot be.
    """
    row = lifecycle.transition(verb)
    check(by, row.permission)
    with transaction.atomic():
        locked = type(subject)._default_manager.select_for_update(of=("self",)).get(pk=subject.pk)
        state = getattr(locked, lifecycle.field)
        if (refusal := lifecycle.refusal(verb, by, locked)) is not None:
            raise refusal
        if row.needs_reason and not reason.strip():
            raise ProgrammeError(REASON_MISSING, {"verb": row.words}, field="reason")
        for name, value in {lifecycle.field: row.target, **(changes or {})}.items():
            setattr(subject, name, value)
        subject.save()
    details: dict[str, object] = {"from": state, "to": row.target}
    if reason.strip():
        details["reason"] = reason.strip()
    record(by, f"{lifecycle.key.partition('.')[0]}.{verb}", subject, details=details)


_lifecycles: dict[str, Lifecycle] = {}


def lifecycle(table: Lifecycle) -> Lifecycle:
    """Register a lifecycle, so that its diagram is drawn in the documentation.

    Raises ValueError for a second table of the same key.
    """
    if table.key in _lifecycles:
        raise ValueError(f"lifecycle {table.key} is declared twice")
    _lifecycles[table.key] = table
    return table


def lifecycles() -> list[Lifecycle]:
    """Return every lifecycle of every room."""
    from importlib import import_module
    from importlib.util import find_spec

    from django.conf import settings

    for room in settings.ROOMS:
        if find_spec(f"safe_employment.{room}.states") and room != "kit":
            import_module(f"safe_employment.{room}.states")
    return list(_lifecycles.values())
