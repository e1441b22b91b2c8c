"""Pages of signatures, of lists of paper signatures, and of the members who have not signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.conduct import commands, policies, queries
from safe_employment.conduct.commands.lists import CATALOGUE, rows_of
from safe_employment.conduct.forms import PaperSignatureForm, SignatureListForm
from safe_employment.conduct.models import ListState
from safe_employment.conduct.states import SIGNATURE, SIGNATURE_LIST
from safe_employment.conduct.tables import ListTable, SignatureTable, UnsignedTable
from safe_employment.conduct.views.parts import action_if, list_page, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.forms import ReasonForm
from safe_employment.kit.pages import FormWords, form_page, one_click, posted
from safe_employment.members.rosters import PAGE_WORDS, answers_of, name_candidates

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_CONDUCT)
def signatures(request: HttpRequest) -> HttpResponseBase:
    """List the signatures."""
    by, records = actor_of(request), policies.RECORD_SIGNATURES
    add = action_if(by, records, _("Record a signature"), "add_signature", kind="primary")
    bring = action_if(by, records, _("Bring in a list"), "add_list")
    others = action_if(by, policies.SEE_CONDUCT, _("Who has not signed"), "unsigned")
    found = queries.signatures_for(by)
    return list_page(request, SignatureTable, found, add, bring, others, back="overview")


@door(policies.SEE_CONDUCT)
def unsigned(request: HttpRequest) -> HttpResponseBase:
    """List the members who have not signed the version in force."""
    by = actor_of(request)
    version = queries.version_in_force(by)
    found = queries.members_without_signature(by, version)
    about: object = _("No version is in force, so no member has signed it.")
    if version:
        about = _("Members without a valid signature of version %(number)s, which is in force.") % {
            "number": version.number
        }
    return list_page(request, UnsignedTable, found, subtitle=about, back="overview")


@door(policies.SEE_CONDUCT)
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one signature."""
    by = actor_of(request)
    found = queries.signature_for(by, pk)
    context = {"signature": found, "may_withdraw": bool(SIGNATURE.open_to(by, found))}
    return render(request, "conduct/signature.html", context)


@door(policies.RECORD_SIGNATURES)
def add_signature(request: HttpRequest) -> HttpResponse:
    """Record a signature given on paper."""
    by, today = actor_of(request), timezone.localdate()
    words = FormWords(_("Record a paper signature"), _("Save"), _("The signature is recorded."))
    initial = {"signed_on": today, "employer": request.GET.get("employer", "")}
    form = PaperSignatureForm(*posted(request), by=by, initial=initial)
    back, done = page(by, "signatures"), page_of(by, "signature")
    return form_page(
        request, form, commands.record_signature, words, back=back, done=done, by=by, today=today
    )


@door(policies.WITHDRAW_SIGNATURES)
def withdraw_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a signature with a reason."""
    by = actor_of(request)
    found = queries.signature_for(by, pk)
    if not SIGNATURE.open_to(by, found):
        raise Hidden
    words = FormWords(
        _("Withdraw this signature"),
        _("Withdraw"),
        _("The signature was withdrawn."),
        _("The certificate no longer holds, and the employer's contacts are told the reason."),
        danger=True,
    )
    form = ReasonForm(*posted(request))
    back = page(by, "signature", pk)
    return form_page(
        request,
        form,
        commands.withdraw_signature,
        words,
        back=back,
        by=by,
        signature=found,
        today=timezone.localdate(),
    )


@door(policies.RECORD_SIGNATURES)
def lists(request: HttpRequest) -> HttpResponseBase:
    """List the lists of paper signatures."""
    by = actor_of(request)
    add = action_if(by, policies.RECORD_SIGNATURES, _("Bring in a list"), "add_list", kind="primary")
    return list_page(request, ListTable, queries.lists_for(by), add, back="overview")


@door(policies.RECORD_SIGNATURES)
def add_list(request: HttpRequest) -> HttpResponse:
    """Read a pasted or uploaded list; it is shown before anything is written."""
    by, today = actor_of(request), timezone.localdate()
    words = FormWords(
        _("Bring in a list of paper signatures"),
        _("Look at the list"),
        "",
        _("Nothing is written yet: first you see every row and what is uncertain."),
    )
    form = SignatureListForm(*posted(request), by=by, initial={"signed_on": today})
    back, done = page(by, "lists"), page_of(by, "list")
    return form_page(
        request, form, commands.read_signature_list, words, back=back, done=done, by=by, today=today
    )


@door(policies.RECORD_SIGNATURES)
def signature_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rows of a list; take the answers to uncertain ones."""
    by = actor_of(request)
    found = queries.list_for(by, pk)
    if request.method == "POST":
        answers = answers_of(request.POST, rows_of(found))
        back = page(by, "list", pk)
        command = commands.answer_list
        return one_click(
            request,
            command,
            _("Your answers are kept."),
            back=back,
            by=by,
            signature_list=found,
            answers=answers,
        )
    rows = name_candidates(by, rows_of(found), CATALOGUE)
    context = {
        "list": found,
        "roster_words": PAGE_WORDS,
        "rows": sorted(rows, key=lambda each: (each.row.is_ready, each.row.number)),
        "ready": sum(each.row.is_ready for each in rows),
        "waiting": sum(bool(each.row.problems) and not each.row.is_left_out for each in rows),
        "is_open": found.state == ListState.READY,
        "moves": {move.verb for move in SIGNATURE_LIST.open_to(by, found)},
    }
    return render(request, "conduct/list.html", context)


@door(policies.RECORD_SIGNATURES)
@require_POST
def confirm_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is ready."""
    by = actor_of(request)
    return one_click(
        request,
        commands.confirm_list,
        _("The signatures are recorded."),
        back=page(by, "list", pk),
        by=by,
        signature_list=queries.list_for(by, pk),
        today=timezone.localdate(),
    )


@door(policies.RECORD_SIGNATURES)
@require_POST
def discard_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a list away."""
    by = actor_of(request)
    found = queries.list_for(by, pk)
    saved = _("The list was put away; nothing of it was written.")
    back = page(by, "lists")
    return one_click(request, commands.discard_list, saved, back=back, by=by, signature_list=found)
