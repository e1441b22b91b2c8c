"""The worker register on the employer's own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import Action, FormWords, confirm_page, form_page, only, posted, removing
from safe_employment.kit.queries import one_of
from safe_employment.kit.sealed import Sealer
from safe_employment.members.queries import own_employers
from safe_employment.members.views.choosing import to_own
from safe_employment.workforce import commands, forms, policies, queries
from safe_employment.workforce.commands.workers import REMOVABLE
from safe_employment.workforce.identity import looks_like_a_number
from safe_employment.workforce.presentation import spell_text, state_mark
from safe_employment.workforce.tables import WorkerTable
from safe_employment.workforce.views.parts import (
    account_facts,
    filled,
    home_facts,
    leaving_facts,
    list_page,
    page,
    page_of,
    person_facts,
    recruitment_facts,
    work_facts,
)
from safe_employment.workforce.views.protected import facts_of, show_number

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.workforce.models import Worker


def own_employer(by: Actor, pk: int) -> Employer:
    """Return an employer for whom the actor keeps the register. Raises Hidden."""
    return one_of(own_employers(by, policies.KEEP_WORKERS), pk)


@door(policies.KEEP_WORKERS)
def portal(request: HttpRequest) -> HttpResponse:
    """Lead to the register of the only employer, or let the contact of several choose."""
    by = actor_of(request)
    return to_own(request, own_employers(by, policies.KEEP_WORKERS), "workforce:workers", _("Our workers"))


@door(policies.KEEP_WORKERS)
def workers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List the workers of one's own employer."""
    by = actor_of(request)
    employer = own_employer(by, pk)
    if looks_like_a_number(request.GET.get("q", "")):
        # The number of a card does not belong in an address: it would stay in the browser's history.
        return redirect(page(by, "find_worker", pk))
    found = queries.flagged(queries.of_employers(queries.own_workers(by), [employer]))
    add = Action(_("Add a worker"), page(by, "add_worker", pk), "primary", "plus")
    find = Action(_("Find by number"), page(by, "find_worker", pk))
    kept = Action(_("What is kept, and how long"), page(by, "retention"))
    books = Action(_("Hand in books"), page(by, "books", pk))
    business = Action(_("The business itself"), page(by, "establishment", pk))
    glance = Action(_("At a glance"), page(by, "glance", pk), icon="chart-bar")
    rows = found.select_related("recruitment", "dispatch_agency")
    return list_page(
        request, WorkerTable, rows, add, glance, books, business, find, kept, subtitle=employer.name
    )


@door(policies.KEEP_WORKERS)
def find_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a worker by the number of the document, which is sent in the body and never in an address."""
    by = actor_of(request)
    employer = own_employer(by, pk)
    form = forms.FindNumberForm(*posted(request))
    words = FormWords(_("Find by number"), _("Find"), help=employer.name)
    if request.method == "POST" and form.is_valid():
        found = commands.find_by_number(by=by, number=form.cleaned_data["number"])
        if found is not None:
            return redirect(page(by, "worker", found.pk))
        form.add_error("number", str(_("No worker with this number is in the register.")))
    context = {"form": form, "words": words, "back": page(by, "workers", pk)}
    return render(request, "kit/form_page.html", context, status=422 if form.errors else 200)


def _actions(by: Actor, found: Worker, today: date) -> list[Action]:
    """Return what can be done with a worker; leaving, or coming back, comes first."""
    if found.leave_date is None:
        first = Action(_("Record leaving"), page(by, "record_leaving", found.pk))
        undo = None
    else:
        first = Action(_("Comes back"), page(by, "rehire_worker", found.pk))
        undo = Action(_("Take the leaving back"), page(by, "take_leaving_back", found.pk))
    is_new = found.created_at.date() >= today - REMOVABLE
    remove = Action(_("Remove"), page(by, "remove_worker", found.pk), "danger") if is_new else None
    return only(first, undo, remove)


@door(policies.KEEP_WORKERS)
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a worker of one's own employer, with numbers hidden but for their end."""
    by, today = actor_of(request), timezone.localdate()
    found = one_of(
        queries.flagged(queries.own_workers(by)).select_related("workplace", "dispatch_agency", "leaving"), pk
    )
    sealer = Sealer(by.home.pk)
    context = {
        "worker": found,
        "spell": spell_text(found),
        "state": state_mark(found, today),
        "age": found.age(today),
        "actions": _actions(by, found, today),
        "person": filled(person_facts(found, sealer)),
        "work": filled(work_facts(found)),
        "home": filled(home_facts(found)),
        "account": filled(account_facts(found, sealer)),
        "recruitment": filled(recruitment_facts(queries.recruitment_of(found), found)),
        "leaving": filled(leaving_facts(queries.leaving_of(found))),
        "annual_leave": found.annual_leave.all(),
        "contracts": found.contracts.all(),
        "papers": found.papers_seen.all(),
        "family": found.family_contacts.all(),
        "told": found.training_received.all(),
    }
    return render(request, "workforce/worker.html", context)


