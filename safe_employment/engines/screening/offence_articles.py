"""The articles of the Criminal Law, as data; source: ``reference/law_national.yaml``, ``criminal_law``."""

from .offence_facts import Article, Fact
from .problems import Words

#: The file's own statement on its source; a test holds it to the file.
STATUS_OF_SOURCE = (
    "all articles seen in LRB (text to Amendment XII); "
    "244 and 276-1 not changed by 2026-07 as far as JL shows"
)

_SEEN: Words = {
    "zh": "条文见于公开的中文法律文本（截至刑法修正案十二），未经中国律师核对。",
    "en": "The article was read in a public copy of the law (to Amendment XII); no Chinese lawyer has "
    "checked it.",
}
_SEEN_2026: Words = {
    "zh": "条文见于公开的中文法律文本，截至2026年7月未见修改；未经中国律师核对。",
    "en": "The article was read in a public copy of the law, unchanged by July 2026 as far as was seen; no "
    "Chinese lawyer has checked it.",
}
_NAMED_ONLY: Words = {
    "zh": "仅知条号，条文未读；未经中国律师核对。",
    "en": "Known by its number only, its text was not read; no Chinese lawyer has checked it.",
}

ARTICLES: tuple[Article, ...] = (
    Article(
        number="234",
        facts=(Fact.INJURED,),
        offence={"zh": "故意伤害罪", "en": "intentional injury"},
        to_be_shown={"zh": "伤势程度与是否故意。", "en": "How grave the injury is and that it was meant."},
        status=_NAMED_ONLY,
    ),
    Article(
        number="238",
        facts=(Fact.LIBERTY_RESTRAINED,),
        offence={"zh": "非法拘禁罪", "en": "unlawful detention"},
        to_be_shown={
            "zh": "用什么方式、多长时间不让人离开。",
            "en": "How, and for how long, the person was kept from leaving.",
        },
        status=_SEEN,
    ),
    Article(
        number="240",
        facts=(Fact.SOLD_OR_FOR_SALE,),
        offence={"zh": "拐卖妇女、儿童罪", "en": "abduction and trafficking of women or children"},
        to_be_shown={
            "zh": "以出卖为目的；对象是妇女或未满14周岁的儿童。",
            "en": "That the purpose was to sell, and that the person is a woman or a child under 14.",
        },
        status=_SEEN,
        under=14,
        protects_women=True,
    ),
    Article(
        number="241",
        facts=(Fact.BOUGHT,),
        offence={"zh": "收买被拐卖的妇女、儿童罪", "en": "buying a trafficked woman or child"},
        to_be_shown={
            "zh": "明知是被拐卖的妇女或未满14周岁的儿童而收买。",
            "en": "That the buyer knew that the woman, or the child under 14, had been trafficked.",
        },
        status=_SEEN,
        under=14,
        protects_women=True,
    ),
    Article(
        number="242",
        facts=(Fact.RESCUE_OBSTRUCTED,),
        offence={
            "zh": "妨害公务罪；聚众阻碍解救被收买的妇女、儿童罪",
            "en": "obstructing the rescue of a bought woman or child",
        },
        to_be_shown={
            "zh": "解救由国家机关进行，以及如何阻碍。",
            "en": "That officials were carrying out a rescue, and how it was hindered.",
        },
        status=_SEEN,
        under=14,
        protects_women=True,
    ),
    Article(
        number="244",
        facts=(Fact.FORCED_TO_WORK, Fact.LIBERTY_RESTRAINED, Fact.HELPED_FORCED_WORK),
        offence={"zh": "强迫劳动罪", "en": "forced labour"},
        to_be_shown={
            "zh": "以暴力、威胁或限制人身自由迫使劳动；招募、运送者是否明知。",
            "en": "That work was forced by violence, threat or restraint; for helpers, that they knew.",
        },
        status=_SEEN_2026,
    ),
    Article(
        number="244-1",
        facts=(Fact.DANGEROUS_WORK,),
        offence={
            "zh": "雇用童工从事危重劳动罪",
            "en": "employing children under 16 in heavy or dangerous work",
        },
        to_be_shown={
            "zh": "未满16周岁、劳动的种类、情节是否严重。",
            "en": "That the child is under 16, which work it was, and that the circumstances are serious.",
        },
        status=_SEEN,
        under=16,
    ),
    Article(
        number="262",
        facts=(Fact.TAKEN_FROM_FAMILY,),
        offence={"zh": "拐骗儿童罪", "en": "luring a child away from the family"},
        to_be_shown={
            "zh": "未满14周岁，脱离家庭或监护人。",
            "en": "That the child is under 14 and was taken from family or guardian.",
        },
        status=_SEEN,
        under=14,
    ),
    Article(
        number="262-1",
        facts=(Fact.MADE_TO_BEG,),
        offence={"zh": "组织残疾人、儿童乞讨罪", "en": "organising disabled persons or children to beg"},
        to_be_shown={
            "zh": "以暴力或胁迫组织；对象是残疾人或未满14周岁的儿童。",
            "en": "That force or threats were used, on disabled persons or children under 14.",
        },
        status=_SEEN,
    ),
    Article(
        number="262-2",
        facts=(Fact.MADE_TO_OFFEND,),
        offence={
            "zh": "组织未成年人进行违反治安管理活动罪",
            "en": "organising minors to commit offences",
        },
        to_be_shown={
            "zh": "未成年，由他人组织进行盗窃、诈骗等活动。",
            "en": "That the person is a minor and that others organised the offences, for instance theft.",
        },
        status=_SEEN,
        under=18,
    ),
    Article(
        number="276-1",
        facts=(Fact.WAGES_NOT_PAID,),
        offence={"zh": "拒不支付劳动报酬罪", "en": "refusing to pay wages"},
        to_be_shown={
            "zh": "数额较大，经政府有关部门责令支付仍不支付。云南的数额标准未查到。",
            "en": "That the sum is large and stayed unpaid after a government order. Yunnan's figure was not "
            "found.",
        },
        status=_SEEN_2026,
    ),
    Article(
        number="318",
        facts=(Fact.BORDER_CROSSING_ORGANISED,),
        offence={"zh": "组织他人偷越国（边）境罪", "en": "organising illegal border crossing"},
        to_be_shown={
            "zh": "过境是否非法，由谁组织。被组织者可能是受害人。",
            "en": "That the crossing was illegal, and who organised it. Those who crossed may be victims.",
        },
        status=_SEEN,
    ),
    Article(
        number="321",
        facts=(Fact.CARRIED_ACROSS_BORDER,),
        offence={"zh": "运送他人偷越国（边）境罪", "en": "transporting people across the border illegally"},
        to_be_shown={
            "zh": "过境是否非法，由谁运送。被运送者可能是受害人。",
            "en": "That the crossing was illegal, and who carried them. Those carried may be victims.",
        },
        status=_SEEN,
    ),
    Article(
        number="358",
        facts=(Fact.PROSTITUTION,),
        offence={
            "zh": "组织卖淫罪、强迫卖淫罪；协助组织卖淫罪",
            "en": "organising or forcing prostitution, or assisting by recruiting or transporting",
        },
        to_be_shown={
            "zh": "由谁组织、强迫或协助。被迫者可能是受害人。",
            "en": "Who organised, forced or assisted. The person made to do it may be a victim.",
        },
        status=_SEEN,
    ),
)
