"""Pages of job pledges, filled jobs and school support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    link_to,
    only,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.opportunities import commands, forms, queries
from safe_employment.opportunities.policies import KEEP_PLEDGES, SEE_OPPORTUNITIES
from safe_employment.opportunities.tables import FillingTable, PledgeTable, SchoolSupportTable, filled_mark
from safe_employment.opportunities.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_OPPORTUNITIES)
def pledges(request: HttpRequest) -> HttpResponseBase:
    """List job pledges."""
    by = actor_of(request)
    add = action_if(by, KEEP_PLEDGES, _("Record a pledge"), "add_pledge", kind="primary")
    return list_page(request, PledgeTable, queries.pledges_for(by), add)


@door(SEE_OPPORTUNITIES)
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a pledge and what was filled of it."""
    by = actor_of(request)
    found = queries.pledge_for(by, pk)
    report = action_if(by, KEEP_PLEDGES, _("Report jobs filled"), "add_filling", pk, kind="primary")
    return record_page(
        request,
        title=found.post,
        subtitle=found.employer,
        back=page(by, "pledges"),
        back_label=_("Jobs pledged"),
        state=filled_mark(found),
        facts=[
            (_("Employer"), link_to(by, "members:employer", found.employer)),
            (_("Pledged on"), found.pledged_on),
            (_("Jobs pledged"), found.jobs),
            (_("Jobs filled"), found.filled),
            (_("Monthly wage from (yuan)"), found.wage_from),
            (_("Legal channel"), found.get_channel_display()),
            (_("Agency and its licence"), found.agency_name),
            (_("On the field trip"), link_to(by, "opportunities:trip", found.trip)),
        ],
        actions=only(report if found.open_jobs else None, *edit_and_remove(by, KEEP_PLEDGES, "pledge", pk)),
        template="opportunities/pledge.html",
        fillings=found.fillings.all(),
    )


@door(KEEP_PLEDGES)
def add_pledge(request: HttpRequest) -> HttpResponse:
    """Record the jobs that an employer pledges."""
    by = actor_of(request)
    given = {"pledged_on": timezone.localdate(), "trip": request.GET.get("trip")}
    words = FormWords(_("Record a pledge"), _("Record"), _("Pledge recorded."))
    form = forms.PledgeForm(*posted(request), by=by, initial=given)
    back, done = page(by, "pledges"), page_of(by, "pledge")
    return form_page(request, form, commands.record_pledge, words, back=back, done=done, by=by)


@door(KEEP_PLEDGES)
def change_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a pledge."""
    by = actor_of(request)
    form = forms.PledgeForm(*posted(request), by=by, instance=queries.pledge_for(by, pk))
    words = saving(_("Edit the pledge"))
    back = page(by, "pledge", pk)
    return form_page(request, form, commands.change_pledge, words, back=back, by=by, pledge=pk)


@door(KEEP_PLEDGES)
def remove_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a pledge that was recorded by mistake."""
    by = actor_of(request)
    found = queries.pledge_for(by, pk)
    words = removing(_("Remove this pledge?"), found)
    back, done = page(by, "pledge", pk), page(by, "pledges")
    return confirm_page(request, commands.remove_pledge, words, back=back, done=done, by=by, pledge=pk)


@door(SEE_OPPORTUNITIES)
def fillings(request: HttpRequest) -> HttpResponseBase:
    """List the reports of jobs filled."""
    by = actor_of(request)
    return list_page(request, FillingTable, queries.fillings_for(by))


