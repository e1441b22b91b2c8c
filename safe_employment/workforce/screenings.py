"""From a sign in the books to a confidential screening of the worker whom it is about.

The screening knows the worker by an opaque key only; it lives on when the record of the worker is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from safe_employment.engines.screening import ALERTS
from safe_employment.kit.audit import keep_apart
from safe_employment.kit.commands import command
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of, own_records
from safe_employment.screenings.commands import open_screening
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Age, AtWork, Screening, Sex, Source
from safe_employment.screenings.queries import not_closed
from safe_employment.screenings.sources import Origin, name_source
from safe_employment.workforce.models import CheckResult, ResultState
from safe_employment.workforce.models import Sex as WorkerSex
from safe_employment.workforce.policies import SEE_ALERTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.workforce.models import Worker

WORKER, SIGN = "workforce.worker", "workforce.checkresult"


def sign_for(by: Actor, pk: int) -> CheckResult:
    """Return one sign that stands. Raises Hidden."""
    rows = CheckResult.objects.filter(confidential=True).exclude(state=ResultState.GONE)
    return one_of(own_records(rows.select_related("worker", "employer"), by, SEE_ALERTS), pk)


def subject_of(sign: CheckResult) -> str:
    """Return the key of whom a sign is about: the worker, or where it names none the sign itself."""
    return f"{WORKER}:{sign.worker_id}" if sign.worker_id else f"{SIGN}:{sign.pk}"


def alerts_of(sign: CheckResult) -> list[str]:
    """Return the rules of all signs that stand for the same worker."""
    if sign.worker_id is None:
        return [sign.rule]
    rows = CheckResult.objects.filter(worker=sign.worker_id, confidential=True)
    return sorted(set(rows.exclude(state=ResultState.GONE).values_list("rule", flat=True)))


def screenings_of(by: Actor, signs: Iterable[CheckResult]) -> dict[str, Screening]:
    """Return the screenings that are not closed, by the key of whom each is about; one query."""
    subjects = {subject_of(sign) for sign in signs}
    return not_closed(by, subjects) if subjects else {}


def age_of(worker: Worker, day: date) -> Age:
    """Return the band of a worker's age on a day, that of the sign."""
    age = worker.age(day)
    bands = ((14, Age.UNDER_14), (16, Age.AGED_14_15), (18, Age.AGED_16_17))
    return next((band for limit, band in bands if age < limit), Age.ADULT)


def proposed(sign: CheckResult, today: date) -> dict[str, str]:
    """Return what the register says of the person, for the case officer to confirm or correct."""
    worker = sign.worker
    if worker is None:
        return {}
    sexes = {WorkerSex.FEMALE.value: Sex.FEMALE.value, WorkerSex.MALE.value: Sex.MALE.value}
    return {
        "pseudonym": str(worker),
        "age": age_of(worker, sign.day or sign.period or today).value,
        "sex": sexes.get(worker.sex, Sex.UNKNOWN.value),
        "at_work": AtWork.YES.value if worker.is_active(today) else AtWork.UNKNOWN.value,
    }


@command
def open_screening_of_sign(
    *, by: Actor, sign: int, now: datetime, pseudonym: str, age: str, sex: str, at_work: str
) -> Screening:
    """Open a confidential screening upon a sign, or return the one of the same worker that is not closed.

    The rules of all the worker's signs suggest what to ask; nothing is answered. Neither the sign nor any
    finding shows that there is a screening. Raises Hidden, ProgrammeError SCREENING_PSEUDONYM_MISSING.
    """
    check(by, SEE_ALERTS)
    found = sign_for(by, sign)
    return open_screening(
        by=by, now=now, source=Source.BOOKS, source_reference=f"{SIGN}:{found.pk}",
        subject_reference=subject_of(found), alerts=alerts_of(found), employer=found.employer,
        pseudonym=pseudonym, age=age, sex=sex, at_work=at_work,
    )  # fmt: skip


def _shown(sign: CheckResult) -> str:
    """Return what a sign shows, in the engine's words, or the title of its rule."""
    from safe_employment.workforce.law import law_of

    known = next((alert for alert in ALERTS if alert.alert == sign.rule), None)
    if known is not None:
        return said(known.words)
    title = law_of(sign.employer).rule(sign.rule).title
    return said({"zh": title.zh, "en": title.en})


def origins(by: Actor, screening: Screening) -> list[Origin]:
    """Return the signs from which a screening came, as far as they still stand, and the worker's record."""
    made = []
    kind, _colon, key = screening.source_reference.partition(":")
    signs = CheckResult.objects.filter(association=by.home).select_related("employer")
    found = signs.filter(pk=int(key)).first() if kind == SIGN else None
    if found is not None:
        words = f"{found.rule} {_shown(found)}"
        made.append(Origin(words, address(by, "workforce:case_results", pk=found.employer_id)))
    kind, _colon, key = screening.subject_reference.partition(":")
    if kind == WORKER and found is not None and found.worker_id == int(key):
        words = gettext("Worker's record W%(number)s") % {"number": f"{int(key):06d}"}
        made.append(Origin(words, address(by, "workforce:case_worker", pk=int(key))))
    return made


name_source(Source.BOOKS, origins)
keep_apart("workforce.read_signs", SEE_ALERTS)
