"""The draw: periods, rules with a preview, the public number, the secret told, risks line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import run, show_error
from safe_employment.kit.marks import Mark
from safe_employment.kit.models.tasks import TaskState
from safe_employment.kit.pages import Action, FormWords, form_page, one_click, only, posted, record_page
from safe_employment.kit.queries import one_of
from safe_employment.kit.tables import list_page as listed
from safe_employment.visits import policies
from safe_employment.visits.commands import drawing as commands
from safe_employment.visits.drawing import forms, pictures, previews, queries, work
from safe_employment.visits.drawing.presentation import facts_of, number_of, proof_of
from safe_employment.visits.drawing.proving import prove
from safe_employment.visits.drawing.states import PERIOD
from safe_employment.visits.drawing.tables import AloneTable, PeriodTable, RiskTable
from safe_employment.visits.models import RosterRow
from safe_employment.visits.views.parts import action_if, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

    from safe_employment.kit.actors import Actor


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
    """Seal a period; of a large register the worker does it."""
    by, today = actor_of(request), timezone.localdate()
    words = FormWords(
        _("Seal a period of the draw"), _("Seal"), _("Sealed. Publish the two hashes today."),
        _("The roster is frozen with what is known today, by the rules as they are now."),
    )  # fmt: skip
    form = forms.PeriodForm(*posted(request))
    if work.is_large(by):
        words = replace(words, saved=_("It is being sealed."))
        return form_page(
            request, form, work.begin_sealing, words, back=page(by, "periods"), done=page_of(by, "sealing"),
            by=by, today=today,
        )  # fmt: skip
    return form_page(
        request, form, commands.seal_period, words, back=page(by, "periods"), done=page_of(by, "period"),
        by=by, now=timezone.now(), today=today,
    )  # fmt: skip


@door(policies.DRAW_VISITS)
def sealing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the sealing of a period is; then the period."""
    by = actor_of(request)
    task = work.run_for(by, work.SEAL, pk)
    if task.state == TaskState.SUCCEEDED:
        return redirect(page(by, "period", task.result["period"]))
    return render(request, "visits/sealing.html", {"run": task, "back": page(by, "periods")})


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
        action_if(by, policies.SEE_DRAW, _("Do the risks follow?"), "draw_facts", pk),
    )
    return record_page(
        request, title=found.name, subtitle=f"{found.first_on} – {found.last_on}", facts=facts_of(found),
        back=page(by, "periods"), back_label=_("The draw"), actions=actions, template="visits/period.html",
        period=found, weeks=found.weeks.all(), coverage=pictures.coverage_of(found),
        alone=pictures.left_alone(by, found), fates=queries.fates_of(found),
        joined=0 if found.is_told else pictures.joined_since(found),
    )  # fmt: skip


@door(policies.SEE_DRAW)
def alone(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List all whom no team may visit in a period."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    context = {"title": AloneTable.title, "subtitle": found.name, "back": page(by, "period", pk)}
    return listed(request, AloneTable, pictures.all_alone(by, found), "kit/list_page.html", context)


@door(policies.SEE_DRAW)
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Recompute the risks of a period from what was known, and say what does not follow."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    record(by, "visits.prove_risks", found)
    proof = prove(found)
    return record_page(
        request, title=_("Do the risks follow?"), subtitle=found.name, facts=proof_of(proof),
        back=page(by, "period", pk), back_label=found.name,
        state=Mark(_("All of it holds"), "good") if proof.holds else Mark(_("Not all of it holds"), "urgent"),
    )  # fmt: skip


@door(policies.DRAW_VISITS)
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the public number; how it is read is shown before it holds for good."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    back, form = page(by, "period", pk), forms.NumberForm(*posted(request))
    if request.method == "POST" and "sure" not in request.POST:
        read = run(form, commands.number_in, period=found)
        if read is not None:
            context = {"period": found, "read": read, "typed": form.cleaned_data["number"], "back": back}
            return render(request, "visits/draw_number.html", context)
    words = FormWords(
        _("Enter the public number"), _("Look at it"), _("Entered. The weeks are drawn by the clock."),
        number_of(found),
    )  # fmt: skip
    return form_page(
        request, form, commands.enter_number, words, back=back, by=by, period=found, now=timezone.now(),
        today=timezone.localdate(),
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
    by = actor_of(request)
    form = forms.RulesForm(*posted(request), instance=queries.rules_of(by.home))
    words = FormWords(_("Rules of the draw"), _("Save"), _("Saved."))
    if request.method == "POST" and "preview" not in request.POST:
        back, template = page(by, "periods"), "visits/draw_rules.html"
        return form_page(request, form, commands.keep_rules, words, back=back, template=template, by=by)
    shown, task = None, None
    if request.method == "POST" and form.is_valid():
        if work.is_large(by):
            return redirect(f"{page(by, 'draw_rules')}?work={work.begin_preview(by=by, form=form).pk}")
        shown = _compared(by, form)
    elif request.GET.get("work", "").isdecimal():
        task = work.run_for(by, work.PREVIEW, int(request.GET["work"]))
        form = forms.RulesForm(task.facts["figures"], instance=queries.rules_of(by.home))
        shown = previews.read(task.result) if task.state == TaskState.SUCCEEDED else None
    context = {"form": form, "words": words, "back": page(by, "periods"), "preview": shown, "run": task}
    return render(request, "visits/draw_rules.html", context, status=422 if form.errors else 200)


def _compared(by: Actor, form: forms.RulesForm) -> previews.Preview | None:
    try:
        return previews.preview(by.home, queries.rules_of(by.home), form.instance, timezone.localdate())
    except ProgrammeError as problem:
        show_error(form, problem)
        return None


@door(policies.SEE_DRAW_RISKS)
def risks(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List the roster of a period, the likeliest first, with the points of each line; the look is noted."""
    by = actor_of(request)
    found = one_of(queries.periods_for(by), pk)
    record(by, "visits.read_risks", found)
    about = _("By the weights of the sealing. Reports are points above a threshold, never a report.")
    context = {
        "title": RiskTable.title,
        "subtitle": f"{found.name} · {about}",
        "back": page(by, "period", pk),
    }
    rows = RosterRow.objects.filter(period=found)
    return listed(request, RiskTable, rows, "kit/list_page.html", context)
