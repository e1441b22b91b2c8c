"""The list, a visit's page, planning, and setting out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.findings.forms import ReasonForm
from safe_employment.findings.queries import findings_of_source
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.marks import Mark
from safe_employment.kit.pages import Action, FormWords, form_page, one_click, only, posted, record_page
from safe_employment.kit.policies import can
from safe_employment.visits import commands, forms, policies, presentation, queries
from safe_employment.visits.cancelling.queries import asked_of
from safe_employment.visits.cancelling.states import can_ask_to_cancel
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.commands.answering import is_open_for_answers
from safe_employment.visits.compared import Told, told_of
from safe_employment.visits.looks import is_on_the_team, look_at, looks_by_person
from safe_employment.visits.models import OUT, TO_REVIEW, Origin, Outcome
from safe_employment.visits.phone.arriving import on_their_way
from safe_employment.visits.progress import differences_for, pages_for
from safe_employment.visits.reading import is_tied, reads_all
from safe_employment.visits.states import VISIT
from safe_employment.visits.tables import VisitTable
from safe_employment.visits.views.cancelling import ask
from safe_employment.visits.views.offers import offers_of
from safe_employment.visits.views.parts import action_if, list_page, page, page_of, to_open

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit
    from safe_employment.visits.progress import AnsweredQuestion, ClusterPage, Difference


@door(policies.SEE_VISITS)
def visits(request: HttpRequest) -> HttpResponseBase:
    """List visits; a sealed one shows neither target nor day, to nobody."""
    by = actor_of(request)
    plan = action_if(by, policies.PLAN_VISITS, _("Plan a visit"), "plan", kind="primary", icon="plus")
    paper = action_if(by, policies.PLAN_VISITS, _("Record a visit from paper"), "record")
    about = _("Unannounced: whom a visit is for and when stays sealed until the team sets out.")
    found = queries.listed(queries.visits_for(by))
    drawn = action_if(by, policies.SEE_DRAW, _("The draw"), "periods", icon="lock")
    asked = action_if(by, policies.ASK_TARGETED, _("Visits asked for"), "targets")
    dropped = action_if(by, policies.SEE_CANCELLING, _("Drawn, to be cancelled"), "cancellings")
    return list_page(request, VisitTable, found, plan, paper, drawn, asked, dropped, subtitle=about)


def _verbs_of(by: Actor, visit: Visit) -> list[str]:
    """Return the moves that are open to the actor; of a drawn visit also to ask that it is cancelled."""
    verbs = [row.verb for row in VISIT.open_to(by, visit)]
    return [*verbs, "ask_to_cancel"] if can_ask_to_cancel(by, visit) else verbs


def _pages(by: Actor, visit: Visit) -> list[ClusterPage]:
    """Return the checklist; of a visit that was not held the clusters that were answered all the same."""
    if visit.is_sealed or visit.on_paper:
        return []
    pages = pages_for(by, visit)
    return pages if visit.outcome in ("", Outcome.HELD) else [page for page in pages if page.answered]


def _to_record(pages: list[ClusterPage]) -> list[AnsweredQuestion]:
    """Return the adverse answers without a finding."""
    return [row for page in pages for row in page.rows if row.needs_finding]


def _differences(by: Actor, visit: Visit) -> list[tuple[Difference, str]]:
    """Return what the team answered differently, each with the words of its question; notes for the staff."""
    asked, reads_notes = checklist_of(visit).asked, reads_all(by, visit)
    return [
        (each, asked[each.question].text if each.question in asked else "")
        for each in differences_for(by, visit)
        if reads_notes or not each.is_of_notes
    ]


def _told(by: Actor, visit: Visit) -> Told:
    """Return the facts that the team told, to those without a tie who read what it wrote."""
    return told_of(visit) if reads_all(by, visit) and not visit.is_sealed else Told()


@door(policies.SEE_VISITS)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit; while it is sealed the look is noted."""
    by, today = actor_of(request), timezone.localdate()
    found = look_at(by, pk)
    if found is None:
        return _closed(request, by, queries.shown_visit_for(by, pk))
    steps, current = presentation.steps_of(found)
    pages = _pages(by, found)
    verbs = _verbs_of(by, found)
    all_answered = bool(pages) and all(each.is_complete for each in pages)
    makes = can(by, policies.MAKE_VISITS) and is_on_the_team(by, found) and not is_tied(by, found)
    can_answer = is_open_for_answers(found) and makes
    return render(
        request,
        "visits/visit.html",
        {
            "visit": found,
            "steps": steps,
            "current": current,
            "facts": presentation.facts_of(found, by, today),
            "pages": pages,
            "offers": offers_of(
                by, found, verbs, timezone.now(), makes=makes, can_answer=can_answer,
                all_answered=all_answered,
            ),
            "to_record": _to_record(pages) if makes else [],
            "findings": findings_of_source(by, "visit", str(found.pk)),
            "looks": looks_by_person(found, queries.looks_at(found)[:500]),
            "differences": _differences(by, found),
            "asked_to_cancel": asked_of(found),
            "told": _told(by, found),
            "may_postpone": "postpone" in verbs,
            "on_their_way": on_their_way(found) if found.state in (*OUT, *TO_REVIEW) else [],
            "photos": queries.photos_for(by, found),
            "replies": found.replies.select_related("written_by", "file") if found.is_reported else [],
            "shows_code": bool(found.arrival_code) and is_on_the_team(by, found),
            "may_settle": can(by, policies.REVIEW_VISITS),
            "can_answer": can_answer,
            "reads_remarks": reads_all(by, found),
        },
    )  # fmt: skip


