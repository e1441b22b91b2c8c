"""The books of an employer: which sheets and facts the labour-law rules read, and in what form.

The five sheets and their keys are those of ``reference/rules.yaml`` (``meta.inputs``); the keys after them
are facts that single rules need besides. In a table of the engine every fact has one of these forms:

====== ========================================== =========
kind   in a file                                  in a table
====== ========================================== =========
text   any text                                   string
code   one of a list of words                     string
date   2026-09-30                                 int64, days since 1970-01-01
period 2026-09                                    int64, 202609
time   08:30                                      int64, minutes since midnight
hours  8.5                                        int64, minutes
money  2270.00                                    int64, the currency's smallest unit
count  3                                          int64
flag   yes or no                                  boolean
list   several words                              string, each word between bars: ``|id_card|passport|``
====== ========================================== =========

A fact that was not given is null; an empty list that was given is ``|``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BOOKS", "FORMS_OF_EMPLOYMENT", "KINDS", "Fact", "Sheet", "fact_kinds", "sheet_named"]

#: Kind of fact → type of the column in a table.
KINDS = {
    "text": "string",
    "code": "string",
    "date": "int64",
    "period": "int64",
    "time": "int64",
    "hours": "int64",
    "money": "int64",
    "count": "int64",
    "flag": "boolean",
    "list": "string",
}
FORMS_OF_EMPLOYMENT = ("full_time", "part_time", "dispatched", "intern", "overage", "contractor")


@dataclass(frozen=True)
class Fact:
    """One column of a sheet: its key, kind, the words its header may have, and the codes it may hold."""

    key: str
    kind: str
    zh: str
    en: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet of the books; `unique` are the facts that no two rows share."""

    key: str
    zh: str
    en: str
    facts: tuple[Fact, ...]
    unique: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def fact(self, key: str) -> Fact:
        """Return the fact of that key; KeyError where there is none."""
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise KeyError(key)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(fact.key for fact in self.facts)


def _f(line: str, codes: str = "") -> Fact:
    key, kind, zh, en = (part.strip() for part in line.split("|"))
    return Fact(key, kind, zh, en, tuple(codes.split()))


EMPLOYER = Sheet(
    "employer",
    "用人单位",
    "Employer",
    (
        _f("employer | text | 用人单位 | Employer"),
        _f("uscc | text | 统一社会信用代码 | Unified social credit code"),
        _f("district_code | code | 行政区划代码 | District code"),
        _f("industry_code | code | 行业代码 | Industry code"),
        _f("size_class | code | 企业规模 | Size class"),
        _f("is_entertainment_venue | flag | 是否娱乐场所 | Entertainment venue"),
        _f("is_licensed | flag | 是否有营业执照 | Registered or licensed"),
        _f("hr_licence_no | text | 人力资源服务许可证号 | HR services licence number"),
        _f("approved_system | code | 特殊工时制度 | Approved working-time system", "comprehensive flexible"),
        _f("approved_from | date | 工时审批开始日期 | Approved from"),
        _f("approved_to | date | 工时审批截止日期 | Approved to"),
        _f("approved_cycle | code | 计算周期 | Cycle", "month quarter half_year year"),
        _f("approved_posts | list | 审批岗位 | Approved posts"),
        _f("auxiliary_posts | list | 公示的辅助性岗位 | Posted auxiliary posts"),
        _f("own_contracts | count | 本单位订立劳动合同人数 | Own contracts"),
        _f("dispatched_workers | count | 被派遣劳动者人数 | Dispatched workers"),
        _f("exits_locked | flag | 出口是否上锁或堵塞 | Exits locked or blocked"),
        _f("advert_conditions | list | 招聘限制条件 | Conditions in adverts"),
        _f("pregnancy_test | flag | 入职体检是否验孕 | Pregnancy test at hiring"),
        _f("ledger_years | count | 工资台账保存年数 | Years the wage ledger is kept"),
        _f("ledger_items | list | 工资台账项目 | Items in the wage ledger"),
        _f("pay_day | count | 约定发薪日 | Agreed pay day"),
        _f("bank_file_total | money | 银行代发总额 | Total of the bank file"),
        _f("bank_file_period | period | 银行代发月份 | Month of the bank file"),
    ),
    unique=("employer",),
)

