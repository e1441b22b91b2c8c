"""The themes with which a codebook usually begins.

Drawn from what young women told the programme of 2005–2008, and from the means and circumstances of the
ILO's operational indicators of trafficking (ILO and European Commission, 2009).
"""

from __future__ import annotations

from typing import Final

from safe_employment.interviews.models import Side

USUAL_THEMES: Final[tuple[tuple[Side, str, str], ...]] = (
    (Side.WHY_MIGRATED, "家里缺钱", "The family needed money"),
    (Side.WHY_MIGRATED, "本地没有工作", "No work at home"),
    (Side.WHY_MIGRATED, "供弟妹上学", "To pay for a sibling's school"),
    (Side.WHY_MIGRATED, "辍学", "Had left school"),
    (Side.WHY_MIGRATED, "同乡或亲友介绍", "A relative or someone from the village led the way"),
    (Side.WHY_MIGRATED, "中介招工", "An agency recruited"),
    (Side.WHY_MIGRATED, "想见世面", "To see the world"),
    (Side.WHY_MIGRATED, "逃避家庭暴力或逼婚", "To escape violence or a forced marriage"),
    (Side.WHY_MIGRATED, "被骗外出", "Was deceived about the work or the place"),
    (Side.HOW_TREATED, "待遇公平", "Treated fairly"),
    (Side.HOW_TREATED, "没有劳动合同", "No written contract"),
    (Side.HOW_TREATED, "拖欠或克扣工资", "Wages late or cut"),
    (Side.HOW_TREATED, "工时过长", "Too many hours"),
    (Side.HOW_TREATED, "没有休息日", "No day of rest"),
    (Side.HOW_TREATED, "收押金或扣证件", "Deposit taken or papers kept"),
    (Side.HOW_TREATED, "不能自由外出", "Not free to go out"),
    (Side.HOW_TREATED, "性骚扰", "Sexual harassment"),
    (Side.HOW_TREATED, "打骂或威胁", "Beaten, shouted at or threatened"),
    (Side.HOW_TREATED, "同工不同酬", "Unequal pay for the same work"),
    (Side.HOW_TREATED, "食宿差", "Poor food or lodging"),
    (Side.HOW_TREATED, "得到老板帮助", "Helped by the employer"),
    (Side.HOW_TREATED, "参加过培训", "Was trained"),
)
