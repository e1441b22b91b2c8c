"""Sign-ins, sign-outs and refused attempts, told to the audit log."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from safe_employment.kit.actors import Actor
from safe_employment.kit.commands import record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from safe_employment.kit.models import Person


def _by(person: Person | None, request: HttpRequest | None) -> Actor:
    return Actor(
        person=person, association=None, channel="web", request_id=getattr(request, "request_id", "")
    )


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **_: Any) -> None:
    """Record a sign-in."""
    record(_by(user, request), "kit.sign_in", user)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Record a sign-out."""
    if user is not None:
        record(_by(user, request), "kit.sign_out", user)


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Record a refused attempt, by a hash of the address that was tried."""
    tried = str(credentials.get("email") or credentials.get("username") or "").lower()
    address = hashlib.sha256(tried.encode()).hexdigest()[:16]
    record(_by(None, request), "kit.sign_in_refused", details={"address_hash": address})
