"""Write the pages of the documentation that come from the code; `check` fails when one is out of date."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("SAFE_EMPLOYMENT_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make docs`; change the code, not this page. -->\n"


ABOUT_WHAT_IS_KEPT = """\
Of workers as little as the law and their protection need. The same tables stand in the program: *Our
workers → What is kept, and how long*. Each morning's turn enforces them for every association and notes in
the audit log how many records it removed (`workforce/retention.py`, `screenings/retention.py`); tests move
the clock to the day before and to the day.

Numbers of documents and accounts are encrypted, with one key for each association, and found by a keyed
hash. The audit log and the row history call a worker by a number, so that they lead to nobody once the
record is gone. No copy or picture of any document is kept. Backups are the operator's: keep none longer
than the shortest period here."""


def _both(words: object) -> tuple[str, str]:
    from django.utils import translation

    found = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found.append(str(words))
    return found[0], found[1]


def roles() -> str:
    """Return the page of roles and permissions."""
    from safe_employment.kit.policies import declared
    from safe_employment.kit.roles import ROLE_DESCRIPTIONS, Role

    lines = ["# Roles 角色", "", "| Role | 角色 | What they do |", "|---|---|---|"]
    for role in Role:
        zh, en = _both(role.label)
        lines.append(f"| {en} | {zh} | {_both(ROLE_DESCRIPTIONS[role])[1]} |")
    lines += ["", "## What each role may do 权限", ""]
    heads = [_both(role.label)[1] for role in Role]
    lines.append("| | " + " | ".join(heads) + " |")
    lines.append("|---|" + "---|" * len(heads))
    for wanted in declared():
        zh, en = _both(wanted.words)
        marks = " | ".join("yes" if role in wanted.roles else "" for role in Role)
        lines.append(f"| {en} {zh} | {marks} |")
    return "\n".join(lines) + "\n"


def lifecycles() -> str:
    """Return the page of lifecycles: a diagram and a table for each."""
    from safe_employment.kit.states import lifecycles as tables

    lines = ["# Lifecycles 生命周期", ""]
    for table in tables():
        zh, en = _both(table.title)
        lines += [f"## {en} {zh}", "", "```mermaid", "stateDiagram-v2", "  direction LR"]
        lines += [f"  {state.value}: {' '.join(reversed(_both(state.label)))}" for state in table.states]
        lines.append(f"  [*] --> {table.initial}")
        for row in table.transitions:
            lines += [f"  {source} --> {row.target}: {_both(row.words)[1]}" for source in row.sources]
        lines += [f"  {state} --> [*]" for state in sorted(table.final)]
        lines += [
            "```",
            "",
            "| From | Move | To | Who may | Reason | Recorded | Told to |",
            "|---|---|---|---|---|---|---|",
        ]
        for row in table.transitions:
            sources = ", ".join(_both(table.states(source).label)[1] for source in row.sources)
            who = ", ".join(sorted(_both(role.label)[1] for role in row.permission.roles))
            cells = [
                sources, " ".join(reversed(_both(row.words))), _both(table.states(row.target).label)[1], who,
                "needed" if row.needs_reason else "", _both(row.records)[1], _both(row.tells)[1],
            ]  # fmt: skip
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def indicators() -> str:
    """Return the page of indicators."""
    from safe_employment.results.definitions import as_markdown

    return as_markdown()


def settings_page() -> str:
    """Return the page of settings."""
    from safe_employment.config.environment import Environment

    lines = [
        "# Settings",
        "",
        "All come from the environment. A wrong one stops the program and is named.",
        "",
    ]
    lines += ["| Variable | Default | Meaning |", "|---|---|---|"]
    for name, field in Environment.model_fields.items():
        variable = str(field.validation_alias or name).upper()
        default = "" if field.default is None else f"`{field.default}`" if field.default != "" else ""
        lines.append(f"| `{variable}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def rules_of(name: str) -> Callable[[], str]:
    """Return the writer of a jurisdiction's page of rules and figures."""

    def page() -> str:
        from safe_employment.engines.labour_law.describing import rules_page
        from safe_employment.engines.labour_law.jurisdiction import jurisdiction

        return rules_page(jurisdiction(name))

    return page


def collected() -> str:
    """Return the page of what is collected and for how long, of the rooms that keep persons."""
    from safe_employment.screenings import retention as screenings
    from safe_employment.workforce import retention as workforce

    lines = ["# What we collect, and for how long 收集什么，保存多久", "", ABOUT_WHAT_IS_KEPT]
    rooms = (("Workers and books 劳动者与账册", workforce.PERIODS), ("Screenings 甄别", screenings.PERIODS))
    for title, periods in rooms:
        lines += [
            "",
            f"## {title}",
            "",
            "| What | Holds | Why | How long | Enforced by |",
            "|---|---|---|---|---|",
        ]
        for period in periods:
            zh, en = _both(period.what)
            cells = [_both(words)[1] for words in (period.holds, period.why, period.how_long)]
            by = _both(getattr(period, "enforced_by", workforce.Period.enforced_by))[1]
            lines.append(f"| **{en}** {zh} | " + " | ".join([*cells, by]) + " |")
        lines += ["", "| 内容 | 包括 | 原因 | 多久 | 怎样执行 |", "|---|---|---|---|---|"]
        for period in periods:
            words = (period.what, period.holds, period.why, period.how_long)
            by = _both(getattr(period, "enforced_by", workforce.Period.enforced_by))[0]
            lines.append("| " + " | ".join([*(_both(each)[0] for each in words), by]) + " |")
    return "\n".join(lines) + "\n"


WRITERS: dict[str, Callable[[], str]] = {
    "roles.md": roles,
    "lifecycles.md": lifecycles,
    "indicators.md": indicators,
    "settings.md": settings_page,
    "what-we-collect.md": collected,
    "rules-kunming.md": rules_of("kunming"),
    "rules-viet-nam.md": rules_of("viet_nam"),
}


def main() -> int:
    """Write the pages, or with `check` name those that are out of date."""
    import django

    django.setup()
    stale = []
    for name, writer in WRITERS.items():
        text = NOTE + "\n" + writer()
        page = PAGES / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "check" not in sys.argv:
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(text, encoding="utf-8")
    if "check" in sys.argv and stale:
        print("out of date, run `make docs`: " + ", ".join(stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