WORKERS = Sheet(
    "workers",
    "职工名册",
    "Workers",
    (
        _f("worker | text | 工号 | Worker"),
        _f("name | text | 姓名 | Name"),
        _f(
            "id_type | code | 证件类型 | Document",
            "resident_id hmt_permit permanent_residence passport border_pass other",
        ),
        _f("id_number | text | 证件号码 | Document number"),
        _f("birth_date | date | 出生日期 | Birth date"),
        _f("sex | code | 性别 | Sex", "F M"),
        _f("hukou_rural | flag | 是否农村居民 | Rural resident"),
        _f("household_address | text | 户籍地址 | Household address"),
        _f("current_address | text | 现住址 | Current address"),
        _f("contact | text | 联系方式 | Contact"),
        _f("nationality | code | 国籍 | Nationality"),
        _f("disability | flag | 是否残疾 | Disability"),
        _f("hire_date | date | 用工之日 | Hire date"),
        _f("leave_date | date | 离职日期 | Leave date"),
        _f("employment_form | code | 用工形式 | Form of employment", " ".join(FORMS_OF_EMPLOYMENT)),
        _f("hours_system | code | 工时制度 | Working-time system", "standard comprehensive flexible"),
        _f("post | text | 岗位 | Post"),
        _f("post_hazard_tags | list | 岗位危害因素 | Hazards of the post"),
        _f(
            "post_kind | code | 派遣岗位性质 | Nature of the dispatched post",
            "temporary auxiliary substitute",
        ),
        _f("district_code | code | 工作地区划代码 | District of the workplace"),
        _f("pregnancy_start | date | 怀孕开始日期 | Pregnancy began on"),
        _f("birth_date_child | date | 子女出生日期 | Child's birth date"),
        _f("children_born | count | 本次生育胎儿数 | Children born"),
        _f("difficult_birth | flag | 是否难产 | Difficult birth"),
        _f("maternity_leave_days | count | 产假天数 | Days of maternity leave"),
        _f("breastfeeding_minutes | count | 每日哺乳时间分钟 | Minutes a day for breastfeeding"),
        _f("young_worker_cert_no | text | 未成年工登记证号 | Young worker certificate"),
        _f("health_checks | list | 健康检查日期 | Health checks on"),
        _f("permit_no | text | 外国人工作许可证号 | Work permit number"),
        _f("permit_from | date | 工作许可开始 | Permit from"),
        _f("permit_to | date | 工作许可截止 | Permit to"),
        _f("permit_city | code | 工作许可城市代码 | City of the permit"),
        _f("si_registered_on | date | 社保登记日期 | Social insurance registered on"),
        _f("si_exempt | code | 社保例外情形 | Exempt because", "part_time_pension retired student_intern"),
        _f("work_injury_insured | flag | 是否参加工伤保险 | Work-injury insurance"),
        _f("agreement_signed_on | date | 用工协议签订日期 | Work agreement signed on"),
        _f(
            "channel | code | 招用渠道 | Recruitment channel",
            "direct public_service agency dispatch school relative broker online other",
        ),
        _f("agency | text | 介绍或派遣机构 | Agency"),
        _f("agency_licence_no | text | 机构许可证号 | Licence of the agency"),
        _f("agency_licence_from | date | 许可证有效期起 | Licence valid from"),
        _f("agency_licence_to | date | 许可证有效期止 | Licence valid to"),
        _f("recruiter | text | 介绍人 | Recruiter"),
        _f("recruiter_contact | text | 介绍人电话 | Recruiter's phone"),
        _f("origin | text | 来源地 | Came from"),
        _f("recruitment_fee | money | 本人支付的招工费用 | Recruitment fee paid by the worker"),
        _f("fee_paid_to | code | 费用收取人 | Fee paid to", "employer agency broker other"),
        _f("debt_to_employer | money | 欠用人单位款项 | Debt to the employer"),
        _f("documents_held | list | 被扣证件 | Documents held"),
        _f("bank_account | text | 工资账户 | Account for wages"),
        _f("resigned_on | date | 提出辞职日期 | Gave notice on"),
        _f("resignation_accepted | flag | 是否同意离职 | Resignation accepted"),
        _f("pay_withheld_at_exit | money | 离职扣留工资 | Pay withheld at leaving"),
        _f("final_pay_date | date | 离职结清工资日期 | Final pay on"),
        _f(
            "termination_ground | code | 解除依据 | Ground of termination",
            "resignation agreement art_36 art_37 art_38 art_39 art_40 art_41 art_44 other",
        ),
        _f("medical_period_to | date | 医疗期截止 | Medical period until"),
        _f("service_years | count | 累计工作年限 | Years of work in total"),
        _f("annual_leave_taken | count | 已休年休假天数 | Annual leave taken"),
        _f("annual_leave_pay | money | 未休年休假报酬 | Paid for untaken leave"),
        _f("average_wage | money | 前12个月平均工资 | Average wage of 12 months"),
        _f("speaks_language | flag | 是否通晓合同语言 | Understands the contract's language"),
        _f("pregnancy_test | flag | 入职是否验孕 | Pregnancy test at hiring"),
    ),
    unique=("worker",),
    required=("worker",),
)

