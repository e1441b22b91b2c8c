"""Commands for checks of the register: run, keep what was found with its history, make a finding of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Min, Q
from django.utils.translation import get_language

from safe_employment.findings.commands import agree_action, record_finding
from safe_employment.findings.deadlines import latest_due_on
from safe_employment.findings.models import FindingState, Severity, SourceKind, Statement
from safe_employment.kit.actors import machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.members.queries import own_employers
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.values import day_of, month_of
from safe_employment.workforce.law import BANK_FILE_RULE, cluster_of, is_confidential, law_of
from safe_employment.workforce.models import CheckResult, CheckRun, ResultLevel, ResultState
from safe_employment.workforce.notices import tell_of_signs
from safe_employment.workforce.policies import CHECK_REGISTER, MAKE_FINDINGS
from safe_employment.workforce.proposing import propose_of_run
from safe_employment.workforce.results import result_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from safe_employment.engines.labour_law.check import CannotTell
    from safe_employment.engines.labour_law.check import Finding as Found
    from safe_employment.engines.labour_law.intake import Books
    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.workforce.registers import Months

MONTHS = 12
AT_ONCE = 500
# Level of a result → what the finding says, and how soon it must be corrected.
SAID = {
    ResultLevel.BREACH: (Statement.BREACH, Severity.MAJOR),
    ResultLevel.WARNING: (Statement.POSSIBLE_BREACH, Severity.MINOR),
}
KEPT_FIELDS = (
    "amount", "currency", "source_status", "explanation_zh", "explanation_en", "articles", "ilo", "missing",
    "confidential", "state", "times_back", "last_seen", "changed_at",
)  # fmt: skip


Key = tuple[str, str, int | None, date | None, date | None, int]


@dataclass(frozen=True)
class _Window:
    months: Months
    workers: frozenset[int]
    bank_month: date | None = None

    def covers(self, result: CheckResult) -> bool:
        """Whether a result that is no longer found is gone: the run has looked at its month and worker."""
        if result.worker_id is not None and result.worker_id not in self.workers:
            return False
        if result.rule == BANK_FILE_RULE and result.worker_id is None:
            return result.period == self.bank_month  # one bank file a check
        month = result.period or (result.day.replace(day=1) if result.day else None)
        if month is None or self.months.first <= month <= self.months.last:
            return True
        # What a run found outside its own months hangs on a contract or a person, not on a month.
        return not result.last_seen.first <= month <= result.last_seen.last


@command
def run_checks(
    *,
    by: Actor,
    employer: Employer,
    now: datetime,
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> CheckRun:
    """Check an employer's register from the month `first` to `last` and keep what was found.

    Without `last`: the last complete month of which something is kept; without `first`: a year before it,
    and further back as far as a finding waits for its correction. What an earlier run found and this one
    does not is gone; what comes back is new again. Raises Hidden, ProgrammeError CHECK_NOTHING_TO_CHECK.
    """
    if not by.is_machine:
        check(by, CHECK_REGISTER)
        if not own_employers(by, CHECK_REGISTER).filter(pk=employer.pk).exists():
            raise Hidden
    if employer.association_id != by.home.pk:
        raise Hidden
    _one_run_at_a_time([employer])
    months = _months([employer], today, first, last).get(employer.pk)
    if months is None:
        raise ProgrammeError(errors.NOTHING_TO_CHECK)
    return _run(by, [employer], months, now, today)[0]


@command
def run_checks_of_many(
    *, by: Actor, employers: Sequence[Employer], now: datetime, today: date
) -> list[CheckRun]:
    """Check the registers of many employers of one association, as :func:`run_checks` does of one.

    The rules run once for all whose months and sheets are the same. Employers of which nothing is kept
    are left out. For the machine only: raises Hidden.
    """
    if not by.is_machine or any(employer.association_id != by.home.pk for employer in employers):
        raise Hidden
    _one_run_at_a_time(employers)
    groups = _groups(employers, _months(employers, today, None, None))
    return [run for months, those in groups for run in _run(by, those, months, now, today)]


def _groups(
    employers: Sequence[Employer], months: Mapping[int, Months]
) -> list[tuple[Months, list[Employer]]]:
    """Return those who are checked for the same months and of whom the same is kept, together."""
    from safe_employment.workforce.registers import sheets_kept

    of_months: dict[Months, list[Employer]] = {}
    for employer in employers:
        if employer.pk in months:
            of_months.setdefault(months[employer.pk], []).append(employer)
    groups = []
    for window, those in of_months.items():
        kept = sheets_kept(those, window)
        of_sheets: dict[frozenset[str], list[Employer]] = {}
        for employer in those:
            of_sheets.setdefault(kept[employer.pk], []).append(employer)
        groups += [(window, alike) for alike in of_sheets.values()]
    return groups


def _one_run_at_a_time(employers: Sequence[Employer]) -> None:
    keys = sorted(employer.pk for employer in employers)  # in one order, so that none waits in a ring
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('workforce.check'), pk) FROM unnest(%s::int[]) AS pk",
            [keys],
        )


def _run(
    by: Actor, employers: Sequence[Employer], months: Months, now: datetime, today: date
) -> list[CheckRun]:
    """Check the registers of employers under one law for the same months, and keep what was found."""
    from safe_employment.workforce.checking.running import check_books
    from safe_employment.workforce.registers import books_of, employer_key

    law = law_of(employers[0])
    books = books_of(employers, months, minor_units=law.minor_units)
    checked, window = check_books(books, law, today=today, first=months.first, last=months.last)
    listed, bank_months = _listed(books), _bank_months(books)
    found: dict[str, list[Found]] = {}
    for one in checked.findings:
        found.setdefault(one.employer, []).append(one)
    untold: dict[str, list[CannotTell]] = {}
    for unknown in checked.cannot_tell:
        untold.setdefault(unknown.employer, []).append(unknown)
    runs = []
    for employer in employers:
        key = employer_key(employer.pk)
        run = CheckRun(
            association=by.home, employer=employer, ran_at=now, made_by=by.person, first=months.first,
            last=months.last, as_of=window.as_of, jurisdiction=law.id, currency=law.currency,
        )  # fmt: skip
        _count(run, found.get(key, ()), untold.get(key, ()), law)
        run.save()
        looked_at = _Window(months, listed.get(key, frozenset()), bank_months.get(key))
        if _keep(run, found.get(key, ()), law, looked_at, now):
            tell_of_signs(employer)
        if by.is_machine:
            propose_of_run(by, run, law, today)
        record(by, "workforce.run_checks", run, details={"employer": employer.pk, "months": str(run)})
        runs.append(run)
    return runs


def _listed(books: Books) -> dict[str, frozenset[int]]:
    """Return the workers on the list of each employer."""
    if "workers" not in books.sheets:
        return {}
    rows = books.sheets["workers"].group_by("employer").agg("worker").iter_rows()
    return {employer: frozenset(int(key[1:]) for key in workers) for employer, workers in rows}


def _bank_months(books: Books) -> dict[str, date]:
    """Return the month whose bank file was compared, by employer."""
    rows = books.sheets["employer"].select("employer", "bank_file_period").iter_rows()
    return {employer: month_of(period) for employer, period in rows if period}


def _months(
    employers: Sequence[Employer], today: date, first: date | None, last: date | None
) -> dict[int, Months]:
    """Return from which month to which each employer is checked; who has nothing to check is left out."""
    from safe_employment.workforce.registers import kept_months

    waiting = CheckResult.objects.filter(employer__in=list(employers), finding__isnull=False).exclude(
        Q(state=ResultState.GONE)
        | Q(period=None)
        | Q(finding__state__in=(FindingState.CLOSED, FindingState.WITHDRAWN))
    )
    oldest = dict(waiting.order_by().values_list("employer").annotate(Min("period")))
    return {
        pk: months
        for pk, kept in kept_months(employers).items()
        if (months := _months_of(kept, oldest.get(pk), today, first, last)) is not None
    }


def _months_of(
    kept: Months, oldest: date | None, today: date, first: date | None, last: date | None
) -> Months | None:
    from safe_employment.workforce.registers import Months

    complete = _before(today.replace(day=1), 1)
    last = last or (min(kept.last, complete) if kept.first <= complete else kept.last)
    if first is None:
        first = max(kept.first, _before(last, MONTHS - 1))
        first = min(first, oldest) if oldest else first
    first = min(first, last)
    return Months(first, last) if first <= kept.last and last >= kept.first else None


def _before(month: date, months: int) -> date:
    year, index = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(year, index + 1, 1)


def _count(
    run: CheckRun, findings: Sequence[Found], cannot_tell: Sequence[CannotTell], law: Jurisdiction
) -> None:
    """Count what the employer may know of: nothing confidential, and nothing it could be worked out from."""
    hidden = {rule.id for rule in law.rules if is_confidential(rule)}
    shown = [one for one in findings if one.rule.id not in hidden and one.level.word != ResultLevel.ALERT]
    untold = Counter(one.rule.id for one in cannot_tell if one.rule.id not in hidden)
    found = Counter(one.rule.id for one in shown)
    levels = Counter(one.level.word for one in shown)
    run.counts = {level: levels[level] for level in ("breach", "warning", "info")}
    run.rules = {
        rule: {"found": found[rule], "cannot_tell": untold[rule]} for rule in sorted({*found, *untold})
    }
    run.cannot_tell = sum(untold.values())
    owed = sum(one.amount or 0 for one in shown if one.level.word == ResultLevel.BREACH)
    run.owed = _money(owed, law)


def _money(amount: int, law: Jurisdiction) -> Decimal:
    return (Decimal(amount) / law.minor_units).quantize(Decimal("0.01"))


def _keep(run: CheckRun, findings: Sequence[Found], law: Jurisdiction, window: _Window, now: datetime) -> int:
    """Write the results; return how many signs are new."""
    earlier = CheckResult.objects.filter(employer_id=run.employer_id).select_related("last_seen")
    before = {_key_of(result): result for result in earlier}
    made: list[CheckResult] = []
    seen: list[CheckResult] = []
    ordinals: Counter[Any] = Counter()
    signs = 0
    for one in findings:
        facts = _facts_of(one, law)
        place = (facts["rule"], facts["level"], facts["worker_id"], facts["period"], facts["day"])
        key: Key = (*place, ordinals[place])
        ordinals[place] += 1
        result = before.pop(key, None)
        if result is None:
            result = CheckResult(
                association=run.association, employer_id=run.employer_id, first_seen=run, ordinal=key[-1],
                **facts,
            )  # fmt: skip
            made.append(result)
            signs += result.confidential
        else:
            was_gone = result.state == ResultState.GONE
            result.state = ResultState.NEW if was_gone else ResultState.STILL
            result.times_back += was_gone
            signs += result.confidential and was_gone
            for name, value in facts.items():
                setattr(result, name, value)
            seen.append(result)
        result.last_seen, result.changed_at = run, now
    gone = [one for one in before.values() if one.state != ResultState.GONE and window.covers(one)]
    CheckResult.objects.bulk_create(made, batch_size=AT_ONCE)
    CheckResult.objects.bulk_update(seen, KEPT_FIELDS, batch_size=AT_ONCE)
    CheckResult.objects.filter(pk__in=[one.pk for one in gone]).update(state=ResultState.GONE, changed_at=now)
    return signs


def _key_of(result: CheckResult) -> Key:
    return (
        result.rule, result.level, result.worker_id, result.period, result.day, result.ordinal,
    )  # fmt: skip


def _facts_of(one: Found, law: Jurisdiction) -> dict[str, Any]:
    rule = one.rule
    return {
        "rule": rule.id,
        "level": one.level.word,
        "confidential": one.level.word == ResultLevel.ALERT or is_confidential(rule),
        "worker_id": int(one.worker[1:]) if one.worker else None,
        "period": month_of(one.period) if one.period else None,
        "day": day_of(one.day),
        "amount": _money(one.amount, law) if one.amount is not None else None,
        "currency": law.currency,
        "source_status": one.status.word,
        "explanation_zh": one.explanation.zh,
        "explanation_en": one.explanation.en,
        "articles": [{"zh": article.zh, "en": article.en} for article in rule.articles],
        "ilo": list(one.ilo),
        "missing": list(one.missing),
    }


@command
def make_finding(*, by: Actor, result: int, owner_name: str, today: date) -> Finding:
    """Make a finding of a result, with its corrective action, in one step.

    Its words are the result's: the rule's title, the explanation with the arithmetic, the articles; the
    action is what the rule says is to be done, due as late as the severity allows. Raises Hidden,
    ProgrammeError CHECK_RESULT_HAS_FINDING, CHECK_RESULT_NOT_FOR_FINDING, CHECK_OWNER_NAME_MISSING.
    """
    check(by, MAKE_FINDINGS)
    found = result_for(by, result)
    found = CheckResult.objects.select_for_update(of=("self",)).select_related("employer").get(pk=found.pk)
    earlier = found.finding
    if earlier is not None and earlier.state not in (FindingState.CLOSED, FindingState.WITHDRAWN):
        raise ProgrammeError(errors.RESULT_HAS_FINDING, {"reference": earlier.reference})
    said = SAID.get(ResultLevel(found.level))
    if said is None or found.confidential or found.state == ResultState.GONE:
        raise ProgrammeError(errors.RESULT_NOT_FOR_FINDING)
    if not owner_name.strip():
        raise ProgrammeError(errors.OWNER_NAME_MISSING, field="owner_name")
    statement, severity = said
    rule = law_of(found.employer).rule(found.rule)
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    explanation = found.explanation_zh if language == "zh" else found.explanation_en
    about = f"{found.worker_id and f'W{found.worker_id:06d}: '}" if found.worker_id else ""
    article = "; ".join(each[language] for each in found.articles)
    # The employer's contact may not record findings in general; of its own results it may, in this way.
    actor = by if by.is_staff else machine(by.home, channel=by.channel)
    made = record_finding(
        by=actor, employer=found.employer, cluster=cluster_of(found.rule), severity=severity,
        statement=statement, title=getattr(rule.title, language)[:160],
        description=f"{about}{explanation}"[:5000], article=article[:200], found_on=today, today=today,
        source_kind=SourceKind.CHECK, source_id=str(found.pk), found_by=by.person,
        rule=found.rule, ilo=[each for each in found.ilo if isinstance(each, int)],
    )  # fmt: skip
    agree_action(
        by=actor, finding=made, what=getattr(rule.remedy, language)[:500],
        due_on=latest_due_on(severity, today) or today, today=today, owner_name=owner_name,
    )  # fmt: skip
    found.finding = made
    found.save(update_fields=["finding", "changed_at"])
    record(by, "workforce.make_finding", found, details={"finding": made.pk})
    return made
