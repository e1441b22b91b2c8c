"""What an employer tells of itself: on its own pages, and for a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.kit.writing import month_text
from safe_employment.members.queries import employer_for
from safe_employment.workforce import commands, forms, queries
from safe_employment.workforce.models import AdvertCondition, HoursApproval, LedgerItem
from safe_employment.workforce.policies import KEEP_WORKERS, READ_WORKERS
from safe_employment.workforce.presentation import words_of
from safe_employment.workforce.views.parts import filled, page
from safe_employment.workforce.views.portal import own_employer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.kit.pages import Fact
    from safe_employment.workforce.models import Establishment


def establishment_facts(found: Establishment) -> list[Fact]:
    """Return what an employer told of itself."""
    conditions = found.advert_conditions
    return [
        (_("Registered or licensed"), found.is_licensed),
        (_("Entertainment venue, bar or internet café"), found.is_entertainment_venue),
        (_("Own licence for placement or dispatch"), found.hr_licence_no),
        (_("Exits of workplace or dormitory are locked or blocked"), found.exits_locked),
        (
            _("Adverts set conditions of"),
            _("None") if conditions == [] else words_of(AdvertCondition, conditions or ()),
        ),
        (_("Pregnancy tests are made at hiring"), found.pregnancy_test),
        (_("Workers with contracts of our own"), found.own_contracts),
        (_("Dispatched workers"), found.dispatched_workers),
        (_("Auxiliary posts that were made known"), ", ".join(found.auxiliary_posts or ())),
        (_("Day of the following month on which wages are due"), found.pay_day),
        (_("Years that the wage ledger is kept"), found.ledger_years),
        (_("The wage ledger shows"), words_of(LedgerItem, found.ledger_items or ())),
    ]


@door(KEEP_WORKERS)
def establishment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one's own employer told of itself, its approvals and bank files."""
    by = actor_of(request)
    employer = own_employer(by, pk)
    found = queries.establishment_of(employer)
    context = {
        "employer": employer,
        "facts": filled(establishment_facts(found)),
        "no_special_hours": "approved_system" in found.known_none,
        "approvals": employer.hours_approvals.all(),
        "bank_files": [(each, month_text(each.period)) for each in employer.bank_files.all()[:12]],
        "back": page(by, "workers", pk),
    }
    return render(request, "workforce/establishment.html", context)


@door(READ_WORKERS)
def case_establishment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an employer told of itself, where a case needs it."""
    by = actor_of(request)
    employer = employer_for(by, pk)
    approvals = [(each.get_system_display(), each.days_text) for each in employer.hours_approvals.all()]
    return record_page(
        request,
        title=_("The business itself"),
        subtitle=employer.name,
        back=page(by, "case_workers", pk),
        back_label=employer.name,
        facts=[*filled(establishment_facts(queries.establishment_of(employer))), *approvals],
        actions=[],
    )


@door(KEEP_WORKERS)
def change_establishment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what one's own employer tells of itself."""
    by = actor_of(request)
    employer = own_employer(by, pk)
    form = forms.EstablishmentForm(*posted(request), by=by, instance=queries.establishment_of(employer))
    words = saving(_("The business itself"), _("Rules ask for these. Leave empty what you do not know."))
    back = page(by, "establishment", pk)
    return form_page(request, form, commands.keep_establishment, words, back=back, by=by, employer=pk)


@door(KEEP_WORKERS)
def add_approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an approval of special hours."""
    by = actor_of(request)
    employer = own_employer(by, pk)
    form = forms.ApprovalForm(*posted(request), by=by, instance=HoursApproval(employer=employer))
    words = FormWords(_("Add an approval of special hours"), _("Add"), _("Approval recorded."), employer.name)
    back = page(by, "establishment", pk)
    return form_page(request, form, commands.add_approval, words, back=back, by=by, employer=pk)


@door(KEEP_WORKERS)
def change_approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an approval of special hours."""
    by = actor_of(request)
    found = queries.own_approval(by, pk)
    form = forms.ApprovalForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the approval"), found.employer.name)
    back = page(by, "establishment", found.employer_id)
    return form_page(request, form, commands.change_approval, words, back=back, by=by, approval=pk)


@door(KEEP_WORKERS)
def remove_approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an approval recorded by mistake."""
    by = actor_of(request)
    found = queries.own_approval(by, pk)
    words = removing(_("Remove this approval?"), f"{found.get_system_display()} · {found.days_text}")
    back = page(by, "establishment", found.employer_id)
    return confirm_page(request, commands.remove_approval, words, back=back, by=by, approval=pk)


@door(KEEP_WORKERS)
def add_bank_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Record, or correct, the bank file of a month."""
    by, today = actor_of(request), timezone.localdate()
    employer = own_employer(by, pk)
    form = forms.BankFileForm(*posted(request), initial={"month": today.replace(day=1)})
    words = FormWords(_("Record a bank file"), _("Record"), _("Recorded."), employer.name)
    back = page(by, "establishment", pk)
    return form_page(request, form, commands.record_bank_file, words, back=back, by=by, employer=pk)


@door(KEEP_WORKERS)
def remove_bank_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a bank file recorded by mistake."""
    by = actor_of(request)
    found = queries.own_bank_file(by, pk)
    words = removing(_("Remove this bank file?"), month_text(found.period))
    back = page(by, "establishment", found.employer_id)
    return confirm_page(request, commands.remove_bank_file, words, back=back, by=by, bank_file=pk)
