"""Lists of records: search, filters, order, columns, pages, saved views and export."""

from safe_employment.kit.tables.columns import Column, to_page
from safe_employment.kit.tables.districts import district_column, district_filter
from safe_employment.kit.tables.filters import (
    BooleanFilter,
    ChoiceFilter,
    DateRangeFilter,
    Filter,
    NumberRangeFilter,
)
from safe_employment.kit.tables.pages import list_page
from safe_employment.kit.tables.table import EmptyState, Table, page_of_rows

__all__ = [
    "BooleanFilter",
    "ChoiceFilter",
    "Column",
    "DateRangeFilter",
    "EmptyState",
    "Filter",
    "NumberRangeFilter",
    "Table",
    "district_column",
    "district_filter",
    "list_page",
    "page_of_rows",
    "to_page",
]
