"""The 2011 classification, row by row."""

from decimal import Decimal

import pytest

from safe_employment.members.sizes import row_for, size_class


@pytest.mark.parametrize(
    ("industry", "staff", "revenue", "assets", "expected"),
    [
        ("H62", 300, 10_000, None, "large"),
        ("H62", 299, 20_000, None, "medium"),
        ("H62", 400, 9_999, None, "medium"),
        ("H62", 10, 100, None, "small"),
        ("H62", 9, 5_000, None, "micro"),
        ("H62", 9, None, None, "micro"),  # the staff alone rules out every larger size
        ("H62", 50, None, None, ""),  # small or micro: the revenue decides
        ("H62", None, 99, None, "micro"),
        ("C18", 1000, 40_000, None, "large"),
        ("C18", 20, 300, None, "small"),
        ("E47", None, 80_000, 80_000, "large"),
        ("E47", None, 80_000, 5_000, "medium"),
        ("F51", 5, 1_000, None, "small"),
        ("F52", 5, 1_000, None, "micro"),
        ("A01", None, 500, None, "medium"),
        ("K702", 1000, 5_000, None, "large"),
        ("K701", None, 1_000, 5_000, "medium"),
        ("L72", 100, None, 8_000, "medium"),
        ("O80", 100, None, None, "medium"),
        ("O80", 9, None, None, "micro"),
        ("I64", 2000, 100_000, None, "large"),
        ("I65", 300, 10_000, None, "large"),
        ("G54", 20, 200, None, "small"),
        ("P83", 100, 100, 100, ""),
        ("G53", 100, 100, 100, ""),
        ("", 5, None, None, ""),
    ],
)
def test_size(industry, staff, revenue, assets, expected):
    amounts = [None if value is None else Decimal(value) for value in (revenue, assets)]
    found = size_class(industry_code=industry, staff=staff, revenue=amounts[0], assets=amounts[1])
    assert found == expected


def test_a_division_has_its_own_row_before_its_section():
    assert row_for("G59") != row_for("G54")
    assert row_for("K70") is None  # development and management differ: the group is needed
