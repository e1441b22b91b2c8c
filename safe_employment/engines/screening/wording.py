"""The engine's own words for its answers, conclusions and reasons, in Chinese and English.

Plain words of this project; no sentence of the ILO's is repeated here. Indicators, dimensions and the
eleven signs carry their words themselves, from the reference files.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from .adults import AdultOutput, CaseClass
from .answers import Answer, Assessment
from .children import ChildReason
from .danger import DangerReason
from .engine import NextStep
from .indicators import AgeGroup, Strength
from .offence_facts import Fact, Sex
from .palermo import Act, Means, Purpose

if TYPE_CHECKING:
    from .problems import Words


def _table(**rows: tuple[str, str]) -> dict[str, Words]:
    return {code: {"zh": zh, "en": en} for code, (zh, en) in rows.items()}


_TABLES: Mapping[type[StrEnum], Mapping[str, Words]] = {
    Answer: _table(
        yes=("是", "Yes"),
        no=("否", "No"),
        unknown=("不知道", "Not known"),
        refused=("不愿回答", "Did not want to answer"),
    ),
    Assessment: _table(
        yes=("是", "Yes"),
        no=("否", "No"),
        not_assessed=("未能判断：回答不足", "Not assessed: too little was answered"),
    ),
    AgeGroup: _table(adult=("成年人", "Adult"), child=("未满18周岁", "Under 18")),
    Strength: _table(strong=("强", "Strong"), medium=("中", "Medium"), weak=("弱", "Weak")),
    Sex: _table(female=("女", "Female"), male=("男", "Male"), unknown=("不知道", "Not known")),
    AdultOutput: _table(
        strict=("人口贩运（严格口径）", "Trafficking, strict reading"),
        palermo_wide=("人口贩运（巴勒莫议定书宽口径）", "Trafficking, wide reading of the Palermo Protocol"),
        forced_labour_sign=("强迫劳动迹象", "Sign of forced labour"),
    ),
    CaseClass: _table(
        no_finding=("所问各项均无迹象", "Nothing of what was asked points to exploitation"),
        class_not_assessed=("回答不足，尚不能归类", "Too little was answered to say"),
        signs=("有迹象，尚不足以归类", "There are signs, not enough for a class"),
        exploited=("受剥削的劳动者：劳动权益案件", "An exploited worker: a case of labour rights"),
        deceived_and_exploited=("被欺骗并受剥削", "Deceived and exploited"),
        trafficking_wide=(
            "可能是人口贩运（宽口径）",
            "Possibly trafficking, by the wide reading",
        ),
        sign_of_forced_labour=("有强迫劳动迹象", "Signs of forced labour"),
        trafficking=("可能是人口贩运（严格口径）", "Possibly trafficking, by the strict reading"),
    ),
    ChildReason: _table(
        works_under_age=("未满16周岁在岗工作", "At work under 16"),
        strong_indicator=("至少一项强指标", "At least one strong indicator"),
        exploitation_medium=("剥削方面至少两项中等指标", "At least two medium indicators of exploitation"),
    ),
    DangerReason: _table(
        child=("孩子处于危险之中", "A child is at risk"),
        confined_now=("现在被关着或不能离开", "Locked in or unable to leave now"),
        violence_now=("现在正遭受暴力", "Violence is happening now"),
        violence_threatened_now=("现在受到暴力威胁", "Violence is threatened now"),
        needs_medical_help_now=("现在需要医疗救助", "Needs medical help now"),
    ),
    NextStep: _table(
        no_further_step=("目前不需要进一步处理", "No further step for now"),
        follow_up=("继续了解：补问未答的问题", "Follow up: ask what is still open"),
        labour_rights_case=("按劳动权益案件处理", "Take it up as a case of labour rights"),
        refer=("转介联合工作组", "Refer to the joint team"),
        emergency=("紧急：立即保护人身安全", "Emergency: protect the person at once"),
    ),
    Act: _table(
        recruitment=("招募", "Recruitment"),
        transportation=("运送", "Transportation"),
        transfer=("转移", "Transfer"),
        harbouring=("窝藏", "Harbouring"),
        receipt=("接收", "Receipt"),
    ),
    Means: _table(
        threat_or_use_of_force=("使用或威胁使用暴力", "Force or its threat"),
        other_coercion=("其他胁迫", "Other coercion"),
        abduction=("劫持", "Abduction"),
        fraud=("欺诈", "Fraud"),
        deception=("欺骗", "Deception"),
        abuse_of_power=("滥用权力", "Abuse of power"),
        abuse_of_position_of_vulnerability=("利用脆弱处境", "Abuse of a vulnerable position"),
        payments_or_benefits_to_person_in_control=(
            "给控制者钱或好处",
            "Money or benefits to someone in control",
        ),
    ),
    Purpose: _table(
        exploitation_of_prostitution=("利用卖淫牟利", "Exploitation of prostitution"),
        other_sexual_exploitation=("其他性剥削", "Other sexual exploitation"),
        forced_labour_or_services=("强迫劳动或服务", "Forced labour or services"),
        slavery=("奴役", "Slavery"),
        practices_similar_to_slavery=("类似奴役的做法", "Practices like slavery"),
        servitude=("劳役", "Servitude"),
        removal_of_organs=("摘取器官", "Removal of organs"),
    ),
    Fact: _table(
        injured=("受到伤害", "The person was hurt"),
        liberty_restrained=("人身自由受限制", "The person was kept from leaving"),
        sold_or_for_sale=("被出卖，或以出卖为目的被带走", "Sold, or taken in order to be sold"),
        bought=("被他人收买", "Bought by someone"),
        rescue_obstructed=("解救受到阻碍", "A rescue was hindered"),
        forced_to_work=("被暴力或威胁强迫劳动", "Forced to work by violence or threats"),
        helped_forced_work=(
            "有人为强迫劳动招募或运送",
            "Someone recruited or carried people for forced work",
        ),
        dangerous_work=("从事危险或过重的劳动", "Put to dangerous or very heavy work"),
        taken_from_family=("被带离家庭", "Taken away from the family"),
        made_to_beg=("被组织乞讨", "Made to beg"),
        made_to_offend=("被组织偷窃、诈骗等", "Made to steal, defraud or the like"),
        wages_not_paid=("工资未付", "Wages were not paid"),
        border_crossing_organised=("有人组织非法过境", "Someone organised an illegal border crossing"),
        carried_across_border=("被非法运送过境", "Carried across the border illegally"),
        prostitution=("被组织或强迫卖淫", "Prostitution was organised or forced"),
    ),
}


def wording(code: StrEnum) -> Words:
    """Return the words for any code of this engine, in Chinese and English.

    :raises KeyError: a code of another engine.
    """
    return _TABLES[type(code)][code.value]
