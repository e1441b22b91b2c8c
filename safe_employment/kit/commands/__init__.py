"""How things are changed: atomic commands, each leaving an audit entry."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import pghistory
from django.db import transaction

from safe_employment.kit import audit

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

P = ParamSpec("P")
R = TypeVar("R")
_pending: ContextVar[list[audit.Pending] | None] = ContextVar("pending_audit_entries", default=None)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a command: one transaction, row history with the actor, at least one audit entry.

    The function takes its actor as the keyword `by` and calls `record` for what it did. Entries are
    written at the end of the outermost command, so that the chain is locked for milliseconds only.
    Raises RuntimeError when the command recorded nothing: that is a fault of the program.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by: Actor = kwargs["by"]  # type: ignore[assignment]
        if _pending.get() is not None:
            return function(*args, **kwargs)
        entries: list[audit.Pending] = []
        token = _pending.set(entries)
        try:
            with (
                transaction.atomic(),
                pghistory.context(
                    person=by.person.pk if by.person else None, channel=by.channel, request=by.request_id
                ),
            ):
                result = function(*args, **kwargs)
                if not entries:
                    raise RuntimeError(f"{function.__qualname__} left no audit entry")
                audit.write(entries)
                # What runs on commit is no part of this command: its own commands begin anew.
                _pending.set(None)
                return result
        finally:
            _pending.reset(token)

    return run


def record(
    by: Actor, action: str, subject: object | None = None, *, details: dict[str, object] | None = None
) -> None:
    """Note what was done, to be written with the command's transaction.

    Outside a command (an export, a sensitive read) the entry is written at once.
    """
    entry = audit.Pending.of(by, action, subject, details or {})
    entries = _pending.get()
    if entries is None:
        audit.write([entry])
    else:
        entries.append(entry)
