"""Pages that are one form and one command: add, change, move on, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render

from safe_employment.kit.forms import run

if TYPE_CHECKING:
    from django.forms.forms import BaseForm
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

R = TypeVar("R")


@dataclass(frozen=True)
class FormWords:
    """What the page says: its title, the button, what is shown afterwards, and a sentence of help."""

    title: str | _StrPromise
    submit: str | _StrPromise
    saved: str | _StrPromise = ""
    help: str | _StrPromise = ""
    danger: bool = False


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """Return (data, files) for a form: what was sent, or (None, None) when the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def form_page(
    request: HttpRequest,
    form: BaseForm,
    command: Callable[..., R],
    words: FormWords,
    *,
    back: str,
    done: Callable[[R], str] | str = "",
    template: str = "kit/form_page.html",
    **kwargs: Any,
) -> HttpResponse:
    """Show the form; when it is sent, call `command` with its values and `kwargs` and go on to `done`.

    `done` is an address or a function of what the command returned; without it one goes `back`.
    """
    if request.method == "POST":
        result = run(form, command, **kwargs)
        if result is not None:
            if words.saved:
                messages.success(request, str(words.saved))
            return HttpResponseRedirect(done(result) if callable(done) else done or back)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "words": words, "back": back}, status=status)
