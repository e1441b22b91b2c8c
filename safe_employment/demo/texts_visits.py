"""Words of invented visits: what was found, which rule it touches, and what was agreed."""

from __future__ import annotations

REPORT = "到店时为午间营业前。查看了合同、考勤和工资表，与店主和员工分别谈话，看了后厨和宿舍。发现的问题当场说明，并与店主商定改正办法和期限。"
CLEAN = "查看了合同、考勤和工资表，走看了现场和宿舍。店主配合，员工能自由交谈，身份证由本人保管。"
# (cluster, severity, statement, title, article, what was agreed)
FINDINGS = (
    (
        "C",
        "major",
        "breach",
        "三名员工入职超过一个月没有书面劳动合同",
        "《劳动合同法》第十条、第八十二条",
        "与三名员工签订书面合同，每人一份",
    ),
    (
        "G",
        "major",
        "possible_breach",
        "工资表没有加班工资一栏，考勤显示每周六天",
        "《劳动法》第四十四条",
        "补算最近两个月加班工资，下月起单列",
    ),
    (
        "F",
        "minor",
        "possible_breach",
        "排班表上有员工连续十天没有休息",
        "《劳动法》第三十八条",
        "改为每周至少休一天，张贴新排班表",
    ),
    (
        "I",
        "minor",
        "possible_breach",
        "员工宿舍只有一个出口，通道堆放杂物",
        "《消防法》第二十八条",
        "清出通道，配灭火器两只",
    ),
    (
        "A",
        "good_practice",
        "good_practice",
        "没有张贴最低工资标准和求助电话",
        "行为准则第二条",
        "在更衣室张贴最低工资和 12333",
    ),
    (
        "G",
        "critical",
        "breach",
        "入职时收取服装押金二百元",
        "《劳动合同法》第九条、第八十四条",
        "把押金退还每一名员工，由本人签收",
    ),
    (
        "C",
        "critical",
        "breach",
        "店主保管两名员工的身份证",
        "《劳动合同法》第九条",
        "当场退还身份证，不再保管",
    ),
    (
        "K",
        "minor",
        "possible_breach",
        "新员工没有参加工伤保险",
        "《社会保险法》第五十八条",
        "三十日内办理参保登记",
    ),
    (
        "E",
        "minor",
        "possible_breach",
        "招工启事写明“限未婚女性”",
        "《妇女权益保障法》第四十三条",
        "撤下启事，重新发布",
    ),
    (
        "B",
        "major",
        "possible_breach",
        "通过没有许可证的中介招用四名员工",
        "《就业促进法》第六十四条",
        "停止合作，退还员工交的介绍费",
    ),
    ("J", "good_practice", "good_practice", "后厨没有防滑垫和烫伤药", "行为准则第四条", "购置防滑垫和急救箱"),
)

WHY = (
    "邻近商户反映后厨住着外地来的年轻人，很少出门",
    "工资核查有三个月低于最低工资，请到店看看",
    "上次拒绝进入，按约再去",
)
