"""Pictures of the network: plain SVG without styles or scripts, drawn by the shapes' own attributes.

A picture whose circles are links is a group to screen readers; one without links is an image.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INK, PALE, GREY = "#0f4c5c", "#9fc3c9", "#6b6a65"
ROW, LABEL, WIDTH, MOST_IN_ROW = 44, 150, 900, 40
SMALLEST, LARGEST, GAP = 4.0, 18.0, 4.0
END_OF_ROW = WIDTH - 60
STAR = 420
MOST_IN_STAR = 36


@dataclass(frozen=True)
class Node:
    """A typical employer in the picture: its name, its district, how many it reaches, its page."""

    name: str
    district: str
    reach: int
    url: str


def radius(reach: int, largest: int) -> float:
    """Return the radius of a circle whose area grows with the reach."""
    share = math.sqrt(reach / largest) if largest else 0.0
    return SMALLEST + (LARGEST - SMALLEST) * share


def _rows(nodes: Iterable[Node]) -> list[tuple[str, list[Node]]]:
    by_district: dict[str, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda one: (-one.reach, one.name)):
        by_district[node.district].append(node)
    return sorted(by_district.items(), key=lambda row: (-len(row[1]), row[0]))


def districts_picture(nodes: Sequence[Node], title: str) -> SafeString:
    """Draw typical employers by district, one row each, the farthest reaching first and largest.

    A row holds those that fit, forty at most; a number says how many more there are.
    """
    rows = _rows(nodes)
    largest = max((node.reach for node in nodes), default=0)
    parts = []
    for number, (district, found) in enumerate(rows):
        middle = ROW * number + ROW // 2
        parts.append(_text(0, middle + 5, district, INK))
        drawn = _row(found[:MOST_IN_ROW], middle, largest)
        parts += drawn
        if len(found) > len(drawn):
            parts.append(_text(WIDTH - 50, middle + 5, f"+{len(found) - len(drawn)}", GREY))
    return _svg(title, WIDTH, max(ROW * len(rows), ROW), parts, role="group")


def _row(found: Sequence[Node], middle: float, largest: int) -> list[SafeString]:
    """Draw circles side by side, as many as fit."""
    drawn: list[SafeString] = []
    left = float(LABEL)
    for node in found:
        size = radius(node.reach, largest)
        if left + 2 * size > END_OF_ROW:
            break
        drawn.append(_circle(left + size, middle, size, node))
        left += 2 * size + GAP
    return drawn


def star_picture(centre: str, reached: Sequence[tuple[str, int]], title: str) -> SafeString:
    """Draw whom one employer reaches: directly on the inner ring, through others on the outer one."""
    middle = STAR / 2
    parts = []
    for steps, ring in ((1, 95.0), (2, 165.0)):
        names = [name for name, taken in reached if (taken == 1) == (steps == 1)][:MOST_IN_STAR]
        for number, name in enumerate(names):
            angle = 2 * math.pi * number / len(names) - math.pi / 2
            x, y = middle + ring * math.cos(angle), middle + ring * math.sin(angle)
            line = '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="1"/>'
            if steps == 1:
                parts.append(format_html(line, *map(_short, (middle, middle, x, y)), PALE))
            parts.append(_circle(x, y, 7.0 if steps == 1 else 5.0, Node(name, "", 0, "")))
    parts.append(_circle(middle, middle, 14.0, Node(centre, "", 0, "")))
    return _svg(title, STAR, STAR, parts)


def _short(value: float) -> str:
    return f"{value:.1f}"


def _text(x: float, y: float, text: str, colour: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="14" fill="{}">{}</text>', _short(x), _short(y), colour, text
    )


def _circle(x: float, y: float, size: float, node: Node) -> SafeString:
    told = f"{node.name} · {node.reach}" if node.url else node.name
    circle = format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="#ffffff"><title>{}</title></circle>',
        _short(x),
        _short(y),
        _short(size),
        INK,
        told,
    )
    return format_html('<a href="{}">{}</a>', node.url, circle) if node.url else circle


def _svg(
    title: str, width: int, height: int, parts: Iterable[SafeString], *, role: str = "img"
) -> SafeString:
    inner = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<svg class="picture" viewBox="0 0 {} {}" role="{}" aria-label="{}">{}</svg>',
        width,
        height,
        role,
        title,
        inner,
    )
