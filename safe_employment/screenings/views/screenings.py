"""The list of screenings, a screening's pages, and whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.screening import FOR_THE_AGENCY, NO_OFFENCE_NAMED, wording
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.forms import run
from safe_employment.kit.pages import Action, FormWords, form_page, link, link_to, posted, saving
from safe_employment.kit.parts import Tab
from safe_employment.kit.sealed import masked
from safe_employment.screenings import commands, forms, queries
from safe_employment.screenings.assessing import offences
from safe_employment.screenings.languages import said
from safe_employment.screenings.log import lines_of
from safe_employment.screenings.models import Kind
from safe_employment.screenings.policies import KEEP_SCREENINGS, READ_CONTACT, READ_SCREENINGS
from safe_employment.screenings.retention import PERIODS
from safe_employment.screenings.sections import (
    ELEMENTS,
    indicator_sections,
    kept_of,
    simple_section,
)
from safe_employment.screenings.sources import origins_of, signs_of
from safe_employment.screenings.tables import ScreeningTable
from safe_employment.screenings.views.parts import action_if, list_page, opened, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.pages import Fact
    from safe_employment.screenings.models import Screening, ScreeningAnswer

READERS, ENTRIES = 20, 200


@door(READ_SCREENINGS)
def screenings(request: HttpRequest) -> HttpResponseBase:
    """List screenings, the most urgent first; the look is noted."""
    by = actor_of(request)
    queries.list_read(by)
    add = action_if(by, KEEP_SCREENINGS, _("Open a screening"), "open_screening", kind="primary")
    kept = Action(_("What is kept, and for how long"), page(by, "retention"))
    about = _("For case officers alone. No page, count or notice tells anyone else that there is one.")
    return list_page(request, ScreeningTable, queries.screenings_for(by), add, kept, subtitle=about)


def person_facts(by: Actor, found: Screening) -> list[Fact]:
    """Return whom it is about and where it came from."""
    origins = [link(one.words, one.url) if one.url else one.words for one in origins_of(found, by)]
    facts: list[Fact] = [
        (_("Name for the person"), found.pseudonym),
        (_("Age when it happened"), found.get_age_display()),
        (_("Sex"), found.get_sex_display()),
        (_("Works"), found.get_at_work_display()),
        (_("Employer"), link_to(by, "members:employer", found.employer)),
        (_("Opened upon"), found.get_source_display()),
        *((_("Where it came from"), one) for one in origins),
        (_("Opened on"), timezone.localdate(found.opened_at)),
        (_("Opened by"), found.opened_by),
    ]
    if found.contact is not None:
        url = page(by, "contact", found.pk)
        facts.append((_("How the person can be reached"), link(masked(found, "contact"), url)))
    return facts


@door(READ_SCREENINGS)
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the questions: danger first, then the indicators; beside them what the answers say so far."""
    by = actor_of(request)
    shown = opened(by, pk, "screening")
    kept = kept_of(shown.answers)
    every = indicator_sections(shown.screening, kept)
    worth = sum(bool(each.because) for section in every for each in section.questions)
    left = sum(not each.is_answered for section in every for each in section.questions)
    show = request.GET.get("show", "")
    if show not in ("all", "worth", "open"):
        show = "worth" if worth else "all"
    here = page(by, "screening", pk)
    total = sum(len(section.questions) for section in every)
    choices = [
        ("worth", _("Worth asking"), worth),
        ("all", _("All"), total),
        ("open", _("Not asked yet"), left),
    ]
    context = {
        **shown.context,
        "facts": person_facts(by, shown.screening),
        "led_here": signs_of(shown.screening, by),
        "danger": simple_section(Kind.DANGER, kept),
        "sections": indicator_sections(shown.screening, kept, show),
        "show": show,
        "filters": [
            Tab(label, f"{here}?show={key}#indicators", key == show, count)
            for key, label, count in choices
            if count or key != "worth"
        ],
    }
    return render(request, "screenings/screening.html", context)


