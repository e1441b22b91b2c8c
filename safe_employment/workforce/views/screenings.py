"""Opening a confidential screening upon a sign that a check of the books raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.screenings.assessing import indicators_for
from safe_employment.screenings.forms import PersonForm
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Age, Screening
from safe_employment.screenings.policies import KEEP_SCREENINGS
from safe_employment.screenings.sections import suggested
from safe_employment.workforce import screenings
from safe_employment.workforce.policies import SEE_ALERTS
from safe_employment.workforce.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.workforce.models import CheckResult


class SignForm(PersonForm):
    """Whom the screening is about, as the register has it; beside it what the signs make worth asking."""

    def __init__(self, *args: Any, sign: CheckResult, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sign = sign

    def worth_asking(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the questions that the signs suggest, each with the signs."""
        age = str(self["age"].value() or Age.UNKNOWN)
        about = Screening(
            age=age if age in Age.values else Age.UNKNOWN, alerts=screenings.alerts_of(self.sign)
        )
        indicators = indicators_for(about)
        worth = suggested(about, indicators)
        return [(said(each.words), worth[each.id]) for each in indicators.indicators if each.id in worth]


@door(SEE_ALERTS, KEEP_SCREENINGS)
def open_screening(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm whom it is about and see what is worth asking; then open it, or go on with the open one."""
    by, today = actor_of(request), timezone.localdate()
    sign = screenings.sign_for(by, pk)
    found = screenings.screenings_of(by, [sign]).get(screenings.subject_of(sign))
    if found is not None:
        return redirect(address(by, "screenings:screening", pk=found.pk))
    if request.method != "POST":
        record(by, "workforce.read_signs", sign.employer, details={"signs": 1})
    form = SignForm(*posted(request), by=by, sign=sign, initial=screenings.proposed(sign, today))
    words = FormWords(
        _("Open a screening"),
        _("Open the screening"),
        _("Opened. Ask about danger at this moment first."),
        _("Nobody but case officers learns that it exists: not the employer, not your colleagues."),
    )
    return form_page(
        request,
        form,
        screenings.open_screening_of_sign,
        words,
        back=page(by, "case_results", sign.employer_id),
        done=lambda made: address(by, "screenings:screening", pk=made.pk),
        template="workforce/results/open_screening.html",
        by=by,
        sign=pk,
        now=timezone.now(),
    )
