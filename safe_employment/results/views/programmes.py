"""Programmes, phases and targets: list, create, change, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import Actor, actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, confirm_page, form_page, posted
from safe_employment.kit.tables import list_page
from safe_employment.results import commands, queries
from safe_employment.results.forms import PhaseForm, ProgrammeForm, TargetForm
from safe_employment.results.indicators import find
from safe_employment.results.policies import KEEP_PROGRAMMES, SEE_FIGURES
from safe_employment.results.tables import ProgrammeTable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.results.models import Programme


@door(SEE_FIGURES)
def programmes(request: HttpRequest) -> HttpResponseBase:
    """List the association's programmes."""
    found = queries.programmes_for(actor_of(request)).annotate(
        phase_count=Count("phases", distinct=True), target_count=Count("targets", distinct=True)
    )
    return list_page(request, ProgrammeTable, found, "results/programmes.html")


@door(KEEP_PROGRAMMES)
def new_programme(request: HttpRequest) -> HttpResponse:
    """Begin a programme."""
    by = actor_of(request)
    words = FormWords(_("Begin a programme"), _("Begin it"), _("The programme was begun."), HALF_OPEN)
    form = ProgrammeForm(*posted(request))
    back, done = address(by, "results:programmes"), lambda made: _plan(by, made)
    return form_page(request, form, commands.create_programme, words, back=back, done=done, by=by)


@door(KEEP_PROGRAMMES)
def edit_programme(request: HttpRequest, programme: str) -> HttpResponse:
    """Change a programme's titles, purpose, short name or days."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    words = FormWords(_("Change the programme"), _("Save"), _("The programme was changed."), HALF_OPEN)
    form = ProgrammeForm(*posted(request), instance=queries.programme_for(by, programme))
    back, done = _plan(by, found), lambda changed: _plan(by, changed)
    return form_page(
        request, form, commands.change_programme, words, back=back, done=done, by=by, programme=found
    )


@door(KEEP_PROGRAMMES)
def remove_programme(request: HttpRequest, programme: str) -> HttpResponse:
    """Ask, then remove a programme with its phases and targets."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    words = FormWords(
        _("Remove the programme “%(title)s”?") % {"title": found.title},
        _("Remove it"),
        _("The programme was removed."),
        _("Its phases and targets go with it. The records that its figures were counted from all stay."),
        danger=True,
    )
    done = address(by, "results:programmes")
    back = _plan(by, found)
    return confirm_page(
        request, commands.remove_programme, words, back=back, done=done, by=by, programme=found
    )


@door(KEEP_PROGRAMMES)
def plan(request: HttpRequest, programme: str) -> HttpResponse:
    """Show a programme's days, phases and targets, to be changed."""
    found = queries.programme_for(actor_of(request), programme)
    targets = [(find(target.indicator), target) for target in found.targets.select_related("phase")]
    context = {"programme": found, "phases": found.phases.all(), "targets": targets}
    return render(request, "results/plan.html", context)


@door(KEEP_PROGRAMMES)
def new_phase(request: HttpRequest, programme: str) -> HttpResponse:
    """Add a phase."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    last = found.phases.last()
    first = {
        "number": last.number + 1 if last else 1,
        "starts_on": last.ends_on if last else found.starts_on,
        "ends_on": found.ends_on,
    }
    words = FormWords(_("Add a phase"), _("Add it"), _("The phase was added."), HALF_OPEN)
    form = PhaseForm(*posted(request), initial=first)
    return form_page(request, form, commands.add_phase, words, back=_plan(by, found), by=by, programme=found)


@door(KEEP_PROGRAMMES)
def edit_phase(request: HttpRequest, programme: str, pk: int) -> HttpResponse:
    """Change a phase."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    words = FormWords(_("Change the phase"), _("Save"), _("The phase was changed."), HALF_OPEN)
    form = PhaseForm(*posted(request), instance=queries.phase_for(by, found, pk))
    return form_page(request, form, commands.change_phase, words, back=_plan(by, found),
                     by=by, phase=queries.phase_for(by, found, pk))  # fmt: skip


@door(KEEP_PROGRAMMES)
def remove_phase(request: HttpRequest, programme: str, pk: int) -> HttpResponse:
    """Ask, then remove a phase with its targets."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    phase = queries.phase_for(by, found, pk)
    words = FormWords(
        _("Remove the phase “%(title)s”?") % {"title": phase.title},
        _("Remove it"),
        _("The phase was removed."),
        _("Its targets go with it. The records that its figures were counted from all stay."),
        danger=True,
    )
    return confirm_page(request, commands.remove_phase, words, back=_plan(by, found), by=by, phase=phase)


@door(KEEP_PROGRAMMES)
def new_target(request: HttpRequest, programme: str) -> HttpResponse:
    """Set a target."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    words = FormWords(
        _("Set a target"),
        _("Set it"),
        _("The target was set."),
        _("A target that was set before for the same indicator and time is replaced."),
    )
    form = TargetForm(
        *posted(request), programme=found, initial={"indicator": request.GET.get("indicator", "")}
    )
    return form_page(request, form, commands.set_target, words, back=_plan(by, found), by=by, programme=found)


@door(KEEP_PROGRAMMES)
def edit_target(request: HttpRequest, programme: str, pk: int) -> HttpResponse:
    """Change a target."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    target = queries.target_for(by, found, pk)
    now = {"indicator": target.indicator, "phase": target.phase_id, "number": target.number}
    words = FormWords(_("Change the target"), _("Save"), _("The target was changed."))
    form = TargetForm(*posted(request), programme=found, initial=now)
    return form_page(
        request, form, commands.change_target, words, back=_plan(by, found), by=by, target=target
    )


@door(KEEP_PROGRAMMES)
def remove_target(request: HttpRequest, programme: str, pk: int) -> HttpResponse:
    """Ask, then remove a target."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    target = queries.target_for(by, found, pk)
    words = FormWords(_("Remove the target?"), _("Remove it"), _("The target was removed."), danger=True)
    return confirm_page(request, commands.remove_target, words, back=_plan(by, found), by=by, target=target)


HALF_OPEN = _(
    "The end is the first day that no longer belongs to it: what begins on 1 January 2026 and ends before "
    "1 January 2027 is the year 2026."
)


def _plan(by: Actor, programme: Programme) -> str:
    return address(by, "results:plan", programme=programme.slug)
