"""Concluding a screening, closing it, opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.forms import ShortReasonForm
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.screenings import commands, forms, queries
from safe_employment.screenings.commands.conclusions import WEAKEST
from safe_employment.screenings.policies import KEEP_SCREENINGS
from safe_employment.screenings.presentation import step_mark
from safe_employment.screenings.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(KEEP_SCREENINGS)
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Conclude; what the answers say is on top."""
    by = actor_of(request)
    found = queries.read_screening(by, pk, "conclude")
    form = forms.ConclusionForm(*posted(request), initial={"outcome": WEAKEST[found.step]})
    words = FormWords(
        _("Conclude %(screening)s") % {"screening": found},
        pgettext_lazy("a screening", "Conclude"),
        _("Concluded. What the answers say is kept as it is today."),
        _("By the answers: %(step)s. You may see more than that, never less.")
        % {"step": step_mark(found.step)},
    )
    back = page(by, "result", pk)
    return form_page(
        request, form, commands.conclude_screening, words, back=back, by=by, screening=pk, now=timezone.now()
    )


@door(KEEP_SCREENINGS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close what was concluded."""
    by = actor_of(request)
    found = queries.read_screening(by, pk, "close")
    form = ShortReasonForm(*posted(request))
    form.fields["reason"].label = _("What was done")
    words = FormWords(
        _("Close %(screening)s") % {"screening": found},
        pgettext_lazy("a screening", "Close"),
        pgettext_lazy("a screening", "Closed."),
        _("The sentence stays in the log for good: write no name in it."),
    )
    back = page(by, "result", pk)
    return form_page(request, form, commands.close_screening, words, back=back, by=by, screening=pk)


@door(KEEP_SCREENINGS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a screening again."""
    by = actor_of(request)
    found = queries.read_screening(by, pk, "reopen")
    form = ShortReasonForm(*posted(request))
    words = FormWords(
        _("Open %(screening)s again") % {"screening": found},
        pgettext_lazy("a screening", "Open again"),
        _("Open again; the earlier conclusion is taken back."),
        _("The sentence stays in the log for good: write no name in it."),
    )
    back = page(by, "screening", pk)
    return form_page(request, form, commands.reopen_screening, words, back=back, by=by, screening=pk)
