"""Pages of the association's own staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.one_click import one_click
from safe_employment.kit.tables import list_page
from safe_employment.members.places import division_name
from safe_employment.training import commands, policies, queries
from safe_employment.training.forms import LeftForm, StaffMemberForm
from safe_employment.training.tables import StaffTable
from safe_employment.training.views.planning import address

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_TRAINING)
def staff(request: HttpRequest) -> HttpResponseBase:
    """List the association's staff and their training."""
    found = queries.staff_members_for(actor_of(request))
    return list_page(request, StaffTable, found, "training/staff.html")


@door(policies.SEE_TRAINING)
def staff_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a staff member and the workshops they came to."""
    by = actor_of(request)
    found = queries.staff_member_for(by, pk)
    context = {
        "member": found,
        "district": division_name(found.division_code),
        "attendances": list(
            queries.attendances_for(by).filter(staff_member=found).order_by("-workshop__held_on")
        ),
    }
    return render(request, "training/staff_member.html", context)


@door(policies.KEEP_STAFF)
def add_staff_member(request: HttpRequest) -> HttpResponse:
    """Add a staff member."""
    by = actor_of(request)
    data, _files = posted(request)
    words = FormWords(_("Add a staff member"), _("Save"), _("Added to the list."))
    return form_page(
        request,
        StaffMemberForm(data, by=by),
        commands.add_staff_member,
        words,
        back=address(by, "staff"),
        done=lambda made: address(by, "staff_member", made.pk),
        by=by,
    )


@door(policies.KEEP_STAFF)
def edit_staff_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a staff member's entry."""
    by = actor_of(request)
    found = queries.staff_member_for(by, pk)
    data, _files = posted(request)
    initial = {name: getattr(found, name) for name in StaffMemberForm.base_fields}
    words = FormWords(_("Change this entry"), _("Save"), _("Saved."))
    return form_page(
        request,
        StaffMemberForm(data, by=by, initial=initial),
        commands.change_staff_member,
        words,
        back=address(by, "staff_member", pk),
        by=by,
        staff_member=found,
    )


@door(policies.KEEP_STAFF)
def staff_member_left(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that someone left."""
    by = actor_of(request)
    found = queries.staff_member_for(by, pk)
    data, _files = posted(request)
    words = FormWords(
        _("No longer with the association"), _("Save"), _("Saved."), _("What they attended stays recorded.")
    )
    form = LeftForm(data, initial={"left_on": timezone.localdate()})
    back, command = address(by, "staff_member", pk), commands.staff_member_left
    return form_page(request, form, command, words, back=back, by=by, staff_member=found)


@door(policies.KEEP_STAFF)
@require_POST
def staff_member_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that someone is with the association again."""
    by = actor_of(request)
    found, back = queries.staff_member_for(by, pk), address(by, "staff_member", pk)
    command = commands.staff_member_returned
    return one_click(request, command, _("Saved."), back=back, by=by, staff_member=found)
