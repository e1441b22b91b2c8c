"""How accounts are made and entered: by invitation only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.utils import timezone

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No one signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: an invitation is the only way in."""
        return False

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Return False for whoever has just signed in and sets up a first second factor, as they must."""
        signed_in_at = context.request.user.last_login
        if app == "allauth.mfa" and signed_in_at:
            older = Authenticator.objects.filter(user=context.request.user, created_at__lt=signed_in_at)
            recently = timedelta(seconds=app_settings.REAUTHENTICATION_TIMEOUT)
            if timezone.now() - signed_in_at < recently and not older.exists():
                return False
        return bool(super().is_reauthentication_required(app=app, **given))
