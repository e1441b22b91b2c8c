"""Fills an empty database with the invented association, its past programme and the year 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pgtrigger

from safe_employment.demo import (
    accounts,
    chances,
    core,
    corrections,
    draws,
    endings,
    learning,
    phones,
    programmes,
    promises,
    publicity,
    registers,
    screenings,
    sending,
    stories,
    visiting,
    walks,
)
from safe_employment.demo.stage import TODAY, Stage, count_rows
from safe_employment.instruments.commands import add_library
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.kit.actors import Actor
from safe_employment.kit.commands import command, record
from safe_employment.members.commands import edit_employer, give_contact
from safe_employment.members.commands.importing import stage_import, upload_import
from safe_employment.members.importing.writing.confirming import confirm_import
from safe_employment.members.models import Employer, ImportBatch

REGISTER = Path(__file__).parent / "data" / "register-2026.xlsx"
ASSOCIATION_BEGAN, PROGRAMME_BEGAN = date(1993, 3, 1), date(2005, 1, 1)
TRICK = "<script>alert(1)</script>"
IMPORTED_AT = datetime(2026, 1, 6, 2, 30, tzinfo=UTC)


def load(tell: Callable[[str], None]) -> None:
    """Make everything; `tell` is given a line before each part."""
    stage = _stage(tell)
    tell("the member register: 20,000 rows of a spreadsheet")
    register(stage)
    older, own = _older(stage), _own(stage)
    give_contact(by=stage.by("manager"), employer=own, person=stage.people["employer"])
    tell("the programme of 2005 to 2008")
    version, recommendation = promises.texts(stage)
    promises.copies(stage, version, recommendation)
    promises.advocates(stage, recommendation, older[:104])
    publicity.past(stage)
    learning.past(stage, older[:1320])
    core.past(stage, older[:900])
    chances.past(stage, older[200:245])
    stories.past(stage)
    visiting.past(stage, older[300:306])
    tell("the year 2026")
    add_library(by=stage.by("manager"), now=IMPORTED_AT)
    InstrumentVersion.objects.update(created_at=IMPORTED_AT)
    taken = {own.pk, *(employer.pk for employer in older[:1320])}
    rest = [employer for employer in stage.employers if employer.pk not in taken]
    stage.rng.shuffle(rest)
    promises.signatures(stage, version, rest[:3400])
    promises.own_signature(stage, version, own)
    publicity.present(stage)
    learning.present(stage, rest, own)
    core.present(stage, rest[:60])
    chances.present(stage, rest[60:78])
    stories.present(stage)
    visiting.present(stage, rest[100:160], own)
    draws.present(stage, rest[165])
    walks.own(stage, own)
    endings.present(stage, rest[166:177], own)
    sending.present(stage)
    phones.present(stage)
    tell("worker registers, wages and hours of a year, checked")
    registers.present(stage, rest[200:300], own)
    corrections.present(stage, rest[160:164], own)
    screenings.present(stage)
    programmes.programmes(stage)
    _note(by=stage.by("manager"))


def _stage(tell: Callable[[str], None]) -> Stage:
    kunming, neighbour = accounts.associations()
    agencies = {agency.kind: agency for agency in accounts.agencies(kunming)}
    people = accounts.accounts(kunming, agencies["labour"])
    accounts.neighbour_account(neighbour)
    return Stage(home=kunming, people=people, agencies=agencies, tell=tell)


def register(stage: Stage) -> None:
    """Import the register as the membership clerk does; the doubtful pairs are left to the review."""
    by = stage.by("clerk")
    with REGISTER.open("rb") as content:
        batch = upload_import(by=by, content=content, name="会员名册2026.xlsx", figures_on=date(2025, 12, 31))
    batch = stage_import(by=by, batch=batch, today=IMPORTED_AT.date())
    confirm_import(by=by, batch=batch, now=IMPORTED_AT)
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=IMPORTED_AT)
    _tidy(by)
    stage.employers = list(Employer.objects.filter(association=stage.home).order_by("pk"))
    count_rows()


def _tidy(by: Actor) -> None:
    """Take the markup out of names that someone played a trick on; the record keeps what stood there."""
    for employer in Employer.objects.filter(association=by.home, name__startswith=TRICK):
        edit_employer(by=by, employer=employer, name=employer.name.removeprefix(TRICK))


def _older(stage: Stage) -> list[Employer]:
    """Return employers that were there before 2005, in an order that repeats itself.

    They joined before 2005: the list does not say when, and the past programme counts its members by that.
    """
    found = [each for each in stage.employers if each.founded_on and each.founded_on < PROGRAMME_BEGAN]
    stage.rng.shuffle(found)
    for place, each in enumerate(found):
        since = max(each.founded_on or PROGRAMME_BEGAN, ASSOCIATION_BEGAN)
        each.joined_on = since + (PROGRAMME_BEGAN - since) * (place % 10) / 10
    with pgtrigger.ignore("members.Employer:replaced_update"):
        Employer.objects.bulk_update(found, ["joined_on"], batch_size=1_000)
    return found


def _own(stage: Stage) -> Employer:
    """Return the employer for whom the invented contact speaks: a restaurant with a few staff."""
    return next(
        each
        for each in stage.employers
        if each.industry_code.startswith("H62") and each.staff and 4 <= each.staff <= 9 and each.code
    )


@command
def _note(*, by: Actor) -> None:
    record(by, "demo.load", None, details={"today": TODAY.isoformat()})
