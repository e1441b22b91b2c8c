"""Pages and buttons that are one command: add, change, move on, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import OfficeForm, run

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


def saving(title: str | _StrPromise, help: object = "") -> FormWords:  # noqa: A002 - as in FormWords
    """Return the words of a page on which a record is changed; `help` says which one or what follows."""
    return FormWords(title, _("Save"), _("Saved."), str(help) if help else "")


def removing(title: str | _StrPromise, found: object) -> FormWords:
    """Return the words of a page that asks whether a record is removed; it names the record."""
    return FormWords(title, _("Remove"), _("Removed."), str(found), danger=True)


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
            return _go_on(request, result, words.saved, done or back)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "words": words, "back": back}, status=status)


def refused_page(
    request: HttpRequest, words: FormWords, *, back: str, template: str, **context: Any
) -> HttpResponse:
    """Say by a room's template in place of a form why it is not possible (422 for what was sent)."""
    status = 422 if request.method == "POST" else 200
    shown = {"words": words, "back": back}
    return render(request, template, {**shown, **context}, status=status)


def confirm_page(
    request: HttpRequest,
    command: Callable[..., R],
    words: FormWords,
    *,
    back: str,
    done: Callable[[R], str] | str = "",
    **kwargs: Any,
) -> HttpResponse:
    """Ask before `command` is called with `kwargs`: a `form_page` with nothing to fill in."""
    return form_page(request, OfficeForm(*posted(request)), command, words, back=back, done=done, **kwargs)


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
    return _go_on(request, result, saved, done or back)


def _go_on(
    request: HttpRequest, result: R, saved: str | _StrPromise, done: Callable[[R], str] | str
) -> HttpResponseRedirect:
    """Say what was saved and go to the next page."""
    if saved:
        messages.success(request, str(saved))
    return HttpResponseRedirect(done(result) if callable(done) else done)
