"""Pages that show what is hidden, for the employer and for a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.forms import run
from safe_employment.kit.pages import FormWords, posted
from safe_employment.workforce import commands
from safe_employment.workforce.forms import WhyForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.kit.pages import Fact
    from safe_employment.workforce.models import SensitiveFacts, Worker

FIELD_WORDS = {"id_number": _("Number of the document"), "bank_account": _("Account for wages")}


def show_number(request: HttpRequest, found: Worker, field: str, *, back: str) -> HttpResponse:
    """Ask what a hidden number is needed for; then show it once. Who looked and why is kept."""
    by = actor_of(request)
    form = WhyForm(*posted(request))
    words = FormWords(FIELD_WORDS[field], _("Show it"), help=f"{found.name} · {found}")
    if request.method == "POST":
        plain = run(form, commands.unmask_number, by=by, worker=found.pk, field=field)
        if plain is not None:
            shown = {"words": words, "plain": plain.reveal(), "back": back}
            return render(request, "workforce/number.html", shown)
    status = 422 if form.errors else 200
    return render(request, "kit/form_page.html", {"form": form, "words": words, "back": back}, status=status)


def facts_of(found: SensitiveFacts) -> list[Fact]:
    """Return the protected facts as (label, value)."""
    return [
        (_("Pregnancy began on"), found.pregnancy_start),
        (_("Child's birth date"), found.birth_date_child),
        (_("Children born"), found.children_born),
        (_("The birth was difficult"), found.difficult_birth),
        (_("Days of maternity leave"), found.maternity_leave_days),
        (_("Minutes a day for breastfeeding"), found.breastfeeding_minutes),
        (_("A pregnancy test was made at hiring"), found.pregnancy_test),
        (_("Medical period until"), found.medical_period_to),
        (_("Has a disability certificate"), found.disability),
        (_("Health checks on"), ", ".join(day.isoformat() for day in found.health_checks)),
        (_("Young worker's registration number"), found.young_worker_cert_no),
        (_("Work permit number"), found.permit_no),
        (_("Permit from"), found.permit_from),
        (_("Permit until"), found.permit_to),
        (_("City of the permit"), found.permit_city),
    ]
