"""Entering and correcting a worker in short steps, and what is looked up meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.forms import run
from safe_employment.kit.pages import posted
from safe_employment.kit.sealed import Plain
from safe_employment.workforce import commands, forms, queries
from safe_employment.workforce.identity import SPEAKING, read_number
from safe_employment.workforce.models import Recruitment, Sex, Worker
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.views.parts import page
from safe_employment.workforce.views.portal import own_employer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.forms.forms import BaseForm
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

FORM_TYPED = "input changed delay:400ms"


@dataclass(frozen=True)
class Step:
    """A part of a worker's record: its page in the address, its name, its form and its command."""

    part: str
    title: str | _StrPromise
    form: type[BaseForm]
    command: Callable[..., object]


STEPS = (
    Step("person", _("Who it is"), forms.PersonForm, commands.change_worker),
    Step("work", _("Work"), forms.WorkForm, commands.change_worker),
    Step("home", _("Home and contact"), forms.HomeForm, commands.change_worker),
    Step("recruitment", _("How they came"), forms.RecruitmentForm, commands.record_recruitment),
    Step("account", _("Wage account"), forms.AccountForm, commands.change_worker),
)
NAMES = [step.title for step in STEPS]


def _ask_while_typing(by: Actor, form: BaseForm, found: Worker | None) -> None:
    """Have the number checked and the agency looked up while they are typed (by POST: not in an address).

    An agency's licence is asked for as it stood on the worker's first day.
    """
    look_up = page(by, "look_up_agency") + (f"?on={found.hire_date.isoformat()}" if found else "")
    asked = {
        "id_number": page(by, "check_number"),
        "agency": look_up,
        "dispatch_agency": look_up,
    }
    for name, url in asked.items():
        if name in form.fields:
            form.fields[name].widget.attrs.update(
                {
                    "hx-post": url,
                    "hx-trigger": FORM_TYPED,
                    "hx-target": f"#answer-{name}",
                    "hx-swap": "innerHTML",
                }
            )


def _shown(request: HttpRequest, form: BaseForm, number: int, back: str, **context: Any) -> HttpResponse:
    """Show a step; `is_new` has it count, with the way to leave the rest for later."""
    by = actor_of(request)
    _ask_while_typing(by, form, context.get("worker"))
    known = {"form": form, "number": number, "steps": NAMES, "back": back, "step": STEPS[number - 1]}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "workforce/step.html", {**known, **context}, status=status)


@door(KEEP_WORKERS)
def add_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a worker: the first step makes the record, the others complete it."""
    by, today = actor_of(request), timezone.localdate()
    employer = own_employer(by, pk)
    blank = Worker(employer=employer, association=by.home)
    form = forms.PersonForm(*posted(request), by=by, instance=blank, initial={"hire_date": today})
    if request.method == "POST":
        made = run(form, commands.add_worker, by=by, employer=employer.pk, today=today)
        if made is not None:
            messages.success(request, str(_("%(name)s is in the register.") % {"name": made.name}))
            return HttpResponseRedirect(f"{_part_page(by, made.pk, 'work')}?new=yes")
    return _shown(request, form, 1, page(by, "workers", pk), is_new=True, employer=employer)


def _part_page(by: Actor, pk: int, part: str) -> str:
    return page(by, "worker", pk) + f"{part}/"


def _instance(found: Worker, part: str) -> object:
    if part != "recruitment":
        return found
    return queries.recruitment_of(found) or Recruitment(worker=found, association_id=found.association_id)


@door(KEEP_WORKERS)
def change_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Correct one part of a worker's record; while it is new, go on to the next."""
    by, pk = actor_of(request), int(pk)
    number = next((place for place, step in enumerate(STEPS, start=1) if step.part == part), 0)
    if not number:
        raise Hidden
    step, found = STEPS[number - 1], queries.own_worker(by, pk)
    is_new = request.GET.get("new") == "yes"
    form = step.form(*posted(request), by=by, instance=_instance(found, part))  # type: ignore[call-arg]
    if request.method == "POST":
        done = run(form, step.command, by=by, worker=pk, today=timezone.localdate())
        if done is not None:
            messages.success(request, str(_("Saved.")))
            following = STEPS[number].part if is_new and number < len(STEPS) else ""
            url = f"{_part_page(by, pk, following)}?new=yes" if following else page(by, "worker", pk)
            return HttpResponseRedirect(url)
    return _shown(request, form, number, page(by, "worker", pk), is_new=is_new, worker=found)


@require_POST
@door(KEEP_WORKERS)
def check_number(request: HttpRequest) -> HttpResponse:
    """Say what a number that is being typed tells, and what it contradicts."""
    today, given = timezone.localdate(), request.POST
    id_type, written = given.get("id_type", ""), given.get("id_number", "").strip()[:60]
    if not written:
        return render(request, "workforce/parts/number_check.html", {})
    read = read_number(id_type, Plain(written), today)
    contradictions = []
    if read.birth_date is not None and read.problem is None:
        birth_date = _day_sent(given.get("birth_date", ""))
        if given.get("sex") and given["sex"] != read.sex:
            contradictions.append(_("The sex that is chosen differs from the number."))
        if birth_date and birth_date != read.birth_date:
            contradictions.append(_("The birth date that is written differs from the number."))
    context = {
        "read": read,
        "speaking": id_type in SPEAKING,
        "sex": Sex(read.sex).label if read.sex else "",
        "age": Worker(birth_date=read.birth_date).age(today) if read.birth_date else None,
        "contradictions": contradictions,
    }
    return render(request, "workforce/parts/number_check.html", context)


def _day_sent(text: str) -> date | None:
    """Return the day that a form sent, or None where it is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_POST
@door(KEEP_WORKERS)
def look_up_agency(request: HttpRequest) -> HttpResponse:
    """Show which agencies of the register fit what is being typed, and how their licences stand."""
    by, day = actor_of(request), _day_sent(request.GET.get("on", "")) or timezone.localdate()
    text = (request.POST.get("agency") or request.POST.get("dispatch_agency") or "").strip()[:160]
    licence = text.rpartition("·")[2].strip()
    found = list(queries.agencies_called(by, licence or text)[:6]) if len(text) >= 2 else []
    context = {
        "text": text,
        "agencies": [(agency, agency.licence_mark(day)) for agency in found],
        "day": day,
    }
    return render(request, "workforce/parts/agency_lookup.html", context)
