"""The report: the figures of a programme in Chinese and in English, set by Typst for print."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn
import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.kit.writing import instant_text, number_text
from safe_employment.results.charts import charts_of
from safe_employment.results.exports.sheets import maker, small_cells
from safe_employment.results.indicators import GROUPS
from safe_employment.results.periods import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.charts import Chart
    from safe_employment.results.counting import Figure
    from safe_employment.results.models import Programme
    from safe_employment.results.periods import Parts

LANGUAGES = (("zh-hans", "zh", "CN"), ("en", "en", "GB"))
FONT = "Noto Sans SC"
_FAMILY = re.compile(r'font-family="[^"]*"')


def write_report(
    by: Actor, programme: Programme, key: str, figures: Sequence[Figure], now: datetime
) -> bytes:
    """Return the report as PDF: first in Chinese, then in English, each with the same figures.

    `key` names the part of the programme. Small cells of persons are withheld.
    """
    parts = [
        _part(by=by, programme=programme, key=key, figures=figures, now=now, language=language)
        for language in LANGUAGES
    ]
    facts = {
        "languages": parts,
        "title": f"{programme.title_zh} · {programme.title_en}",
        "author": str(programme.association.name_en),
    }
    source = files("safe_employment.results.exports").joinpath("report.typ").read_bytes()
    made = typst.compile(
        source,
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(facts, ensure_ascii=False)},
        timestamp=int(now.timestamp()),
    )
    return made if isinstance(made, bytes) else b"".join(made or ())


@cache
def _fonts() -> typst.Fonts:
    folder = str(pylopdf_fonts_zh_cn.sans_path().parent)
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _part(
    *,
    by: Actor,
    programme: Programme,
    key: str,
    figures: Sequence[Figure],
    now: datetime,
    language: tuple[str, str, str],
) -> dict[str, Any]:
    code, lang, region = language
    with translation.override(code):
        parts = parts_of(programme, key)
        chosen = parts.chosen
        columns = [part for part in parts.phases if part.key != chosen.key]
        return {
            "lang": lang,
            "region": region,
            "association": str(programme.association),
            "title": programme.title,
            "purpose": programme.purpose,
            "period": f"{chosen.label}: {chosen.words}" if chosen.key != parts.whole.key else chosen.words,
            "made": _("Made on %(instant)s by %(person)s")
            % {"instant": instant_text(timezone.localtime(now)), "person": maker(by)},
            "words": _words(),
            "columns": [part.label for part in columns],
            "groups": _groups(figures, parts),
            "charts": [_chart(chart) for chart in charts_of(figures, parts, None)],
            "definitions": [
                {"name": str(f.indicator.name), "definition": str(f.indicator.definition),
                 "how": str(f.indicator.how_counted)}
                for f in figures
            ],
        }  # fmt: skip


def _words() -> dict[str, str]:
    return {
        "figures": pgettext("heading", "Figures"),
        "charts": _("Charts"),
        "definitions": _("What the figures mean"),
        "indicator": _("Indicator"),
        "unit": _("Unit"),
        "figure": _("Figure"),
        "target": _("Target"),
        "reached": _("Reached"),
        "counted": _(
            "Every figure was counted from the records of the programme at the instant named above."
        ),
        "small": small_cells(),
        "page": pgettext("page number", "Page"),
    }


def _groups(figures: Sequence[Figure], parts: Parts) -> list[dict[str, Any]]:
    return [
        {
            "title": str(title),
            "rows": [_row(figure, parts) for figure in figures if figure.indicator.group == key],
        }
        for key, title in GROUPS.items()
    ]


def _row(figure: Figure, parts: Parts) -> dict[str, Any]:
    shown = figure.shown(parts.chosen, parts, None)
    told = isinstance(shown, int)
    target = figure.target(parts.chosen) if told else None
    reached = figure.reached(parts.chosen) if told else None
    pairs = zip(parts.phases, figure.cells(parts.phases, None), strict=True)
    return {
        "name": str(figure.indicator.name),
        "unit": str(figure.indicator.unit),
        "figure": _number(shown),
        "target": "" if target is None else number_text(target),
        "reached": "" if reached is None else number_text(reached, "percent"),
        "cells": [_number(cell.shown) for part, cell in pairs if part.key != parts.chosen.key],
    }


def _number(shown: int | str) -> str:
    return number_text(shown) if isinstance(shown, int) else shown


def _chart(chart: Chart) -> dict[str, str]:
    return {"title": str(chart.title), "svg": _FAMILY.sub(f'font-family="{FONT}"', str(chart.svg()))}
