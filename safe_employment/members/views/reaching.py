"""Workplaces, contacts and portal access of an employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.members import commands, queries
from safe_employment.members.forms import ContactForm, InviteContactForm, WorkplaceForm
from safe_employment.members.policies import EDIT_EMPLOYERS, INVITE_CONTACTS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(EDIT_EMPLOYERS)
def add_workplace(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a workplace."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    return form_page(
        request,
        WorkplaceForm(posted(request)[0], association=by.home),
        commands.add_workplace,
        FormWords(_("Add a workplace"), _("Add"), _("Saved."), help=found.name),
        back=address(by, "members:employer", pk=found.pk),
        by=by,
        employer=found,
    )


@door(EDIT_EMPLOYERS)
def edit_workplace(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a workplace."""
    by = actor_of(request)
    workplace = queries.workplace_for(by, pk)
    return form_page(
        request,
        WorkplaceForm(posted(request)[0], instance=workplace, association=by.home),
        commands.edit_workplace,
        FormWords(_("Change the workplace"), _("Save"), _("Saved."), help=workplace.employer.name),
        back=address(by, "members:employer", pk=workplace.employer_id),
        by=by,
        workplace=workplace,
    )


@require_POST
@door(EDIT_EMPLOYERS)
def close_workplace(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that no one works there any more."""
    by = actor_of(request)
    workplace = queries.workplace_for(by, pk)
    try:
        commands.close_workplace(by=by, workplace=workplace, on=timezone.localdate())
        messages.success(request, _("The workplace is closed; what happened there stays on record."))
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
    return redirect(address(by, "members:employer", pk=workplace.employer_id))


@door(EDIT_EMPLOYERS)
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a contact."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    return form_page(
        request,
        ContactForm(posted(request)[0]),
        commands.add_contact,
        FormWords(_("Add a contact"), _("Add"), _("Saved."), help=found.name),
        back=address(by, "members:employer", pk=found.pk),
        by=by,
        employer=found,
    )


@require_POST
@door(EDIT_EMPLOYERS)
def remove_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a contact."""
    by = actor_of(request)
    contact = queries.contact_for(by, pk)
    commands.remove_contact(by=by, contact=contact)
    messages.success(request, _("The contact is removed."))
    return redirect(address(by, "members:employer", pk=contact.employer_id))


@door(INVITE_CONTACTS)
def invite_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite someone to speak for the employer in the portal."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    words = FormWords(
        _("Invite to the employer's page"),
        _("Send the invitation"),
        _("The invitation was sent."),
        help=_("They get a link by mail, and will see and correct this employer's own page, nothing else."),
    )
    return form_page(
        request,
        InviteContactForm(posted(request)[0]),
        commands.invite_contact,
        words,
        back=address(by, "members:employer", pk=found.pk),
        by=by,
        employer=found,
        now=timezone.now(),
    )


@require_POST
@door(INVITE_CONTACTS)
def mark_head(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that someone heads the employer, or take that back."""
    by = actor_of(request)
    contact = queries.portal_contact_for(by, pk)
    commands.mark_head(by=by, contact=contact, is_head=not contact.is_head)
    said = _("Noted as the head of the employer.") if contact.is_head else _("No longer noted as the head.")
    messages.success(request, said)
    return redirect(address(by, "members:employer", pk=contact.employer_id))


@require_POST
@door(INVITE_CONTACTS)
def end_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """End someone's access to the employer's page."""
    by = actor_of(request)
    contact = queries.portal_contact_for(by, pk)
    commands.end_contact(by=by, contact=contact, now=timezone.now())
    messages.success(request, _("The access is ended."))
    return redirect(address(by, "members:employer", pk=contact.employer_id))
