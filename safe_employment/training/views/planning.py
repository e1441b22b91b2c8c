"""Pages of the calendar, of workshops and of courses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.forms import ReasonForm
from safe_employment.kit.pages import FormWords, form_page, one_click, posted, saving
from safe_employment.training import commands, policies, queries
from safe_employment.training.forms import CourseForm, LessonsForm, WorkshopForm
from safe_employment.training.models import RegistrationState, WorkshopState
from safe_employment.training.months import days_shown, first_of, month_of
from safe_employment.training.rates import WEEKDAYS, attendance_by_time
from safe_employment.training.refreshers import due_before
from safe_employment.training.states import COURSE, WORKSHOP
from safe_employment.training.tables import CourseTable, WorkshopTable
from safe_employment.training.views.parts import action_if, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_TRAINING)
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month of workshops, and at which times employers came in the past year."""
    by, today = actor_of(request), timezone.localdate()
    first = first_of(request.GET.get("month", ""), today)
    since, until = days_shown(first)
    shown = queries.workshops_for(by).filter(held_on__gte=since, held_on__lt=until)
    context = {
        "month": month_of(first, shown, today),
        "weekdays": WEEKDAYS,
        "rates": attendance_by_time(
            queries.workshops_for(by), today - timedelta(days=365), today + timedelta(days=1)
        ),
        "due": queries.employers_due(by, due_before(today)).count(),
    }
    return render(request, "training/calendar.html", context)


@door(policies.SEE_TRAINING)
def workshops(request: HttpRequest) -> HttpResponseBase:
    """List the workshops."""
    by = actor_of(request)
    plan = action_if(by, policies.PLAN_TRAINING, _("Plan a workshop"), "add_workshop", kind="primary")
    came = action_if(by, policies.SEE_TRAINING, _("Who came"), "attendances")
    taught = action_if(by, policies.SEE_TRAINING, _("Courses"), "courses")
    return list_page(request, WorkshopTable, queries.workshops_for(by), plan, came, taught, back="calendar")


@door(policies.SEE_TRAINING)
def workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a workshop: when and where, who is registered, who came, what was learnt."""
    by = actor_of(request)
    found = queries.workshop_for(by, pk)
    context = {
        "workshop": found,
        "district": division_name(found.division_code),
        "moves": {move.verb for move in WORKSHOP.open_to(by, found)},
        "trainers": [each.person for each in found.workshop_trainers.select_related("person")],
        "agencies": [each.agency for each in found.co_organisers.select_related("agency")],
        "registrations": list(
            queries.registrations_for(by).filter(workshop=found, state=RegistrationState.REGISTERED)
        ),
        "attendances": list(queries.attendances_for(by).filter(workshop=found)),
        "can_record": found.state != WorkshopState.CANCELLED and found.held_on <= timezone.localdate(),
        "rate": 100 * found.came / found.expected if found.expected else None,
    }
    return render(request, "training/workshop.html", context)


@door(policies.PLAN_TRAINING)
def add_workshop(request: HttpRequest) -> HttpResponse:
    """Plan a workshop."""
    by = actor_of(request)
    words = FormWords(_("Plan a workshop"), _("Plan the workshop"), _("The workshop is planned."))
    initial = {name: request.GET[name] for name in ("course", "held_on") if name in request.GET}
    form = WorkshopForm(*posted(request), by=by, initial=initial)
    back, done = page(by, "workshops"), page_of(by, "workshop")
    return form_page(request, form, commands.plan_workshop, words, back=back, done=done, by=by)


@door(policies.PLAN_TRAINING)
def edit_workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a workshop."""
    by = actor_of(request)
    found = queries.workshop_for(by, pk)
    names = ("course", "held_on", "starts_at", "place", "division_code", "capacity", "guest_trainers")
    initial = {name: getattr(found, name) for name in names} | {
        "agencies": [each.agency_id for each in found.co_organisers.all()],
        "trainers": [each.person_id for each in found.workshop_trainers.all()],
    }
    words = FormWords(
        _("Change the workshop"),
        _("Save"),
        _("Saved."),
        _("When the day, the time or the place changes, the registered employers are told."),
    )
    form = WorkshopForm(*posted(request), by=by, course=found.course, initial=initial)
    back = page(by, "workshop", pk)
    return form_page(request, form, commands.change_workshop, words, back=back, by=by, workshop=found)


