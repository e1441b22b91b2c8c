"""Words of the programme: events, materials, messages and media, all invented."""

from __future__ import annotations

from datetime import date

# (day, title zh, title en, occasion, place, district, people reached)
EVENTS = (
    (date(2005, 6, 12), "世界无童工日街头宣传", "World Day Against Child Labour in the street", "world_day_against_child_labour", "金马碧鸡坊广场", "530112", 1800),
    (date(2006, 3, 8), "“三八”妇女维权周：外出务工，平安就业", "Women's Day: leaving to work, working safely", "international_womens_day", "昆明市工人文化宫广场", "530102", 2400),
    (date(2006, 6, 12), "世界无童工日进校园", "World Day Against Child Labour at schools", "world_day_against_child_labour", "盘龙区第三中学", "530103", 1500),
    (date(2007, 3, 8), "“三八”节女职工权益咨询", "Women's Day: advice on the rights of women workers", "international_womens_day", "南屏步行街", "530102", 2700),
    (date(2007, 6, 12), "世界无童工日餐饮企业承诺活动", "World Day Against Child Labour: restaurants make a promise", "world_day_against_child_labour", "关上中心区", "530111", 1600),
    (date(2008, 3, 8), "“三八”节安全用工倡议发布", "Women's Day: the recommendation on safe employment", "international_womens_day", "昆明市博物馆前广场", "530111", 3100),
    (date(2008, 6, 12), "世界无童工日劳务市场宣传", "World Day Against Child Labour at the labour market", "world_day_against_child_labour", "昆明市劳动力市场", "530112", 1900),
)  # fmt: skip
# (kind, title zh, title en, version, languages, copies printed, copies handed out)
MATERIALS = (
    ("handbook", "雇主反拐与劳动法手册", "Handbook for employers on trafficking and labour law", "2006", ["zh"], 4000, 3850),
    ("handbook", "平安外出务工手册", "Handbook on safe labour migration", "2006", ["zh"], 4500, 4320),
    ("brochure", "招工合法渠道折页", "Brochure on legal channels of recruitment", "2007", ["zh"], 2000, 1980),
    ("brochure", "认识劳动剥削折页", "Brochure on labour exploitation", "2007", ["zh", "ii"], 1500, 1270),
    ("poster", "安全用工七条海报", "Poster of the seven points of safe employment", "2007", ["zh"], 800, 760),
)  # fmt: skip
RADIO = (
    ("昆明人民广播电台", "招工走正道，用工守法律。不收押金，不扣证件，不用童工。", "Recruit by the straight road and keep the law: no deposits, no withheld papers, no children.", 60, date(2006, 3, 1), date(2006, 3, 31)),
    ("昆明人民广播电台", "外出打工先看执照，再签合同，随时和家里联系。", "Before you take a job away from home: look at the licence, sign a contract, stay in touch with your family.", 90, date(2007, 2, 25), date(2007, 4, 10)),
    ("东川区广播站", "想进城务工，请到区就业服务中心，不要跟陌生人走。", "To work in the city, ask the employment service; do not follow strangers.", 45, date(2007, 9, 10), date(2007, 10, 10)),
)  # fmt: skip
MEDIA = (
    ("春城晚报", "press", date(2005, 6, 13), "私营业主走上街头说“不用童工”"),
    ("昆明日报", "press", date(2006, 3, 9), "平安就业从雇主做起"),
    ("云南电视台", "tv", date(2006, 11, 20), "餐馆老板学劳动法"),
    ("昆明日报", "press", date(2007, 9, 14), "十五万份行为准则送到会员手中"),
    ("都市时报", "press", date(2007, 10, 26), "四十五家企业到东川招工"),
    ("昆明电视台", "tv", date(2008, 3, 8), "协会走访用工单位，问题当场改"),
    ("中国企业联合会通讯", "press", date(2008, 5, 30), "雇主组织预防拐卖的昆明做法"),
)
CODE_NOTE = "2007 年 8 月至 9 月经会员座谈修订：增加未成年工、投诉不受报复两条"
# The year 2026: those without people reached are still to come.
EVENTS_2026 = (
    (
        date(2026, 3, 8),
        "“三八”节：新就业，新保障",
        "Women's Day: new jobs, new protection",
        "international_womens_day",
        2600,
    ),
    (
        date(2026, 6, 12),
        "世界无童工日：餐饮一条街承诺",
        "World Day Against Child Labour: a street of restaurants",
        "world_day_against_child_labour",
        1700,
    ),
    (date(2026, 12, 4), "宪法日劳动法咨询", "Labour-law advice on Constitution Day", "other", None),
    (
        date(2027, 3, 8),
        "“三八”节安全用工倡议日",
        "Women's Day: the recommendation renewed",
        "international_womens_day",
        None,
    ),
)
