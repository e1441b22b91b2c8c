"""The register of recruitment and dispatch agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    known,
    only,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.workforce import commands, forms, queries
from safe_employment.workforce.policies import KEEP_RECRUITMENT_AGENCIES, SEE_RECRUITMENT_AGENCIES
from safe_employment.workforce.tables import AgencyTable, with_licence_state
from safe_employment.workforce.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_RECRUITMENT_AGENCIES)
def agencies(request: HttpRequest) -> HttpResponseBase:
    """List recruitment agencies and how their licences stand today."""
    by = actor_of(request)
    add = action_if(
        by, KEEP_RECRUITMENT_AGENCIES, _("Add a recruitment agency"), "add_agency", kind="primary"
    )
    about = _(
        "Whoever places or dispatches workers needs a licence. Look it up before you hire through them."
    )
    found = with_licence_state(queries.agencies_for(by))
    return list_page(request, AgencyTable, found, add, subtitle=about)


@door(SEE_RECRUITMENT_AGENCIES)
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an agency and its licence."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.agency_for(by, pk)
    if found.revoked_on is None:
        move = action_if(by, KEEP_RECRUITMENT_AGENCIES, _("Record a revocation"), "revoke_licence", pk)
    else:
        move = action_if(by, KEEP_RECRUITMENT_AGENCIES, _("Take the revocation back"), "restore_licence", pk)
    return record_page(
        request,
        title=found.name,
        back=page(by, "agencies"),
        back_label=_("Recruitment agencies"),
        state=found.licence_mark(today),
        facts=[
            (_("Unified social credit code"), found.uscc),
            (_("Licensed for"), found.get_kind_display()),
            (_("Licence number"), found.licence_no),
            (_("Issued by"), found.issued_by),
            (_("Valid from"), found.valid_from),
            (_("Valid until"), found.valid_to),
            *known(_("Revoked on"), found.revoked_on),
            *known(_("Revoked because"), found.revoked_because),
            (_("Source of the information"), found.source),
            (_("Checked on"), found.checked_on),
            (_("Remarks"), found.remarks),
        ],
        actions=only(move, *edit_and_remove(by, KEEP_RECRUITMENT_AGENCIES, "agency", pk)),
    )


@door(KEEP_RECRUITMENT_AGENCIES)
def add_agency(request: HttpRequest) -> HttpResponse:
    """Enter an agency."""
    by, today = actor_of(request), timezone.localdate()
    form = forms.AgencyForm(*posted(request), by=by, initial={"checked_on": today})
    words = FormWords(_("Add a recruitment agency"), _("Add"), _("Agency added."))
    back, done = page(by, "agencies"), page_of(by, "agency")
    return form_page(request, form, commands.add_agency, words, back=back, done=done, by=by, today=today)


@door(KEEP_RECRUITMENT_AGENCIES)
def change_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an agency, or note what a new check found."""
    by, today = actor_of(request), timezone.localdate()
    form = forms.AgencyForm(*posted(request), by=by, instance=queries.agency_for(by, pk))
    words = saving(_("Edit the agency"))
    back = page(by, "agency", pk)
    return form_page(request, form, commands.change_agency, words, back=back, by=by, agency=pk, today=today)


@door(KEEP_RECRUITMENT_AGENCIES)
def revoke_licence(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the licence was revoked."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.agency_for(by, pk)
    form = forms.RevokeForm(*posted(request), initial={"revoked_on": today})
    words = FormWords(_("Record a revocation"), _("Record"), _("Recorded."), found.name, danger=True)
    back = page(by, "agency", pk)
    return form_page(request, form, commands.revoke_licence, words, back=back, by=by, agency=pk, today=today)


@door(KEEP_RECRUITMENT_AGENCIES)
def restore_licence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a revocation back."""
    by = actor_of(request)
    found = queries.agency_for(by, pk)
    words = FormWords(_("Was the licence not revoked?"), _("Take it back"), _("Taken back."), found.name)
    back = page(by, "agency", pk)
    return confirm_page(request, commands.restore_licence, words, back=back, by=by, agency=pk)


@door(KEEP_RECRUITMENT_AGENCIES)
def remove_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an agency entered by mistake."""
    by = actor_of(request)
    found = queries.agency_for(by, pk)
    words = removing(_("Remove this agency?"), found.name)
    back, done = page(by, "agency", pk), page(by, "agencies")
    return confirm_page(request, commands.remove_agency, words, back=back, done=done, by=by, agency=pk)