@door(policies.KEEP_WORKERS)
def record_leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """Record when a worker left."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    form = forms.LeavingForm(*posted(request), initial={"leave_date": today})
    words = FormWords(_("Record leaving"), _("Record"), _("Recorded."), found.name, danger=True)
    back = page(by, "worker", pk)
    return form_page(request, form, commands.record_leaving, words, back=back, by=by, worker=pk, today=today)


@door(policies.KEEP_WORKERS)
def take_leaving_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a leaving that was recorded wrongly."""
    by = actor_of(request)
    found = queries.own_worker(by, pk)
    title = _("Is this worker still there?")
    words = FormWords(title, _("Take the leaving back"), _("Taken back."), found.name)
    back = page(by, "worker", pk)
    return confirm_page(request, commands.take_leaving_back, words, back=back, by=by, worker=pk)


@door(policies.KEEP_WORKERS)
def rehire_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a new spell of someone who comes back."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    given = {"hire_date": today, "employment_form": found.employment_form, "post": found.post}
    form = forms.RehireForm(*posted(request), initial=given)
    words = FormWords(
        _("Comes back"),
        _("Enter the new spell"),
        _("Entered. Contract and recruitment are recorded anew."),
        found.name,
    )
    back, done = page(by, "worker", pk), page_of(by, "worker")
    command = commands.rehire_worker
    return form_page(request, form, command, words, back=back, done=done, by=by, worker=pk, today=today)


@door(policies.KEEP_WORKERS)
def remove_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a worker who was entered by mistake."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    words = removing(_("Remove this worker, and all that is recorded of them?"), found.name)
    back, done = page(by, "worker", pk), page(by, "workers", found.employer_id)
    command = commands.remove_worker
    return confirm_page(request, command, words, back=back, done=done, by=by, worker=pk, today=today)


@door(policies.KEEP_WORKERS, policies.UNMASK_NUMBERS)
def unmask(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Show a hidden number in the clear, for a reason."""
    by = actor_of(request)
    return show_number(request, queries.own_worker(by, int(pk)), field, back=page(by, "worker", int(pk)))


@door(policies.KEEP_WORKERS, policies.READ_SENSITIVE)
def sensitive(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the protected facts of one's own worker; the reading is noted."""
    by = actor_of(request)
    found = queries.own_worker(by, pk)
    facts = commands.read_sensitive_facts(by=by, worker=pk)
    context = {
        "worker": found,
        "facts": facts_of(facts),
        "back": page(by, "worker", pk),
        "edit": page(by, "change_sensitive", pk),
    }
    return render(request, "workforce/sensitive.html", context)


@door(policies.KEEP_WORKERS, policies.READ_SENSITIVE)
def change_sensitive(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the protected facts of one's own worker."""
    by = actor_of(request)
    found = queries.own_worker(by, pk)
    form = forms.SensitiveForm(
        *posted(request), by=by, instance=commands.read_sensitive_facts(by=by, worker=pk)
    )
    words = FormWords(_("Protected facts"), _("Save"), _("Saved."), found.name)
    back = page(by, "sensitive", pk)
    command, today = commands.keep_sensitive_facts, timezone.localdate()
    return form_page(request, form, command, words, back=back, by=by, worker=pk, today=today)
