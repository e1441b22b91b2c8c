"""Different answers of the team to one question, settled by the reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.visits import commands, forms, policies, queries
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.progress import differences_of
from safe_employment.visits.reading import check_reader
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(policies.REVIEW_VISITS)
def settle(request: HttpRequest, pk: int, question: str) -> HttpResponse:
    """Settle which of several answers holds."""
    by = actor_of(request)
    visit = queries.visit_for(by, pk)
    check_reader(by, visit)
    found = next((each for each in differences_of(visit) if each.question == question), None)
    if found is None or visit.is_sealed:
        raise Hidden
    asked = checklist_of(visit).asked.get(question)
    form = forms.SettleForm(*posted(request), difference=found)
    words = FormWords(
        _("Settle different answers"), pgettext_lazy("a difference", "Settle"),
        _("Settled; both answers stay."), f"{question} {asked.text if asked else ''}",
    )  # fmt: skip
    back, now = page(by, "visit", pk), timezone.now()
    return form_page(request, form, commands.settle_difference, words, back=back, by=by, visit=visit, now=now)
