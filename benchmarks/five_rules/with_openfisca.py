"""The five rules as an OpenFisca country: variables with numpy formulas, parameters by date and district.

Needs an interpreter with openfisca-core and pyarrow: ``with_openfisca.py MONTHS FIGURES OUT [FINDINGS]``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measuring import peak_megabytes
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

GIVEN = (
    "extended", "rest", "statutory", "base", "ot_pay_150", "ot_pay_200", "ot_pay_300", "special_allowances",
    "welfare", "gross",
)  # fmt: skip
OVERTIME = {"pay_03": ("extended", 150, "rate_extended"), "pay_04": ("rest", 200, "rate_rest_day"),
            "pay_05": ("statutory", 300, "rate_statutory")}  # fmt: skip
TOTALS = ("pay_01_broken", "pay_01_amount", "hrs_03_broken", *(f"{rule}_{what}" for rule in OVERTIME
          for what in ("broken", "amount")))  # fmt: skip

Worker = build_entity(key="worker", plural="workers", label="", is_person=True)
Employer = build_entity(
    key="employer", plural="employers", label="", roles=[{"key": "member", "plural": "members"}]
)


def country(figures: list[dict]) -> TaxBenefitSystem:  # noqa: C901 - formulas are functions
    """Return the system: entities, parameters, variables."""
    system = TaxBenefitSystem([Worker, Employer])
    places = sorted({row["place"] for row in figures})
    district = Enum("District", {f"d{place}": place for place in places})
    node = ParameterNode("", data=parameters(figures))
    system.parameters = node

    def variable(name: str, entity: object, formula: object = None, **facts: object) -> None:
        facts = {"value_type": int, "entity": entity, "definition_period": periods.DateUnit.MONTH, **facts}
        if formula:
            facts["formula"] = formula
        system.add_variable(type(name, (Variable,), facts))

    for name in GIVEN:
        variable(name, Worker)
    variable(
        "district", Worker, value_type=Enum, possible_values=district,
        default_value=next(iter(district)), definition_period=periods.DateUnit.ETERNITY,
    )  # fmt: skip

    def wage(worker, period):
        extras = ("ot_pay_150", "ot_pay_200", "ot_pay_300", "special_allowances", "welfare")
        return worker("gross", period) - sum(worker(name, period) for name in extras)

    def minimum(worker, period, parameters):
        return parameters(period).minimum_month[worker("district", period)]

    def wage_short(worker, period):
        return np.maximum(worker("minimum", period) - worker("wage", period), 0)

    def too_long(worker, period, parameters):
        hours = worker("extended", period) + worker("rest", period) + worker("statutory", period)
        return hours > parameters(period).overtime_month

    variable("wage", Worker, wage)
    variable("minimum", Worker, minimum)
    variable("pay_01_amount_of_worker", Worker, wage_short)
    variable("hrs_03_broken_of_worker", Worker, too_long, value_type=bool)

    def short(minutes: str, rate: int, parameter: str):
        def formula(worker, period, parameters):
            law = parameters(period)
            done = worker(minutes, period).astype(np.int64)
            due = done * worker("base", period) * int(law[parameter])
            divisor = int(law.pay_days) * int(law.day_hours)
            return np.maximum((2 * due + divisor) // (2 * divisor) - worker(f"ot_pay_{rate}", period), 0)

        return formula

    for rule, (minutes, rate, parameter) in OVERTIME.items():
        variable(f"{rule}_amount_of_worker", Worker, short(minutes, rate, parameter))

    def total(name: str):
        def formula(employer, period):
            return employer.sum(employer.members(f"{name}_of_worker", period))

        return formula

    def count(name: str):
        source = f"{name}_of_worker" if name == "hrs_03_broken" else f"{name[:6]}_amount_of_worker"

        def formula(employer, period):
            return employer.sum(employer.members(source, period) > 0)

        return formula

    for name in TOTALS:
        variable(name, Employer, (count if name.endswith("broken") else total)(name))
    return system


def parameters(figures: list[dict]) -> dict:
    """Return the figures as OpenFisca's parameters: those of a district below their name, by month."""

    def values(rows: list[dict], name: str) -> dict:
        by_day = {f"{row['period'] // 100}-{row['period'] % 100:02d}-01": row[name] for row in rows}
        return {"values": {day: {"value": value} for day, value in by_day.items()}}

    by_place: dict[str, list[dict]] = {}
    for row in figures:
        by_place.setdefault(row["place"], []).append(row)
    one = next(iter(by_place.values()))
    same = [name for name in one[0] if name not in ("place", "period", "minimum_month")]
    return {
        "minimum_month": {f"d{place}": values(rows, "minimum_month") for place, rows in by_place.items()},
        **{name: values(one, name) for name in same},
    }


def main() -> None:
    months, figures, out = sys.argv[1:4]
    began = time.perf_counter()
    system = country(json.loads(Path(figures).read_text()))
    # A worker's twelve months lie together; each column becomes an array of workers by months.
    table = pq.read_table(months, columns=["employer", "worker", "district", "period", *GIVEN])
    listed = [int(each) for each in table["period"].slice(0, 12).to_pylist()]
    first = np.arange(0, table.num_rows, 12)
    workers = table["worker"].take(pa.array(first))
    employers = table["employer"].take(pa.array(first)).combine_chunks().dictionary_encode()
    districts = table["district"].take(pa.array(first)).to_numpy()
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("worker", np.arange(len(first)))
    group = builder.declare_entity("employer", np.arange(len(employers.dictionary)))
    builder.join_with_persons(group, employers.indices.to_numpy(), np.full(len(first), "member"))
    simulation = builder.build(system)
    simulation.set_input("district", periods.ETERNITY, np.char.add("d", districts.astype(str)))
    for name in GIVEN:
        values = table[name].to_numpy().reshape(-1, 12).astype(np.int32)
        table = table.drop_columns([name])
        for number, period in enumerate(listed):
            simulation.set_input(name, f"{period // 100}-{period % 100:02d}", values[:, number].copy())
    sums = {name: np.zeros(len(employers.dictionary), np.int64) for name in TOTALS}
    for period in listed:
        for name in TOTALS:
            sums[name] += simulation.calculate(name, f"{period // 100}-{period % 100:02d}").astype(np.int64)
    pq.write_table(pa.table({"employer": employers.dictionary, **sums}), out)
    print(json.dumps({"seconds": time.perf_counter() - began, "peak_megabytes": peak_megabytes()}))
    if len(sys.argv) > 4:
        findings(simulation, workers.to_pylist(), listed, Path(sys.argv[4]))


def findings(simulation, workers: list[str], listed: list[int], out: Path) -> None:
    """Write the broken cases: worker, month, rule, amount."""
    found = []
    for period in listed:
        month = f"{period // 100}-{period % 100:02d}"
        for rule in ("pay_01", "pay_03", "pay_04", "pay_05"):
            amounts = simulation.calculate(f"{rule}_amount_of_worker", month)
            found += [[workers[n], period, rule, int(amounts[n])] for n in np.flatnonzero(amounts > 0)]
        broken = simulation.calculate("hrs_03_broken_of_worker", month)
        found += [[workers[n], period, "hrs_03", None] for n in np.flatnonzero(broken)]
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
