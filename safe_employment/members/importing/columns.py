"""The columns of a member register and the many words that head them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

CANONICAL = (
    "name", "other_names", "code", "legal_representative", "phone", "address", "district", "industry", "staff",
    "women", "founded", "kind", "joined", "contact_name", "email", "note", "sequence",
)  # fmt: skip

# Several columns of a list may feed one of these: the first filled one counts, or all are joined.
REPEATABLE = frozenset({"phone", "code", "other_names", "note"})

# Words in order of certainty: those before "|" name the column, those after it only suggest it.
_SYNONYMS: dict[str, str] = {
    "name": "单位名称 企业名称 商户名称 字号名称 公司名称 会员名称 会员单位名称 会员单位 单位全称 企业全称 公司全称 商户字号 字号 "
    "店铺名称 门店名称 店名 厂名 公司名 企业名 单位名 商号 商户名 名称 全称 主体名称 市场主体名称 经营主体名称 经营主体 机构名称 "
    "用人单位 用人单位名称 用工单位 工商户名称 个体户名称 户名 招牌 会员企业 名称全称 登记名称 企业字号 个体工商户名称 企业 单位 "
    "name employer employername company companyname enterprise enterprisename businessname business organisation "
    "organization organisationname organizationname membername firm firmname shopname tradename "
    "| 商户 公司 店铺 会员 member shop 字号名 名头",
    "other_names": "别名 简称 曾用名 其他名称 其它名称 又名 俗称 单位简称 企业简称 曾用名称 原名 原名称 英文名称 英文名 招牌名 品牌 品牌名称 "
    "othernames othername alias aliases shortname formername brand englishname alsoknownas",
    "code": "统一社会信用代码 社会信用代码 统一信用代码 信用代码 统一代码 社会统一信用代码 信用代码证号 注册号 营业执照号 营业执照号码 "
    "营业执照注册号 执照号 执照号码 执照编号 税号 纳税人识别号 税务登记号 工商注册号 工商登记号 登记证号 登记号 组织机构代码 机构代码 "
    "统一社会信用代码注册号 证照号码 证照编号 证照号 营业执照 许可证号 代码 "
    "uscc usci creditcode socialcreditcode unifiedsocialcreditcode registrationnumber registrationno regno "
    "businesslicence businesslicense licenceno licenseno licencenumber licensenumber taxid taxnumber taxno companyid companynumber "
    "| 证号 code 工商号 工商执照",
    "legal_representative": "法定代表人 法人代表 法人 法人姓名 法定代表人姓名 法定代表人负责人 法定代表人经营者 经营者 经营者姓名 负责人 "
    "负责人姓名 单位负责人 企业负责人 主要负责人 业主 业主姓名 老板 老板姓名 店主 投资人 总经理 董事长 企业法人 法定负责人 户主 掌柜 厂长 "
    "legalrepresentative legalrep legalperson representative owner ownername proprietor operator director manager "
    "personincharge responsibleperson | 代表人 当家人 姓名 boss",
    "phone": "联系电话 电话 手机 手机号 手机号码 联系方式 电话号码 固定电话 固话 座机 办公电话 单位电话 移动电话 联系手机 联系人电话 "
    "法人电话 负责人电话 经营者电话 业主电话 法人手机 联系号码 联络电话 咨询电话 热线 法人联系方式 联系人手机 手机电话 电话手机 "
    "phone phoneno phonenumber telephone tel telno mobile mobileno mobilenumber cell cellphone contactphone contactnumber contactno "
    "| 号码 联系 contact 电联",
    "address": "经营地址 地址 住所 经营场所 详细地址 单位地址 企业地址 公司地址 联系地址 通讯地址 通信地址 办公地址 注册地址 营业地址 "
    "生产经营地址 生产经营地 实际经营地址 经营地 店址 厂址 所在地 所在地址 门牌 门牌号 注册地 营业场所 登记住所 工作地点 单位住所 坐落 "
    "address addr location businessaddress streetaddress premises placeofbusiness workplace registeredaddress | 位置 地点 place",
    "district": "区 县 所属区县 区县 县区 所属区 所在区 所在区县 区域 辖区 片区 行政区 行政区划 行政区域 所属区域 所属辖区 县市区 区县市 所属县区 "
    "所在县区 属地 归属地 所属地区 地区 州市县 区划 区划代码 行政区划代码 所在行政区 分会 所属分会 登记区县 "
    "district county area region division districtcounty administrativedivision borough | 所属 管区 管辖 登记机关 管辖单位 town city 片",
    "industry": "行业 行业类别 所属行业 行业类型 行业分类 行业名称 主营业务 主营 经营类别 经营项目 主营行业 从事行业 行业门类 产业 业态 "
    "经营类型 经营业态 国民经济行业 行业代码 主营产品 经营内容 营业项目 经营品种 生意 做什么 "
    "industry sector trade branch industrysector lineofbusiness businesstype typeofbusiness activity mainactivity economicactivity "
    "| 经营范围 业务范围 范围 业务 products 行当",
    "staff": "从业人数 员工数 员工人数 职工人数 职工数 从业人员 从业人员数 用工人数 人数 在职人数 员工总数 职工总数 雇员人数 雇工人数 雇工数 "
    "在岗人数 企业人数 总人数 职工 员工 用工数 单位人数 人员规模 用工总数 从业人员数量 员工规模 现有人数 工人数 人员数 帮工 "
    "staff employees numberofemployees noofemployees employeecount staffcount headcount workers numberofworkers noofworkers "
    "workforce totalstaff totalemployees totalworkers staffnumber | 规模 人员 总数 total size",
    "women": "女职工人数 女职工 女职工数 女员工 女员工数 女员工人数 女工 女工人数 女工数 其中女 其中女性 其中女职工 其中女工 女性人数 女性 "
    "女性员工 女性职工 女性从业人员 女从业人数 女 女人数 女性从业人数 其中妇女 妇女人数 "
    "women female females womenstaff womenworkers femaleworkers femalestaff femaleemployees womenemployees ofwhomwomen numberofwomen "
    "numberoffemales noofwomen nooffemales",
    "founded": "成立日期 成立时间 注册日期 注册时间 登记日期 登记时间 开业时间 开业日期 设立日期 设立时间 创办时间 创办日期 创立时间 核准日期 "
    "发证日期 注册登记日期 工商登记日期 建立时间 成立年份 成立年月 开办时间 开张日期 建厂时间 发照日期 成立 "
    "founded established foundingdate datefounded dateestablished establishmentdate registrationdate dateofregistration "
    "dateregistered incorporated incorporationdate openingdate startdate since yearfounded | 年份 开业 开张",
    "kind": "会员类型 类型 企业类型 单位类型 主体类型 市场主体类型 企业性质 单位性质 经济性质 经济类型 性质 注册类型 登记注册类型 "
    "企业类别 单位类别 组织形式 企业形式 会员类别 公司类型 类别 经营性质 登记类型 所有制 所有制形式 "
    "kind type companytype employertype enterprisetype typeofenterprise ownership ownershiptype legalform membertype "
    "membershiptype entitytype category | 种类 form 组织类型",
    "joined": "入会日期 入会时间 加入时间 加入日期 入会年份 入会年月 加入协会时间 参加时间 会员登记日期 入会 吸纳时间 会龄起 "
    "joined datejoined joindate joiningdate membersince membershipdate admissiondate dateofmembership admitted",
    "contact_name": "联系人 联系人姓名 联络人 联络员 经办人 对接人 人事负责人 人事经理 会员代表 企业联系人 单位联系人 办事员 "
    "contactname contactperson nameofcontact liaison hrmanager personnelmanager",
    "email": "邮箱 电子邮箱 电子邮件 邮件 电邮 邮箱地址 电子邮箱地址 email emailaddress mail",
    "note": "备注 说明 附注 其他 其它 备考 情况说明 备 注释 note notes remark remarks comment comments memo | 情况 状态 status",
    "sequence": "序号 编号 序 序列 行号 no num number seq sequence serial serialno sn id index rowno 会员编号 会员号 | 号 项次",
}  # fmt: skip

# A header with one of these is not the column, however much of a synonym it holds.
_NOT: dict[str, str] = {
    "staff": "女|female|women|党员|团员|残疾|农民工|参保|退休|少数民族|困难|下岗|大学生|外来|男|股东|董事|未成年",
    "name": "法人|法定|代表|负责|经营者|联系|业主|行业|产品|姓名|拼音|contact|owner|person|represent|登记机关|监管|银行|协会|主管|项目",
    "code": "区划|行业|邮政|邮编|身份|银行|账号|area|zip|postal|post|industry|组织名|会员编号|会员号",
    "legal_representative": "身份|证件|id$|性别|民族|学历|出生|籍贯|年龄",
    "address": "邮箱|mail|网址|邮编|web|ip",
    "kind": "行业|产品|证件|industry|业务|business|经营",
    "phone": "传真|fax|qq|微信",
    "founded": "入会|加入|join|member|到期|截止|有效|年检|expiry|出生",
    "joined": "",
    "industry": "代码证",
    "district": "",
    "note": "",
    "sequence": "电话|信用|注册|税|执照|身份|账号|手机",
    "email": "",
    "women": "",
    "other_names": "",
    "contact_name": "电话|手机|方式|phone|number|号码",
}

# Columns that a member register need not hold and that are never read: a person's identity number.
_NEVER = re.compile(r"身份证|证件号码|公民身份|idcard|identitynumber|nationalid|passport|护照", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s\-_.,:;/\\*#、，。：；·'\"“”‘’`~!?？！|&]+")
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """How well a header names a canonical column: 0 to 1, by which synonym, in which way."""

    column: str
    score: float
    synonym: str
    way: str  # exact, suggested, contains, similar


@cache
def _tables() -> dict[str, tuple[tuple[str, float], ...]]:
    tables: dict[str, tuple[tuple[str, float], ...]] = {}
    for column, text in _SYNONYMS.items():
        certain, _, suggested = text.partition("|")
        tables[column] = tuple(
            [(word, 1.0) for word in certain.split()] + [(word, 0.75) for word in suggested.split()]
        )
    return tables


def plain_header(header: str) -> str:
    """A header without case, width, spaces, punctuation and remarks in brackets: "联系 电话（必填）*" is 联系电话."""
    text = unicodedata.normalize("NFKC", header).lower()
    bare = _PUNCTUATION.sub("", _BRACKETED.sub("", text))
    return bare or _PUNCTUATION.sub("", text.strip("()[]（）"))


@lru_cache(maxsize=2_000)
def match_header(header: str) -> tuple[HeaderMatch, ...]:
    """Canonical columns that ``header`` may name, best first; empty for a blank or forbidden one.

    A header below a group title ("人数 / 女") is read as a whole, then joined, then by its last part.
    """
    if not header.strip() or _NEVER.search(header):
        return ()
    parts = [plain_header(part) for part in header.split(" / ")]
    attempts = [("".join(parts), 1.0)] + ([(parts[-1], 0.95)] if len(parts) > 1 else [])
    best: dict[str, HeaderMatch] = {}
    for text, weight in attempts:
        for column in CANONICAL:
            match = _match_one(text, column, " ".join(parts))
            if match and match.score * weight > (best[column].score if column in best else 0.0):
                best[column] = HeaderMatch(column, round(match.score * weight, 3), match.synonym, match.way)
    return tuple(sorted(best.values(), key=lambda match: -match.score))


def _match_one(text: str, column: str, whole: str) -> HeaderMatch | None:
    if not text or (
        _NOT[column] and re.search(_NOT[column], whole) and text not in {w for w, _ in _tables()[column]}
    ):
        return None
    best: HeaderMatch | None = None
    for word, weight in _tables()[column]:
        score, way = _closeness(text, word)
        if score * weight > (best.score if best else 0.0):
            way = "suggested" if way == "exact" and weight < 1 else way
            best = HeaderMatch(column, score * weight, word, way)
    return best


def _closeness(text: str, word: str) -> tuple[float, str]:
    """Equal, contained (the end of a Chinese compound is its head), or alike."""
    if text == word:
        return 1.0, "exact"
    chinese = not word.isascii()
    if len(word) >= (2 if chinese else 4) and word in text:
        share = len(word) / len(text)
        ending = 0.25 if text.endswith(word) else 0.1 if text.startswith(word) else 0.0
        return min(0.95, 0.4 + 0.35 * share + ending), "contains"
    if len(text) >= (2 if chinese else 4) and text in word and chinese:
        return 0.35 + 0.3 * len(text) / len(word), "contains"
    if min(len(text), len(word)) >= 4:
        ratio = fuzz.ratio(text, word) / 100
        if ratio >= 0.8:
            return 0.75 * ratio, "similar"
    return 0.0, ""


def is_known_header(text: str) -> bool:
    """True if ``text`` reads like the header of a register's column."""
    if len(text) > 24 or sum(character.isdigit() for character in text) > 4:
        return False
    matches = match_header(text)
    return bool(matches) and matches[0].score >= 0.7
