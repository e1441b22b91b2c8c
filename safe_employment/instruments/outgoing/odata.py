"""OData 4.0 as ODK Central gives it: service document, metadata, and one data document for each table.

Rows have `__id`, `__system` and `meta`, groups are complex values, repeats are tables of their own that
name the row above (docs.getodk.org/central-api-odata-endpoints). Of the query options there are $top,
$skip, $count, $expand=* and $filter by `__system/submissionDate` and `__system/submitterId`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.outgoing.shape import ROOT, rows_of
from safe_employment.kit.errors import ErrorKind, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from safe_employment.instruments.models import Submission
    from safe_employment.instruments.outgoing.shape import AnswerTable, Row

SPACE = "org.opendatakit.user"
SYSTEM = (
    ("submissionDate", "DateTimeOffset"), ("updatedAt", "DateTimeOffset"), ("submitterId", "String"),
    ("submitterName", "String"), ("attachmentsPresent", "Int64"), ("attachmentsExpected", "Int64"),
    ("status", "String"), ("reviewState", "String"), ("deviceId", "String"), ("edits", "Int64"),
    ("formVersion", "String"),
)  # fmt: skip
META = {"instanceID": "String"}
# One row, as a link names it: Submissions('uuid:…').
ENTITY = re.compile(r"([^()]+)\('(.+)'\)\Z")
CONDITION = re.compile(r"__system/(submissionDate|submitterId)\s+(ge|gt|le|lt|eq)\s+(\S+)\Z")
LOOKUPS = {"ge": "gte", "gt": "gt", "le": "lte", "lt": "lt", "eq": "exact"}

NO_SUCH_FILTER = ErrorKind(
    "ODATA_FILTER_UNKNOWN",
    _("This filter is not understood: %(filter)s"),
    _("Filter by __system/submissionDate or __system/submitterId with ge, gt, le, lt or eq, joined by and."),
)


def service_document(base: str, tables: Sequence[AnswerTable]) -> dict[str, Any]:
    """Return which tables there are."""
    return {
        "@odata.context": f"{base}/$metadata",
        "value": [{"name": table.name, "kind": "EntitySet", "url": table.name} for table in tables],
    }


def metadata(form_id: str, tables: Sequence[AnswerTable]) -> str:
    """Return the metadata document (CSDL)."""
    types = "".join(_entity(table, tables) for table in tables)
    sets = "".join(
        f"<EntitySet Name={quoteattr(table.name)} EntityType={quoteattr(f'{SPACE}.{table.name}')}/>"
        for table in tables
    )
    system = "".join(f'<Property Name="{name}" Type="Edm.{kind}"/>' for name, kind in SYSTEM)
    container = quoteattr(re.sub(r"\W", "_", form_id))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>'
        '<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="org.opendatakit.submission">'
        f'<ComplexType Name="metadata">{system}</ComplexType></Schema>'
        f'<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="{SPACE}">{types}'
        f"<EntityContainer Name={container}>{sets}</EntityContainer></Schema>"
        "</edmx:DataServices></edmx:Edmx>"
    )


def _entity(table: AnswerTable, tables: Sequence[AnswerTable]) -> str:
    tree: dict[str, Any] = {} if table.path else {"meta": META}
    for field in table.fields:
        _put(tree, field.path, field.kind)
    inner: list[str] = []
    properties = _properties(table.name, tree, inner)
    head = '<Key><PropertyRef Name="__id"/></Key><Property Name="__id" Type="Edm.String"/>'
    if table.path:
        head += f'<Property Name={quoteattr(table.parent_column)} Type="Edm.String"/>'
    else:
        head += '<Property Name="__system" Type="org.opendatakit.submission.metadata"/>'
    links = "".join(
        f"<NavigationProperty Name={quoteattr(each.path.rpartition('/')[2])}"
        f" Type={quoteattr(f'Collection({SPACE}.{each.name})')}/>"
        for each in tables
        if each.path and each.parent == table.path
    )
    entity = f"<EntityType Name={quoteattr(table.name)}>{head}{properties}{links}</EntityType>"
    return "".join(inner) + entity


def _properties(name: str, tree: Mapping[str, Any], inner: list[str]) -> str:
    found = ""
    for key, kind in tree.items():
        if isinstance(kind, dict):
            below = f"{name}.{key}"
            inner.append(
                f"<ComplexType Name={quoteattr(below)}>{_properties(below, kind, inner)}</ComplexType>"
            )
            found += f"<Property Name={quoteattr(key)} Type={quoteattr(f'{SPACE}.{below}')}/>"
        else:
            found += f'<Property Name={quoteattr(key)} Type="Edm.{kind}"/>'
    return found


def _put(tree: dict[str, Any], path: str, value: object) -> None:
    *groups, name = path.split("/")
    for group in groups:
        tree = tree.setdefault(group, {})
    tree[name] = value


def narrowed(found: QuerySet[Submission], condition: str) -> QuerySet[Submission]:
    """Apply a $filter. Raises ProgrammeError ODATA_FILTER_UNKNOWN."""
    for part in re.split(r"\s+and\s+", condition.strip()):
        match = CONDITION.match(part.strip())
        value: object = None
        if match and match[1] == "submissionDate":
            value = _instant(match[3])
        elif match and match[3].strip("'").isdecimal():
            value = int(match[3].strip("'"))
        if match is None or value is None:
            raise ProgrammeError(NO_SUCH_FILTER, {"filter": part})
        field = "received_at" if match[1] == "submissionDate" else "person_id"
        found = found.filter(**{f"{field}__{LOOKUPS[match[2]]}": value})
    return found


def _instant(text: str) -> datetime | None:
    try:
        if (found := parse_datetime(text.replace(" ", "+"))) is not None:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        day = parse_date(text)
    except ValueError:
        return None
    return datetime.combine(day, time(), UTC) if day else None


def entities(
    table: AnswerTable, tables: Sequence[AnswerTable], submission: Submission, *, expand: bool = False
) -> list[dict[str, Any]]:
    """Return a submission's rows of a table as JSON has them."""
    below = [each for each in tables if each.path and each.parent == table.path]
    return [_entity_row(row, table, submission, below, tables, expand) for row in rows_of(table, submission)]


