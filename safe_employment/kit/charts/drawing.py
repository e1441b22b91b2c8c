"""A chart as SVG, drawn once by Vega-Lite and then kept."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from safe_employment.kit.charts.chart import Chart

# A drawing is kept for its figures and for the code that drew it: making its specification is slow too.
_DRAWER = hashlib.sha256(Path(__file__).with_name("specification.py").read_bytes()).hexdigest()
KEPT_FOR = 24 * 3600
# What a drawing may not carry: inline styles and scripts (CSP), classes of our own pages, inner roles.
_NOT_KEPT = re.compile(r'\s(?:style|class|role|aria-[a-z]+|on[a-z]+)="[^"]*"')


def draw(chart: Chart) -> SafeString:
    """Return the chart as an SVG element with an accessible name."""
    words = [str(chart.x_title), str(chart.y_title), *chart.series_names]
    facts = json.dumps(
        [_DRAWER, chart.kind, chart.horizontal, chart.narrow, words, chart.values()], ensure_ascii=False
    )
    key = f"chart-{hashlib.sha256(facts.encode()).hexdigest()}"
    drawn: str | None = cache.get(key)
    if drawn is None:
        import vl_convert  # the two take a second to load, and most drawings are kept already

        from safe_employment.kit.charts.specification import specification

        spec = json.dumps(specification(chart), sort_keys=True, ensure_ascii=False, default=str)
        drawn = _NOT_KEPT.sub("", str(vl_convert.vegalite_to_svg(spec)))
        cache.set(key, drawn, KEPT_FOR)
    named = str(drawn).replace("<svg ", f'<svg role="img" aria-label="{escape(chart.title)}" ', 1)
    return mark_safe(named)  # noqa: S308 - texts are escaped by the renderer, the title above
