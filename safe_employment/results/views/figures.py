"""Figures: a programme's results, one indicator with its records, the definitions, and what is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import can
from safe_employment.kit.tables import list_page
from safe_employment.results import presenting, queries
from safe_employment.results.counting import figures_of
from safe_employment.results.exports import export_figures
from safe_employment.results.indicators import find
from safe_employment.results.periods import WHOLE, parts_of
from safe_employment.results.policies import EXPORT_FIGURES, SEE_FIGURES
from safe_employment.results.tables import records_table

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_FIGURES)
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """Show the figures of a programme, or of a part of it, with their targets and charts."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    parts = parts_of(found, presenting.chosen_key(by, request.GET))
    figures = figures_of(found, parts)
    view = "table" if request.GET.get("view") == "table" else "overview"
    page = presenting.ResultsPage(by, found, parts, figures, timezone.localdate(), view)
    return render(request, "results/programme.html", {"page": page, "programme": found})


@door(SEE_FIGURES)
def indicator(request: HttpRequest, programme: str, indicator: str, part: str = WHOLE) -> HttpResponseBase:
    """Show one indicator: figure, definition, divisions, and for the association's staff its records."""
    by = actor_of(request)
    found, wanted = queries.programme_for(by, programme), find(indicator)
    if wanted is None:
        raise Hidden
    parts = parts_of(found, presenting.allowed_key(by, part))
    page = presenting.IndicatorPage(by, found, parts, wanted)
    context = {"page": page, "programme": found}
    if not page.may_open_records:
        return render(request, "results/indicator.html", context)
    records = wanted.listed(found.association, parts.period, by)
    return list_page(request, records_table(wanted, by), records, "results/indicator.html", context)


@door(SEE_FIGURES)
def definitions(request: HttpRequest) -> HttpResponse:
    """Show what each indicator is and how it is counted."""
    return render(request, "results/definitions.html", {"groups": presenting.groups()})


@door(SEE_FIGURES, EXPORT_FIGURES)
def export(request: HttpRequest, programme: str, kind: str) -> HttpResponseBase:
    """Hand out the figures as a workbook, a CSV file or a bilingual report."""
    by = actor_of(request)
    found = queries.programme_for(by, programme)
    parts = parts_of(found, presenting.chosen_key(by, request.GET))
    if kind not in ("xlsx", "csv", "pdf") or not can(by, EXPORT_FIGURES):
        raise Hidden
    return export_figures(by=by, programme=found, parts=parts, kind=kind, now=timezone.now())
