"""Pages of case studies: the list, the facts, the text with its readers, release and withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.interviews import commands, forms, policies, queries
from safe_employment.interviews.models import AgeBand, CaseState, Side
from safe_employment.interviews.states import CASE
from safe_employment.interviews.tables import CaseStudyTable
from safe_employment.interviews.views.parts import FULL, INTERVIEWS, action_if, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.forms import ShortReasonForm
from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import (
    Action,
    Fact,
    FormWords,
    confirm_page,
    form_page,
    known,
    only,
    posted,
    record_page,
    saving,
)
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.interviews.models import CaseStudy
    from safe_employment.kit.actors import Actor

READERS = 20


@door(policies.SEE_CASE_STUDIES)
def case_studies(request: HttpRequest) -> HttpResponseBase:
    """List case studies by what is counted of them."""
    by = actor_of(request)
    pages = FULL if can(by, policies.KEEP_THEMES) else INTERVIEWS
    add = action_if(
        by, policies.KEEP_CASE_STUDIES, _("Record a case study"), "add_case_study", kind="primary"
    )
    return pages.list_page(request, CaseStudyTable, queries.case_studies_for(by), add)


def _facts(by: Actor, case: CaseStudy) -> list[Fact]:
    """Return what the actor may know: who may read only released texts sees no county."""
    home = case.home_division_code
    if not can(by, policies.READ_STORIES) and home:
        home = f"{home[:4]}00"
    told: list[Fact] = [
        (_("Invented name"), case.invented_name),
        (_("Told on"), case.interviewed_on),
        (_("Sector"), case.get_sector_display()),
        (_("Age"), case.get_age_band_display()),
        (_("Sex"), case.get_sex_display()),
        (_("Home"), division_name(home)),
    ]
    themes = list(case.themes.all())
    by_side = ((side.label, [str(theme) for theme in themes if theme.side == side]) for side in Side)
    return [*told, *((label, ", ".join(names)) for label, names in by_side)]


def _consent(case: CaseStudy) -> list[Fact]:
    consent = case.consent
    return [
        (_("They agree that we"), consent.get_scope_display()),
        (_("How it was given"), consent.get_way_display()),
        (_("Language in which it was explained"), consent.language),
        (_("Given on"), consent.given_on),
        (_("Recorded by"), consent.recorded_by),
        (_("Witness"), consent.witness),
        (_("Where the signed sheet is kept"), consent.sheet_kept_at),
        *([(_("For someone under 18"), consent.get_guardian_display())] if case.is_of_a_child else []),
        *known(_("Withdrawn at"), consent.withdrawn_at),
    ]


def _actions(by: Actor, case: CaseStudy, *, has_text: bool) -> list[Action]:
    pk, keep = case.pk, policies.KEEP_CASE_STUDIES
    withdrawn = case.state == CaseState.WITHDRAWN
    moves = [
        Action(row.words, page(by, row.verb, pk), "danger" if row.verb == "withdraw_case_study" else "plain")
        for row in CASE.open_to(by, case)
    ]
    write = action_if(
        by, keep, _("Write the text"), "write_story", pk, kind="plain" if has_text else "primary"
    )
    recorded = case.state == CaseState.RECORDED
    return only(
        Action(_("Read the text"), page(by, "story", pk), "primary") if has_text else None,
        write if recorded else None,
        action_if(by, keep, _("Edit"), "change_case_study", pk) if recorded else None,
        None if withdrawn else action_if(by, keep, _("Change the consent"), "change_scope", pk),
        *moves,
    )


@door(policies.SEE_CASE_STUDIES)
def case_study(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the facts of a case study, its consent, and who read its text."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    few = can(by, policies.READ_STORIES)
    has_text = queries.has_story(case)
    return record_page(
        request,
        title=case,
        subtitle=case.invented_name,
        back=page(by, "case_studies"),
        back_label=_("Case studies"),
        state=mark_of(case),
        facts=_facts(by, case),
        actions=_actions(by, case, has_text=has_text),
        template="interviews/case_study.html",
        case=case,
        few=few,
        consent=_consent(case) if few else [],
        readings=queries.readings_of(by, case)[:READERS] if few else [],
        recognition=queries.recognition_of(case) if few and case.state != CaseState.WITHDRAWN else None,
        is_child=few and case.is_of_a_child and case.state != CaseState.WITHDRAWN,
        under_16=case.age_band == AgeBand.UNDER_16,
        has_text=has_text,
    )


@door(policies.SEE_CASE_STUDIES)
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text; that it was read is noted before."""
    by = actor_of(request)
    found = queries.read_story(by, pk)
    case = found.case_study
    return record_page(
        request,
        title=case,
        subtitle=case.invented_name,
        back=page(by, "case_study", pk),
        back_label=case,
        facts=[
            (_("Why they migrated"), found.why_migrated),
            (_("How they were treated"), found.how_treated),
            (_("What would have helped"), found.wishes),
        ],
        template="interviews/story.html",
    )