@door(policies.PLAN_TRAINING)
@require_POST
def open_invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Let employers register."""
    by = actor_of(request)
    found, back = queries.workshop_for(by, pk), page(by, "workshop", pk)
    saved = _("Employers can register now.")
    return one_click(request, commands.open_invitations, saved, back=back, by=by, workshop=found)


@door(policies.RECORD_ATTENDANCE)
@require_POST
def hold_workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the workshop took place, and go on to who came."""
    by, today = actor_of(request), timezone.localdate()
    found, back = queries.workshop_for(by, pk), page(by, "workshop", pk)
    saved = _("Recorded as held. Now tick who came.")
    done = page(by, "tick", pk)
    return one_click(
        request, commands.hold_workshop, saved, back=back, done=done, by=by, workshop=found, today=today
    )


@door(policies.PLAN_TRAINING)
def cancel_workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a workshop with a reason."""
    by = actor_of(request)
    found = queries.workshop_for(by, pk)
    if "cancel_workshop" not in {move.verb for move in WORKSHOP.open_to(by, found)}:
        raise Hidden
    words = FormWords(
        _("Cancel the workshop"),
        _("Cancel the workshop"),
        _("The workshop was cancelled."),
        _("The registered employers are told the reason."),
        danger=True,
    )
    form, back = ReasonForm(*posted(request)), page(by, "workshop", pk)
    return form_page(request, form, commands.cancel_workshop, words, back=back, by=by, workshop=found)


@door(policies.PLAN_TRAINING)
def plan_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a cancellation or a mistaken record."""
    by = actor_of(request)
    found = queries.workshop_for(by, pk)
    if "plan_again" not in {move.verb for move in WORKSHOP.open_to(by, found)}:
        raise Hidden
    words = FormWords(_("Plan this workshop again"), _("Plan again"), _("The workshop is planned again."))
    form, back = ReasonForm(*posted(request)), page(by, "workshop", pk)
    return form_page(request, form, commands.plan_again, words, back=back, by=by, workshop=found)


@door(policies.PLAN_TRAINING)
def lessons(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was learnt."""
    by = actor_of(request)
    found = queries.workshop_for(by, pk)
    words = saving(_("Lessons of this workshop"))
    form, back = LessonsForm(*posted(request), initial={"lessons": found.lessons}), page(by, "workshop", pk)
    return form_page(request, form, commands.write_lessons, words, back=back, by=by, workshop=found)


@door(policies.SEE_TRAINING)
def courses(request: HttpRequest) -> HttpResponseBase:
    """List the courses."""
    by = actor_of(request)
    held = Count("workshops", filter=Q(workshops__state=WorkshopState.HELD))
    add = action_if(by, policies.PLAN_TRAINING, _("Add a course"), "add_course", kind="primary")
    return list_page(request, CourseTable, queries.courses_for(by).annotate(held=held), add, back="calendar")


@door(policies.SEE_TRAINING)
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a course with its latest workshops."""
    by = actor_of(request)
    found = queries.course_for(by, pk)
    context = {
        "course": found,
        "moves": {move.verb for move in COURSE.open_to(by, found)},
        "workshops": list(queries.workshops_for(by).filter(course=found)[:20]),
    }
    return render(request, "training/course.html", context)


@door(policies.PLAN_TRAINING)
def add_course(request: HttpRequest) -> HttpResponse:
    """Add a course."""
    by = actor_of(request)
    words = FormWords(_("Add a course"), _("Save"), _("The course is added."))
    form = CourseForm(*posted(request))
    back, done = page(by, "courses"), page_of(by, "course")
    return form_page(request, form, commands.add_course, words, back=back, done=done, by=by)


@door(policies.PLAN_TRAINING)
def edit_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a course."""
    by = actor_of(request)
    found = queries.course_for(by, pk)
    words = saving(_("Change the course"))
    form, back = CourseForm.of(found, *posted(request)), page(by, "course", pk)
    return form_page(request, form, commands.change_course, words, back=back, by=by, course=found)


@door(policies.PLAN_TRAINING)
@require_POST
def retire_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a course no longer."""
    by = actor_of(request)
    found, back = queries.course_for(by, pk), page(by, "course", pk)
    saved = _("The course is no longer offered.")
    return one_click(request, commands.retire_course, saved, back=back, by=by, course=found)


@door(policies.PLAN_TRAINING)
@require_POST
def offer_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a course again."""
    by = actor_of(request)
    found, back = queries.course_for(by, pk), page(by, "course", pk)
    return one_click(
        request, commands.offer_course, _("The course is offered again."), back=back, by=by, course=found
    )
