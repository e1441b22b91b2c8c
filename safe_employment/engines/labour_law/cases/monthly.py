"""The case *month*: a worker's month, its hours, its pay, its deductions and what the contract promised."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.tables import join_by

__all__ = [
    "DEDUCTION_CODES",
    "monthly",
    "monthly_attendance",
    "monthly_deductions",
    "monthly_pay",
    "promised",
]

#: What a deduction can be for; a file's own words are read as one of these (``reference``/``header words``).
DEDUCTION_CODES = (
    "income_tax", "social_insurance", "housing_fund", "court_order", "damage", "personal_leave",
    "other_by_law",
    "fine", "lateness", "dormitory", "meals", "tools", "fees", "loan", "deposit", "uniform_bond", "tool_bond",
    "training_bond", "dormitory_bond", "other",
)  # fmt: skip
KEYS = ("employer", "worker", "period")
MONEY = (
    "base",
    "piece_pay",
    "ot_pay_150",
    "ot_pay_200",
    "ot_pay_300",
    "special_allowances",
    "welfare",
    "gross",
    "net",
)
OF_WORKER = (
    "place", "form", "system", "sex", "post", "hire_date", "leave_date", "as_of", "checked_from",
    "checked_to", "pay_day",
    "hukou_rural", "bank_account", "has_attendance", "has_contracts", "has_deductions", "bank_file_total",
    "bank_file_period", "final_pay_date", "is_listed", "as_of_workdays", "si_registered_on",
    "hire_workdays", "hire_holidays", "leave_workdays", "leave_holidays",
)  # fmt: skip


def _sum(value: ir.Value) -> ir.Value:
    return value.sum().cast("int64")


def _count(condition: ir.Value) -> ir.Value:
    return ibis.ifelse(condition.fill_null(False), 1, 0).cast("int64").sum().cast("int64")


def _positive(value: ir.Value) -> ir.Value:
    return ibis.ifelse(value > 0, value, 0).cast("int64")


def monthly_pay(payroll: ir.Table, calendar: ir.Table) -> ir.Table:
    """Return a row a worker and month: the sums of its payroll lines (null where no line has the amount).

    ``pay_again_by`` is the day by which who was paid then is to be paid again, ``pay_workdays`` the official
    working days to it.
    """
    sums = {name: _sum(payroll[name]) for name in MONEY}
    table = payroll.group_by(*KEYS).agg(
        lines=payroll.count().cast("int64"),
        pay_date=payroll.pay_date.max(),
        agreed_pay_date=payroll.agreed_pay_date.max(),
        method_ok=payroll.method.isin(["bank", "cash"]).all(),
        by_bank=(payroll.method == "bank").any(),
        to_worker=payroll.account_holder_is_worker.all(),
        card_with_worker=payroll.card_with_worker.all(),
        slip_given=payroll.slip_given.all(),
        delay_filed=payroll.delay_filed.any(),
        deductions_given=payroll.deductions_given.all(),
        days_paid=_sum(payroll.days_paid),
        **sums,
    )
    paid = calendar.select("day", pay_again_by=calendar.next_pay_due, pay_workdays=calendar.workdays_to)
    return join_by(table, paid, {"pay_date": "day"})


def monthly_deductions(deductions: ir.Table) -> ir.Table:
    """Return a row a worker and month: ``deducted`` in all and ``for_<code>`` for every code."""
    sums = {
        f"for_{code}": _sum(ibis.ifelse(deductions.code == code, deductions.amount, 0))
        for code in DEDUCTION_CODES
    }
    return deductions.group_by(*KEYS).agg(
        deducted=_sum(deductions.amount),
        damage_noticed=ibis.ifelse(
            deductions.code == "damage", deductions.written_notice, ibis.null("boolean")
        ).all(),
        **sums,
    )


def monthly_attendance(days: ir.Table, weeks: ir.Table) -> ir.Table:
    """Return a row a worker and month: minutes by kind, days attended, and a print of its clock times."""
    # Rest given for a day takes so many hours of that day away.
    open_rest = _positive(days["rest"] - days.rest_given)
    absent = (days.kind == "work") & (days.minutes == 0) & ~days.is_attended
    clock = days.start * 1440 + days.end
    table = days.group_by(*KEYS).agg(
        attended_rows=days.count().cast("int64"),
        unknown_days=_count(days.minutes.isnull()),
        assumed_days=_count(days.is_assumed),
        minutes=_sum(days.minutes - days.statutory_next),
        worked_days=_count(days.minutes > 0),
        extended=_sum(days.extended),
        rest_all=_sum(days["rest"]),
        rest_open=_sum(open_rest),
        rest_assumed=_sum(ibis.ifelse(days.is_assumed, open_rest, 0)),
        extended_assumed=_sum(ibis.ifelse(days.is_assumed, days.extended, 0)),
        recorded=_count(days.official_kind == "work"),
        absent=_count(absent),
        statutory=_sum(days.statutory - days.statutory_next),
        leave_minutes=_sum(days.leave_minutes),
        maternity_days=_count((days.leave == "maternity") & (days.kind == "work")),
        attended=_count(days.is_attended & (days.kind != "statutory")),
        night=_sum(days.night),
        special_days=_count(days.applies_system != "standard"),
        flexible_days=_count(days.applies_system == "flexible"),
        first_attended=days.day.min(),
        last_attended=days.day.max(),
        clock_days=_count(clock.notnull()),
        clock_times=clock.nunique().cast("int64"),
        clock_off_quarter=_count((days.start % 15 != 0) | (days.end % 15 != 0)),
        clock_print=_sum(
            days.start * days.day_of_month * 7 + days.end * days.day_of_month * days.day_of_month
        ),
    )
    by_week = weeks.group_by(*KEYS).agg(
        week_excess=_sum(weeks.week_excess), longest_week=weeks.week_minutes.max().cast("int64")
    )
    return _carried(join_by(table, by_week, KEYS), days)


def _carried(table: ir.Table, days: ir.Table) -> ir.Table:
    """Add the holiday minutes of a shift that began on the last day of the month before."""
    over = days.filter(days.statutory_next > 0).mutate(month=days.next_period)
    over = over.group_by("employer", "worker", period=over.month).agg(
        carried=lambda t: t.statutory_next.sum().cast("int64")
    )
    table = join_by(table, over, KEYS)
    carried = ibis.coalesce(table.carried, 0)
    return table.mutate(
        minutes=(table.minutes + carried).cast("int64"), statutory=(table.statutory + carried).cast("int64")
    ).drop("carried")


def promised(agreements: ir.Table, months: ir.Table) -> ir.Table:
    """Return a row for every worker and month with a contract: the wage promised at its beginning and at
    its end.
    """
    facts = agreements.filter(agreements.starts.notnull()).drop("period")
    in_force = (facts.starts <= months.last_day) & (facts.ends.isnull() | (facts.ends > months.first_day))
    table = facts.join(
        months.select("period", month_start=months.first_day, month_end=months.last_day), in_force
    )
    first = ibis.ifelse(table.starts > table.month_start, table.starts, table.month_start)
    last = ibis.ifelse((table.ends <= table.month_end).fill_null(False), table.ends - 1, table.month_end)
    newest = ibis.window(group_by=KEYS, order_by=(ibis.desc("starts"), ibis.desc("row")))
    # Another contract with another wage in the same month: the wage was not the same throughout.
    of_month = ibis.window(group_by=KEYS)
    same = table.base_wage.min().over(of_month) == table.base_wage.max().over(of_month)
    table = table.mutate(
        first_wage=ibis.ifelse(same, _wage_on(table, first), ibis.null("int64")),
        last_wage=_wage_on(table, last),
        contract_wage=table.base_wage,
        contract_kind=table.kind,
        place_in_month=ibis.row_number().over(newest).cast("int64"),
    )
    table = table.filter(table.place_in_month == 0)
    return table.select(*KEYS, "first_wage", "last_wage", "contract_wage", "contract_kind")


def _wage_on(table: ir.Table, day: ir.Value) -> ir.Value:
    on_trial = ((day >= table.probation_starts) & (day < table.probation_ends)).fill_null(False)
    return ibis.ifelse(on_trial & table.probation_wage.notnull(), table.probation_wage, table.base_wage)


def around(pay: ir.Table, attendance: ir.Table) -> ir.Table:
    """Return a row for every worker and month that has pay or attendance, with what stands around it.

    ``previous_…`` are of the worker's month before; ``dates_are_kept`` and ``attendance_kept`` tell of the
    employer's books, ``lines_in_month`` and ``attendance_in_month`` of the employer's month;
    ``same_clock_workers`` counts those of a month with the same clock times. Apart from the other facts of
    the month, for the rows are sorted for it.
    """
    keys = pay.select(*KEYS).union(attendance.select(*KEYS), distinct=True)
    clock = ("clock_print", "clock_days", "clock_times")
    table = join_by(keys, pay.select(*KEYS, "pay_date", "pay_again_by", "lines"), KEYS)
    table = join_by(table, attendance.select(*KEYS, "attended_rows", *clock), KEYS)
    order = ibis.window(group_by=("employer", "worker"), order_by="period")
    of_employer = ibis.window(group_by="employer")
    of_month = ibis.window(group_by=("employer", "period"))
    same_clock = ibis.window(group_by=("employer", "period", *clock))
    return table.mutate(
        previous_pay_date=table.pay_date.lag(1).over(order),
        previous_pay_again_by=table.pay_again_by.lag(1).over(order),
        previous_period=table.period.lag(1).over(order),
        previous_clock_print=table.clock_print.lag(1).over(order),
        previous_clock_days=table.clock_days.lag(1).over(order),
        dates_are_kept=table.pay_date.notnull().any().over(of_employer),
        attendance_kept=table.attended_rows.notnull().any().over(of_employer),
        lines_in_month=table.lines.notnull().any().over(of_month),
        attendance_in_month=table.attended_rows.notnull().any().over(of_month),
        same_clock_workers=table.worker.count().over(same_clock).cast("int64"),
    ).drop("pay_date", "pay_again_by", "lines", "attended_rows", *clock)


def monthly(
    around: ir.Table,
    pay: ir.Table,
    attendance: ir.Table,
    deductions: ir.Table,
    promised: ir.Table,
    people: ir.Table,
    months: ir.Table,
    calendar: ir.Table,
    parameters: ir.Table,
) -> ir.Table:
    """Return a row for every worker and month that has pay or attendance.

    Adds ``overtime`` (minutes of all kinds), ``extended_all`` (daily and weekly), ``expected`` (official
    working days
    inside the employment), ``statutory_days`` (paid ones inside it), ``is_full`` (true, false or null),
    ``wage`` (pay for
    normal work), ``ot_pay`` …, ``hourly_base`` (the month's wage that overtime is reckoned from) and the
    parameters in
    force in the month and place. Amounts in the smallest unit, times in minutes.
    """
    table = around
    for part in (pay, attendance, deductions, promised):
        table = join_by(table, part, KEYS)
    table = join_by(table, people.select("employer", "worker", *OF_WORKER), ("employer", "worker"))
    table = join_by(table, months, ("period",))
    table = _inside(table)
    table = join_by(table, parameters, ("place", "period"))
    table = _hours(table)
    table = _pay(table)
    return _before(table, calendar)


def _inside(table: ir.Table) -> ir.Table:
    joins_in = (table.hire_date > table.first_day).fill_null(False)
    leaves_in = (table.leave_date < table.last_day).fill_null(False)

    def counted(of_hire: str, of_month: str, of_leave: str, of_end: str) -> ir.Value:
        before = ibis.ifelse(joins_in, table[of_hire], table[of_month])
        return (ibis.ifelse(leaves_in, table[of_leave], table[of_end]) - before).cast("int64")

    return table.mutate(
        employed_from=ibis.ifelse(joins_in, table.hire_date, table.first_day),
        employed_to=ibis.ifelse(leaves_in, table.leave_date, table.last_day),
        is_part_month=joins_in | leaves_in,
        expected=counted("hire_workdays", "workdays_before", "leave_workdays", "workdays_to"),
        statutory_days=counted("hire_holidays", "holidays_before", "leave_holidays", "holidays_to"),
    ).drop("workdays_before", "workdays_to", "holidays_before", "holidays_to")


def _hours(table: ir.Table) -> ir.Table:
    attended = table.attended_rows.notnull()
    reclassified = (table.form == "part_time") & (
        (table.longest_week > table.part_time_week)
        | (table.minutes > table.worked_days * table.part_time_day)
    )
    in_full = (
        ~table.is_part_month
        & (table.base >= table.contract_wage)
        & (ibis.coalesce(table.for_personal_leave, 0) == 0)
    ).fill_null(False)
    by_pay = ibis.ifelse(in_full, True, ibis.null("boolean"))
    # Where the attendance has a row for every working day, it shows absence; one with gaps may only be
    # incomplete.
    by_days = ibis.cases(
        (table.attended >= table.expected, True),
        (table.recorded >= table.expected, table.absent == 0),
        else_=in_full,
    )
    complete = ibis.ifelse(attended, by_days, by_pay)
    all_hours = ibis.ifelse(table.unknown_days > 0, ibis.null("boolean"), True)
    return table.mutate(
        extended_all=(table.extended + table.week_excess).cast("int64"),
        overtime=(table.extended + table.week_excess + table.rest_all + table.statutory).cast("int64"),
        is_reclassified=reclassified.fill_null(False),
        is_full=complete,
        all_hours=ibis.ifelse(attended, all_hours, ibis.null("boolean")),
        paid_days=ibis.ifelse(attended, table.attended + table.statutory_days, table.days_paid).cast("int64"),
        works_full_time=ibis.ifelse(
            table.form == "part_time",
            reclassified.fill_null(False),
            table.form.isin(["full_time", "dispatched", "overage"]),
        ),
        assumes_form=table.form.isnull(),
    )


def _pay(table: ir.Table) -> ir.Table:
    extras = ("ot_pay_150", "ot_pay_200", "ot_pay_300", "special_allowances", "welfare")
    known = sum((ibis.coalesce(table[name], 0) for name in extras), ibis.literal(0, "int64"))
    room = table.gross - ibis.coalesce(table.base, 0) - ibis.coalesce(table.piece_pay, 0) - known
    # Where gross leaves no room beside base and the rest, a blank overtime cell can only have been nothing.
    no_room = (room <= 0).fill_null(False) & (table.base.notnull() | table.piece_pay.notnull())
    # Many books have one column for the pay of all overtime.
    in_one_sum = (table.ot_pay_150 > 0) & table.ot_pay_200.isnull() & table.ot_pay_300.isnull()
    table = table.mutate(in_one_sum=in_one_sum.fill_null(False))
    paid = {
        name: ibis.ifelse(table[name].isnull() & no_room, 0, table[name]).cast("int64") for name in extras
    }
    table = table.mutate(**paid, wage_at_most=(table.gross - known).cast("int64"))
    exact = table.gross
    for name in extras:
        exact = exact - table[name]
    by_parts = table.base + ibis.coalesce(table.piece_pay, 0)
    steady = ibis.coalesce(table.first_wage == table.last_wage, False)
    promised_wage = ibis.ifelse(steady, table.last_wage, ibis.null("int64"))
    higher = ibis.ifelse((promised_wage > table.base).fill_null(False), promised_wage, table.base)
    return table.mutate(
        wage=ibis.ifelse(table.gross.isnull(), by_parts, exact).cast("int64"),
        hourly_base=ibis.coalesce(higher, promised_wage, table.last_wage).cast("int64"),
        is_piece_paid=((ibis.coalesce(table.base, 0) == 0) & (table.piece_pay > 0)).fill_null(False),
        **{
            name: ibis.ifelse(table[name].isnull() & table.deductions_given, 0, table[name]).cast("int64")
            for name in ("deducted", *(f"for_{code}" for code in DEDUCTION_CODES))
        },
    )


def _before(table: ir.Table, calendar: ir.Table) -> ir.Table:
    follows = _is_next_month(table.previous_period, table.period)
    agreed_on = ibis.coalesce(
        table.agreed_pay_date,
        ibis.ifelse(table.pay_day.notnull(), table.last_day + table.pay_day, ibis.null("int64")),
    )
    table = table.mutate(
        is_unpaid=table.lines.notnull() & table.pay_date.isnull() & table.dates_are_kept,
        follows_month=follows,
        next_pay_due=ibis.ifelse(follows, table.previous_pay_again_by, ibis.null("int64")),
        agreed_on=agreed_on.cast("int64"),
    )
    agreed = calendar.select("day", agreed_workday=calendar.last_workday)
    return join_by(table, agreed, {"agreed_on": "day"})


def _is_next_month(previous: ir.Value, period: ir.Value) -> ir.Value:
    gap = period - previous
    # From December to January the numbers 202512 and 202601 are 89 apart.
    return ((gap == 1) | (gap == 89)).fill_null(False)
