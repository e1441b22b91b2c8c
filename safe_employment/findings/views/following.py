"""Containment, more time, and what the employer proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import commands, forms, policies, queries
from safe_employment.findings.deadlines import latest_due_on
from safe_employment.findings.timeline import page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, confirm_page, form_page, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(policies.CONTAIN_FINDINGS)
def contain(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the harm has stopped."""
    by, now = actor_of(request), timezone.now()
    found = queries.finding_for(by, pk)
    form = forms.ContainForm(*posted(request), initial={"contained_at": timezone.localtime(now)})
    words = FormWords(
        _("The harm has stopped"), _("Note the containment"), _("Containment noted."),
        _("What was done at once, so that nobody is harmed while the correction is under way."),
    )  # fmt: skip
    return form_page(
        request, form, commands.contain_finding, words, back=page_of(found, by), by=by, finding=found, now=now
    )


@door(policies.CONTAIN_FINDINGS)
def confirm_containment(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that the harm has stopped."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    words = FormWords(
        _("Confirm that the harm has stopped"), _("Confirm"), _("Confirmed."),
        _("You have seen it yourself, or spoken with someone who has. The clock ends with it."),
    )  # fmt: skip
    back = page_of(found, by)
    return confirm_page(
        request, commands.confirm_containment, words, back=back, by=by, finding=found, today=today
    )


@door(policies.CONTAIN_FINDINGS)
def undo_containment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the harm goes on."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    words = FormWords(
        _("The harm goes on"), _("Open the containment again"), _("Opened again; its clock runs."),
        _("What was noted did not hold. Manager and board are told again while it goes on."),
    )  # fmt: skip
    form = forms.ReasonForm(*posted(request))
    return form_page(
        request, form, commands.undo_containment, words, back=page_of(found, by), by=by, finding=found,
        today=today,
    )  # fmt: skip


@door(policies.ASK_FOR_TIME)
def ask_for_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for more time for an action."""
    by, today = actor_of(request), timezone.localdate()
    action = queries.action_for(by, pk)
    form = forms.AskForTimeForm(*posted(request))
    words = FormWords(
        _("Ask for more time"), _("Send the request"), _("Sent. You will be told what was decided."),
        _("“%(what)s” is due on %(due)s. That day stays until the association has granted another.")
        % {"what": action.what, "due": action.due_on},
    )  # fmt: skip
    back = page_of(action.finding, by)
    return form_page(
        request, form, commands.ask_for_postponement, words, back=back, by=by, action=action, today=today
    )


@door(policies.EXTEND_ACTIONS)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant more time."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.postponement_for(by, pk)
    latest = latest_due_on(found.action.finding.severity, today)
    wanted = min(found.wanted_on, latest) if latest else found.wanted_on
    form = forms.GrantForm(*posted(request), latest=latest, initial={"due_on": wanted})
    words = FormWords(_("Grant more time"), _("Grant more time"), _("The new day is agreed."), found.reason)
    return form_page(
        request, form, commands.decide_postponement, words, back=page_of(found.action.finding, by), by=by,
        postponement=found, grant=True, today=today,
    )  # fmt: skip


@door(policies.EXTEND_ACTIONS)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse more time."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.postponement_for(by, pk)
    words = FormWords(_("Refuse more time"), _("Refuse"), _("Refused; the owner is told why."), found.reason)
    return form_page(
        request, forms.RefuseForm(*posted(request)), commands.decide_postponement, words,
        back=page_of(found.action.finding, by), by=by, postponement=found, grant=False, today=today,
    )  # fmt: skip


@door(policies.ASK_FOR_TIME)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    by = actor_of(request)
    found = queries.postponement_for(by, pk)
    words = FormWords(_("Take the request back"), _("Take back"), _("Taken back."), found.reason)
    back = page_of(found.action.finding, by)
    return confirm_page(request, commands.take_postponement_back, words, back=back, by=by, postponement=found)


@door(policies.PROPOSE_ACTIONS)
def propose_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose what the employer does about a finding."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    form = forms.ProposeActionForm(*posted(request))
    words = FormWords(
        _("Propose an action"), _("Send the proposal"), _("Sent. The association agrees it or says why not."),
        found.title,
    )  # fmt: skip
    back = page_of(found, by)
    return form_page(
        request, form, commands.propose_action, words, back=back, by=by, finding=found, today=today
    )


@door(policies.AGREE_ACTIONS)
def agree_proposed(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree what the employer proposed, as it is or changed."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.proposed_action_for(by, pk)
    initial = {"what": found.what, "owner_name": found.owner_name, "due_on": found.due_on}
    form = forms.ProposeActionForm(*posted(request), initial=initial)
    words = FormWords(_("Agree an action"), _("Agree this action"), _("Action agreed."), found.finding.title)
    back = page_of(found.finding, by)
    return form_page(
        request, form, commands.agree_proposed_action, words, back=back, by=by, proposed=found, today=today
    )


@door(policies.AGREE_ACTIONS)
def put_action_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why what the employer proposed is not enough."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.proposed_action_for(by, pk)
    words = FormWords(
        _("Put the proposal aside"), _("Put aside"), _("Put aside; the employer reads why."), found.what
    )
    back = page_of(found.finding, by)
    return form_page(
        request, forms.ReasonForm(*posted(request)), commands.put_proposed_action_aside, words, back=back,
        by=by, proposed=found, today=today,
    )  # fmt: skip
