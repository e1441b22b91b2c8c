"""Cases that look across the register: the employer, its posts, its arrears, and patterns between workers."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.cases.people import known_place
from safe_employment.engines.labour_law.tables import join_by

__all__ = ["arrears", "cycles", "dated", "establishment", "patterns", "posts", "recon", "withheld"]

BOTH = ("employer", "worker")


def _count(condition: ir.Value) -> ir.Value:
    return ibis.ifelse(condition.fill_null(False), 1, 0).cast("int64").sum().cast("int64")


def dated(days: ir.Table, parameters: ir.Table, calendar: ir.Table) -> ir.Table:
    """Return the days with the parameters of their place and month, and the anniversaries that protect
    mothers.
    """
    table = join_by(days, parameters, ("place", "period"))
    weeks = calendar.select("day", child_turns_one=calendar.plus_12)
    return join_by(table, weeks, {"birth_date_child": "day"})


def withheld(deductions: ir.Table, monthly: ir.Table) -> ir.Table:
    """Return the deductions with the month they were taken from."""
    of_month = monthly.select(
        "employer",
        "worker",
        "period",
        "first_day",
        "last_day",
        "checked_from",
        "checked_to",
        "gross",
        "as_of",
    )
    return join_by(deductions, of_month, ("employer", "worker", "period"))


def establishment(
    employers: ir.Table, people: ir.Table, parameters: ir.Table, *, places: tuple[str, ...]
) -> ir.Table:
    """Return a row an employer: its facts, how many it employs by form, and the parameters of its place
    and day.
    """
    table = employers.mutate(place=known_place(employers.district_code, places))
    here = people.filter(
        (people.leave_date.isnull() | (people.leave_date >= people.as_of)) & people.is_listed
    )
    counts = here.group_by("employer").agg(
        own_listed=_count(here.form.isin(["full_time", "part_time"])),
        dispatched_listed=_count(here.form == "dispatched"),
        rural_listed=_count(here.hukou_rural),
        rural_unknown=_count(here.hukou_rural.isnull()),
        special_listed=_count(here.system != "standard"),
        special_unapproved=_count((here.system != "standard") & ~here.is_approved),
        forms_unknown=_count(here.form.isnull()),
    )
    table = join_by(table, counts, ("employer",))
    return join_by(table, parameters, ("place", "period"))


def posts(monthly: ir.Table) -> ir.Table:
    """Return the months with the lowest full wage that men, and that own workers, have at the same post
    and form.
    """
    wage = ibis.coalesce(
        monthly.contract_wage, ibis.ifelse(monthly.is_part_month, ibis.null("int64"), monthly.base)
    )
    table = monthly.mutate(full_wage=wage.cast("int64"))
    here = table.filter(table.post.notnull() & table.full_wage.notnull())
    men = here.filter(here.sex == "M").group_by("employer", "post", "form", "period")
    men = men.agg(lowest_man=lambda t: t.full_wage.min().cast("int64"))
    own = here.filter(here.form == "full_time").group_by("employer", "post", "period")
    own = own.agg(lowest_own=lambda t: t.full_wage.min().cast("int64"))
    table = join_by(table, men, ("employer", "post", "form", "period"))
    table = join_by(table, own, ("employer", "post", "period"))
    return table.select(
        *BOTH, "period", "first_day", "last_day", "checked_from", "checked_to", "post", "form", "sex",
        "full_wage", "lowest_man", "lowest_own",
    )  # fmt: skip


def recon(monthly: ir.Table) -> ir.Table:
    """Return a row an employer and month: what the bank file pays and what the payroll says goes by bank."""
    by_bank = ibis.ifelse(monthly.by_bank.fill_null(False), monthly.net, 0).cast("int64")
    table = monthly.mutate(bank_net=by_bank).group_by("employer", "period")
    table = table.agg(
        first_day=lambda t: t.first_day.max(),
        last_day=lambda t: t.last_day.max(),
        checked_from=lambda t: t.checked_from.max(),
        checked_to=lambda t: t.checked_to.max(),
        bank_file_total=lambda t: t.bank_file_total.max(),
        bank_file_period=lambda t: t.bank_file_period.max(),
        payroll_by_bank=lambda t: t.bank_net.sum().cast("int64"),
    )
    return table.filter(table.bank_file_period == table.period)


def cycles(monthly: ir.Table, employer: ir.Table, parameters: ir.Table) -> ir.Table:
    """Return a row for every worker and cycle under the comprehensive hours system.

    ``cycle_hundredths`` and ``limit_hundredths`` (of minutes, statutory holidays apart), ``excess``
    minutes, ``paid``
    overtime pay of the cycle, ``cycle_months`` found of ``cycle_length``.
    """
    here = monthly.filter((monthly.special_days > 0) & (monthly.flexible_days == 0))
    here = join_by(here, employer.select("employer", "approved_cycle"), ("employer",))
    month = here.period % 100
    length = here.approved_cycle.cases(("quarter", 3), ("half_year", 6), ("year", 12), else_=1).cast("int64")
    quarter = ibis.cases((month <= 3, 1), (month <= 6, 2), (month <= 9, 3), else_=4)
    number = here.approved_cycle.cases(
        ("quarter", quarter), ("half_year", ibis.ifelse(month <= 6, 1, 2)), ("year", 1), else_=month
    )
    here = here.mutate(cycle_length=length, cycle=(here.period - month + number).cast("int64"))
    table = here.group_by(*BOTH, "place", "cycle", "cycle_length").agg(
        period=here.period.max().cast("int64"),
        cycle_months=here.count().cast("int64"),
        cycle_start=here.first_day.min().cast("int64"),
        cycle_end=here.last_day.max().cast("int64"),
        minutes=(here.minutes - here.statutory).sum().cast("int64"),
        statutory=here.statutory.sum().cast("int64"),
        paid=here.ot_pay_150.sum().cast("int64"),
        base=here.hourly_base.max().cast("int64"),
        checked_from=here.checked_from.max().cast("int64"),
        checked_to=here.checked_to.max().cast("int64"),
    )
    return join_by(table, parameters, ("place", "period"))


def arrears(
    owed: ir.Table,
    monthly: ir.Table,
    employers: ir.Table,
    parameters: ir.Table,
    *,
    places: tuple[str, ...],
) -> ir.Table:
    """Return a row an employer with arrears: workers, months and sums of what breaches left unpaid.

    `owed` are the results of the pay rules (``employer, worker, period, amount``); unpaid payroll lines,
    whose pay date is
    blank while others have one, come to them with their net pay.
    """
    blank = monthly.pay_date.isnull() & monthly.dates_are_kept & (monthly.next_month_end < monthly.as_of)
    unpaid = monthly.filter(blank & (monthly.net > 0))
    unpaid = unpaid.select("employer", "worker", "period", amount=unpaid.net)
    table = owed.filter(owed.amount > 0).select("employer", "worker", "period", "amount").union(unpaid)
    by_worker = table.group_by(*BOTH).agg(
        months=table.period.nunique().cast("int64"), sum=table.amount.sum().cast("int64")
    )
    found = by_worker.group_by("employer").agg(
        workers=by_worker.count().cast("int64"),
        most_months=by_worker.months.max().cast("int64"),
        total=by_worker["sum"].sum().cast("int64"),
        most_of_three_months=ibis.ifelse(by_worker.months >= 3, by_worker["sum"], 0).max().cast("int64"),
    )
    place = known_place(employers.district_code, places)
    of_employer = employers.select("employer", "as_of", "period", "checked_from", "checked_to", place=place)
    found = join_by(found, of_employer, ("employer",))
    return join_by(found, parameters, ("place", "period"))


def patterns(people: ir.Table, pay: ir.Table, monthly: ir.Table) -> ir.Table:
    """Return a row for every worker and pattern: ``pattern`` (its id), ``sharing`` (workers in it),
    ``employers``.
    """
    listed = people.filter(people.is_listed)
    found = [
        _sharing(listed, "PAT-01", "id_number", differs="name"),
        _sharing(listed, "PAT-02", "contact"),
        _sharing(listed, "PAT-03", "bank_account"),
        _sharing(pay.select("employer", "worker", "account").distinct(), "PAT-04", "account"),
        _batches(listed),
        _same_clock(monthly),
        _recruiters(listed),
        _twice(listed),
        _sharing(listed, "PAT-08", "current_address"),
    ]
    table = found[0]
    for part in found[1:]:
        table = table.union(part)
    as_of = people.group_by("employer").agg(as_of=people.as_of.max().cast("int64"))
    return join_by(table, as_of, ("employer",))


def _row(table: ir.Table, pattern: str, sharing: ir.Value, employers: ir.Value | None = None) -> ir.Table:
    return table.select(
        "employer",
        "worker",
        pattern=ibis.literal(pattern),
        sharing=sharing.cast("int64"),
        employers=(employers if employers is not None else ibis.literal(1)).cast("int64"),
    )


def _sharing(people: ir.Table, pattern: str, key: str, differs: str | None = None) -> ir.Table:
    here = people.filter(people[key].notnull() & (people[key] != ""))
    groups = here.group_by("employer", key).agg(
        sharing=here.worker.nunique().cast("int64"),
        variants=(here[differs].nunique() if differs else ibis.literal(2)).cast("int64"),
    )
    joined = join_by(here.select("employer", "worker", key).distinct(), groups, ("employer", key))
    joined = joined.filter((joined.sharing > 1) & (joined.variants > 1))
    return _row(joined, pattern, joined.sharing)


def _twice(people: ir.Table) -> ir.Table:
    """Return the workers whose identity number is in the register twice at a time."""
    keys = ("employer", "id_number")
    here = people.filter(people.id_number.notnull())
    order = ibis.window(group_by=keys, order_by=("_starts", "worker"))
    # Who has no hire date was always there, who has no leave date is still there.
    here = here.mutate(
        _starts=ibis.coalesce(here.hire_date, -99999), _ends=ibis.coalesce(here.leave_date, 99999)
    )
    here = here.mutate(_before=here._ends.lag(1).over(order))
    groups = here.group_by(*keys).agg(
        sharing=here.worker.nunique().cast("int64"), overlaps=_count(here._before >= here._starts)
    )
    joined = join_by(here.select("worker", *keys), groups, keys)
    joined = joined.filter(joined.overlaps > 0)
    unknown = people.filter(people.id_number.isnull())
    return _row(joined, "REG-02", joined.sharing).union(_row(unknown, "REG-02", ibis.null("int64")))


def _batches(people: ir.Table) -> ir.Table:
    keys = ("employer", "hire_date", "origin", "recruiter")
    here = people.filter(people.hire_date.notnull() & people.origin.notnull() & people.recruiter.notnull())
    groups = here.group_by(*keys).agg(sharing=here.worker.nunique().cast("int64"))
    joined = join_by(here.select("worker", *keys), groups, keys)
    return _row(joined, "PAT-05", joined.sharing)


def _same_clock(monthly: ir.Table) -> ir.Table:
    keys = ("employer", "period", "clock_print", "clock_days")
    varied = monthly.filter((monthly.clock_times >= 5) & (monthly.clock_days >= 15))
    groups = varied.group_by(*keys).agg(sharing=varied.worker.nunique().cast("int64"))
    joined = join_by(varied.select("worker", *keys), groups, keys)
    table = (
        joined.filter(joined.sharing > 1).group_by(*BOTH).agg(sharing=lambda t: t.sharing.max().cast("int64"))
    )
    return _row(table, "PAT-06", table.sharing)


def _recruiters(people: ir.Table) -> ir.Table:
    here = people.filter(people.recruiter_contact.notnull())
    groups = here.group_by("recruiter_contact").agg(
        sharing=here.worker.nunique().cast("int64"), employers=here.employer.nunique().cast("int64")
    )
    joined = join_by(here.select(*BOTH, "recruiter_contact"), groups, ("recruiter_contact",))
    joined = joined.filter(joined.employers > 1)
    return _row(joined, "PAT-07", joined.sharing, joined.employers)
