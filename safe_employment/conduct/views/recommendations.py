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
from safe_employment.conduct.views.parts import action_if, list_page, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import (
    Action,
    FormWords,
    form_page,
    known,
    link_to,
    one_click,
    only,
    posted,
    record_page,
    saving,
)
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_CONDUCT)
def recommendations(request: HttpRequest) -> HttpResponseBase:
    """List the versions of the recommendation."""
    by = actor_of(request)
    label = _("Draft the next version")
    draft = action_if(by, policies.WRITE_TEXTS, label, "add_recommendation", kind="primary")
    found = queries.recommendations_for(by)
    return list_page(request, RecommendationTable, found, draft, back="overview")


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
    current = queries.recommendation_in_force(by)
    initial = {name: getattr(current, name) for name in RecommendationForm.Meta.fields} if current else {}
    words = FormWords(_("Draft a recommendation"), _("Save the draft"), _("The draft is saved."))
    form = RecommendationForm(*posted(request), initial=initial)
    back, done = page(by, "recommendations"), page_of(by, "recommendation")
    return form_page(request, form, commands.draft_recommendation, words, back=back, done=done, by=by)


@door(policies.WRITE_TEXTS)
def edit_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    by = actor_of(request)
    found = queries.recommendation_for(by, pk)
    words = saving(_("Change the draft"))
    form, back = RecommendationForm(*posted(request), instance=found), page(by, "recommendation", pk)
    command = commands.edit_recommendation
    return form_page(request, form, command, words, back=back, by=by, recommendation=found)


@door(policies.PUBLISH_TEXTS)
def publish_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft in force."""
    by, today = actor_of(request), timezone.localdate()
    words = FormWords(
        _("Publish this recommendation"),
        _("Publish"),
        _("The recommendation is in force."),
        _("From that day it is the one that is handed out. It can never be changed again."),
    )
    form = DayForm(*posted(request), initial={"published_on": today})
    back = page(by, "recommendation", pk)
    return form_page(
        request,
        form,
        commands.publish_recommendation,
        words,
        back=back,
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
        back=page(by, "overview"),
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
        back=page(by, "recommendation", pk),
        done=page(by, "recommendations"),
        by=by,
        recommendation=queries.recommendation_for(by, pk),
    )


@door(policies.SEE_CONDUCT)
def advocacies(request: HttpRequest) -> HttpResponseBase:
    """List the employers who advocate."""
    by = actor_of(request)
    about = _("Employers who sign the recommendation in public, display it, pass it on or speak for it.")
    add = action_if(by, policies.RECORD_ADVOCACY, _("Record an advocate"), "add_advocacy", kind="primary")
    return list_page(request, AdvocacyTable, queries.advocacies_for(by), add, subtitle=about)


@door(policies.SEE_CONDUCT)
def advocacy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one advocacy."""
    by = actor_of(request)
    found = queries.advocacy_for(by, pk)
    change = action_if(by, policies.RECORD_ADVOCACY, _("Change"), "edit_advocacy", pk, icon="pencil")
    end = Action(_("End"), page(by, "end_advocacy", pk), "danger")
    return record_page(
        request,
        title=found.employer,
        back=page(by, "advocacies"),
        state=mark_of(found),
        facts=[
            (_("Employer"), link_to(by, "members:employer", found.employer)),
            (_("Recommendation"), link_to(by, "conduct:recommendation", found.recommendation)),
            (_("Since"), found.since),
            (_("How"), found.get_way_display()),
            *known(_("Note"), found.note),
            *known(_("Ended on"), found.ended_on),
            *(known(_("Reason"), found.end_reason) if found.ended_on else []),
        ],
        actions=only(change, end if ADVOCACY.open_to(by, found) else None),
    )


@door(policies.RECORD_ADVOCACY)
def add_advocacy(request: HttpRequest) -> HttpResponse:
    """Record an advocate."""
    by, today = actor_of(request), timezone.localdate()
    words = FormWords(_("Record an advocate"), _("Save"), _("The advocate is recorded."))
    form = AdvocacyForm(*posted(request), by=by, initial={"since": today})
    back, done = page(by, "advocacies"), page_of(by, "advocacy")
    return form_page(request, form, commands.record_advocacy, words, back=back, done=done, by=by, today=today)


@door(policies.RECORD_ADVOCACY)
def edit_advocacy(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record of advocacy."""
    by = actor_of(request)
    found = queries.advocacy_for(by, pk)
    names = ("recommendation", "since", "way", "note")
    form = AdvocacyForm(
        *posted(request), by=by, is_new=False, initial={name: getattr(found, name) for name in names}
    )
    words = saving(_("Change this record"))
    back = page(by, "advocacy", pk)
    return form_page(
        request,
        form,
        commands.change_advocacy,
        words,
        back=back,
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
    words = FormWords(_("End this advocacy"), _("End"), _("The advocacy was ended."), danger=True)
    form = EndForm(*posted(request), initial={"ended_on": today})
    back = page(by, "advocacy", pk)
    command = commands.end_advocacy
    return form_page(request, form, command, words, back=back, by=by, advocacy=found, today=today)
