"""From which address a request comes, behind servers of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that the outermost server of our own has seen (the setting TRUSTED_PROXIES).

    Each of them adds to X-Forwarded-For; what stands further left was written by whoever called, and counts
    for nothing. Without that many entries the request did not come through them: its own address counts.
    """
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
    return told[-count] if 0 < count <= len(told) else str(request.META.get("REMOTE_ADDR", ""))
