"""Findings: the list, a finding's page, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from safe_employment.findings import commands, forms, policies, presentation, queries
from safe_employment.findings.escalation import containment_mark
from safe_employment.findings.states import FINDING
from safe_employment.findings.tables import FindingTable, standing_of
from safe_employment.findings.views.parts import action_if, list_page, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, one_click, posted
from safe_employment.kit.policies import can
from safe_employment.members.queries import employer_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


EDITED = (
    "title", "cluster", "question", "statement", "severity", "basis", "article", "description", "ilo",
    "root_cause", "root_cause_text", "for_employer",
)  # fmt: skip


@door(policies.SEE_FINDINGS)
def findings(request: HttpRequest) -> HttpResponseBase:
    """List findings, the most overdue first."""
    by = actor_of(request)
    found = queries.with_gravity(queries.findings_for(by))
    add = action_if(by, policies.RECORD_FINDINGS, _("Record a finding"), "new", kind="primary", icon="plus")
    actions = action_if(by, policies.SEE_FINDINGS, _("Corrective actions"), "actions")
    proposed = action_if(by, policies.DECIDE_PROPOSALS, _("Proposed findings"), "proposals")
    about = _("What has to be corrected, the most overdue first.")
    return list_page(request, FindingTable, found, add, proposed, actions, subtitle=about)


@door(policies.SEE_FINDINGS)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a finding: what is next, its actions, replies, notes and story."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.shown_finding_for(by, pk)
    cards = presentation.action_cards(found, by, today)
    steps, current = presentation.steps_of(found)
    others = list(queries.earlier_findings(by, found)[:20])
    return render(
        request,
        "findings/finding.html",
        {
            "finding": found,
            "standing": standing_of(found, today),
            "steps": steps,
            "current": current,
            "facts": presentation.facts_of(found, by),
            "cards": cards,
            "proposed": presentation.proposed_cards(found, by),
            "to_contain": containment_mark(found, today) if found.contained_at is None else None,
            "earlier": [other for other in others if other.earlier_id != found.pk][:5],
            "later": [other for other in others if other.earlier_id == found.pk],
            "replies": presentation.reply_cards(found),
            "notes": found.notes.select_related("person") if can(by, policies.KEEP_NOTES) else [],
            "story": presentation.story_of(found, cards),
            "verbs": [row.verb for row in FINDING.open_to(by, found)],
            "kept_from": presentation.kept_from(found, by),
        },
    )


@door(policies.RECORD_FINDINGS)
def new(request: HttpRequest) -> HttpResponse:
    """Record a finding."""
    by = actor_of(request)
    given = request.GET.get("employer", "")
    initial = {
        "found_on": timezone.localdate(),
        "for_employer": True,
        "statement": "possible_breach",
        "basis": "law",
    }
    if given.isdigit():
        initial["employer"] = employer_for(by, int(given))
    form = forms.FindingForm(*posted(request), by=by, initial=initial)
    words = FormWords(_("Record a finding"), _("Record"), _("Finding recorded."))
    back = page(by, "findings")
    today = timezone.localdate()
    return form_page(
        request,
        form,
        commands.record_finding,
        words,
        back=back,
        done=page_of(by, "finding"),
        by=by,
        today=today,
    )


@door(policies.RECORD_FINDINGS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a finding."""
    by = actor_of(request)
    found = queries.finding_for(by, pk)
    initial = {name: getattr(found, name) for name in EDITED}
    form = forms.ChangedForm(*posted(request), by=by, found=found, initial=initial)
    words = FormWords(_("Change the finding"), _("Save"), _("Finding changed."))
    back, today = page(by, "finding", pk), timezone.localdate()
    return form_page(
        request, form, commands.edit_finding, words, back=back, by=by, finding=found, today=today
    )


@door(policies.SHARE_FINDINGS)
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Tell the employer."""
    by = actor_of(request)
    found = queries.finding_for(by, pk)
    back, saved = page(by, "finding", pk), _("The employer can read it now.")
    today = timezone.localdate()
    return one_click(request, commands.share_finding, saved, back=back, by=by, finding=found, today=today)


@door(policies.WITHDRAW_FINDINGS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a finding that was a mistake."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    words = FormWords(
        _("Withdraw the finding"), _("Withdraw"), _("Finding withdrawn."),
        _("For a mistake only. Its open actions are dropped; the record and the reason are kept."),
        danger=True,
    )  # fmt: skip
    back = page(by, "finding", pk)
    form = forms.ReasonForm(*posted(request))
    return form_page(
        request, form, commands.withdraw_finding, words, back=back, by=by, finding=found, today=today
    )


@door(policies.REOPEN_FINDINGS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed finding again."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    words = FormWords(
        _("Open the finding again"), _("Open again"), _("Finding opened again."),
        _("A new action is agreed and verified before it can be closed."),
    )  # fmt: skip
    back = page(by, "finding", pk)
    form = forms.ReopenForm(*posted(request))
    return form_page(
        request, form, commands.reopen_finding, words, back=back, by=by, finding=found, today=today
    )


@door(policies.VERIFY_ACTIONS)
def close_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a good-practice wish without an action."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    words = FormWords(_("Close the wish"), pgettext_lazy("a finding", "Close"), _("Finding closed."))
    back = page(by, "finding", pk)
    form = forms.ReasonForm(*posted(request))
    return form_page(request, form, commands.close_wish, words, back=back, by=by, finding=found, today=today)


@door(policies.KEEP_NOTES)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an internal note."""
    by = actor_of(request)
    found = queries.finding_for(by, pk)
    words = FormWords(_("Internal note"), _("Write the note"), _("Note written."))
    form = forms.NoteForm(*posted(request))
    return form_page(
        request, form, commands.write_note, words, back=page(by, "finding", pk), by=by, finding=found
    )
