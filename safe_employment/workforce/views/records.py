"""Pages of what is recorded of one worker: contracts, papers, family, what they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, confirm_page, form_page, posted, removing, saving
from safe_employment.workforce import commands, forms, queries
from safe_employment.workforce.models import Contract, FamilyContact
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(KEEP_WORKERS)
def add_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a contract."""
    by = actor_of(request)
    found = queries.own_worker(by, pk)
    form = forms.ContractForm(
        *posted(request), by=by, instance=Contract(worker=found), initial={"from_date": found.hire_date}
    )
    words = FormWords(_("Add a contract"), _("Add"), _("Contract recorded."), found.name)
    back = page(by, "worker", pk)
    return form_page(request, form, commands.add_contract, words, back=back, by=by, worker=pk)


@door(KEEP_WORKERS)
def change_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a contract."""
    by = actor_of(request)
    found = queries.own_contract(by, pk)
    form = forms.ContractForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the contract"), found.worker.name)
    back = page(by, "worker", found.worker_id)
    return form_page(request, form, commands.change_contract, words, back=back, by=by, contract=pk)


@door(KEEP_WORKERS)
def remove_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a contract recorded by mistake."""
    by = actor_of(request)
    found = queries.own_contract(by, pk)
    words = removing(_("Remove this contract?"), f"{found.worker.name} · {found.days_text}")
    back = page(by, "worker", found.worker_id)
    return confirm_page(request, commands.remove_contract, words, back=back, by=by, contract=pk)


@door(KEEP_WORKERS)
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a paper was looked at."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    given = {"seen_on": today, "seen_by": by.person.name if by.person else ""}
    form = forms.PaperForm(*posted(request), initial=given)
    words = FormWords(
        _("Note a paper that was seen"),
        _("Note it"),
        _("Noted."),
        _("Look at it and hand it back. No copy and no picture is kept here, and none should be elsewhere."),
    )
    back = page(by, "worker", found.pk)
    return form_page(request, form, commands.note_paper_seen, words, back=back, by=by, worker=pk, today=today)


@door(KEEP_WORKERS)
def remove_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a wrong note of a paper."""
    by = actor_of(request)
    found = queries.own_paper(by, pk)
    words = removing(_("Remove this note?"), found.get_kind_display())
    back = page(by, "worker", found.worker_id)
    return confirm_page(request, commands.remove_paper_seen, words, back=back, by=by, paper=pk)


@door(KEEP_WORKERS)
def add_family_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Record whom the worker wants to be reached at home."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    form = forms.FamilyContactForm(
        *posted(request), by=by, instance=FamilyContact(worker=found), initial={"consent_on": today}
    )
    words = FormWords(
        _("Add a family contact"),
        _("Add"),
        _("Family contact recorded."),
        _("The worker decides whether, and whom. It is there so that the family can be reached, never more."),
    )
    back = page(by, "worker", pk)
    command = commands.add_family_contact
    return form_page(request, form, command, words, back=back, by=by, worker=pk, today=today)


@door(KEEP_WORKERS)
def change_family_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a family contact, or note when it was last confirmed."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_family_contact(by, pk)
    form = forms.FamilyContactForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the family contact"), found.worker.name)
    back = page(by, "worker", found.worker_id)
    command = commands.change_family_contact
    return form_page(request, form, command, words, back=back, by=by, family_contact=pk, today=today)


@door(KEEP_WORKERS)
def remove_family_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a family contact."""
    by = actor_of(request)
    found = queries.own_family_contact(by, pk)
    words = removing(_("Remove this family contact?"), found.name)
    back = page(by, "worker", found.worker_id)
    return confirm_page(request, commands.remove_family_contact, words, back=back, by=by, family_contact=pk)


@door(KEEP_WORKERS)
def add_training(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the worker was told."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    form = forms.TrainingForm(*posted(request), initial={"told_on": today})
    words = FormWords(_("Record what they were told"), _("Record"), _("Recorded."), found.name)
    back = page(by, "worker", pk)
    return form_page(request, form, commands.record_training, words, back=back, by=by, worker=pk, today=today)


@door(KEEP_WORKERS)
def remove_training(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove what was recorded wrongly."""
    by = actor_of(request)
    found = queries.own_training(by, pk)
    words = removing(_("Remove this record?"), found.get_topic_display())
    back = page(by, "worker", found.worker_id)
    return confirm_page(request, commands.remove_training, words, back=back, by=by, training=pk)
