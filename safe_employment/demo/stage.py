"""What every part of the demonstration works with."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection

from safe_employment.kit.actors import Actor, actor_for

if TYPE_CHECKING:
    from safe_employment.kit.models import Association, PartnerAgency, Person
    from safe_employment.members.models import Employer

TODAY = date(2026, 11, 20)  # the day on which the demonstration's year stands still
DISTRICTS = (
    ("530102", "五华区"), ("530103", "盘龙区"), ("530111", "官渡区"), ("530112", "西山区"),
    ("530113", "东川区"),
    ("530114", "呈贡区"), ("530115", "晋宁区"), ("530124", "富民县"), ("530125", "宜良县"),
    ("530126", "石林彝族自治县"), ("530127", "嵩明县"), ("530128", "禄劝彝族苗族自治县"),
    ("530129", "寻甸回族彝族自治县"), ("530181", "安宁市"),
)  # fmt: skip
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "秀英", "桂兰", "丽华", "建国", "志强", "美玲", "春燕", "国栋", "海燕", "文斌", "晓东", "金凤",
    "学军", "红梅", "家明", "云芳", "光明", "婷婷", "立新", "雪梅", "正华", "彩霞", "德胜",
)  # fmt: skip


@dataclass
class Stage:
    """The association, its people by the first part of their address, and a generator that repeats itself."""

    home: Association
    people: dict[str, Person]
    agencies: dict[str, PartnerAgency]
    tell: Callable[[str], None]
    rng: random.Random = field(default_factory=lambda: random.Random(20050308))  # noqa: S311 - invented data
    employers: list[Employer] = field(default_factory=list)

    def by(self, user: str) -> Actor:
        """Return an invented person as they act in the association."""
        return actor_for(self.people[user], self.home, channel="demo")

    def name(self) -> str:
        """Return an invented person's name."""
        return self.rng.choice(SURNAMES) + self.rng.choice(GIVEN)

    def day(self, first: date, last: date) -> date:
        """Return a working day between two days, both included."""
        found = first + timedelta(days=self.rng.randint(0, (last - first).days))
        return found if found.weekday() < 5 else max(first, found - timedelta(days=2))

    def district(self) -> str:
        """Return a district, the four of the old city more often than the others."""
        weights = (18, 17, 17, 16, 3, 6, 4, 2, 4, 2, 3, 2, 2, 6)
        return self.rng.choices([code for code, _name in DISTRICTS], weights)[0]


def shares(total: int, weights: list[int]) -> list[int]:
    """Divide `total` into whole parts in the proportion of the weights; they add up to the total."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    for place in range(total - sum(parts)):
        parts[place % len(parts)] += 1
    return parts


def count_rows() -> None:
    """Let the database count what this transaction wrote: nobody else sees it yet, and without a count it
    joins large tables row by row.
    """
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = ", ".join(map(connection.ops.quote_name, tables))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")
