"""Pages of materials and print runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    link_to,
    only,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.outreach import commands, forms, queries
from safe_employment.outreach.policies import DISTRIBUTE, KEEP_MATERIALS, SEE_OUTREACH
from safe_employment.outreach.tables import MaterialTable, PrintRunTable, stock_mark
from safe_employment.outreach.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

LATEST = 20


@door(SEE_OUTREACH)
def materials(request: HttpRequest) -> HttpResponseBase:
    """List materials with their stock."""
    by = actor_of(request)
    add = action_if(by, KEEP_MATERIALS, _("Add a material"), "add_material", kind="primary")
    return list_page(request, MaterialTable, queries.materials_for(by), add)


@door(SEE_OUTREACH)
def material(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a material: its stock, its print runs and the latest copies handed out."""
    by = actor_of(request)
    found = queries.material_for(by, pk)
    return record_page(
        request,
        title=found,
        subtitle=found.about,
        back=page(by, "materials"),
        back_label=_("Materials"),
        state=stock_mark(found),
        facts=[
            (_("Kind"), found.get_kind_display()),
            (_("Title in Chinese"), found.title_zh),
            (_("Title in English"), found.title_en),
            (_("Languages"), found.language_names),
            (_("File for printing"), link_to(by, "kit:file", found.print_file)),
            (pgettext_lazy("a material", "Withdrawn on"), found.withdrawn_on),
        ],
        actions=only(
            action_if(by, DISTRIBUTE, _("Record copies handed out"), "distribute", pk, kind="primary"),
            action_if(by, KEEP_MATERIALS, _("Add a print run"), "add_print_run", pk),
            action_if(by, KEEP_MATERIALS, _("Edit"), "change_material", pk),
            action_if(by, KEEP_MATERIALS, pgettext_lazy("a material", "Withdraw"), "withdraw_material", pk),
            action_if(by, KEEP_MATERIALS, _("Remove"), "remove_material", pk, kind="danger"),
        ),
        template="outreach/material.html",
        material=found,
        print_runs=found.print_runs.all()[:LATEST],
        distributions=found.distributions.select_related("event", "employer")[:LATEST],
    )


@door(KEEP_MATERIALS)
def add_material(request: HttpRequest) -> HttpResponse:
    """Add a material."""
    by = actor_of(request)
    words = FormWords(_("Add a material"), _("Add"), _("Material added."))
    form = forms.MaterialForm(*posted(request), by=by)
    back, done = page(by, "materials"), page_of(by, "material")
    return form_page(request, form, commands.add_material, words, back=back, done=done, by=by)


@door(KEEP_MATERIALS)
def change_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a material."""
    by = actor_of(request)
    form = forms.MaterialForm(*posted(request), by=by, instance=queries.material_for(by, pk))
    words = saving(_("Edit the material"))
    back = page(by, "material", pk)
    return form_page(request, form, commands.change_material, words, back=back, by=by, material=pk)


@door(KEEP_MATERIALS)
def withdraw_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a version, or take that back."""
    by = actor_of(request)
    found = queries.material_for(by, pk)
    initial = {"withdrawn_on": found.withdrawn_on or timezone.localdate()}
    form = forms.WithdrawMaterialForm(*posted(request), by=by, initial=initial)
    words = saving(_("Withdraw this version"), found)
    back = page(by, "material", pk)
    return form_page(request, form, commands.withdraw_material, words, back=back, by=by, material=pk)


@door(KEEP_MATERIALS)
def remove_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a material that was recorded by mistake."""
    by = actor_of(request)
    found = queries.material_for(by, pk)
    words = removing(_("Remove this material?"), found)
    back, done = page(by, "material", pk), page(by, "materials")
    return confirm_page(request, commands.remove_material, words, back=back, done=done, by=by, material=pk)


@door(SEE_OUTREACH)
def print_runs(request: HttpRequest) -> HttpResponseBase:
    """List print runs."""
    by = actor_of(request)
    return list_page(request, PrintRunTable, queries.print_runs_for(by))


@door(SEE_OUTREACH)
def print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a print run."""
    by = actor_of(request)
    found = queries.print_run_for(by, pk)
    return record_page(
        request,
        title=_("Print run"),
        subtitle=found.material,
        back=page(by, "material", found.material_id),
        back_label=found.material,
        facts=[
            (_("Material"), link_to(by, "outreach:material", found.material)),
            (_("Copies"), found.copies),
            (_("Printed on"), found.printed_on),
            (_("Printer"), found.printer),
            (_("Cost (yuan)"), found.cost),
        ],
        actions=edit_and_remove(by, KEEP_MATERIALS, "print_run", pk),
    )


@door(KEEP_MATERIALS)
def add_print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Record copies of a material that came from the printer."""
    by = actor_of(request)
    found = queries.material_for(by, pk)
    form = forms.PrintRunForm(*posted(request), by=by, initial={"printed_on": timezone.localdate()})
    words = FormWords(_("Add a print run"), _("Add"), _("Print run added."), str(found))
    back = page(by, "material", pk)
    return form_page(request, form, commands.add_print_run, words, back=back, by=by, material=pk)


@door(KEEP_MATERIALS)
def change_print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a print run."""
    by = actor_of(request)
    found = queries.print_run_for(by, pk)
    form = forms.PrintRunForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the print run"), found.material)
    back = page(by, "print_run", pk)
    return form_page(request, form, commands.change_print_run, words, back=back, by=by, print_run=pk)


@door(KEEP_MATERIALS)
def remove_print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a print run that was recorded by mistake."""
    by = actor_of(request)
    found = queries.print_run_for(by, pk)
    words = removing(_("Remove this print run?"), found)
    back, done = page(by, "print_run", pk), page(by, "material", found.material_id)
    return confirm_page(request, commands.remove_print_run, words, back=back, done=done, by=by, print_run=pk)