def _closed(request: HttpRequest, by: Actor, found: Visit) -> HttpResponse:
    """Show that there is a sealed visit, and nothing of whom it is for or when."""
    verbs = _verbs_of(by, found)
    pk, team = found.pk, _("; ").join(str(one.person) for one in found.team.all())
    actions = only(
        Action(_("Open the seal"), page(by, "open_seal", pk), "primary", "lock"),
        Action(_("Postpone"), page(by, "postpone", pk)) if "postpone" in verbs else None,
        Action(_("Plan anew"), page(by, "replan", pk)) if "replan" in verbs else None,
        Action(_("Cancel the visit"), page(by, "cancel", pk)) if "cancel" in verbs else None,
        Action(_("Ask to cancel the visit"), page(by, "cancel", pk)) if "ask_to_cancel" in verbs else None,
    )
    return record_page(
        request,
        title=found.reference,
        state=Mark(found.get_state_display(), found.TONES[found.state]),
        back=page(by, "visits"),
        back_label=VisitTable.title,
        facts=[(_("Team"), team or _("No team yet"))],
        actions=actions,
        template="visits/sealed.html",
        looks=looks_by_person(found, queries.looks_at(found)[:500]), asked_to_cancel=asked_of(found),
    )  # fmt: skip


@door(policies.SEE_SEALED)
def open_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the seal of a visit of another team, with a reason."""
    by = actor_of(request)
    found = queries.visit_for(by, pk)
    words = FormWords(
        _("Open the seal"), _("Open for half an hour"), _("Open. The team is told, and each look is noted."),
        _("The fewer know, the less can leak. Its team reads who opened it and why."),
    )  # fmt: skip
    back = page(by, "visit", pk)
    return form_page(
        request, ReasonForm(*posted(request)), commands.open_seal, words, back=back, by=by, visit=found,
        now=timezone.now(),
    )  # fmt: skip


def _to_make_again(request: HttpRequest, by: Actor) -> Visit | None:
    """Return the refused visit (`after`) that is planned again, or None."""
    key = request.GET.get("after", "")
    if not key.isdecimal():
        return None
    refused = queries.visits_for(by).filter(pk=int(key), return_by__isnull=False)
    return refused.select_related("workplace").first()


def _filled_in(refused: Visit | None) -> dict[str, object]:
    """Return what is filled in where a refused visit is planned again."""
    if refused is None:
        return {}
    facts = {"day": refused.visited_on, "reference": refused.reference}
    why = _("Entry was refused on %(day)s (%(reference)s).") % facts
    return {"employer": refused.employer_id, "why": why}


@door(policies.PLAN_VISITS)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a visit under seal."""
    by, today = actor_of(request), timezone.localdate()
    mine = [by.person.pk] if by.person else []
    refused = _to_make_again(request, by)
    form = forms.PlanForm(
        *posted(request), by=by, initial={"team": mine, **_filled_in(refused)}, refused=refused
    )
    words = FormWords(
        _("Plan an unannounced visit"), _("Plan and seal"), _("Planned. Target and day are sealed."),
        _("Only the team can open it, the manager with a reason; each look is noted. Tell no one."),
    )  # fmt: skip
    back = page(by, "visits")
    return form_page(
        request, form, commands.plan_visit, words, back=back, done=page_of(by, "visit"), by=by, today=today
    )


