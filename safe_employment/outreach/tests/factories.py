"""Outreach records for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from safe_employment.kit.models import Association
from safe_employment.outreach.models import (
    Audience,
    Distribution,
    EventState,
    Material,
    MaterialKind,
    MediaItem,
    MediaKind,
    Occasion,
    PrintRun,
    PublicEvent,
    RadioMessage,
    WallNewspaper,
)

_number = count(1)


def material(association: Association, *, printed: int = 0, **facts: Any) -> Material:
    """A handbook of the association; with a print run of `printed` copies on 1 March 2007 if any."""
    values: dict[str, Any] = {
        "kind": MaterialKind.HANDBOOK,
        "title_zh": "用工单位防拐手册",
        "title_en": "Employers' handbook against trafficking",
        "version": f"2007-{next(_number)}",
        "languages": ["zh"],
    }
    made = Material.objects.create(association=association, **{**values, **facts})
    if printed:
        print_run(made, copies=printed)
    return made


def print_run(of: Material, **facts: Any) -> PrintRun:
    """A print run of a material, 1,000 copies on 1 March 2007."""
    values: dict[str, Any] = {"copies": 1000, "printed_on": date(2007, 3, 1), "printer": "云南新华印刷厂"}
    return PrintRun.objects.create(association=of.association, material=of, **{**values, **facts})


def distribution(of: Material, **facts: Any) -> Distribution:
    """Copies handed out, 100 on 8 March 2007 to workers in Wuhua District."""
    values: dict[str, Any] = {
        "copies": 100,
        "distributed_on": date(2007, 3, 8),
        "division_code": "530102",
        "audience": Audience.WORKERS,
    }
    return Distribution.objects.create(association=of.association, material=of, **{**values, **facts})


def wall_newspaper(association: Association, **facts: Any) -> WallNewspaper:
    """A wall newspaper that hangs since 1 March 2007."""
    values: dict[str, Any] = {"title_zh": "安全用工", "place": "南屏街", "posted_on": date(2007, 3, 1)}
    return WallNewspaper.objects.create(association=association, **{**values, **facts})


def radio_message(association: Association, **facts: Any) -> RadioMessage:
    """A message broadcast 20 times in the first week of March 2007."""
    values: dict[str, Any] = {
        "station": "昆明人民广播电台",
        "text_zh": "招工请走合法渠道。",
        "times": 20,
        "first_on": date(2007, 3, 1),
        "last_on": date(2007, 3, 8),
    }
    return RadioMessage.objects.create(association=association, **{**values, **facts})


def media_item(association: Association, **facts: Any) -> MediaItem:
    """An article of 9 March 2007."""
    values: dict[str, Any] = {
        "outlet": "昆明日报",
        "kind": MediaKind.PRESS,
        "published_on": date(2007, 3, 9),
        "title": f"千家企业承诺安全用工（{next(_number)}）",
    }
    return MediaItem.objects.create(association=association, **{**values, **facts})


def event(association: Association, **facts: Any) -> PublicEvent:
    """An event planned for 8 March 2007."""
    values: dict[str, Any] = {
        "title_zh": "三八节广场宣传",
        "title_en": "Women's Day on the square",
        "occasion": Occasion.WOMENS_DAY,
        "held_on": date(2007, 3, 8),
        "place": "金马碧鸡坊",
        "division_code": "530102",
    }
    return PublicEvent.objects.create(association=association, **{**values, **facts})


def held_event(association: Association, **facts: Any) -> PublicEvent:
    """An event that was held on 8 March 2007."""
    return event(association, **{"state": EventState.HELD, **facts})