@door(policies.KEEP_CASE_STUDIES)
def add_case_study(request: HttpRequest) -> HttpResponse:
    """Record a consent and a case study."""
    by, today = actor_of(request), timezone.localdate()
    given = {"given_on": today, "interviewed_on": today}
    words = FormWords(
        _("Record a case study"),
        _("Record"),
        _("Recorded. Now write the text."),
        _("First the consent: what they agreed to, and how. Then what is counted. The text comes last."),
    )
    form = forms.NewCaseStudyForm(*posted(request), by=by, initial=given)
    back, done = page(by, "case_studies"), page_of(by, "case_study")
    return form_page(
        request, form, commands.record_case_study, words, back=back, done=done, by=by, today=today
    )


@door(policies.KEEP_CASE_STUDIES)
def change_case_study(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the facts of a case study."""
    by, today = actor_of(request), timezone.localdate()
    case = queries.case_study_for(by, pk)
    form = forms.CaseStudyForm(*posted(request), by=by, instance=case)
    words = saving(_("Edit the case study"), case)
    back = page(by, "case_study", pk)
    return form_page(
        request, form, commands.change_case_study, words, back=back, by=by, case_study=pk, today=today
    )


@door(policies.KEEP_CASE_STUDIES)
def write_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Write or change the text. Opening a text to change it is a reading too."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    before = None
    if request.method != "POST" and queries.has_story(case):
        before = queries.read_story(by, pk, purpose="edit")
    form = forms.StoryForm(*posted(request), by=by, instance=before)
    words = FormWords(
        _("Write the text"),
        _("Save the text"),
        _("Text saved."),
        _("Write so that no one could know the person: no names, no places, no employer, no dates of birth."),
    )
    back = page(by, "case_study", pk)
    return form_page(request, form, commands.write_story, words, back=back, by=by, case_study=pk)


@door(policies.KEEP_CASE_STUDIES)
def change_scope(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that someone agrees to more or to less."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    form = forms.ScopeForm(*posted(request), by=by, initial={"scope": case.consent.scope})
    words = saving(_("Change the consent"), case)
    back = page(by, "case_study", pk)
    return form_page(request, form, commands.change_scope, words, back=back, by=by, case_study=pk)


@door(policies.KEEP_CASE_STUDIES)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw consent: the text is removed for good."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    words = FormWords(
        _("Withdraw consent to %(case)s?") % {"case": case},
        _("Withdraw and remove the text"),
        _("Consent withdrawn. The text is gone."),
        _("The text, the invented name, the home and the themes are removed for good, from the history too."),
        danger=True,
    )
    back = page(by, "case_study", pk)
    return confirm_page(
        request, commands.withdraw_consent, words, back=back, by=by, case_study=pk, now=timezone.now()
    )


@door(policies.RELEASE_STORIES)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let trainers read a case study."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    words = FormWords(
        _("Release %(case)s inside?") % {"case": case},
        _("Release"),
        _("Released."),
        _("Trainers can read it from now on. They do not see the county."),
    )
    back = page(by, "case_study", pk)
    return confirm_page(request, commands.release_case_study, words, back=back, by=by, case_study=pk)


@door(policies.RELEASE_STORIES)
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear a case study for publication."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    words = FormWords(
        _("Clear %(case)s for publication?") % {"case": case},
        _("Clear for publication"),
        _("Cleared."),
        _("Read it once more with the eyes of someone from the same village or the same trade."),
    )
    back = page(by, "case_study", pk)
    return confirm_page(request, commands.clear_case_study, words, back=back, by=by, case_study=pk)


@door(policies.RELEASE_STORIES)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case study back."""
    by = actor_of(request)
    case = queries.case_study_for(by, pk)
    form = ShortReasonForm(*posted(request))
    words = FormWords(_("Take %(case)s back") % {"case": case}, _("Take it back"), _("Taken back."))
    back = page(by, "case_study", pk)
    return form_page(request, form, commands.take_back, words, back=back, by=by, case_study=pk)
