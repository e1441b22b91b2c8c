"""Pages of who is registered and who came: ticking, sheets, certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.pages import FormWords, form_page, one_click, posted, saving
from safe_employment.members.rosters import PAGE_WORDS, answers_of, name_candidates
from safe_employment.training import commands, policies, queries
from safe_employment.training.commands.sheets import CATALOGUE, rows_of
from safe_employment.training.forms import AttendanceForm, RegistrationForm, SheetForm
from safe_employment.training.models import SheetState
from safe_employment.training.refreshers import due_before
from safe_employment.training.states import SHEET
from safe_employment.training.tables import AttendanceTable, DueTable, SheetTable
from safe_employment.training.ticking import attendees_ticked, expected_at, found_by
from safe_employment.training.views.parts import action_if, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_TRAINING)
def attendances(request: HttpRequest) -> HttpResponseBase:
    """List who came to workshops."""
    by = actor_of(request)
    sheets = action_if(by, policies.RECORD_ATTENDANCE, _("Sheets of who came"), "sheets")
    return list_page(request, AttendanceTable, queries.attendances_for(by), sheets, back="calendar")


@door(policies.SEE_TRAINING)
def due(request: HttpRequest) -> HttpResponseBase:
    """List the employers who are due for a refresher."""
    by = actor_of(request)
    found = queries.employers_due(by, due_before(timezone.localdate()))
    return list_page(request, DueTable, found, back="calendar")


@door(policies.RECORD_ATTENDANCE)
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick who came: those expected, those recorded, and anyone else who is found by name."""
    by, today = actor_of(request), timezone.localdate()
    workshop = queries.workshop_for(by, pk)
    if request.method == "POST":
        attendees = attendees_ticked(by, workshop, request.POST)
        back = page(by, "tick", pk)
        command, saved = commands.record_attendance, _("Recorded.")
        done = back if request.POST.get("more") else page(by, "workshop", pk)
        return one_click(
            request, command, saved, back=back, done=done,
            by=by, workshop=workshop, attendees=attendees, today=today,
        )  # fmt: skip
    text = request.GET.get("q", "").strip()[:100]
    people = expected_at(by, workshop)
    context = {
        "workshop": workshop,
        "people": people,
        "came": sum(each.attended is True for each in people),
        "q": text,
        "found": found_by(by, workshop, text, known=people),
        "is_too_early": workshop.held_on > today,
    }
    return render(request, "training/tick.html", context)


@door(policies.SEE_TRAINING)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record of attendance."""
    found = queries.attendance_for(actor_of(request), pk)
    return render(request, "training/attendance.html", {"attendance": found})


@door(policies.RECORD_ATTENDANCE)
def edit_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one record of attendance."""
    by = actor_of(request)
    found = queries.attendance_for(by, pk)
    initial = {name: getattr(found, name) for name in AttendanceForm.base_fields}
    words = saving(_("Change this record"), found)
    form = AttendanceForm(*posted(request), initial=initial)
    back = page(by, "attendance", pk)
    return form_page(
        request,
        form,
        commands.correct_attendance,
        words,
        back=back,
        by=by,
        attendance=found,
        today=timezone.localdate(),
    )


@door(policies.RECORD_ATTENDANCE)
@require_POST
def remove_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a record made by mistake."""
    by = actor_of(request)
    found = queries.attendance_for(by, pk)
    return one_click(
        request,
        commands.remove_attendance,
        _("The record was taken out."),
        back=page(by, "workshop", found.workshop_id),
        by=by,
        attendance=found,
    )


@door(policies.SEE_CERTIFICATE)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the certificate of who came, to print."""
    found = queries.attendance_for(actor_of(request), pk)
    if not found.certificate_number:
        raise Hidden
    return render(request, "training/certificate.html", {"attendance": found})


@door(policies.RECORD_ATTENDANCE)
def add_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Register an employer who phoned or came by."""
    by = actor_of(request)
    workshop = queries.workshop_for(by, pk)
    words = FormWords(
        _("Register an employer"), _("Register the employer"), _("The employer is registered."), str(workshop)
    )
    form, back = RegistrationForm(*posted(request), by=by), page(by, "workshop", pk)
    return form_page(request, form, commands.register_employer, words, back=back, by=by, workshop=workshop)


@door(policies.RECORD_ATTENDANCE)
@require_POST
def withdraw_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a registration."""
    by = actor_of(request)
    found = queries.registration_for(by, pk)
    back, saved = page(by, "workshop", found.workshop_id), _("The registration was withdrawn.")
    return one_click(request, commands.withdraw_registration, saved, back=back, by=by, registration=found)


@door(policies.RECORD_ATTENDANCE)
def sheets(request: HttpRequest) -> HttpResponseBase:
    """List the sheets of who came."""
    return list_page(request, SheetTable, queries.sheets_for(actor_of(request)), back="calendar")


@door(policies.RECORD_ATTENDANCE)
def add_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a sheet of who came to a workshop; it is shown before anything is written."""
    by = actor_of(request)
    workshop = queries.workshop_for(by, pk)
    words = FormWords(
        _("Bring in a sheet of who came"),
        _("Look at the sheet"),
        "",
        _("Nothing is written yet: first you see every row and what is uncertain."),
    )
    form = SheetForm(*posted(request))
    back, done = page(by, "workshop", pk), page_of(by, "sheet")
    return form_page(
        request,
        form,
        commands.read_attendance_sheet,
        words,
        back=back,
        done=done,
        by=by,
        workshop=workshop,
        today=timezone.localdate(),
    )


@door(policies.RECORD_ATTENDANCE)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rows of a sheet; take the answers to uncertain ones."""
    by = actor_of(request)
    found = queries.sheet_for(by, pk)
    if request.method == "POST":
        answers, back = answers_of(request.POST, rows_of(found)), page(by, "sheet", pk)
        saved = _("Your answers are kept.")
        return one_click(
            request, commands.answer_sheet, saved, back=back, by=by, sheet=found, answers=answers
        )
    rows = name_candidates(by, rows_of(found), CATALOGUE)
    context = {
        "sheet": found,
        "roster_words": PAGE_WORDS,
        "rows": sorted(rows, key=lambda each: (each.row.is_ready, each.row.number)),
        "ready": sum(each.row.is_ready for each in rows),
        "waiting": sum(bool(each.row.problems) and not each.row.is_left_out for each in rows),
        "is_open": found.state == SheetState.READY,
        "moves": {move.verb for move in SHEET.open_to(by, found)},
    }
    return render(request, "training/sheet.html", context)


@door(policies.RECORD_ATTENDANCE)
@require_POST
def confirm_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is ready."""
    by = actor_of(request)
    found = queries.sheet_for(by, pk)
    return one_click(
        request,
        commands.confirm_sheet,
        _("Who came is recorded."),
        back=page(by, "sheet", pk),
        done=page(by, "workshop", found.workshop_id),
        by=by,
        sheet=found,
        today=timezone.localdate(),
    )


@door(policies.RECORD_ATTENDANCE)
@require_POST
def discard_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a sheet away."""
    by = actor_of(request)
    found = queries.sheet_for(by, pk)
    back, saved = page(by, "sheets"), _("The sheet was put away; nothing of it was written.")
    return one_click(request, commands.discard_sheet, saved, back=back, by=by, sheet=found)
