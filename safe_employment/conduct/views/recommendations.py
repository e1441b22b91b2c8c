"""Pages of the recommendation and its advocates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.conduct import commands, policies, queries
from safe_employment.conduct.forms import AdvocacyForm, DayForm, EndForm, RecommendationForm
from safe_employment.conduct.models import TextState
from safe_employment.conduct.states import ADVOCACY, RECOMMENDATION
from safe_employment.conduct.tables import AdvocacyTable, RecommendationTable
from safe_employment.conduct.views.texts import address
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.one_click import one_click
from safe_employment.kit.policies import can
from safe_employment.kit.tables import list_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_CONDUCT)
def recommendations(request: HttpRequest) -> HttpResponseBase:
    """List the versions of the recommendation."""
    found = queries.recommendations_for(actor_of(request))
    return list_page(request, RecommendationTable, found, "conduct/recommendations.html")


@door(policies.READ_CODE)
def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version of the recommendation, to read and to print."""
    by = actor_of(request)
    found = queries.recommendation_for(by, pk)
    moves = {move.verb for move in RECOMMENDATION.open_to(by, found)}
    is_draft = found.state == TextState.DRAFT and can(by, policies.WRITE_TEXTS)
    context = {"recommendation": found, "moves": moves, "is_draft": is_draft}
    return render(request, "conduct/recommendation.html", context)


@door(policies.WRITE_TEXTS)
def add_recommendation(request: HttpRequest) -> HttpResponse:
    """Draft the next version, beginning with the words of the one in force."""
    by = actor_of(request)
    data, _files = posted(request)
    current = queries.recommendation_in_force(by)
    initial = {name: getattr(current, name) for name in RecommendationForm.Meta.fields} if current else {}
    words = FormWords(_("Draft a recommendation"), _("Save the draft"), _("The draft is saved."))
    return form_page(
        request,
        RecommendationForm(data, initial=initial),
        commands.draft_recommendation,
        words,
        back=address(by, "recommendations"),
        done=lambda made: address(by, "recommendation", made.pk),
        by=by,
    )


@door(policies.WRITE_TEXTS)
def edit_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    by = actor_of(request)
    found = queries.recommendation_for(by, pk)
    data, _files = posted(request)
    words = FormWords(_("Change the draft"), _("Save"), _("Saved."))
    form, back = RecommendationForm(data, instance=found), address(by, "recommendation", pk)
    command = commands.edit_recommendation
    return form_page(request, form, command, words, back=back, by=by, recommendation=found)


@door(policies.PUBLISH_TEXTS)
def publish_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft in force."""
    by, today = actor_of(request), timezone.localdate()
    data, _files = posted(request)
    words = FormWords(
        _("Publish this recommendation"),
        _("Publish"),
        _("The recommendation is in force."),
        _("From that day it is the one that is handed out. It can never be changed again."),
    )
    return form_page(
        request,
        DayForm(data, initial={"published_on": today}),
        commands.publish_recommendation,
        words,
        back=address(by, "recommendation", pk),
        by=by,
        recommendation=queries.recommendation_for(by, pk),
        today=today,
    )


@door(policies.PUBLISH_TEXTS)
@require_POST
def publish_standard_recommendation(request: HttpRequest) -> HttpResponse:
    """Publish the standard recommendation, in force from today."""
    by, today = actor_of(request), timezone.localdate()
    return one_click(
        request,
        commands.publish_standard_recommendation,
        _("The standard recommendation is in force."),
        back=address(by, "overview"),
        by=by,
        published_on=today,
        today=today,
    )


@door(policies.WRITE_TEXTS)
@require_POST
def remove_recommendation_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    by = actor_of(request)
    return one_click(
        request,
        commands.remove_recommendation_draft,
        _("The draft was removed."),
        back=address(by, "recommendation", pk),
        done=address(by, "recommendations"),
        by=by,
        recommendation=queries.recommendation_for(by, pk),
    )


@door(policies.SEE_CONDUCT)
def advocacies(request: HttpRequest) -> HttpResponseBase:
    """List the employers who advocate."""
    found = queries.advocacies_for(actor_of(request))
    return list_page(request, AdvocacyTable, found, "conduct/advocacies.html")


@door(policies.SEE_CONDUCT)
def advocacy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one advocacy."""
    by = actor_of(request)
    found = queries.advocacy_for(by, pk)
    context = {
        "advocacy": found,
        "may_end": bool(ADVOCACY.open_to(by, found)),
        "end_form": EndForm(initial={"ended_on": timezone.localdate()}),
    }
    return render(request, "conduct/advocacy.html", context)


@door(policies.RECORD_ADVOCACY)
def add_advocacy(request: HttpRequest) -> HttpResponse:
    """Record an advocate."""
    by, today = actor_of(request), timezone.localdate()
    data, _files = posted(request)
    words = FormWords(_("Record an advocate"), _("Save"), _("The advocate is recorded."))
    form = AdvocacyForm(data, by=by, initial={"since": today})
    return form_page(
        request,
        form,
        commands.record_advocacy,
        words,
        back=address(by, "advocacies"),
        done=lambda made: address(by, "advocacy", made.pk),
        by=by,
        today=today,
    )


@door(policies.RECORD_ADVOCACY)
def edit_advocacy(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record of advocacy."""
    by = actor_of(request)
    found = queries.advocacy_for(by, pk)
    data, _files = posted(request)
    names = ("recommendation", "since", "way", "note")
    form = AdvocacyForm(data, by=by, is_new=False, initial={name: getattr(found, name) for name in names})
    words = FormWords(_("Change this record"), _("Save"), _("Saved."))
    return form_page(
        request,
        form,
        commands.change_advocacy,
        words,
        back=address(by, "advocacy", pk),
        by=by,
        advocacy=found,
        today=timezone.localdate(),
    )


@door(policies.RECORD_ADVOCACY)
def end_advocacy(request: HttpRequest, pk: int) -> HttpResponse:
    """End an advocacy with a reason."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.advocacy_for(by, pk)
    if not ADVOCACY.open_to(by, found):
        raise Hidden
    data, _files = posted(request)
    words = FormWords(_("End this advocacy"), _("End"), _("The advocacy was ended."), danger=True)
    form = EndForm(data, initial={"ended_on": today})
    back = address(by, "advocacy", pk)
    command = commands.end_advocacy
    return form_page(request, form, command, words, back=back, by=by, advocacy=found, today=today)
