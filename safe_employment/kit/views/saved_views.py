"""Saving and removing the views of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.tables.saved_views import remove_view, save_view

if TYPE_CHECKING:
    from django.http import HttpRequest


@door()
@require_POST
def save(request: HttpRequest) -> HttpResponseRedirect:
    """Save the list as it is shown and go back to it."""
    query = urlencode([(k, v) for k, vs in QueryDict(request.POST.get("query", "")).lists() for v in vs])
    try:
        save_view(
            by=actor_of(request),
            table=request.POST.get("table", ""),
            name=request.POST.get("name", ""),
            query=query,
        )
        messages.success(request, _("View saved."))
    except ProgrammeError as error:
        messages.error(request, error.what)
        messages.error(request, error.remedy)
    return HttpResponseRedirect(_back(request))


@door()
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Remove one of one's own views and go back to the list."""
    remove_view(by=actor_of(request), view=pk)
    messages.success(request, _("View removed."))
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("kit:home")
