"""The draw of a large register: what takes longer than a page should, done by the worker."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import TaskRun
from safe_employment.kit.models.tasks import TaskState
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.kit.tasks import Progress, long_work, start
from safe_employment.members.models import Employer
from safe_employment.visits import policies
from safe_employment.visits.commands.drawing import check_days, seal_period
from safe_employment.visits.drawing import previews
from safe_employment.visits.drawing.forms import RulesForm
from safe_employment.visits.drawing.proving import Proof, prove
from safe_employment.visits.drawing.queries import periods_for, rules_of

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import DrawPeriod

SEAL, PREVIEW, PROVE = "visits.seal_period", "visits.preview_rules", "visits.prove_risks"
#: Above this a person would wait too long for the page.
FEW = 5_000
_DAYS = ("first_on", "last_on", "number_on")


def is_large(by: Actor) -> bool:
    """Whether the register is one of which the worker draws."""
    return Employer.objects.live().filter(association=by.home).order_by()[FEW : FEW + 1].exists()


def run_for(by: Actor, kind: str, pk: int) -> TaskRun:
    """Return such work of the association. Raises Hidden."""
    found = TaskRun.objects.filter(pk=pk, kind=kind, association=by.association).first()
    if found is None:
        raise Hidden
    return found


def proof_of(run: TaskRun, period: DrawPeriod) -> Proof | None:
    """Return what the worker found of the period; None before it is done. Raises Hidden for another's."""
    if run.facts["period"] != period.pk:
        raise Hidden
    return Proof(**run.result) if run.state == TaskState.SUCCEEDED else None


def begin_sealing(*, by: Actor, today: date, **given: Any) -> TaskRun:
    """Have the worker seal a period. Raises at once what `seal_period` would say of its days."""
    check(by, policies.DRAW_VISITS)
    check_days(by, today=today, **{name: given[name] for name in _DAYS})
    facts = {**given, **{name: given[name].isoformat() for name in _DAYS}}
    run = start(by=by, kind=SEAL, facts=facts)
    return _at(run, address(by, "visits:sealing", pk=run.pk))


def begin_preview(*, by: Actor, form: RulesForm) -> TaskRun:
    """Have the worker compare the rules with those of a form that holds."""
    check(by, policies.KEEP_DRAW_RULES)
    figures = {name: form.data.get(name, "") for name in form.fields}
    run = start(by=by, kind=PREVIEW, facts={"figures": figures})
    return _at(run, f"{address(by, 'visits:draw_rules')}?work={run.pk}")


def begin_proof(*, by: Actor, period: DrawPeriod) -> TaskRun:
    """Have the worker compute the risks of a period again."""
    check(by, policies.SEE_DRAW)
    run = start(by=by, kind=PROVE, facts={"period": period.pk})
    return _at(run, f"{address(by, 'visits:draw_facts', pk=period.pk)}?work={run.pk}")


def _at(run: TaskRun, path: str) -> TaskRun:
    run.path = path
    run.save(update_fields=["path"])
    return run


@long_work(SEAL, _("Sealing a period of the draw"))
def seal_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Seal a period, unless a run before a crash did it already."""
    days = {name: parse_date(facts[name]) for name in _DAYS}
    asked_at = progress.run.created_at if progress.run else None
    done = periods_for(by).filter(sealed_at__gte=asked_at, sealed_by=by.person, **days).first()
    if done is None:
        now = timezone.now()
        done = seal_period(by=by, now=now, today=timezone.localdate(now), tell=progress, **{**facts, **days})
    return {"period": done.pk}


@long_work(PREVIEW, _("Comparing rules of the draw"))
def preview_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Compare the rules as they are with those of a form that was sent."""
    check(by, policies.KEEP_DRAW_RULES)
    form = RulesForm(facts["figures"], instance=rules_of(by.home))
    form.is_valid()  # it was when it was sent
    shown = previews.preview(by.home, rules_of(by.home), form.instance, timezone.localdate(), progress)
    return previews.kept(shown)


@long_work(PROVE, _("Computing the risks of a draw again"))
def proof_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Compare the sealed rows of a period with what follows from the facts."""
    check(by, policies.SEE_DRAW)
    period = one_of(periods_for(by), facts["period"])
    progress(str(_("Computing and comparing")), 0, period.employers)
    return asdict(prove(period))