@door(SEE_OPPORTUNITIES)
def filling(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report of jobs filled."""
    by = actor_of(request)
    found = queries.filling_for(by, pk)
    return record_page(
        request,
        title=_("Jobs filled"),
        subtitle=found.pledge,
        back=page(by, "pledge", found.pledge_id),
        back_label=found.pledge,
        facts=[
            (_("Pledge"), link_to(by, "opportunities:pledge", found.pledge)),
            (_("Jobs filled"), found.filled),
            (_("Of them women"), found.women),
            (pgettext_lazy("jobs filled", "Reported on"), found.reported_on),
        ],
        actions=edit_and_remove(by, KEEP_PLEDGES, "filling", pk),
    )


@door(KEEP_PLEDGES)
def add_filling(request: HttpRequest, pk: int) -> HttpResponse:
    """Report jobs of a pledge that were filled."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.pledge_for(by, pk)
    form = forms.FillingForm(*posted(request), by=by, initial={"reported_on": today})
    left = _("%(pledge)s: %(jobs)d jobs still open") % {"pledge": found, "jobs": found.open_jobs}
    words = FormWords(
        _("Report jobs filled"), pgettext_lazy("jobs filled", "Report"), _("Jobs recorded."), left
    )
    back = page(by, "pledge", pk)
    return form_page(request, form, commands.record_filling, words, back=back, by=by, pledge=pk, today=today)


@door(KEEP_PLEDGES)
def change_filling(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a report of jobs filled."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.filling_for(by, pk)
    form = forms.FillingForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the report"), found.pledge)
    back = page(by, "filling", pk)
    return form_page(request, form, commands.change_filling, words, back=back, by=by, filling=pk, today=today)


@door(KEEP_PLEDGES)
def remove_filling(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a report that was wrong."""
    by = actor_of(request)
    found = queries.filling_for(by, pk)
    words = removing(_("Remove this report?"), found)
    back, done = page(by, "filling", pk), page(by, "pledge", found.pledge_id)
    return confirm_page(request, commands.remove_filling, words, back=back, done=done, by=by, filling=pk)


@door(SEE_OPPORTUNITIES)
def school_supports(request: HttpRequest) -> HttpResponseBase:
    """List school support."""
    by = actor_of(request)
    add = action_if(by, KEEP_PLEDGES, _("Record school support"), "add_school_support", kind="primary")
    return list_page(request, SchoolSupportTable, queries.school_supports_for(by), add)


@door(SEE_OPPORTUNITIES)
def school_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a school support."""
    by = actor_of(request)
    found = queries.school_support_for(by, pk)
    return record_page(
        request,
        title=found.place,
        subtitle=found.employer,
        back=page(by, "school_supports"),
        back_label=_("Support of girls' schooling"),
        facts=[
            (_("Employer"), link_to(by, "members:employer", found.employer)),
            (_("District"), division_name(found.division_code)),
            (_("Girls"), found.girls),
            (_("Amount (yuan)"), found.amount),
            (_("Given on"), found.given_on),
            (_("Remarks"), found.remarks),
        ],
        actions=edit_and_remove(by, KEEP_PLEDGES, "school_support", pk),
    )


@door(KEEP_PLEDGES)
def add_school_support(request: HttpRequest) -> HttpResponse:
    """Record that an employer supports girls' schooling."""
    by = actor_of(request)
    form = forms.SchoolSupportForm(*posted(request), by=by, initial={"given_on": timezone.localdate()})
    words = FormWords(_("Record school support"), _("Record"), _("School support recorded."))
    back, done = page(by, "school_supports"), page_of(by, "school_support")
    return form_page(request, form, commands.record_school_support, words, back=back, done=done, by=by)


@door(KEEP_PLEDGES)
def change_school_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a school support."""
    by = actor_of(request)
    form = forms.SchoolSupportForm(*posted(request), by=by, instance=queries.school_support_for(by, pk))
    words = saving(_("Edit the school support"))
    back = page(by, "school_support", pk)
    return form_page(
        request, form, commands.change_school_support, words, back=back, by=by, school_support=pk
    )


@door(KEEP_PLEDGES)
def remove_school_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a school support that was recorded by mistake."""
    by = actor_of(request)
    found = queries.school_support_for(by, pk)
    words = removing(_("Remove this school support?"), found)
    back, done = page(by, "school_support", pk), page(by, "school_supports")
    return confirm_page(
        request, commands.remove_school_support, words, back=back, done=done, by=by, school_support=pk
    )
