"""People: who works in the programme, invitations, and what each role may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit import policies, queries
from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands.people import (
    accept_invitation,
    end_role,
    invite_person,
    open_invitation,
    withdraw_invitation,
)
from safe_employment.kit.doors import door, public
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import OfficeForm, run
from safe_employment.kit.models import Invitation, PartnerAgency, RoleAssignment
from safe_employment.kit.policies import INVITE_PEOPLE, SEE_PEOPLE
from safe_employment.kit.roles import ROLE_DESCRIPTIONS, Role
from safe_employment.kit.tables import ChoiceFilter, Column, EmptyState, Table, list_page

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor

# An employer contact is invited from the employer's page; the administrator from the command line.
INVITED_ROLES = [role for role in Role if role not in (Role.EMPLOYER_CONTACT, Role.ADMINISTRATOR)]


class PeopleTable(Table[RoleAssignment]):
    """Who holds which role."""

    key = "kit.people"
    title = _("People")
    columns = (
        Column("person__name", _("Name"), sort="person__name", primary=True),
        Column("role", _("Role"), sort="role"),
        Column("agency", _("Agency"), optional=True),
        Column("person__email", _("Email address"), sort="person__email"),
        Column("created_at", _("Since"), kind="date", sort="created_at"),
        Column("person__last_login", _("Last signed in"), kind="datetime", sort="person__last_login"),
    )
    filters = (ChoiceFilter("role", _("Role"), choices=Role.choices, field="role"),)
    search_label = _("Name or email address")
    default_sort = "person__name"
    empty = EmptyState(
        _("No one works here yet"),
        _("Invite people by mail."),
        _("Invite someone"),
        "kit:invite",
        INVITE_PEOPLE,
    )

    def search(self, queryset: QuerySet[RoleAssignment], text: str) -> QuerySet[RoleAssignment]:
        """Find by part of the name or of the address."""
        return queryset.filter(person__name__icontains=text) | queryset.filter(person__email__icontains=text)


class InvitationForm(OfficeForm):
    """Whom to invite, as what."""

    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("Email address"))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in INVITED_ROLES])
    agency = forms.ModelChoiceField(
        label=_("Agency"),
        queryset=PartnerAgency.objects.none(),
        required=False,
        help_text=_("Agency officers only"),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=[("zh-hans", "中文"), ("en", "English")]
    )

    def __init__(self, *args: object, by: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101 - declared above
        agency.queryset = queries.agencies_for(by)

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])


class AcceptanceForm(OfficeForm):
    """How a new person will sign in."""

    name = forms.CharField(label=_("Your name"), max_length=80)
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters"),
    )


@door(SEE_PEOPLE)
def people(request: HttpRequest) -> HttpResponseBase:
    """List who works in the programme, and the invitations that are open."""
    by = actor_of(request)
    context = {"invitations": queries.invitations_for(by), "now": timezone.now()}
    return list_page(request, PeopleTable, queries.assignments_for(by), "kit/people.html", context)


@door(INVITE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone by mail."""
    by = actor_of(request)
    form = InvitationForm(request.POST or None, by=by)
    if request.method == "POST":
        invitation = run(form, invite_person, by=by, now=timezone.now())
        if invitation:
            messages.success(
                request, _t("The invitation is on its way to %(email)s.") % {"email": invitation.email}
            )
            return redirect("kit:people", association=by.home.slug)
    return render(request, "kit/invite.html", {"form": form})


@door(INVITE_PEOPLE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    by = actor_of(request)
    withdraw_invitation(by=by, invitation=queries.invitation_for(by, pk), now=timezone.now())
    messages.success(request, _t("The invitation was withdrawn; its link no longer works."))
    return redirect("kit:people", association=by.home.slug)


@door(INVITE_PEOPLE)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end a role."""
    by = actor_of(request)
    assignment = queries.assignment_for(by, pk)
    form = OfficeForm(request.POST or None)
    posted = request.method == "POST"
    ended = run(form, end_role, by=by, assignment=assignment, now=timezone.now()) if posted else None
    if ended:
        messages.success(request, _t("The role was ended."))
        return redirect("kit:people", association=by.home.slug)
    return render(request, "kit/end_role.html", {"form": form, "assignment": assignment})


@door(SEE_PEOPLE)
def roles(request: HttpRequest) -> HttpResponse:
    """Show in words what each role may do."""
    by_room: dict[str, list[policies.Permission]] = {}
    for declared in policies.declared():
        by_room.setdefault(declared.room, []).append(declared)
    context = {"roles": [(role, ROLE_DESCRIPTIONS[role]) for role in Role], "rooms": by_room.items()}
    return render(request, "kit/roles.html", context)


@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever has its link, and take the answer."""
    by = actor_of(request)
    try:
        found: Invitation = open_invitation(token, timezone.now())
    except ProgrammeError as problem:
        return render(request, "kit/problem.html", {"problem": problem}, status=410)
    form = (AcceptanceForm if by.person is None else OfficeForm)(
        request.POST or None, initial={"name": found.name}
    )
    if request.method == "POST":
        person = run(form, accept_invitation, by=by, token=token, now=timezone.now())
        if person:
            if by.person is None:
                login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("kit:home")
    return render(request, "kit/invitation.html", {"form": form, "invitation": found})


invitation.without_second_factor = True  # type: ignore[attr-defined]