@door(READ_SCREENINGS)
def elements(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the elements of the Palermo Protocol, and forced labour as it is counted."""
    by = actor_of(request)
    shown = opened(by, pk, "elements")
    kept = kept_of(shown.answers)
    found = [simple_section(kind, kept, text) for kind, text in ELEMENTS]
    return render(request, "screenings/elements.html", {**shown.context, "sections": found})


@door(READ_SCREENINGS)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the answers say: dimensions, readings, signs, elements, and what is missing."""
    by = actor_of(request)
    shown = opened(by, pk, "result")
    readings = lines_of(queries.readings_of(by, shown.screening)[:ENTRIES])[:READERS]
    kept, picture = shown.screening.assessment, shown.context["picture"]
    context = {
        **shown.context,
        "readings": readings,
        "conclusion": _conclusion(shown.screening),
        "has_changed": bool(kept) and kept["indicators"]["digest"] != picture.digest,
    }
    return render(request, "screenings/result.html", context)


def _conclusion(found: Screening) -> list[Fact]:
    if found.is_open:
        return []
    return [
        (_("Conclusion"), found.get_outcome_display()),
        (_("Why"), found.conclusion),
        (_("Concluded at"), found.concluded_at),
        (_("Concluded by"), found.concluded_by),
        (_("By the version"), f"{found.assessment['version']} · {found.assessment['indicators']['digest']}"),
    ]


@door(READ_SCREENINGS)
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Show declared facts, and the articles that an agency may want to look at; apart from the result."""
    by = actor_of(request)
    shown = opened(by, pk, "agency")
    context = {
        **shown.context,
        "section": simple_section(Kind.FACT, kept_of(shown.answers)),
        **agency_context(shown.screening, shown.answers),
    }
    return render(request, "screenings/agency.html", context)


def agency_context(found: Screening, answers: list[ScreeningAnswer]) -> dict[str, object]:
    """Return the articles in the reader's language."""
    rows = [
        {
            "article": each.article,
            "offence": said(each.offence),
            "because": "; ".join(said(wording(fact)) for fact in each.because),
            "to_be_shown": said(each.to_be_shown),
            "status": said(each.status),
        }
        for each in offences(found, answers)
    ]
    return {"offences": rows, "for_agency": said(FOR_THE_AGENCY), "none_named": said(NO_OFFENCE_NAMED)}


@door(READ_SCREENINGS)
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that is known on one page, to be printed and handed on by hand."""
    by = actor_of(request)
    shown = opened(by, pk, "print")
    kept = kept_of(shown.answers)
    every = [
        simple_section(Kind.DANGER, kept),
        *indicator_sections(shown.screening, kept),
        *(simple_section(kind, kept) for kind, _text in ELEMENTS),
    ]
    context = {
        **shown.context,
        "facts": person_facts(by, shown.screening),
        "conclusion": _conclusion(shown.screening),
        "sections": [section for section in every if section.answered],
        "back": page(by, "result", pk),
    }
    return render(request, "screenings/print.html", context)


@door(KEEP_SCREENINGS)
def open_screening(request: HttpRequest) -> HttpResponse:
    """Open a screening directly."""
    by = actor_of(request)
    form = forms.ScreeningForm(*posted(request), by=by)
    words = FormWords(
        _("Open a screening"),
        _("Open the screening"),
        _("Opened. Ask about danger at this moment first."),
        _("Only what is needed to ask well. Nobody but case officers learns that it exists."),
    )
    back, done = page(by, "screenings"), page_of(by, "screening")
    return form_page(
        request, form, commands.open_screening, words, back=back, done=done, by=by, now=timezone.now()
    )


@door(KEEP_SCREENINGS)
def change_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct whom a screening is about."""
    by = actor_of(request)
    found = queries.read_screening(by, pk, "change_person")
    given = {name: getattr(found, name) for name in ("pseudonym", "age", "sex", "at_work", "employer")}
    form = forms.ChangedPersonForm(
        *posted(request), by=by, initial=given, has_contact=found.contact is not None
    )
    words = saving(
        _("Whom it is about"), _("The answers stay. If the age changes, the list of the other age applies.")
    )
    back = page(by, "screening", pk)
    return form_page(request, form, commands.change_person, words, back=back, by=by, screening=pk)


@door(READ_CONTACT)
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the person can be reached, for a reason that is kept."""
    by = actor_of(request)
    found = queries.screening_for(by, pk)
    back, form = page(by, "screening", pk), forms.WhyForm(*posted(request))
    title = _("How the person can be reached")
    if request.method == "POST":
        plain = run(form, commands.show_contact, by=by, screening=pk)
        if plain is not None:
            context = {"title": title, "contact": plain.reveal(), "back": back, "screening": found}
            return render(request, "screenings/contact.html", context)
    words = FormWords(title, _("Show it"), help=f"{found} · {found.pseudonym}")
    status = 422 if form.errors else 200
    return render(request, "kit/form_page.html", {"form": form, "words": words, "back": back}, status=status)


@door(READ_SCREENINGS)
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is kept of screenings, and for how long."""
    by = actor_of(request)
    return render(request, "screenings/retention.html", {"periods": PERIODS, "back": page(by, "screenings")})
