"""Standing teams, and who comes along on a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, one_click, posted, saving
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.visits import commands, forms, policies, queries
from safe_employment.visits.forms import DAYS
from safe_employment.visits.looks import look_at
from safe_employment.visits.views.parts import page, to_open

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

    from safe_employment.visits.models import Team


def _card(team: Team) -> dict[str, object]:
    return {
        "team": team,
        "days": [DAYS[day] for day in team.working_days],
        "districts": [division_name(code) for code in team.districts],
    }


@door(policies.SEE_TEAMS)
def teams(request: HttpRequest) -> HttpResponse:
    """Show the standing teams."""
    by = actor_of(request)
    cards = [_card(team) for team in queries.teams_for(by)]
    return render(request, "visits/teams.html", {"cards": cards, "keeps": can(by, policies.KEEP_TEAMS)})


@door(policies.KEEP_TEAMS)
def new_team(request: HttpRequest) -> HttpResponse:
    """Form a standing team."""
    by = actor_of(request)
    form = forms.StandingTeamForm(*posted(request), by=by)
    words = FormWords(_("Form a team"), _("Form this team"), _("Team formed."))
    return form_page(request, form, commands.keep_team, words, back=page(by, "teams"), by=by)


@door(policies.KEEP_TEAMS)
def change_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a standing team."""
    by = actor_of(request)
    team = one_of(queries.teams_for(by), pk)
    form = forms.StandingTeamForm(*posted(request), by=by, team=team)
    words = saving(_("Change the team"), team)
    return form_page(request, form, commands.keep_team, words, back=page(by, "teams"), by=by, team=team)


@door(policies.KEEP_TEAMS)
@require_POST
def dissolve_team(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Dissolve a standing team."""
    by, today = actor_of(request), timezone.localdate()
    team = one_of(queries.teams_for(by), pk)
    saved = _("Team dissolved.")
    return one_click(
        request, commands.dissolve_team, saved, back=page(by, "teams"), by=by, team=team, today=today
    )


@door(policies.PLAN_VISITS)
def officers(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who comes along from partner agencies."""
    by = actor_of(request)
    visit = look_at(by, pk)
    if visit is None:
        return to_open(by, pk)
    form = forms.OfficersForm(*posted(request), visit=visit)
    words = saving(_("Who comes along"), visit)
    return form_page(
        request, form, commands.name_officers, words, back=page(by, "visit", pk), by=by, visit=visit
    )
