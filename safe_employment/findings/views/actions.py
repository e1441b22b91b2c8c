"""Corrective actions: the list, and each step on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import commands, forms, policies, queries
from safe_employment.findings.deadlines import latest_due_on
from safe_employment.findings.eyes import check_giver
from safe_employment.findings.presentation import refusal_of
from safe_employment.findings.states import ACTION
from safe_employment.findings.tables import ActionTable
from safe_employment.findings.timeline import page_of
from safe_employment.findings.views.parts import led_back, list_page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.pages import FormWords, form_page, posted, refused_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.forms.forms import BaseForm
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.findings.models import CorrectiveAction


@door(policies.SEE_FINDINGS)
def actions(request: HttpRequest) -> HttpResponseBase:
    """List corrective actions, the most overdue first."""
    found = queries.actions_in_order(queries.actions_for(actor_of(request)))
    about = _("What was agreed, by whom and until when; the most overdue first.")
    return list_page(request, ActionTable, found, subtitle=about)


@door(policies.AGREE_ACTIONS)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree an action on a finding."""
    by, today = actor_of(request), timezone.localdate()
    finding = queries.finding_for(by, pk)
    form = forms.ActionForm(*posted(request), by=by, finding=finding, today=today)
    words = FormWords(
        _("Agree an action"), _("Agree this action"), _("Action agreed."),
        _("What will be done, by whom, until when. Finder, fixer and verifier are different people."),
    )  # fmt: skip
    back = page_of(finding, by)
    return form_page(
        request, form, commands.agree_action, words, back=back, by=by, finding=finding, today=today
    )


def _step(
    request: HttpRequest,
    action: CorrectiveAction,
    form: BaseForm,
    command: Callable[..., CorrectiveAction],
    words: FormWords,
    *,
    verb: str = "",
) -> HttpResponse:
    """Show the form of a step of an action; when it is taken one is back on the finding's page.

    Where the lifecycle has its `verb` and forbids it now, the page says why, and who could.
    """
    by = actor_of(request)
    back, today = page_of(action.finding, by), timezone.localdate()
    error = ACTION.refusal(verb, by, action) if verb else None
    if error is not None:
        refusal = refusal_of(error, action, by)
        return refused_page(request, words, back=back, template="findings/refused.html", refusal=refusal)
    return form_page(request, form, command, words, back=back, by=by, action=action, today=today)


def _latest(action: CorrectiveAction) -> date | None:
    """Return until when more time reaches today."""
    return latest_due_on(action.finding.severity, timezone.localdate())


@door(policies.REPORT_DONE)
def report_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Report an action done, with evidence."""
    action = queries.action_for(actor_of(request), pk)
    form = forms.DoneForm(*posted(request), initial={"done_on": timezone.localdate()})
    words = FormWords(
        _("Report the action done"), _("Report done"), _("Reported. Someone else verifies it."), action.what
    )
    return _step(request, action, form, commands.report_action_done, words, verb="report_done")


@door(policies.VERIFY_ACTIONS)
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify that an action was done."""
    action = queries.action_for(actor_of(request), pk)
    words = FormWords(_("Verify the action"), _("It is done: verify"), _("Verified."), action.done_text)
    form = forms.VerifyForm(*posted(request))
    return _step(request, action, form, commands.verify_action, words, verb="verify")


@door(policies.VERIFY_ACTIONS)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an action back."""
    action = queries.action_for(actor_of(request), pk)
    words = FormWords(_("Send the action back"), _("Send back"), _("Sent back."), action.done_text)
    form = forms.SendBackForm(*posted(request), latest=_latest(action))
    return _step(request, action, form, commands.send_action_back, words, verb="send_back")


@door(policies.EXTEND_ACTIONS)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give more time for an action."""
    by = actor_of(request)
    action = queries.action_for(by, pk)
    try:
        check_giver(by, action)
    except ProgrammeError as refused:
        return led_back(request, refused, page_of(action.finding, by))
    words = FormWords(_("Give more time"), _("Give more time"), _("The new day is agreed."), action.what)
    form = forms.ExtendForm(*posted(request), latest=_latest(action))
    return _step(request, action, form, commands.extend_action, words)


@door(policies.AGREE_ACTIONS)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop an action that was a mistake or is replaced."""
    action = queries.action_for(actor_of(request), pk)
    words = FormWords(_("Drop the action"), _("Drop"), _("Action dropped."), action.what, danger=True)
    return _step(
        request, action, forms.ReasonForm(*posted(request)), commands.drop_action, words, verb="drop"
    )


@door(policies.REPLY_TO_FINDINGS)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to a finding: the employer in the portal, or the association to the employer."""
    by = actor_of(request)
    finding = queries.finding_for(by, pk)
    form = forms.ReplyForm(*posted(request))
    words = FormWords(
        _("Reply"), _("Send the reply"), _("Reply sent."),
        _("Employer and association read each other's replies. A reply cannot be changed."),
    )  # fmt: skip
    back = page_of(finding, by)
    return form_page(request, form, commands.reply_to_finding, words, back=back, by=by, finding=finding)
