"""Indicators worth asking about when the labour-law checks or a pattern in the register raise an alert.

The mapping is this project's own (no ILO source gives one). A suggestion is a question, never an answer:
it has no place for a yes, and a screening does not read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .indicators import Indicator, IndicatorSet
    from .problems import Words


@dataclass(frozen=True)
class AlertMapping:
    """An alert (rule id of ``reference/rules.yaml``, or a pattern PAT-…) and the indicators it suggests."""

    alert: str
    indicators: tuple[str, ...]
    words: Words = field(hash=False)


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


def _alert(alert: str, indicators: str, zh: str, en: str) -> AlertMapping:
    return AlertMapping(alert, tuple(indicators.split()), {"zh": zh, "en": en})


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


def suggested_indicators(indicators: IndicatorSet, alerts: Iterable[str]) -> tuple[SuggestedIndicator, ...]:
    """Return the indicators of the set that the alerts suggest, in the order of the set.

    Alerts that suggest nothing are passed over; repeats and order of `alerts` do not matter.
    """
    raised = frozenset(alerts)
    mappings = [each for each in ALERTS if each.alert in raised]
    suggested = (
        SuggestedIndicator(
            indicator, tuple(each.alert for each in mappings if indicator.id in each.indicators)
        )
        for indicator in indicators.indicators
    )
    return tuple(each for each in suggested if each.because)
