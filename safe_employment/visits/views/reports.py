"""Reports of visits: written, handed in, reviewed, printed, and read by the employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from safe_employment.findings.forms import ReasonForm
from safe_employment.findings.models import FindingState
from safe_employment.findings.queries import findings_of_source
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.pages import FormWords, form_page, one_click, posted
from safe_employment.kit.policies import can
from safe_employment.visits import commands, forms, policies, presentation, queries
from safe_employment.visits.printing import write_visit_report
from safe_employment.visits.progress import pages_for, score_for, told_of
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


@door(policies.MAKE_VISITS)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report and the remarks."""
    by = actor_of(request)
    visit = queries.visit_for(by, pk)
    form = forms.ReportForm(*posted(request), initial={"report": visit.report, "remarks": visit.remarks})
    words = FormWords(_("Write the report"), _("Keep"), _("Report kept. Hand it in when it is complete."))
    back = page(by, "visit", pk)
    return form_page(request, form, commands.write_report, words, back=back, by=by, visit=visit)


@door(policies.MAKE_VISITS)
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Hand the report in: the employer can read it from now on."""
    by, today = actor_of(request), timezone.localdate()
    visit, back = queries.visit_for(by, pk), page(by, "visit", pk)
    saved = _("Handed in. The employer can read it now.")
    return one_click(request, commands.report_visit, saved, back=back, by=by, visit=visit, today=today)


@door(policies.REVIEW_VISITS)
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Review a visit."""
    by, today = actor_of(request), timezone.localdate()
    visit, back = queries.visit_for(by, pk), page(by, "visit", pk)
    saved = _("Reviewed.")
    return one_click(request, commands.review_visit, saved, back=back, by=by, visit=visit, today=today)


@door(policies.REVIEW_VISITS)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Close a reviewed visit."""
    by, today = actor_of(request), timezone.localdate()
    visit, back = queries.visit_for(by, pk), page(by, "visit", pk)
    saved = pgettext_lazy("a visit", "Closed.")
    return one_click(request, commands.close_visit, saved, back=back, by=by, visit=visit, today=today)


@door(policies.REVIEW_VISITS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report back."""
    by = actor_of(request)
    visit = queries.visit_for(by, pk)
    words = FormWords(
        _("Take the report back"), pgettext_lazy("a report", "Take back"), _("Taken back; the team is told.")
    )
    back = page(by, "visit", pk)
    form = ReasonForm(*posted(request))
    return form_page(request, form, commands.take_back_report, words, back=back, by=by, visit=visit)


@door(policies.SEE_VISITS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report of a visit for printing, with everything that the staff may read."""
    by, today = actor_of(request), timezone.localdate()
    visit = queries.shown_visit_for(by, pk)
    if visit.is_sealed:
        raise Hidden
    return render(
        request,
        "visits/report.html",
        {
            "visit": visit,
            "facts": presentation.facts_of(visit, by, today),
            "pages": pages_for(by, visit),
            "findings": findings_of_source(by, "visit", str(visit.pk)).order_by("number"),
            "reads_remarks": can(by, policies.READ_REMARKS),
            "score": score_for(by, visit),
            "replies": visit.replies.select_related("written_by", "file"),
        },
    )


def _pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the report for print: what the employer is told, to staff and employer alike."""
    by = actor_of(request)
    visit = queries.shown_visit_for(by, pk)
    if visit.is_sealed:
        raise Hidden
    told = findings_of_source(by, "visit", str(visit.pk)).filter(for_employer=True)
    findings = told.exclude(state=FindingState.WITHDRAWN).order_by("cluster", "number")
    made = write_visit_report(visit, list(findings.prefetch_related("actions__owner_person")), timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{visit.reference}.pdf"'
    return response


@door(policies.SEE_VISITS)
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the report for print."""
    return _pdf(request, pk)


def _note_first_reading(by: Actor, visit: Visit) -> None:
    if visit.read_at is None:
        commands.note_reading(by=by, visit=visit, now=timezone.now())


@door(policies.SEE_OWN_REPORTS)
def own_report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the employer its report for print."""
    by = actor_of(request)
    _note_first_reading(by, queries.visit_for(by, pk))
    return _pdf(request, pk)


@door(policies.SEE_OWN_REPORTS)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to the report as a whole."""
    by, today = actor_of(request), timezone.localdate()
    visit = queries.visit_for(by, pk)
    form = forms.ReportReplyForm(*posted(request))
    words = FormWords(_("Reply to the report"), _("Send the reply"), _("Sent. The association reads it."))
    back = page(by, "own_report", pk)
    return form_page(
        request, form, commands.reply_to_report, words, back=back, by=by, visit=visit, today=today
    )


@door(policies.SEE_OWN_REPORTS)
def own_reports(request: HttpRequest) -> HttpResponse:
    """List the reported visits to the employer."""
    found = queries.visits_for(actor_of(request)).order_by("-visited_on", "-pk")[:200]
    return render(request, "visits/own_reports.html", {"visits": found})


@door(policies.SEE_OWN_REPORTS)
def own_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the employer its report: nothing that rests on what workers said, no note, no remark."""
    by, today = actor_of(request), timezone.localdate()
    visit = queries.shown_visit_for(by, pk)
    _note_first_reading(by, visit)
    return render(
        request,
        "visits/own_report.html",
        {
            "visit": visit,
            "facts": presentation.made_facts(visit, today),
            "told": told_of(pages_for(by, visit)),
            "photos": queries.photos_for(by, visit),
            "replies": visit.replies.select_related("written_by", "file"),
            "may_reply": visit.reply_until is not None and today <= visit.reply_until,
            "findings": findings_of_source(by, "visit", str(visit.pk)).order_by("number"),
        },
    )
