"""The indicator sets as the reference files give them: read once, then kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from .indicators import (
    AgeGroup,
    Dimension,
    DimensionHeading,
    ForcedLabourSign,
    Indicator,
    IndicatorSet,
    Provenance,
    Strength,
)

if TYPE_CHECKING:
    from .problems import Words

#: Shown wherever a result is: the list is not confirmed against the ILO's own document.
NOT_CONFIRMED: dict[AgeGroup, Words] = {
    AgeGroup.ADULT: {
        "zh": "本指标表依据第三方整理的国际劳工组织与欧盟委员会2009年清单，尚未与官方原文核对。",
        "en": "These indicators follow a third party's compilation of the list of the ILO and the European "
        "Commission of 2009. They have not been checked against the official text.",
    },
    AgeGroup.CHILD: {
        "zh": "本指标表依据第三方整理的国际劳工组织与欧盟委员会2009年清单，尚未与官方原文核对；"
        "儿童部分的强弱等级仅见于这一份资料。",
        "en": "These indicators follow a third party's compilation of the list of the ILO and the European "
        "Commission of 2009. They have not been checked against the official text; the strengths for "
        "children rest on that one source.",
    },
}


def _read(name: str) -> dict[str, Any]:
    text = files("safe_employment.reference").joinpath(name).read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table


def _provenance(meta: dict[str, Any], age_group: AgeGroup) -> Provenance:
    return Provenance(
        source=meta["primary_source"],
        status=meta["strengths_status"],
        warning=meta["source_quality_warning"],
        confirmed=False,
        notice=NOT_CONFIRMED[age_group],
    )


def _indicators(rows: list[dict[str, Any]], age_group: AgeGroup) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            id=row["id"],
            dimension=Dimension(dimension["dimension"]),
            strength=Strength(row[age_group]),
            words={"zh": row["zh"], "en": row["en"]},
            ilo11=tuple(row["ilo11"]),
        )
        for dimension in rows
        for row in dimension["indicators"]
        if row[age_group] is not None
    )


def _heading(row: dict[str, Any]) -> DimensionHeading:
    return DimensionHeading(
        dimension=Dimension(row["dimension"]),
        key=row["key"],
        words={"zh": row["zh"], "en": row["en"]},
        phase=row["phase"],
        palermo_element=row["palermo_element"],
    )


@cache
def indicator_set(age_group: AgeGroup) -> IndicatorSet:
    """Return the set of an age group: 67 indicators for adults, 65 for children.

    Sources: ``reference/delphi_indicators.yaml`` and ``reference/ilo11_icls_palermo.yaml``.
    """
    delphi, ilo = _read("delphi_indicators.yaml"), _read("ilo11_icls_palermo.yaml")
    every_id = {row["id"] for dimension in delphi["dimensions"] for row in dimension["indicators"]}
    indicators = _indicators(delphi["dimensions"], age_group)
    return IndicatorSet(
        age_group=age_group,
        indicators=indicators,
        provenance=_provenance(delphi["meta"], age_group),
        headings=tuple(_heading(row) for row in delphi["dimensions"]),
        forced_labour_signs=tuple(
            ForcedLabourSign(
                number=row["n"],
                key=row["key"],
                words={"zh": row["zh"], "en": row["en"]},
                looks_like=tuple(row["looks_like"]),
            )
            for row in ilo["ilo_11_indicators"]["items"]
        ),
        unused=frozenset(every_id - {each.id for each in indicators}),
    )
