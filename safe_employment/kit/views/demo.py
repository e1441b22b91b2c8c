"""The demonstration's mailbox and its front door; production has neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from safe_employment.kit.demonstration import DEMO_DOMAIN, openings
from safe_employment.kit.doors import public
from safe_employment.kit.models import MailboxMessage, Person, RoleAssignment

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _only_here() -> None:
    if settings.PRODUCTION:
        raise Http404


@public
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the mail that the demonstration would have sent."""
    _only_here()
    return render(request, "kit/mailbox.html", {"messages_sent": MailboxMessage.objects.all()[:100]})


@public
def entrance(request: HttpRequest) -> HttpResponse:
    """Show an account for each role, to be entered with one press."""
    _only_here()
    held = (
        RoleAssignment.objects.filter(ended_at=None, person__email__endswith=DEMO_DOMAIN)
        .select_related("person", "association")
        .order_by("pk")
    )
    return render(request, "kit/demo.html", {"assignments": held, "openings": openings()})


@public
@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of the invented people."""
    _only_here()
    person = get_object_or_404(Person, pk=pk, email__endswith=DEMO_DOMAIN)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("kit:home")
