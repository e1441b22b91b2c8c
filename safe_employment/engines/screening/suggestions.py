"""Indicators worth asking about when the labour-law checks or a pattern in the register raise an alert, or
when a critical question of a visit is answered with harm.

The mapping is this project's own (no ILO source gives one). A suggestion is a question, never an answer:
it has no place for a yes, and a screening does not read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .indicators import Indicator, IndicatorSet
    from .problems import Words


@dataclass(frozen=True)
class AlertMapping:
    """An alert and the indicators it suggests: a rule id of ``reference/rules.yaml``, a pattern PAT-…, or a
    critical question, by its id in ``reference/visit_checklist.yaml`` or its name in a questionnaire.

    `is_urgent`: someone is in danger now, or a child works; that does not wait for the screening.
    """

    alert: str
    indicators: tuple[str, ...]
    words: Words = field(hash=False)
    is_urgent: bool = False


@dataclass(frozen=True)
class SuggestedIndicator:
    """An indicator worth asking about, and the alerts that suggest it."""

    indicator: Indicator
    because: tuple[str, ...]


#: Goes with every list of suggestions.
WORTH_ASKING: Words = {
    "zh": "值得询问。登记或工资记录中的提示不是答案，须由本人回答。",
    "en": "Worth asking about. An alert in the books is no answer; only the person can give one.",
}


def _alert(alert: str, indicators: str, zh: str, en: str, *, is_urgent: bool = False) -> AlertMapping:
    return AlertMapping(alert, tuple(indicators.split()), {"zh": zh, "en": en}, is_urgent)


_urgent = partial(_alert, is_urgent=True)


ALERTS: tuple[AlertMapping, ...] = (
    _alert("REG-03", "D3.01 D4.03 D4.09 D6.01", "未满16周岁在岗", "Someone under 16 at work"),
    _alert(
        "REG-04",
        "D1.01 D4.03 D4.09 D5.06",
        "未成年人在娱乐场所等工作",
        "Someone under 18 in an entertainment venue",
    ),
    _alert("REG-07", "D4.03 D4.07", "未成年工从事禁忌劳动", "A young worker in banned work"),
    _alert(
        "REG-11",
        "D1.06 D2.06 D3.02 D5.01 D5.09 D6.05",
        "外国人就业许可不符",
        "A foreign worker's permit does not fit",
    ),
    _alert("FRE-01", "D2.03 D5.01", "扣押证件", "Papers are held"),
    _alert("FRE-02", "D2.04 D2.10 D4.08 D5.02", "收取押金", "A deposit was taken"),
    _alert("FRE-03", "D4.05 D5.02 D5.03 D5.10", "约定离职违约金", "A penalty for leaving"),
    _alert("FRE-05", "D1.07 D2.04 D5.02", "劳动者支付招聘费用", "The worker paid to be recruited"),
    _alert("FRE-06", "D4.08 D5.01 D5.14", "银行卡不在本人手中", "The bank card is not with the worker"),
    _alert("FRE-07", "D5.03 D5.10 D5.14", "辞职不被接受或扣款", "Leaving was refused or pay kept back"),
    _alert("FRE-08", "D2.05 D4.02 D4.07 D5.03", "出口上锁或堵塞", "Exits locked or blocked"),
    _alert("HRS-03", "D4.01 D5.10", "加班严重超时", "Overtime far over the cap"),
    _alert("PAY-08", "D4.04 D5.14", "工资拖欠三十天以上", "Pay more than thirty days late"),
    _alert("PAY-12", "D4.04 D4.08 D5.02", "罚款与扣款过高", "Fines and deductions take much of the wage"),
    _alert("PAY-16", "D4.04 D5.14", "多人或长期欠薪", "Arrears to many or for long"),
    _alert("PAY-17", "D4.04 D4.05 D5.14", "大额欠薪", "Arrears near the criminal threshold"),
    _alert(
        "PAT-01",
        "D1.06 D2.03 D5.01 D5.08",
        "多人使用同一证件号码",
        "Several people under one identity number",
    ),
    _alert("PAT-02", "D3.05 D5.03 D6.01", "多人使用同一电话", "Several people with one telephone"),
    _alert(
        "PAT-03",
        "D4.08 D5.02 D5.14 D6.01",
        "多人登记同一银行账户",
        "One bank account registered for several people",
    ),
    _alert(
        "PAT-04",
        "D4.04 D4.08 D5.02 D5.14",
        "多人工资付入同一账户",
        "The pay of several workers goes into one account",
    ),
    _alert("PAT-05", "D1.07 D2.04 D2.05 D3.05 D3.07", "成批到岗", "Workers arrive in batches"),
    _alert("PAT-06", "D4.01 D4.05 D5.08", "考勤时间完全相同", "Identical clock times"),
    _alert(
        "PAT-07",
        "D1.01 D1.07 D2.02 D2.04 D3.05",
        "同一中介为多家用人单位招人",
        "One recruiter behind several employers",
    ),
    _alert("PAT-08", "D3.05 D4.02 D5.03 D6.01", "多人登记同一住址", "One address for several workers"),
    _alert(
        "PAT-09", "D2.04 D4.08 D5.02 D6.01", "劳动者欠用人单位债务", "The worker is in debt to the employer"
    ),
)


CHILD = "D3.01 D4.03 D4.09 D6.01"
#: What a critical question says when it is answered with harm: at a visit, or by a worker in an interview.
ANSWERS: tuple[AlertMapping, ...] = (
    _urgent("locked_in_now", "D2.05 D5.03", "有人现在被关着、走不了", "Someone is kept locked in now"),
    _urgent(
        "hurt_now",
        "D2.01 D2.07 D5.04 D5.11",
        "有人现在被伤害或受威胁",
        "Someone is being hurt or threatened now",
    ),
    _urgent("doctor_now", "D4.03 D4.07 D5.04", "有人现在需要看医生", "Someone needs a doctor now"),
    _urgent("is_sixteen", CHILD, "答话的人未满16周岁", "The one who answered is under 16"),
    _urgent("children_work", CHILD, "有未满16周岁的孩子干活", "Children under 16 work there"),
    _urgent("D01", CHILD, "现场有可能未满16周岁的人在工作", "Someone who may be under 16 works there"),
    _alert("wants_help", "", "答话的人需要帮助", "The one who answered wants help"),
    _alert("touched", "D2.01 D5.04", "有人被动手动脚或听到下流话", "Unwanted touching or words"),
    _alert("B02", "D1.07 D2.04 D5.02", "劳动者为得到工作交过钱", "Workers paid to get the job"),
    _alert("B04", "D1.01 D1.02 D1.05 D1.08", "实际工作与承诺不符", "The job is not what was promised"),
    _alert(
        "B08",
        "D2.05 D3.05 D4.08 D5.03 D6.01",
        "有人成批带来工人并控制行动或工资",
        "Someone brings workers and controls them or their pay",
    ),
    _alert("C04", "D4.05 D4.06", "合同放弃法定权利或罚款", "The contract waives rights or fines leaving"),
    _alert("D05", "D4.03 D4.07", "未成年工从事禁止的劳动", "Young workers do forbidden work"),
    _alert(
        "D06",
        "D1.01 D4.03 D4.09 D5.06",
        "娱乐场所有可能未满18周岁的人",
        "Someone who may be under 18 works in an entertainment venue",
    ),
    _alert("F04", "D4.01 D5.02 D5.10", "拒绝加班会受损失或威胁", "Overtime cannot be refused"),
    _alert("G03", "D2.10 D4.08 D5.14", "扣留部分工资", "Part of the wages is held back"),
    _alert("G04", "D4.04 D4.08 D5.14", "工资没有到本人手里", "Pay does not reach the workers' own hands"),
    _alert("G09", "D2.04 D4.08 D5.02 D6.01", "劳动者欠钱", "Workers owe money"),
    _alert("H01", "D2.03 D5.01", "证件不在本人手里", "Workers do not hold their documents"),
    _alert("H02", "D2.05 D5.03", "下班后不能自由离开", "Workers cannot leave freely"),
    _alert(
        "H03",
        "D2.05 D4.02 D4.07 D5.03",
        "门窗上锁，人出不去",
        "Doors are locked so that people cannot get out",
    ),
    _alert("H05", "D2.05 D5.03 D6.01", "不能留手机或联系家人", "Workers cannot keep phones or call home"),
    _alert(
        "H06",
        "D2.01 D2.05 D5.03 D5.04",
        "有人被打骂、搜身、关押或体罚",
        "Someone was beaten, searched or shut in",
    ),
    _alert("H07", "D2.06 D2.07 D2.09 D5.09 D5.11 D5.13", "有人受到威胁", "Someone was threatened"),
    _alert("H09", "D1.01 D5.05 D5.06", "有人被迫做没有同意的工作", "Someone is made to do other work"),
    _alert("I02", "D4.02 D4.07", "出口不畅通", "Exits are not open"),
    _alert("L02", "D5.10 D5.11", "有人因反映情况受处罚", "Someone was punished for complaining"),
    _alert("L04", "D5.03 D5.10 D5.14", "辞职拿不到全部工资", "Workers cannot resign with all their pay"),
    _alert("L06", "D2.05 D5.08 D5.12", "劳动者照话说或显得害怕", "Workers speak as told or look afraid"),
)
URGENT_ANSWERS = frozenset(each.alert for each in ANSWERS if each.is_urgent)


def suggested_indicators(indicators: IndicatorSet, alerts: Iterable[str]) -> tuple[SuggestedIndicator, ...]:
    """Return the indicators of the set that the alerts suggest, in the order of the set.

    Alerts that suggest nothing are passed over; repeats and order of `alerts` do not matter.
    """
    raised = frozenset(alerts)
    mappings = [each for each in (*ALERTS, *ANSWERS) if each.alert in raised]
    suggested = (
        SuggestedIndicator(
            indicator, tuple(each.alert for each in mappings if indicator.id in each.indicators)
        )
        for indicator in indicators.indicators
    )
    return tuple(each for each in suggested if each.because)
