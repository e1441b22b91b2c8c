"""What the teams of walked visits saw, photographed, and wrote; all of it invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """A question that was answered with harm: its photograph, what was agreed, and how far it has come."""

    question: str
    what: str = ""
    done: str = ""
    fate: str = "closed"
    caption: str = ""
    motif: str = ""


@dataclass(frozen=True)
class Walk:
    """How a visit went; `photos` are (caption, question, motif)."""

    report: str = ""
    outcome: str = "held"
    reason: str = ""
    seen: tuple[Seen, ...] = ()
    photos: tuple[tuple[str, str, str], ...] = ()
    interviews: int | None = None
    why: str = ""


REPLY = "谢谢指出。排班从下周起改，储物柜已经订购，做好后逐项报告。"
THANKS = "到店查看，属实。"
OWN = Walk(
    why="安全用工示范店候选，名册和台账需要到店核对",
    interviews=5,
    report="营业前到店，查看了资料、后厨和宿舍，与店长核对了排班和工资。有三处需要改正，均已当场说明并商定期限。"
    "安全出口通畅，公示栏齐全。",
    seen=(
        Seen("A02", "指定店长负责用工合规和投诉，张贴姓名和电话", "已张贴店长姓名和电话"),
        Seen(
            "F05",
            "改排班，每人每周休一天",
            "新排班表已张贴",
            caption="墙上的排班表，两周没有休息日",
            motif="notice",
        ),
        Seen(
            "I03",
            "宿舍加装风扇和带锁储物柜",
            "储物柜六个已装好",
            caption="宿舍，床位之间没有储物柜",
            motif="dormitory",
        ),
    ),
    photos=(("后门安全出口通畅", "I02", "exit_clear"), ("后厨灶台和排烟罩", "", "kitchen")),
)
# The first visits of a drawn period, in the order of their days; the others found nothing to correct.
DRAWN = (
    Walk(
        interviews=6,
        report="查看了合同、考勤和现场。发现两处需要改正，均已说明并商定期限。",
        seen=(
            Seen("A05", "在更衣室张贴最低工资、发薪日和 12333", "已张贴", caption="公示栏没有最低工资标准", motif="notice"),
            Seen("J02", "免费配发防护手套，张贴领用登记", "已配发，登记表已张贴", fate="done"),
        ),
        photos=(("安全出口通畅", "I02", "exit_clear"),),
    ),
    Walk(outcome="not_found", reason="登记地址是居民楼，邻居和物业都没有见过这家店"),
    Walk(
        interviews=5,
        report="查看了资料、现场和宿舍，未见需要整改的问题。",
        photos=(("安全出口通畅，灭火器在位", "I02", "exit_clear"), ("宿舍", "I03", "dormitory")),
    ),
    Walk(outcome="refused", reason="负责人要求先打电话预约；小组出示了证件和走访码，说明会再来"),
    Walk(outcome="business_closed", reason="卷帘门上贴着转让告示，隔壁店说已停业两个月"),
    Walk(
        interviews=7,
        report="查看了排班、考勤和工资表。休息日安排需要改正，已商定期限。",
        seen=(Seen("F05", "改排班，每人每周休一天", fate="agreed", caption="排班表没有休息日", motif="notice"),),
        photos=(("安全出口有指示灯", "I02", "exit_clear"),),
    ),
)  # fmt: skip
