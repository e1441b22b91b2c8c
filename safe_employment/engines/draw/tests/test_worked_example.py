"""The example of docs/explanation/why-you-can-trust-the-draw.md, recomputed: each figure stands in the
page."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from safe_employment.engines.draw import (
    Drawer,
    Roster,
    Stream,
    Team,
    Terms,
    deterred,
    facts_hash,
    root_of,
    seal,
)
from safe_employment.engines.draw.sealing import seed_of

PAGE = Path(__file__).parents[4] / "docs" / "explanation" / "why-you-can-trust-the-draw.md"
HARM = np.array([8.0, 4.0, 2.0, 1.0])
SECRET, NUMBER = bytes(range(32)), "3.8.14.22.27.31./9./"


def example():
    same = np.array(["A"] * 4)
    roster = Roster(
        np.array(["noodles", "shoes", "laundry", "flowers"]),
        same,
        same,
        np.zeros(4, np.int64),
        HARM,
        np.ones(4),
    )
    team = Team("T1", (1,), (8.0,), None, (("2026-01-06",),))
    terms = Terms(deterrence=3.0, floor=0.05)
    file, found = seal(
        period={"name": "example", "first": "2026-01-05", "last": "2026-01-11", "weeks": ["2026-W02"]},
        terms=terms, targeted=0.0, teams=(team,), roster=roster,
        facts=facts_hash(b"salt", {}), secret=SECRET,
        number={"kind": "lottery", "name": "example", "day": "2026-01-04"},
    )  # fmt: skip
    # The code changes; the example is sealed with a fixed hash of it.
    file["engine"]["source"] = "example"
    file["published"]["root"] = root_of(file)
    return found, file


def figures() -> list[str]:
    found, file = example()
    yearly = found.yearly
    seed = seed_of(file["published"]["root"], SECRET, NUMBER)
    told = [f"{value:.4f}" for value in yearly]
    told += [f"{part:.3f}" for part in HARM * -np.expm1(-3 * yearly)]
    told += [f"{found.deterred:.3f}", f"{found.bound:.3f}"]
    told += [
        f"{deterred(HARM, np.array([1.0, 0, 0, 0]), 3.0):.3f}",
        f"{deterred(HARM, np.full(4, 0.25), 3.0):.3f}",
    ]
    told += [file["published"]["root"], file["published"]["commitment"], seed.hex()]
    told += [f"{Stream(seed, 'period')():.4f}", Drawer(file, secret=SECRET, number=NUMBER).week(0)[0][0]]
    return told


def test_the_page_has_the_figures_of_the_example() -> None:
    page = PAGE.read_text()
    assert [figure for figure in figures() if figure not in page] == []
