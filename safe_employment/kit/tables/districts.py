"""The district in a list: its column and its filter."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.divisions import district_choices, division_name
from safe_employment.kit.tables.columns import Column
from safe_employment.kit.tables.filters import ChoiceFilter


def district_column(field: str = "division_code", *, sortable: bool = True, optional: bool = False) -> Column:
    """Return the column that names a district; `field` is the path to its code."""

    def name(row: Any) -> str:
        found: Any = row
        for step in field.split("__"):
            found = getattr(found, step)
        return division_name(found)

    return Column("district", _("District"), value=name, sort=field if sortable else "", optional=optional)


def district_filter(field: str = "division_code") -> ChoiceFilter:
    """Return the filter by the districts that the association serves."""
    return ChoiceFilter("district", _("District"), field=field, choices=district_choices)
