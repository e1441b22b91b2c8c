"""Questionnaires for tests of this room and of the rooms above it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from safe_employment.instruments import commands
from safe_employment.instruments.models import InstrumentKind, InstrumentVersion
from safe_employment.kit.actors import machine
from safe_employment.kit.models import Association

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
NAMESPACE = "https://safe-employment.org/xforms/instrument"
HEADER = (
    "type", "name", "label::English (en)", "label::中文 (zh)", "relevant", "calculation", "bind::se:cluster",
    "bind::se:weight", "bind::se:question", "bind::se:good", "bind::se:critical", "bind::se:severity",
    "bind::se:statement", "bind::se:finding-en", "bind::se:finding-zh", "bind::se:article", "bind::se:tell",
)  # fmt: skip
CHOICES = (
    ("yes", "Yes", "是"),
    ("no", "No", "否"),
    ("partly", "Partly", "部分"),
    ("not_seen", "Not seen", "未看到"),
)

Row = dict[str, str]


def group(letter: str, weight: int = 10) -> list[Row]:
    """The beginning of a cluster."""
    return [
        {
            "type": "begin_group", "name": letter, "label::English (en)": f"Cluster {letter}",
            "label::中文 (zh)": f"第{letter}类", "bind::se:cluster": letter, "bind::se:weight": str(weight),
        }
    ]  # fmt: skip


END: list[Row] = [{"type": "end_group"}]


def judged(code: str, **facts: str) -> Row:
    """A judged question that proposes a minor finding; `facts` are other cells, `se_…` our own columns."""
    cells = {
        "type": "select_one judged", "name": code, "label::English (en)": f"Is {code} as it should be?",
        "label::中文 (zh)": f"{code}符合要求吗？", "bind::se:question": code, "bind::se:good": "yes",
        "bind::se:severity": "minor", "bind::se:statement": "possible_breach",
        "bind::se:finding-en": f"{code} is lacking", "bind::se:finding-zh": f"{code}不符合要求",
        "bind::se:article": "Labour Law 1",
    }  # fmt: skip
    named = {
        f"bind::se:{key[3:].replace('_', '-')}" if key.startswith("se_") else key: value
        for key, value in facts.items()
    }
    return {**cells, **named}


def text(name: str, **facts: str) -> Row:
    """A question with a free answer."""
    return {"type": "text", "name": name, "label::English (en)": name, "label::中文 (zh)": name, **facts}


SMALL = [
    *group("A", 10),
    judged("A01"),
    judged("A02", se_critical="yes"),
    text("A02_note", relevant="${A02} = 'no'"),
    *END,
]


def markdown(
    rows: list[Row], *, form_id: str = "checklist", version: str = "1", namespaces: str | None = None
) -> bytes:
    """A form as a Markdown table."""
    header = (
        *HEADER,
        *(name for name in dict.fromkeys(key for row in rows for key in row) if name not in HEADER),
    )
    spaces = f'se="{NAMESPACE}"' if namespaces is None else namespaces
    lines = ["| survey |", _line(header), *(_line(row.get(name, "") for name in header) for row in rows)]
    lines += ["| choices |", _line(("list_name", "name", "label::English (en)", "label::中文 (zh)"))]
    lines += [_line(("judged", *choice)) for choice in CHOICES]
    lines += ["| settings |", _line(("form_title", "form_id", "version", "default_language", "namespaces"))]
    lines += [_line(("检查表 / Checklist", form_id, version, "English (en)", spaces))]
    return "\n".join(lines).encode()


def _line(cells: Iterable[str]) -> str:
    return "| | " + " | ".join(cells) + " |"


def published(
    association: Association,
    rows: list[Row] | None = None,
    *,
    form_id: str = "checklist",
    version: str = "1",
    kind: str = InstrumentKind.VISIT_CHECKLIST,
) -> InstrumentVersion:
    """A questionnaire in use."""
    by = machine(association)
    data = markdown(rows or SMALL, form_id=form_id, version=version)
    made = commands.upload_version(by=by, data=data, name=f"{form_id}.md", kind=kind)
    return commands.publish_version(by=by, version=made, now=NOW)
