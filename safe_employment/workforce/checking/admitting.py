"""Who is let in: not too often from one address, not with too large a file, not when all are busy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.utils import timezone

from .desk import Job, desk, turnstile
from .doing import Outcome, check_file
from .limits import LIMITS
from .uploads import refuse_large

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .asking import Asked

__all__ = ["admit", "begin", "enter"]


def admit(request: HttpRequest) -> None:
    """Let a request in before its body is read; raises CheckRefused (429, 413, 503)."""
    refuse_large(request, LIMITS)
    enter(request)
    if desk().is_full:
        raise desk().refuse()


def enter(request: HttpRequest) -> None:
    """Count a check of the request's address; raises CheckRefused (429) where it is one too many."""
    turnstile().enter(get_adapter(request).get_client_ip(request))


def begin(data: bytes, question: Asked) -> Job[Outcome]:
    """Begin to check a file; raises CheckRefused (503) where the queue is full by now."""
    today = timezone.localdate()
    return desk().begin(lambda job: check_file(data, question, today=today, limits=LIMITS, job=job))
