"""Case studies of young women workers: invented, with consent, most of them of the past programme."""

from __future__ import annotations

from datetime import date

from safe_employment.demo.stage import TODAY, Stage
from safe_employment.interviews.commands import (
    add_usual_themes,
    record_case_study,
    release_case_study,
    write_story,
)

NAMES = ("小荷", "阿兰", "小梅", "阿秀", "小芬", "阿珍", "小菊", "阿莲", "小琴", "阿香", "小云", "阿凤")
WHY = (
    "家里四口人靠两亩坡地，弟弟要上学，同村的姐姐说城里饭店包吃住。",
    "初中毕业没有考上高中，表姐在昆明做衣服，就跟着来了。",
    "村里来人招工，说一个月六百，先不用交钱，坐车就走。",
    "父亲病了要还债，母亲托人在城里找了一份洗碗的工作。",
)
TREATED = (
    "老板按月发工资，加班有夜宵，身份证自己拿着，过年能回家。",
    "头三个月压了一个月工资当押金，辞工时没有退。",
    "住在店里阁楼，晚上锁门，说是怕丢东西；后来换了一家才知道可以不锁。",
    "一天站十二个小时，一个月休两天，没有签合同，工资倒是给了。",
    "介绍人拿走了第一个月工资，老板说这是规矩。",
)
WISHES = (
    "要是出来之前有人讲过要看执照、要签合同就好了。",
    "希望有个电话可以问，不用怕老板知道。",
    "想学一门手艺，回县里开个小店。",
)
SECTORS = ("catering", "catering", "garments", "shoes", "hotels", "hairdressing", "services")
AGES = ("18_20", "18_20", "21_24", "25_on")
HOMES = ("530113", "530129", "530128", "530126", "530127")


def past(stage: Stage) -> None:
    """The 30 case studies of 2006 to 2008."""
    add_usual_themes(by=stage.by("officer"))
    for number in range(30):
        _story(stage, stage.day(date(2006, 3, 1), date(2008, 5, 30)), released=number % 3 == 0)


def present(stage: Stage) -> None:
    """Four of this year, one of them not released."""
    for number in range(4):
        _story(stage, stage.day(date(2026, 2, 1), date(2026, 11, 10)), released=number < 3)


def _story(stage: Stage, day: date, *, released: bool) -> None:
    rng = stage.rng
    by = stage.by("officer")
    case = record_case_study(
        by=by,
        today=TODAY,
        consent={
            "scope": "use_inside" if released else rng.choice(("keep", "use_inside", "publish_anonymously")),
            "way": "oral_witnessed" if rng.random() < 0.4 else "written",
            "language": "zh",
            "given_on": day,
            "witness": stage.people["monitor2"],
            "sheet_kept_at": "协会三楼档案柜 2 号",
            "guardian": "",
        },
        invented_name=rng.choice(NAMES),
        interviewed_on=day,
        sector=rng.choice(SECTORS),
        age_band=rng.choice(AGES),
        sex="female",
        home_division_code=rng.choice(HOMES),
        themes=[],
    )
    write_story(
        by=by,
        case_study=case.pk,
        why_migrated=rng.choice(WHY),
        how_treated=rng.choice(TREATED),
        wishes=rng.choice(WISHES),
    )
    if released:
        release_case_study(by=by, case_study=case.pk)
