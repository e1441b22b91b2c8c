"""The page on which an employer checks that a team is real: any phone, no account, no script, no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from safe_employment.kit.doors import public
from safe_employment.visits.arrival import note_wrong_code, real_team, tried_too_often

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@public
@require_safe
def check_team(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the form, or whether the people at the door are the association's; wrong codes all look alike."""
    code = (code or request.GET.get("code", ""))[:40]
    language = LANGUAGES.get(request.GET.get("lang", ""), translation.get_language() or "zh-hans")
    with translation.override(language):
        context: dict[str, object] = {"code": code, "lang": request.GET.get("lang", "")}
        status = 200
        if code and tried_too_often(request):
            context["wait"], status = True, 429
        elif code:
            context["team"] = found = real_team(code, timezone.now())
            if found is None:
                note_wrong_code(request)
                status = 404
        response = render(request, "visits/arrival.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
