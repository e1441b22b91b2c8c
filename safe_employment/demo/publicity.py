"""Materials, wall newspapers, radio, media and public events, of the past programme and of this year."""

from __future__ import annotations

from datetime import date, timedelta

from safe_employment.demo.stage import DISTRICTS, TODAY, Stage, shares
from safe_employment.demo.texts_2005 import EVENTS, EVENTS_2026, MATERIALS, MEDIA, RADIO
from safe_employment.outreach.commands import (
    add_material,
    add_media_item,
    add_print_run,
    add_radio_message,
    add_wall_newspaper,
    hold_event,
    plan_event,
    record_distribution,
)

WEIGHTS = [5, 5, 5, 5, 2, 2]
PRINTER = "昆明市第一印刷厂"
COUNTED_BY = "协会工作人员按发放资料数估计"


def past(stage: Stage) -> None:
    """Everything of 2005 to 2008."""
    _materials(stage)
    _events(stage)
    by = stage.by("trainer")
    for station, zh, en, times, first, last in RADIO:
        add_radio_message(
            by=by, station=station, text_zh=zh, text_en=en, times=times, first_on=first, last_on=last
        )
    for outlet, kind, day, title in MEDIA:
        add_media_item(by=by, outlet=outlet, kind=kind, published_on=day, title=title, link="", event=None)
    for number in range(24):
        code, name = DISTRICTS[number % len(DISTRICTS)]
        posted = stage.day(date(2006, 2, 1), date(2008, 5, 30))
        add_wall_newspaper(
            by=by,
            title_zh=f"安全用工墙报第 {number + 1} 期",
            title_en=f"Wall newspaper on safe employment, no. {number + 1}",
            place=f"{name}农贸市场入口",
            division_code=code,
            employer=None,
            posted_on=posted,
            removed_on=posted + timedelta(days=30),
        )


def _materials(stage: Stage) -> None:
    by = stage.by("trainer")
    for kind, zh, en, version, languages, printed, handed_out in MATERIALS:
        year = int(version)
        material = add_material(
            by=by, kind=kind, title_zh=zh, title_en=en, version=version, languages=languages, about=""
        )
        add_print_run(
            by=by,
            material=material.pk,
            copies=printed,
            printed_on=date(year, 2, 10),
            printer=PRINTER,
            cost=None,
        )
        for (code, name), copies in zip(DISTRICTS, shares(handed_out, WEIGHTS), strict=False):
            record_distribution(
                by=by,
                material=material.pk,
                copies=copies,
                distributed_on=stage.day(date(year, 3, 1), date(2008, 6, 20)),
                division_code=code,
                audience="employers" if "雇主" in zh or kind == "brochure" else "workers",
                recipient=f"{name}会员单位",
                event=None,
                employer=None,
            )


def _events(stage: Stage) -> None:
    by = stage.by("trainer")
    partners = [stage.agencies[kind] for kind in ("women", "education", "labour")]
    for day, zh, en, occasion, place, division, reached in EVENTS:
        event = plan_event(
            by=by,
            title_zh=zh,
            title_en=en,
            occasion=occasion,
            held_on=day,
            place=place,
            division_code=division,
            programme="",
            partners=partners,
        )
        hold_event(
            by=by, event=event.pk, held_on=day, today=TODAY, people_reached=reached, counted_by=COUNTED_BY
        )


def present(stage: Stage) -> None:
    """The year 2026: events held and planned, a new handbook and its distribution."""
    by = stage.by("trainer")
    partners = [stage.agencies[kind] for kind in ("women", "labour")]
    for day, zh, en, occasion, reached in EVENTS_2026:
        event = plan_event(
            by=by,
            title_zh=zh,
            title_en=en,
            occasion=occasion,
            held_on=day,
            place="南屏步行街",
            division_code="530102",
            programme="",
            partners=partners,
        )
        if reached:
            hold_event(
                by=by,
                event=event.pk,
                held_on=day,
                today=TODAY,
                people_reached=reached,
                counted_by=COUNTED_BY,
            )
    _handbook(stage)
    add_wall_newspaper(
        by=by,
        title_zh="认识强迫劳动的十一个信号",
        title_en="Eleven signs of forced labour",
        place="官渡区劳务市场",
        division_code="530111",
        employer=None,
        posted_on=date(2026, 11, 2),
        removed_on=None,
    )
    add_media_item(
        by=by,
        outlet="昆明日报",
        kind="press",
        published_on=date(2026, 6, 13),
        title="一条街的承诺：不用童工",
        link="",
        event=None,
    )


def _handbook(stage: Stage) -> None:
    by = stage.by("trainer")
    material = add_material(
        by=by,
        kind="handbook",
        title_zh="安全用工手册",
        title_en="Handbook on safe employment",
        version="2026",
        languages=["zh", "en"],
        about="七条承诺、最低工资、求助电话",
    )
    add_print_run(
        by=by,
        material=material.pk,
        copies=3000,
        printed_on=date(2026, 2, 20),
        printer=PRINTER,
        cost=None,
    )
    for code, name in DISTRICTS[:6]:
        record_distribution(
            by=by,
            material=material.pk,
            copies=stage.rng.randint(150, 400),
            distributed_on=stage.day(date(2026, 3, 1), TODAY),
            division_code=code,
            audience="employers",
            recipient=f"{name}会员单位",
            event=None,
            employer=None,
        )
