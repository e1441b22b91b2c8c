"""The doors of views: who may open a page is written once, above the view."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required

from safe_employment.kit.actors import actor_of
from safe_employment.kit.policies import Permission, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")


def door(
    *permissions: Permission,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let in whoever is signed in and holds every permission; to others the page does not exist.

    `view.permissions` names them, for the test that walks every address as every kind of actor.
    """

    def around(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            for wanted in permissions:
                check(actor_of(request), wanted)
            return view(request, *args, **kwargs)

        entered = login_required(guarded)
        entered.permissions = permissions  # type: ignore[attr-defined]
        return entered

    return around


def public(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Mark a page that anyone may open without signing in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view
