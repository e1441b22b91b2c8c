"""Pages of the association's own staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    form_page,
    known,
    one_click,
    only,
    posted,
    record_page,
    saving,
)
from safe_employment.training import commands, policies, queries
from safe_employment.training.forms import LeftForm, StaffMemberForm
from safe_employment.training.tables import StaffTable
from safe_employment.training.views.parts import action_if, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_TRAINING)
def staff(request: HttpRequest) -> HttpResponseBase:
    """List the association's staff and their training."""
    by = actor_of(request)
    add = action_if(by, policies.KEEP_STAFF, _("Add a staff member"), "add_staff_member", kind="primary")
    return list_page(request, StaffTable, queries.staff_members_for(by), add, back="calendar")


@door(policies.SEE_TRAINING)
def staff_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a staff member and the workshops they came to."""
    by = actor_of(request)
    found = queries.staff_member_for(by, pk)
    keep = policies.KEEP_STAFF
    back_again = action_if(by, keep, _("With us again"), "staff_member_returned", pk, posts=True)
    gone = action_if(by, keep, _("No longer with us"), "staff_member_left", pk)
    return record_page(
        request,
        title=found.name,
        subtitle=found.office,
        back=page(by, "staff"),
        facts=[
            (_("Post"), found.post),
            (_("District"), division_name(found.division_code)),
            (_("Account"), found.person),
            (_("Workshops"), found.times),
            *known(_("Left on"), found.left_on),
        ],
        actions=only(
            action_if(by, keep, _("Change"), "edit_staff_member", pk, icon="pencil"),
            back_again if found.left_on else gone,
        ),
        template="training/staff_member.html",
        attendances=queries.attendances_for(by).filter(staff_member=found).order_by("-workshop__held_on"),
    )


@door(policies.KEEP_STAFF)
def add_staff_member(request: HttpRequest) -> HttpResponse:
    """Add a staff member."""
    by = actor_of(request)
    words = FormWords(_("Add a staff member"), _("Save"), _("Added to the list."))
    form = StaffMemberForm(*posted(request), by=by)
    back, done = page(by, "staff"), page_of(by, "staff_member")
    return form_page(request, form, commands.add_staff_member, words, back=back, done=done, by=by)


@door(policies.KEEP_STAFF)
def edit_staff_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a staff member's entry."""
    by = actor_of(request)
    found = queries.staff_member_for(by, pk)
    initial = {name: getattr(found, name) for name in StaffMemberForm.base_fields}
    words = saving(_("Change this entry"))
    form = StaffMemberForm(*posted(request), by=by, initial=initial)
    back = page(by, "staff_member", pk)
    return form_page(request, form, commands.change_staff_member, words, back=back, by=by, staff_member=found)


@door(policies.KEEP_STAFF)
def staff_member_left(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that someone left."""
    by = actor_of(request)
    found = queries.staff_member_for(by, pk)
    words = FormWords(
        _("No longer with the association"), _("Save"), _("Saved."), _("What they attended stays recorded.")
    )
    form = LeftForm(*posted(request), initial={"left_on": timezone.localdate()})
    back, command = page(by, "staff_member", pk), commands.staff_member_left
    return form_page(request, form, command, words, back=back, by=by, staff_member=found)


@door(policies.KEEP_STAFF)
@require_POST
def staff_member_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that someone is with the association again."""
    by = actor_of(request)
    found, back = queries.staff_member_for(by, pk), page(by, "staff_member", pk)
    command = commands.staff_member_returned
    return one_click(request, command, _("Saved."), back=back, by=by, staff_member=found)
