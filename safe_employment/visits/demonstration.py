"""What the demonstration shows of visits at once: a monitor's phone, a team at the door, a draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_for
from safe_employment.kit.demonstration import DEMO_DOMAIN, Opening, add_openings
from safe_employment.kit.doors import public
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import RoleAssignment
from safe_employment.kit.roles import Role
from safe_employment.visits.models import OUT, DrawPeriod, TeamMember, Visit
from safe_employment.visits.phone import pairing

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


def _monitors() -> QuerySet[RoleAssignment]:
    """Return the invented monitors."""
    held = RoleAssignment.objects.filter(
        role=Role.MONITOR, ended_at=None, person__email__endswith=DEMO_DOMAIN, association__isnull=False
    )
    return held.select_related("person", "association").order_by("pk")


@public
@require_POST
def phone(request: HttpRequest, pk: int) -> HttpResponseRedirect:  # noqa: ARG001 - a view takes its request
    """Open the visit app with a new code for the phone of an invented monitor. Raises Hidden elsewhere."""
    if not settings.DEMO:
        raise Hidden
    held = get_object_or_404(_monitors(), person=pk)
    by = actor_for(held.person, held.association, channel="demo")
    code = pairing.issue_code(by=by, now=timezone.now())
    return HttpResponseRedirect(f"{reverse('phone:app')}#{code}")


@add_openings
def phones() -> list[Opening]:
    """The app as on the phone of each monitor who is out today."""
    out = TeamMember.objects.filter(visit__state__in=OUT, visit__visited_on=timezone.localdate())
    about = _("Today's visits are on it. Press “Sign in”, then choose a PIN, for example 714829.")
    return [
        Opening(
            _("The visit app on the phone of %(name)s") % {"name": held.person.name}, about,
            reverse("demonstration:phone", args=[held.person_id]), posts=True,
        )
        for held in _monitors().filter(person__in=out.values("person"))
    ]  # fmt: skip


@add_openings
def team_at_the_door() -> list[Opening]:
    """The check of the code that a team shows today."""
    out = Visit.objects.filter(state__in=OUT, visited_on=timezone.localdate()).exclude(arrival_code="")
    code = out.order_by("-state", "pk").values_list("arrival_code", flat=True).first()
    if code is None:
        return []
    words = {"code": f"{code[:4]} {code[4:]}"}
    about = _("An employer types the code that the team shows at the door: %(code)s.") % words
    return [Opening(_("Is this team real?"), about, reverse("arrival:team", args=[code]))]


@add_openings
def draws() -> list[Opening]:
    """The public pages of the draw, those first whose secret is told."""
    about = _(
        "What was published before the draw, and afterwards the file with which anyone computes it again."
    )
    periods = sorted(DrawPeriod.objects.order_by("first_on"), key=lambda period: not period.is_told)
    return [
        Opening(
            _("The draw: %(period)s") % {"period": period.name},
            about,
            reverse("draw:sealed", args=[period.slug]),
        )
        for period in periods[:2]
    ]
