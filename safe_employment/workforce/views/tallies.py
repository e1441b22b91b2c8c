"""Books and checks of all employers in counts: the page, the employers behind them, what is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.models import TaskRun
from safe_employment.kit.tasks import start
from safe_employment.workforce import policies
from safe_employment.workforce.tallies.employers import CheckedEmployers, employers_with_books
from safe_employment.workforce.tallies.export import KINDS, write_tallies
from safe_employment.workforce.tallies.page import TallyPage
from safe_employment.workforce.tallies.work import COUNT
from safe_employment.workforce.views.parts import list_page, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.actors import Actor


@door(policies.SEE_COUNTS)
def tallies(request: HttpRequest) -> HttpResponse:
    """Show how the books of all employers stand."""
    by = actor_of(request)
    work = _work(by)
    context = {
        "page": TallyPage(by, request.GET, timezone.localdate()),
        "work": work if work is not None and not work.is_over else None,
    }
    return render(request, "workforce/tallies/tallies.html", context)


def _work(by: Actor) -> TaskRun | None:
    return TaskRun.objects.filter(association=by.home, kind=COUNT).order_by("-pk").first()


@require_POST
@door(policies.SEE_COUNTS)
def count(request: HttpRequest) -> HttpResponse:
    """Have the books counted anew."""
    by = actor_of(request)
    back = page(by, "tallies")
    work = _work(by)
    if work is None or work.is_over:
        start(by=by, kind=COUNT, facts={}, path=back)
    return redirect(back)


@door(policies.SEE_COUNTS)
def take_out(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the counts as a workbook or a CSV file."""
    by, today = actor_of(request), timezone.localdate()
    response = HttpResponse(write_tallies(TallyPage(by, request.GET, today), kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="books-and-checks-{today:%Y%m%d}.{kind}"'
    return response


@door(policies.SEE_COUNTS)
def employers(request: HttpRequest) -> HttpResponseBase:
    """List the employers with books."""
    found = employers_with_books(actor_of(request))
    about = _("Those who keep a worker register here, with their last check and the breaches that stand.")
    return list_page(request, CheckedEmployers, found, subtitle=about, back="tallies")
