"""What an import reads from the register before it writes."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Count, Max

from safe_employment.members.importing.comparing.placing import MATCHED
from safe_employment.members.models import Employer, ImportedRow, ImportState

_MATCHED_SQL = """
    SELECT e.id, e.name, array_to_string(e.other_names, ';'), nullif(e.code, ''),
        nullif(e.legal_representative, ''),
        (SELECT string_agg(c.phone, ' ' ORDER BY c.id) FROM members_contact c
            WHERE c.employer_id = e.id AND c.phone <> ''),
        (SELECT w.address FROM members_workplace w WHERE w.employer_id = e.id
            ORDER BY w.is_main DESC, w.id LIMIT 1),
        nullif(e.division_code, ''), nullif(e.industry_text, ''), e.staff, e.founded_on::text, e.kind
    FROM members_employer e WHERE e.association_id = %s AND e.merged_into_id IS NULL ORDER BY e.id
"""
_KINDS: dict[str, Any] = dict.fromkeys(MATCHED, pl.String) | {"row": pl.Int64, "staff": pl.Int64}
_SUCCESSORS = """
    WITH RECURSIVE chain(first, id, merged_into_id) AS (
        SELECT id, id, merged_into_id FROM members_employer
            WHERE association_id = %s AND merged_into_id IS NOT NULL
        UNION ALL
        SELECT chain.first, e.id, e.merged_into_id
            FROM chain JOIN members_employer e ON e.id = chain.merged_into_id
    ) SELECT first, id FROM chain WHERE merged_into_id IS NULL
"""


def register_for_matching(association_id: int) -> pl.DataFrame:
    """The live employers of an association as the matching engine compares them; `row` is their key."""
    with connection.cursor() as cursor:
        cursor.execute(_MATCHED_SQL, [association_id])
        return pl.DataFrame(cursor.fetchall(), schema=_KINDS, orient="row")


def register_mark(association_id: int) -> str:
    """A mark that changes when an employer is entered, removed, merged or unmerged."""
    found = (
        Employer.objects.live().filter(association_id=association_id).aggregate(n=Count("pk"), last=Max("pk"))
    )
    return f"{found['n']}:{found['last'] or 0}"


def known_rows(association_id: int, hashes: pl.Series) -> pl.DataFrame:
    """Rows whose very content an earlier import brought: `row_hash`, `employer_id` (alive)."""
    rows = (
        ImportedRow.objects.filter(batch__association_id=association_id, batch__state=ImportState.CONFIRMED)
        .order_by("-batch", "data_row")
        .values_list("row_hash", "employer_id")
    )
    known = pl.DataFrame(
        list(rows), schema={"row_hash": pl.Int64, "employer_id": pl.Int64}, orient="row"
    ).unique("row_hash", keep="first", maintain_order=True)
    known = known.filter(pl.col("row_hash").is_in(hashes.implode()))
    return known.with_columns(pl.col("employer_id").replace(successors(association_id)))


def successors(association_id: int) -> dict[int, int]:
    """The living record that stands for each merged one."""
    with connection.cursor() as cursor:
        cursor.execute(_SUCCESSORS, [association_id])
        return dict(cursor.fetchall())
