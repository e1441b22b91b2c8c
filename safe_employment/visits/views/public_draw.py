"""The public page of a period of the draw: the hashes beforehand, the secret and the file afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safe_employment.kit.doors import public
from safe_employment.kit.errors import Hidden
from safe_employment.visits.commands.drawing import public_file, secret_of
from safe_employment.visits.drawing.presentation import number_of
from safe_employment.visits.drawing.queries import fates_of
from safe_employment.visits.models import DrawPeriod

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _period(slug: str) -> DrawPeriod:
    found = DrawPeriod.objects.select_related("association").filter(slug=slug).first()
    if found is None:
        raise Hidden
    return found


@public
@require_safe
def sealed(request: HttpRequest, period: str) -> HttpResponse:
    """Show what was published of a period; it names nobody, counts no week's visits, and needs no account."""
    found = _period(period)
    secret = secret_of(found).hex() if found.is_told else ""
    fates = fates_of(found) if found.is_told else []
    context = {"period": found, "secret": secret, "number": number_of(found), "fates": fates}
    return render(request, "visits/public_draw.html", context)


@public
@require_safe
def file(request: HttpRequest, period: str) -> StreamingHttpResponse:  # noqa: ARG001 - Django's signature
    """Return the file of a period that is over; before that it does not exist."""
    found = _period(period)
    if not found.is_told:
        raise Hidden
    answer = StreamingHttpResponse(public_file(found), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="draw-{found.slug}.json"'
    return answer
