"""What is taken out of the results: a workbook, a CSV file, a report in two languages. All are audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from safe_employment.kit.commands import record
from safe_employment.kit.policies import can, check
from safe_employment.results.counting import figures_of
from safe_employment.results.exports.delimited import write_csv
from safe_employment.results.exports.report import write_report
from safe_employment.results.exports.workbook import write_workbook
from safe_employment.results.policies import EXPORT_FIGURES, OPEN_RECORDS

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.results.models import Programme
    from safe_employment.results.periods import Parts

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


def export_figures(
    *, by: Actor, programme: Programme, parts: Parts, kind: str, now: datetime
) -> HttpResponse:
    """Return a programme's figures as a file to keep, and note in the audit log who took it.

    `kind` is xlsx, csv or pdf. Small cells of persons are withheld in the sheets from who may not open
    the records, and in the report always, since it is made to be passed on. Raises Hidden.
    """
    check(by, EXPORT_FIGURES)
    small = can(by, OPEN_RECORDS)
    figures = figures_of(programme, parts)
    if kind == "xlsx":
        content = write_workbook(by, programme, parts, figures, now)
    elif kind == "csv":
        content = write_csv(parts, figures, by)
    else:
        content = write_report(by, programme, parts.chosen.key, figures, now)
    details: dict[str, object] = {
        "kind": kind,
        "period": parts.chosen.key,
        "small_cells": small and kind != "pdf",
    }
    record(by, "results.export_figures", programme, details=details)
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}-{parts.chosen.key}.{kind}"'
    return response
