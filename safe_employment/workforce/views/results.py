"""What checks of the register found: the employer's own page, and the association's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import Action, FormWords, form_page, only, posted
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.kit.tasks import start
from safe_employment.members.queries import employer_for, own_employers
from safe_employment.members.views.choosing import to_own
from safe_employment.workforce import policies, results, tasks
from safe_employment.workforce.commands.checks import make_finding as make_finding_command
from safe_employment.workforce.law import law_of
from safe_employment.workforce.models import ResultLevel
from safe_employment.workforce.result_groups import grouped
from safe_employment.workforce.result_tables import ResultTable, UncheckedTable
from safe_employment.workforce.sign_groups import grouped_signs
from safe_employment.workforce.views.books import work_on
from safe_employment.workforce.views.parts import list_page, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

RUNS_SHOWN, MOST_SIGNS = 12, 200


def language() -> str:
    """Return the language in which laws and explanations are shown: zh or en."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def _own(by: Actor, pk: int) -> Employer:
    return one_of(own_employers(by, policies.CHECK_REGISTER), pk)


@door(policies.CHECK_REGISTER)
def own_problems(request: HttpRequest) -> HttpResponse:
    """Lead to the only employer's page, or let the contact of several choose."""
    by = actor_of(request)
    return to_own(
        request, own_employers(by, policies.CHECK_REGISTER), "workforce:problems", _("This month's problems")
    )


@door(policies.CHECK_REGISTER)
def problems(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what the last check found at one's own employer: what it costs, what to do, until when."""
    by = actor_of(request)
    employer = _own(by, pk)
    runs = list(results.runs_for(by, employer)[:RUNS_SHOWN])
    found = results.results_for(by).filter(employer=employer)
    work = work_on(tasks.CHECK, employer=pk)
    context: dict[str, Any] = {
        "employer": employer,
        "run": runs[0] if runs else None,
        "runs": runs,
        "work": work if work is not None and not work.is_over else None,
        "standing": grouped(found, employer, runs[0], language=language()) if runs else None,
        "makes": results.may_make_findings(by),
        "template": "workforce/results/problems.html",
    }
    hand_in = Action(_("Hand in books"), page(by, "books", pk), "plain" if runs else "primary", "file-upload")
    again = Action(_("Check again"), page(by, "check_now", pk), icon="refresh", posts=True)
    return list_page(
        request,
        ResultTable if runs else UncheckedTable,
        results.with_last_run(found, employer),
        again if runs else None,
        hand_in,
        subtitle=employer.name,
        **context,
    )


@require_POST
@door(policies.CHECK_REGISTER)
def check_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the register checked; the page shows how far it is."""
    by = actor_of(request)
    employer = _own(by, pk)
    back = page(by, "problems", employer.pk)
    work = work_on(tasks.CHECK, employer=pk)
    if work is None or work.is_over:
        start(by=by, kind=tasks.CHECK, facts={"employer": employer.pk}, path=back)
    return redirect(back)


class OwnerForm(OfficeForm):
    """Who at the employer puts it right."""

    owner_name = forms.CharField(label=_("Who puts it right"), max_length=80)


@door(policies.MAKE_FINDINGS)
def make_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a finding with its action of a result, in one step."""
    by = actor_of(request)
    result = results.result_for(by, pk)
    rule = law_of(result.employer).rule(result.rule)
    form = OwnerForm(*posted(request), initial={"owner_name": result.employer.legal_representative})
    words = FormWords(
        _("Put it right"),
        _("Record and agree"),
        _("Recorded. The due date follows from how grave it is."),
        f"{getattr(rule.title, language())} · {results.explained(result, language())}",
    )
    back = page(by, "case_results" if by.is_staff else "problems", result.employer_id)

    def done(made: Finding) -> str:
        return address(by, "findings:finding" if by.is_staff else "findings:own_finding", pk=made.pk)

    return form_page(
        request,
        form,
        make_finding_command,
        words,
        back=back,
        done=done,
        by=by,
        result=pk,
        today=timezone.localdate(),
    )


@door(policies.SEE_COUNTS)
def case_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an employer's results as counts by rule; a case officer also reads the signs, which is noted."""
    by = actor_of(request)
    employer = employer_for(by, pk)
    law = law_of(employer)
    counts = results.counts_by_rule(by, employer)
    signs = []
    if can(by, policies.SEE_ALERTS):
        signs = list(results.signs_for(by, employer)[:MOST_SIGNS])
        if signs:
            record(by, "workforce.read_signs", employer, details={"signs": len(signs)})
    context = {
        "employer": employer,
        "rows": [
            {
                "title": getattr(law.rule(rule).title, language()),
                "rule": rule,
                "level": ResultLevel(level).label,
                "count": count,
            }
            for rule, level, count in counts
        ],
        "runs": results.runs_for(by, employer)[:RUNS_SHOWN],
        "sign_groups": grouped_signs(by, employer, signs, language()),
        "back": page(by, "counts", pk),
        "actions": only(
            Action(_("Single results, for a case"), page(by, "case_result_list", pk))
            if can(by, policies.READ_RESULTS)
            else None
        ),
    }
    return render(request, "workforce/results/counts.html", context)


@door(policies.READ_RESULTS)
def case_result_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List the single results of an employer for a case; the reading is noted."""
    by = actor_of(request)
    employer = employer_for(by, pk)
    found = results.with_last_run(results.results_for(by).filter(employer=employer), employer)
    record(by, "workforce.read_results", employer)
    title = _("Single results, for a case")
    counts = Action(_("Counts by rule"), page(by, "case_results", pk))
    table = ResultTable if results.runs_for(by, employer).exists() else UncheckedTable
    return list_page(request, table, found, counts, subtitle=employer.name, title=title)