CONTRACTS = Sheet(
    "contracts",
    "劳动合同",
    "Contracts",
    (
        _f("worker | text | 工号 | Worker"),
        _f("signed_on | date | 签订日期 | Signed on"),
        _f("from | date | 合同开始 | From"),
        _f("to | date | 合同截止 | To"),
        _f("kind | code | 合同期限类型 | Kind", "fixed open task"),
        _f("probation_from | date | 试用期开始 | Probation from"),
        _f("probation_to | date | 试用期截止 | Probation to"),
        _f("probation_wage | money | 试用期工资 | Probation wage"),
        _f("base_wage | money | 月工资 | Base wage"),
        _f("copy_given_on | date | 交付劳动者日期 | Copy given on"),
        _f("terms_present | list | 必备条款 | Terms present"),
        _f("breach_penalty_clauses | list | 违约金条款 | Penalty clauses"),
        _f("waiver_clauses | list | 免责条款 | Waiver clauses"),
        _f("training_cost | money | 培训费用 | Training cost"),
        _f("training_months | count | 服务期月数 | Months of service agreed"),
        _f("training_months_served | count | 已履行服务期月数 | Months served"),
        _f("training_penalty | money | 培训违约金 | Training penalty"),
        _f("deposit_amount | money | 押金 | Deposit"),
        _f("documents_held | list | 扣押证件 | Documents held"),
        _f("worker_asked_fixed | flag | 劳动者提出固定期限 | Worker asked for a fixed term"),
        _f("explained | flag | 是否用其通晓语言说明 | Explained in the worker's language"),
        _f("kept_until | date | 合同文本保存至 | Kept until"),
    ),
    required=("worker",),
)

ATTENDANCE = Sheet(
    "attendance",
    "考勤",
    "Attendance",
    (
        _f("worker | text | 工号 | Worker"),
        _f("date | date | 日期 | Date"),
        _f("planned_kind | code | 班次性质 | Planned kind", "work rest statutory"),
        _f("start | time | 上班时间 | Start"),
        _f("end | time | 下班时间 | End"),
        _f("break_minutes | count | 休息分钟 | Break minutes"),
        _f("worked_hours | hours | 工作小时 | Worked hours"),
        _f("night_hours | hours | 夜班小时 | Night hours"),
        _f("comp_rest_for | date | 补休对应日期 | Compensatory rest for"),
        _f(
            "leave | code | 请假类型 | Leave",
            "annual sick personal maternity marriage bereavement injury parental stoppage",
        ),
    ),
    unique=("worker", "date"),
    required=("worker", "date"),
)

PAYROLL = Sheet(
    "payroll",
    "工资表",
    "Payroll",
    (
        _f("worker | text | 工号 | Worker"),
        _f("period | period | 工资月份 | Period"),
        _f("pay_date | date | 发放日期 | Pay date"),
        _f("agreed_pay_date | date | 约定发放日期 | Agreed pay date"),
        _f("base | money | 基本工资 | Base"),
        _f("piece_pay | money | 计件工资 | Piece pay"),
        _f("ot_pay_150 | money | 延时加班费 | Overtime pay 150 %"),
        _f("ot_pay_200 | money | 休息日加班费 | Overtime pay 200 %"),
        _f("ot_pay_300 | money | 法定节假日加班费 | Overtime pay 300 %"),
        _f("special_allowances | money | 特殊津贴 | Special allowances"),
        _f("welfare | money | 福利待遇 | Welfare"),
        _f("gross | money | 应发工资 | Gross"),
        _f("net | money | 实发工资 | Net"),
        _f("method | code | 支付方式 | Method", "bank cash other"),
        _f("account_holder_is_worker | flag | 账户是否本人 | Account is the worker's"),
        _f("account | text | 收款账户 | Account paid into"),
        _f("card_with_worker | flag | 银行卡是否本人保管 | Card is with the worker"),
        _f("slip_given | flag | 是否发工资条 | Pay slip given"),
        _f("delay_filed | flag | 延期是否备案 | Delay agreed and filed"),
        _f("days_paid | count | 计薪天数 | Days paid"),
    ),
    required=("worker", "period"),
)

DEDUCTIONS = Sheet(
    "deductions",
    "扣款",
    "Deductions",
    (
        _f("worker | text | 工号 | Worker"),
        _f("period | period | 工资月份 | Period"),
        _f("code | code | 扣款项目 | Code"),
        _f("amount | money | 扣款金额 | Amount"),
        _f("reason | text | 扣款原因 | Reason"),
        _f("written_notice | flag | 是否书面告知 | Written notice"),
    ),
    required=("worker", "period"),
)

#: The sheets of the books in the order in which people keep them.
BOOKS = (EMPLOYER, WORKERS, CONTRACTS, ATTENDANCE, PAYROLL, DEDUCTIONS)


def sheet_named(key: str) -> Sheet:
    """Return the sheet of that key."""
    return next(sheet for sheet in BOOKS if sheet.key == key)


def fact_kinds(sheet: Sheet) -> dict[str, str]:
    """Return kind by key of a sheet's facts."""
    return {fact.key: fact.kind for fact in sheet.facts}
