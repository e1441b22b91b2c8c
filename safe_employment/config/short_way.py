"""The short way of machines: devices have no session, form or page, and need little of what those need.

The first middleware of all. It passes the addresses of devices (`MACHINE_ADDRESSES`) by the pages' middleware
and through their own short list (`MACHINE_MIDDLEWARE`) to the same views. See ADR 17.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    Handler = Callable[[HttpRequest], HttpResponseBase]


class Views(BaseHandler):
    """Django's own way from a request to its view, with the middleware of machines around it."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Build the chain. The list has plain functions and classes alone, no hooks around views."""
        assert not is_async  # noqa: S101 - ASGI brings requests here in a thread
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        chain: Any = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]
        for path in reversed(settings.MACHINE_MIDDLEWARE):
            chain = convert_exception_to_response(import_string(path)(chain))
        self._middleware_chain = chain

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        answered: HttpResponseBase = self._middleware_chain(request)
        return answered


def machines(get_response: Handler) -> Handler:
    """Let machines take the short way, and all others the way of pages."""
    short = Views()
    short.load_middleware()
    addresses = tuple(settings.MACHINE_ADDRESSES)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(addresses):
            return short.answer(request)
        return get_response(request)

    return middleware


def policy(get_response: Handler) -> Handler:
    """Forbid what the pages' policy forbids; it is written once, for machines are given no nonce."""
    forbidden = build_policy()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault(HEADER, forbidden)
        return response

    return middleware