def quoted(row: str) -> str:
    """Return a row's id as an address holds it between quotation marks."""
    return quote(row.replace("'", "''"), safe=":'")


def entity_named(text: str) -> tuple[str, str] | None:
    """Return the table and the id of a row that an address names; None where it names a table."""
    match = ENTITY.match(text)
    return (match[1], match[2].replace("''", "'")) if match else None


def table_below(tables: Sequence[AnswerTable], name: str, below: str) -> AnswerTable | None:
    """Return the table to which a row of a table leads by a name."""
    above = next((each for each in tables if each.name == name), None)
    if above is None:
        return None
    under = (each for each in tables if each.path and each.parent == above.path)
    return next((each for each in under if each.path.rpartition("/")[2] == below), None)


def _entity_row(  # noqa: PLR0917 - what a row is made of
    row: Row,
    table: AnswerTable,
    submission: Submission,
    below: Sequence[AnswerTable],
    tables: Sequence[AnswerTable],
    expand: bool,
) -> dict[str, Any]:
    found: dict[str, Any] = {"__id": row.id}
    if table.path:
        found[table.parent_column] = row.above
    else:
        found["__system"] = _system(submission)
        found["meta"] = {"instanceID": submission.instance_id}
    for field in table.fields:
        _put(found, field.path, row.answers.get(field.path))
    for each in below:
        name = each.path.rpartition("/")[2]
        found[f"{name}@odata.navigationLink"] = f"{table.name}('{quoted(row.id)}')/{name}"
        if expand:
            under = entities(each, tables, submission, expand=True)
            found[name] = [one for one in under if one[each.parent_column] == row.id]
    return found


def _system(submission: Submission) -> dict[str, Any]:
    return {
        "submissionDate": submission.received_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "updatedAt": None,
        "submitterId": str(submission.person_id or ""),
        "submitterName": str(submission.person or ""),
        "attachmentsPresent": getattr(submission, "files_here", 0),
        "attachmentsExpected": submission.files_expected,
        "status": None,
        "reviewState": "edited" if submission.replaces_id else None,
        "deviceId": str(submission.device or ""),
        "edits": int(bool(submission.replaces_id)),
        "formVersion": submission.version.version,
    }


def is_root(name: str) -> bool:
    """Whether a table is that of the submissions themselves."""
    return name == ROOT
