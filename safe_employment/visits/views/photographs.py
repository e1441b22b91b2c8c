"""Photographs of a visit: added, left out of the report, and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.files import small_picture
from safe_employment.kit.pages import FormWords, form_page, one_click, posted
from safe_employment.kit.queries import one_of
from safe_employment.visits import commands, forms, policies, queries
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseRedirect

    from safe_employment.kit.actors import Actor

SIDES = {"small": 480, "large": 1600}


@door(policies.MAKE_VISITS)
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a photograph to a visit."""
    by = actor_of(request)
    visit = queries.visit_for(by, pk)
    if visit.is_sealed:
        raise Hidden
    form = forms.PhotoForm(*posted(request))
    words = FormWords(_("Add a photograph"), _("Add"), _("Photograph added."), str(visit))
    back = page(by, "visit", pk)
    return form_page(request, form, commands.add_photo, words, back=back, by=by, visit=visit)


@door(policies.MAKE_VISITS)
@require_POST
def leave_photo_out(request: HttpRequest, pk: int, photo: int) -> HttpResponseRedirect:
    """Leave a photograph out of the report, or take it in."""
    by = actor_of(request)
    visit, back = queries.visit_for(by, pk), page(by, "visit", pk)
    wanted = request.POST.get("in") == "yes"
    saved = _("In the report.") if wanted else _("Left out of the report.")
    return one_click(
        request, commands.leave_photo_out, saved, back=back, by=by, visit=visit, photo=photo,
        for_employer=wanted,
    )  # fmt: skip


@door(policies.SEE_VISITS)
def photo(request: HttpRequest, pk: int, photo: int, size: str) -> HttpResponse:
    """Show a photograph to the staff."""
    return _shown(actor_of(request), pk, photo, size)


@door(policies.SEE_OWN_REPORTS)
def own_photo(request: HttpRequest, pk: int, photo: int, size: str) -> HttpResponse:
    """Show the employer a photograph of its report."""
    return _shown(actor_of(request), pk, photo, size)


def _shown(by: Actor, pk: int, photo: int, size: str) -> HttpResponse:
    """Give out the picture alone, without what the phone wrote into its file; the look is noted."""
    visit = queries.visit_for(by, pk)
    found = one_of(queries.photos_for(by, visit), photo)
    picture = small_picture(found.file, SIDES[size]) if size in SIDES else None
    if picture is None:
        raise Hidden
    record(by, "visits.see_photo", visit, details={"photo": found.pk, "size": size})
    return HttpResponse(
        picture,
        content_type="image/jpeg",
        headers={"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"},
    )