@door(policies.PLAN_VISITS)
def change_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the day, the workplace or the team."""
    by, today = actor_of(request), timezone.localdate()
    found = look_at(by, pk)
    if found is None:
        return to_open(by, pk)
    form = forms.ChangePlanForm(*posted(request), by=by, visit=found)
    words = FormWords(_("Change the plan"), _("Save"), _("Plan changed."), str(found.employer))
    back = page(by, "visit", pk)
    return form_page(request, form, commands.change_plan, words, back=back, by=by, visit=found, today=today)


@door(policies.MAKE_VISITS)
def record_on_paper(request: HttpRequest) -> HttpResponse:
    """Record a visit that was made on paper."""
    by, today = actor_of(request), timezone.localdate()
    form = forms.PaperForm(*posted(request), by=by)
    words = FormWords(
        _("Record a visit from paper"), _("Record"), _("Visit recorded. Its report is next."),
        _("For a visit that was already made without the checklist."),
    )  # fmt: skip
    back = page(by, "visits")
    return form_page(
        request, form, commands.record_visit, words, back=back, done=page_of(by, "visit"), by=by, today=today
    )


@door(policies.RELEASE_VISITS)
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Release a visit to its team."""
    by = actor_of(request)
    found = queries.visit_for(by, pk)
    back, saved = page(by, "visit", pk), _("Released. The team is told.")
    return one_click(
        request, commands.release_visit, saved, back=back, by=by, visit=found, now=timezone.now()
    )


@door(policies.MAKE_VISITS)
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a visit whose end was noted too soon."""
    by = actor_of(request)
    found = queries.visit_for(by, pk)
    words = FormWords(_("Go on with the visit"), _("Go on"), _("The visit goes on."), str(found))
    form, back = ReasonForm(*posted(request)), page(by, "visit", pk)
    return form_page(request, form, commands.go_on, words, back=back, by=by, visit=found, now=timezone.now())


@door(policies.MAKE_VISITS)
@require_POST
def set_out(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """The team leaves: the seal is opened."""
    by = actor_of(request)
    found = queries.visit_for(by, pk)
    back, saved = page(by, "visit", pk), _("The visit has begun. Say who you are, show the code, and begin.")
    return one_click(request, commands.set_out, saved, back=back, by=by, visit=found, now=timezone.now())


@door(policies.MAKE_VISITS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a visit with its outcome."""
    by = actor_of(request)
    found = look_at(by, pk)
    if found is None:
        return to_open(by, pk)
    words = FormWords(
        _("End the visit"),
        _("End the visit"),
        _("Ended. The report is due within 30 days."),
        str(found.employer),
    )
    form = forms.OutcomeForm(*posted(request))
    back = page(by, "visit", pk)
    now = timezone.now()
    return form_page(request, form, commands.end_visit, words, back=back, by=by, visit=found, now=now)


@door(policies.PLAN_VISITS)
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Postpone a planned visit."""
    by = actor_of(request)
    found = queries.visit_for(by, pk)
    words = FormWords(_("Postpone the visit"), _("Postpone"), _("Postponed. It stays sealed."))
    form = ReasonForm(*posted(request))
    return form_page(
        request, form, commands.postpone_visit, words, back=page(by, "visit", pk), by=by, visit=found
    )


@door(policies.PLAN_VISITS)
def replan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a postponed visit a new day."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.visit_for(by, pk)
    words = FormWords(_("Plan the visit anew"), _("Plan and seal"), _("Planned. Target and day are sealed."))
    form = forms.ReplanForm(*posted(request))
    back = page(by, "visit", pk)
    return form_page(request, form, commands.replan_visit, words, back=back, by=by, visit=found, today=today)


@door(policies.PLAN_VISITS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a visit that was not made; of one that was drawn it is asked."""
    by = actor_of(request)
    found = queries.visit_for(by, pk)
    if found.origin == Origin.DRAWN:
        return ask(request, by, pk)
    words = FormWords(
        _("Cancel the visit"),
        _("Cancel the visit"),
        _("Cancelled. Who was to be visited stays sealed."),
        danger=True,
    )
    form = ReasonForm(*posted(request))
    return form_page(
        request, form, commands.cancel_visit, words, back=page(by, "visit", pk), by=by, visit=found
    )
