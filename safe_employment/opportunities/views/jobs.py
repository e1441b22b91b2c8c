"""Pages of job pledges, filled jobs and school support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actor_forms import ActorForm
from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.record_pages import link, only, record_page
from safe_employment.kit.tables import list_page
from safe_employment.opportunities import commands, forms, queries
from safe_employment.opportunities.policies import KEEP_PLEDGES, SEE_OPPORTUNITIES
from safe_employment.opportunities.tables import FillingTable, PledgeTable, SchoolSupportTable, filled_mark
from safe_employment.opportunities.views.parts import action_if, employer_fact, listing, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_OPPORTUNITIES)
def pledges(request: HttpRequest) -> HttpResponseBase:
    """List job pledges."""
    by = actor_of(request)
    add = action_if(by, KEEP_PLEDGES, _("Record a pledge"), "add_pledge", kind="primary")
    context = listing(by, "pledges", _("Jobs pledged"), add)
    return list_page(request, PledgeTable, queries.pledges_for(by), "kit/list_page.html", context)


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
            (_("Employer"), employer_fact(by, found.employer)),
            (_("Pledged on"), found.pledged_on),
            (_("Jobs pledged"), found.jobs),
            (_("Jobs filled"), found.filled),
            (_("Monthly wage from (yuan)"), found.wage_from),
            (_("Legal channel"), found.get_channel_display()),
            (_("Agency and its licence"), found.agency_name),
            (
                _("On the field trip"),
                link(found.trip, page(by, "trip", found.trip_id)) if found.trip_id else "",
            ),
        ],
        actions=only(
            report if found.open_jobs else None,
            action_if(by, KEEP_PLEDGES, _("Edit"), "change_pledge", pk),
            action_if(by, KEEP_PLEDGES, _("Remove"), "remove_pledge", pk, kind="danger"),
        ),
        template="opportunities/pledge.html",
        fillings=found.fillings.all(),
    )


@door(KEEP_PLEDGES)
def add_pledge(request: HttpRequest) -> HttpResponse:
    """Record the jobs that an employer pledges."""
    by = actor_of(request)
    given = {"pledged_on": timezone.localdate(), "trip": request.GET.get("trip")}
    words = FormWords(_("Record a pledge"), _("Record"), _("Pledge recorded."))
    return form_page(
        request,
        forms.PledgeForm(*posted(request), by=by, initial=given),
        commands.record_pledge,
        words,
        back=page(by, "pledges"),
        done=lambda made: page(by, "pledge", made.pk),
        by=by,
    )


@door(KEEP_PLEDGES)
def change_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a pledge."""
    by = actor_of(request)
    form = forms.PledgeForm(*posted(request), by=by, instance=queries.pledge_for(by, pk))
    words = FormWords(_("Edit the pledge"), _("Save"), _("Saved."))
    back = page(by, "pledge", pk)
    return form_page(request, form, commands.change_pledge, words, back=back, by=by, pledge=pk)


@door(KEEP_PLEDGES)
def remove_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a pledge that was recorded by mistake."""
    by = actor_of(request)
    found = queries.pledge_for(by, pk)
    words = FormWords(_("Remove this pledge?"), _("Remove"), _("Removed."), str(found), danger=True)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_pledge,
        words,
        back=page(by, "pledge", pk),
        done=page(by, "pledges"),
        by=by,
        pledge=pk,
    )


@door(SEE_OPPORTUNITIES)
def fillings(request: HttpRequest) -> HttpResponseBase:
    """List the reports of jobs filled."""
    by = actor_of(request)
    context = listing(by, "fillings", _("Jobs filled"))
    return list_page(request, FillingTable, queries.fillings_for(by), "kit/list_page.html", context)


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
            (_("Pledge"), link(found.pledge, page(by, "pledge", found.pledge_id))),
            (_("Jobs filled"), found.filled),
            (_("Of them women"), found.women),
            (pgettext_lazy("jobs filled", "Reported on"), found.reported_on),
        ],
        actions=only(
            action_if(by, KEEP_PLEDGES, _("Edit"), "change_filling", pk),
            action_if(by, KEEP_PLEDGES, _("Remove"), "remove_filling", pk, kind="danger"),
        ),
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
    words = FormWords(_("Edit the report"), _("Save"), _("Saved."), str(found.pledge))
    back = page(by, "filling", pk)
    return form_page(request, form, commands.change_filling, words, back=back, by=by, filling=pk, today=today)


@door(KEEP_PLEDGES)
def remove_filling(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a report that was wrong."""
    by = actor_of(request)
    found = queries.filling_for(by, pk)
    words = FormWords(_("Remove this report?"), _("Remove"), _("Removed."), str(found), danger=True)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_filling,
        words,
        back=page(by, "filling", pk),
        done=page(by, "pledge", found.pledge_id),
        by=by,
        filling=pk,
    )


@door(SEE_OPPORTUNITIES)
def school_supports(request: HttpRequest) -> HttpResponseBase:
    """List school support."""
    by = actor_of(request)
    add = action_if(by, KEEP_PLEDGES, _("Record school support"), "add_school_support", kind="primary")
    context = listing(by, "school_supports", _("Support of girls' schooling"), add)
    found = queries.school_supports_for(by)
    return list_page(request, SchoolSupportTable, found, "kit/list_page.html", context)


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
            (_("Employer"), employer_fact(by, found.employer)),
            (_("District"), division_name(found.division_code)),
            (_("Girls"), found.girls),
            (_("Amount (yuan)"), found.amount),
            (_("Given on"), found.given_on),
            (_("Remarks"), found.remarks),
        ],
        actions=only(
            action_if(by, KEEP_PLEDGES, _("Edit"), "change_school_support", pk),
            action_if(by, KEEP_PLEDGES, _("Remove"), "remove_school_support", pk, kind="danger"),
        ),
    )


@door(KEEP_PLEDGES)
def add_school_support(request: HttpRequest) -> HttpResponse:
    """Record that an employer supports girls' schooling."""
    by = actor_of(request)
    form = forms.SchoolSupportForm(*posted(request), by=by, initial={"given_on": timezone.localdate()})
    words = FormWords(_("Record school support"), _("Record"), _("School support recorded."))
    return form_page(
        request,
        form,
        commands.record_school_support,
        words,
        back=page(by, "school_supports"),
        done=lambda made: page(by, "school_support", made.pk),
        by=by,
    )


@door(KEEP_PLEDGES)
def change_school_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a school support."""
    by = actor_of(request)
    form = forms.SchoolSupportForm(*posted(request), by=by, instance=queries.school_support_for(by, pk))
    words = FormWords(_("Edit the school support"), _("Save"), _("Saved."))
    back = page(by, "school_support", pk)
    return form_page(
        request, form, commands.change_school_support, words, back=back, by=by, school_support=pk
    )


@door(KEEP_PLEDGES)
def remove_school_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a school support that was recorded by mistake."""
    by = actor_of(request)
    found = queries.school_support_for(by, pk)
    words = FormWords(_("Remove this school support?"), _("Remove"), _("Removed."), str(found), danger=True)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_school_support,
        words,
        back=page(by, "school_support", pk),
        done=page(by, "school_supports"),
        by=by,
        school_support=pk,
    )
