"""Buttons that are one command: what they did, or why they could not, is shown on the next page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages
from django.http import HttpResponseRedirect

from safe_employment.kit.errors import ProgrammeError

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

R = TypeVar("R")


def one_click(
    request: HttpRequest,
    command: Callable[..., R],
    saved: str | _StrPromise,
    *,
    back: str,
    done: Callable[[R], str] | str = "",
    **kwargs: Any,
) -> HttpResponseRedirect:
    """Call `command` with `kwargs`; go on to `done` (an address, or a function of the result) or `back`.

    A refusal is shown in words and leads `back`. Hidden is left to become the page that does not exist.
    """
    try:
        result = command(**kwargs)
    except ProgrammeError as error:
        messages.error(request, " ".join(part for part in (error.what, error.remedy) if part))
        return HttpResponseRedirect(back)
    if saved:
        messages.success(request, str(saved))
    return HttpResponseRedirect(done(result) if callable(done) else done or back)
