"""The draw: periods, rules with a preview, the public number, the secret told, risks line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import show_error
from safe_employment.kit.pages import Action, FormWords, form_page, one_click, only, posted, record_page
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.visits import policies
from safe_employment.visits.commands import drawing as commands
from safe_employment.visits.drawing import forms, pictures, queries
from safe_employment.visits.drawing.presentation import facts_of, lines_of
from safe_employment.visits.drawing.previews import preview
from safe_employment.visits.drawing.states import PERIOD
from safe_employment.visits.drawing.tables import PeriodTable
from safe_employment.visits.views.parts import action_if, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect


@door(policies.SEE_DRAW)
def periods(request: HttpRequest) -> HttpResponseBase:
    """List the periods of the draw."""
    by = actor_of(request)
    seal = action_if(by, policies.DRAW_VISITS, _("Seal a period"), "seal", kind="primary", icon="lock")
    rules = action_if(by, policies.KEEP_DRAW_RULES, _("Rules of the draw"), "draw_rules")
    asked = action_if(by, policies.ASK_TARGETED, _("Visits asked for"), "targets")
    keys = action_if(by, policies.SEE_DRAW_RISKS, _("Row of an employer"), "draw_keys")
    about = _(
        "Who is visited is drawn by a secret and a public number together: nobody knows, nobody chooses."
    )
    found = queries.periods_for(by)
    return list_page(request, PeriodTable, found, seal, rules, asked, keys, subtitle=about, back="visits")


@door(policies.DRAW_VISITS)
def seal(request: HttpRequest) -> HttpResponse:
    """Seal a period."""
    by = actor_of(request)
    words = FormWords(
        _("Seal a period of the draw"), _("Seal"), _("Sealed. Publish the two hashes today."),
        _("The roster is frozen with what is known today, by the rules as they are now."),
    )  # fmt: skip
    return form_page(
        request, forms.PeriodForm(*posted(request)), commands.seal_period, words, back=page(by, "periods"),
        done=page_of(by, "period"), by=by, now=timezone.now(), today=timezone.localdate(),
    )  # fmt: skip


@door(policies.SEE_DRAW)
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a period: hashes, weeks, coverage, and who would be left alone."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    verbs = [row.verb for row in PERIOD.open_to(by, found)]
    number = Action(_("Enter the public number"), page(by, "number", pk), "primary", "dice")
    tell = Action(_("Tell the secret"), page(by, "tell_secret", pk), "primary", posts=True)
    over = found.last_on < timezone.localdate()
    actions = only(
        number if "enter_number" in verbs else None,
        tell if "tell_secret" in verbs and over else None,
        action_if(by, policies.SEE_DRAW_RISKS, _("Risk, line by line"), "draw_risks", pk),
    )
    return record_page(
        request, title=found.name, subtitle=f"{found.first_on} – {found.last_on}", facts=facts_of(found),
        back=page(by, "periods"), back_label=_("The draw"), actions=actions, template="visits/period.html",
        period=found, weeks=found.weeks.all(), coverage=pictures.coverage_of(found),
        alone=pictures.left_alone(by, found) if can(by, policies.SEE_DRAW_RISKS) else [],
    )  # fmt: skip


@door(policies.DRAW_VISITS)
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the public number."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    words = FormWords(
        _("Enter the public number"), _("Enter for good"), _("Entered. The weeks are drawn by the clock."),
        found.number_name,
    )  # fmt: skip
    return form_page(
        request, forms.NumberForm(*posted(request)), commands.enter_number, words,
        back=page(by, "period", pk), by=by, period=found, now=timezone.now(), today=timezone.localdate(),
    )  # fmt: skip


@door(policies.DRAW_VISITS)
@require_POST
def tell_secret(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Tell the secret after the period."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    saved, back = _("Told. The file is on the public page."), page(by, "period", pk)
    return one_click(
        request, commands.tell_secret, saved, back=back, by=by, period=found, now=timezone.now(),
        today=timezone.localdate(),
    )  # fmt: skip


@door(policies.KEEP_DRAW_RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """Set the rules; “preview” shows what they would change and keeps nothing."""
    by, today = actor_of(request), timezone.localdate()
    kept = queries.rules_of(by.home)
    form = forms.RulesForm(*posted(request), instance=queries.rules_of(by.home))
    back, words = page(by, "periods"), FormWords(_("Rules of the draw"), _("Save"), _("Saved."))
    if "preview" not in request.POST:
        return form_page(
            request, form, commands.keep_rules, words, back=back, template="visits/draw_rules.html", by=by
        )
    shown = None
    if form.is_valid():
        try:
            shown = preview(by.home, kept, form.instance, today)
        except ProgrammeError as problem:
            show_error(form, problem)
    context = {"form": form, "words": words, "back": back, "preview": shown}
    return render(request, "visits/draw_rules.html", context, status=200 if shown else 422)


@door(policies.SEE_DRAW_RISKS)
def risks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the likeliest employers, or those found, with the points of each line."""
    by, words = actor_of(request), request.GET.get("q", "").strip()[:100]
    found = one_of(queries.periods_for(by), pk)
    context = {
        "period": found,
        "heads": lines_of(),
        "risks": pictures.risks_of(found, queries.rules_of(by.home), words),
        "q": words,
        "back": page(by, "period", pk),
    }
    return render(request, "visits/draw_risks.html", context)
