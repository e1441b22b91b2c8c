"""What a case officer reads of a worker where a case needs it. Every opened record is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.forms import run
from safe_employment.kit.pages import Action, FormWords, posted, record_page
from safe_employment.kit.sealed import Sealer, masked
from safe_employment.members.queries import employer_for
from safe_employment.workforce import commands, queries
from safe_employment.workforce.forms import WhyForm
from safe_employment.workforce.policies import READ_SENSITIVE, READ_WORKERS, UNMASK_NUMBERS
from safe_employment.workforce.presentation import spell_text
from safe_employment.workforce.tables import CaseWorkerTable
from safe_employment.workforce.views.parts import (
    filled,
    leaving_facts,
    list_page,
    page,
    recruitment_facts,
    work_facts,
)
from safe_employment.workforce.views.protected import facts_of, show_number

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(READ_WORKERS)
def workers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List the workers of an employer, without ages, numbers or protected facts."""
    by = actor_of(request)
    employer = employer_for(by, pk)
    found = queries.of_employers(queries.workers_for(by), [employer]).select_related("recruitment")
    about = _("%(employer)s. Open a record only where a case needs it; each opening is noted with your name.")
    counts = Action(_("Counts of this employer"), page(by, "counts", employer.pk))
    business = Action(_("The business itself"), page(by, "case_establishment", employer.pk))
    subtitle = str(about) % {"employer": employer.name}
    return list_page(request, CaseWorkerTable, found, counts, business, subtitle=subtitle)


@door(READ_WORKERS)
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a case needs of a worker, without protected facts; the opening is noted."""
    by = actor_of(request)
    found = commands.read_worker(by=by, worker=pk)
    sealer = Sealer(by.home.pk)
    show = [
        (field, label)
        for field, label in (("id_number", _("Show the number")), ("bank_account", _("Show the account")))
        if getattr(found, field) is not None
    ]
    return record_page(
        request,
        title=found.name,
        subtitle=f"{found.employer} · {spell_text(found)}",
        back=page(by, "case_workers", found.employer_id),
        back_label=found.employer,
        facts=filled(
            [
                (_("Number of the document"), masked(found, "id_number", sealer)),
                *work_facts(found),
                (_("Current address"), found.current_address),
                (_("Phone"), found.phone),
                *recruitment_facts(queries.recruitment_of(found), found),
                *leaving_facts(queries.leaving_of(found)),
            ]
        ),
        actions=[
            *(Action(label, page(by, "case_worker", pk) + f"show/{field}/") for field, label in show),
            Action(_("Protected facts"), page(by, "case_sensitive", pk)),
        ],
    )


@door(READ_WORKERS, READ_SENSITIVE)
def sensitive(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what the protected facts are needed for; then show them once."""
    by = actor_of(request)
    found, back = queries.worker_for(by, pk), page(by, "case_worker", pk)
    form = WhyForm(*posted(request))
    if request.method == "POST":
        facts = run(form, commands.read_sensitive_facts, by=by, worker=pk)
        if facts is not None:
            context = {"worker": found, "facts": facts_of(facts), "back": back, "edit": ""}
            return render(request, "workforce/sensitive.html", context)
    words = FormWords(_("Protected facts"), _("Show them"), help=f"{found.name} · {found}")
    status = 422 if form.errors else 200
    return render(request, "kit/form_page.html", {"form": form, "words": words, "back": back}, status=status)


@door(READ_WORKERS, UNMASK_NUMBERS)
def unmask(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Show a hidden number in the clear, for a reason."""
    by = actor_of(request)
    found = queries.worker_for(by, int(pk))
    return show_number(request, found, field, back=page(by, "case_worker", int(pk)))
