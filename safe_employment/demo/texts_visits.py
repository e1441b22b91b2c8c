"""Words of invented visits: what was found, which rule it touches, what was agreed, and the report of it.

None of them concerns a question of the short checklist, which these visits answered without fault, nor a
trade: whoever is drawn, what is told of the visit holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKED = "查看了合同、考勤和工资表，与店主谈话，走看了工作场所和宿舍。"
CLEAN = "店主配合，身份证由本人保管，未见需要整改的问题。"


class Seen(NamedTuple):
    """A finding, the action that is agreed, what the owner tells when it is done, and what then lacks."""

    cluster: str
    severity: str
    statement: str
    title: str
    article: str
    what: str
    done: str
    lacks: str


def report_of(titles: Sequence[str], *, agreed: bool = True) -> str:
    """Return the report of a visit with findings of these titles."""
    if not titles:
        return LOOKED + CLEAN
    told = "；".join(titles)
    then = "已与店主商定改正办法和期限。" if agreed else "改正办法和期限待与店主商定。"
    return f"{LOOKED}发现的问题当场向店主说明：{told}。{then}"


FINDINGS = (
    Seen(
        "C",
        "major",
        "breach",
        "三名员工入职超过一个月没有书面劳动合同",
        "《劳动合同法》第十条、第八十二条",
        "与三名员工签订书面合同，每人一份",
        "三份合同都已签好，复印件附上",
        "只附了两份合同，请补上第三份",
    ),
    Seen(
        "G",
        "major",
        "possible_breach",
        "工资表没有加班工资一栏，考勤显示每周六天",
        "《劳动法》第四十四条",
        "补算最近两个月加班工资，下月起单列",
        "两个月的加班工资已补发，新工资表附上",
        "工资表只有一个月，请补上另一个月",
    ),
    Seen(
        "F",
        "minor",
        "possible_breach",
        "排班表上有员工连续十天没有休息",
        "《劳动法》第三十八条",
        "改为每周至少休一天，张贴新排班表",
        "新排班表已张贴，照片附上",
        "照片看不清日期，请重拍",
    ),
    Seen(
        "I",
        "minor",
        "possible_breach",
        "员工宿舍私拉电线，没有灭火器",
        "《消防法》第十六条、第二十七条",
        "拆除私拉电线，配灭火器两只",
        "电线已拆，灭火器已配，发票附上",
        "只看到一只灭火器，请说明另一只在哪里",
    ),
    Seen(
        "A",
        "good_practice",
        "good_practice",
        "没有张贴最低工资标准和求助电话",
        "行为准则第二条",
        "在更衣室张贴最低工资和 12333",
        "已张贴，照片附上",
        "张贴的是去年的最低工资，请换新的",
    ),
    Seen(
        "J",
        "critical",
        "possible_breach",
        "员工灶间使用燃气，没有安装可燃气体报警装置",
        "《安全生产法》第三十六条",
        "装好报警装置后再开火",
        "报警装置已装好并试过，安装单附上",
        "安装单上没有日期，请补",
    ),
    Seen(
        "B",
        "major",
        "breach",
        "录用时收走身份证原件，三天后才归还",
        "《劳动合同法》第九条",
        "查验后当场归还，写进录用办法",
        "录用办法已改，由店长签字",
        "录用办法没有写明当场归还，请补",
    ),
    Seen(
        "K",
        "minor",
        "possible_breach",
        "新员工没有参加工伤保险",
        "《社会保险法》第五十八条",
        "三十日内办理参保登记",
        "参保登记已办，回执附上",
        "回执上少一人，请补",
    ),
    Seen(
        "E",
        "minor",
        "possible_breach",
        "招工启事写明“限未婚女性”",
        "《妇女权益保障法》第四十三条",
        "撤下启事，重新发布",
        "旧启事已撤，新启事截图附上",
        "截图上还写着“限女性”，请改",
    ),
    Seen(
        "B",
        "major",
        "possible_breach",
        "通过没有许可证的中介招用四名员工",
        "《就业促进法》第六十四条",
        "停止合作，改用有许可证的机构",
        "已停止合作，新机构的许可证复印件附上",
        "许可证已过期，请换有效的",
    ),
    Seen(
        "J",
        "good_practice",
        "good_practice",
        "工作间没有防滑垫和急救箱",
        "行为准则第四条",
        "购置防滑垫和急救箱",
        "已购置，发票附上",
        "发票上没有急救箱，请补",
    ),
)

WHY = ("邻近商户反映住着外地来的年轻人，很少出门", "顾客反映招工时要交押金，请到店看看")
WHY_AGAIN = "上次拒绝进入，按约再去"
