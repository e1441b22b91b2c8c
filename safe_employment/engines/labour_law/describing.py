"""The rules and figures of a jurisdiction as pages of the documentation, written from the data they run
on.
"""

from __future__ import annotations

from .explaining import money_text
from .jurisdiction import Jurisdiction
from .parameters import Parameter, ParameterValue
from .rules import CASES, Part, Rule

__all__ = ["LEVELS", "parameter_rows", "rules_page", "value_text"]

#: What the four levels mean, in the order of their gravity.
LEVELS = (
    ("breach", "违法", "The law is broken on figures that were read in their source."),
    (
        "warning",
        "可能违法",
        "Possibly broken, or good practice not met, or the figure or a fact is not confirmed.",
    ),
    ("alert", "迹象", "A sign of forced labour or trafficking: it opens a confidential screening."),
    ("info", "提示", "Worth knowing; nothing is broken."),
)


def value_text(parameter: Parameter, value: ParameterValue, minor_units: int) -> str:
    """Return a value as people write it: 2270.00, 36 h, 150 %."""
    number = value.value
    texts = {
        "money": lambda: money_text(number, minor_units),
        "hours": lambda: f"{number / 60:g} h",
        "percent": lambda: f"{number} %",
        "share": lambda: f"{number / 100:g} %",
        "hundredths": lambda: f"{number / 100:g}",
        "hundredths_of_hours": lambda: f"{number / 100:g} h",
    }
    return texts.get(parameter.unit, lambda: str(number))()


def parameter_rows(jurisdiction: Jurisdiction) -> list[dict[str, str]]:
    """Return a row for every value of every figure: name, value, time, places, status, instrument, source."""
    return [
        {
            "id": key,
            "zh": parameter.zh,
            "en": parameter.en,
            "value": value_text(parameter, value, jurisdiction.minor_units),
            "from": value.starts.isoformat() if value.starts.year > 1900 else "",
            "to": value.ends.isoformat() if value.ends else "",
            "places": ", ".join(sorted(value.places)) if value.places else "",
            "status": value.status.word,
            "instrument": value.instrument,
            "source": value.source,
        }
        for key, parameter in sorted(jurisdiction.parameters.items())
        for value in parameter.values
    ]


def rules_page(jurisdiction: Jurisdiction) -> str:
    """Return the page of a jurisdiction's rules: what each reads, when it is broken, what is owed."""
    lines = [f"# Rules of {jurisdiction.name.en} {jurisdiction.name.zh}", "", jurisdiction.caution.en, ""]
    lines += [jurisdiction.caution.zh, "", "| Level | 级别 | Means |", "|---|---|---|"]
    lines += [f"| {word} | {zh} | {means} |" for word, zh, means in LEVELS]
    lines += ["", "Amounts are in the currency's smallest unit and times in minutes inside the formulas.", ""]
    for rule in jurisdiction.rules:
        lines += _rule(rule)
    lines += [
        "## Figures 参数",
        "",
        "| Figure | 参数 | Value | From | To | Places | Status | Instrument | Source |",
    ]
    lines.append("|---|---|---|---|---|---|---|---|---|")
    for row in parameter_rows(jurisdiction):
        cells = [f"{row['en']} `{row['id']}`"] + [
            row[key] for key in ("zh", "value", "from", "to", "places", "status", "instrument", "source")
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> list[str]:
    lines = [f"## {rule.id} {rule.title.en} {rule.title.zh}", ""]
    articles = "; ".join(f"{article.en} ({article.zh})" for article in rule.articles)
    ilo = f" · ILO {', '.join(str(number) for number in rule.ilo)}" if rule.ilo else ""
    lines += [f"{articles} · {rule.status.word}{ilo}", ""]
    for part in rule.parts:
        lines += _part(part)
    lines += [f"*To do:* {rule.remedy.en} {rule.remedy.zh}", ""]
    if rule.estimate:
        lines += [f"*May cost:* {rule.estimate.en} {rule.estimate.zh}", ""]
    return lines


def _part(part: Part) -> list[str]:
    case = CASES[part.about]
    time = f", from {part.starts}" if part.starts else ""
    lines = [f"About a {case.en} ({case.zh}){time}; level *{part.level.word}*.", "", "```text"]
    if part.when:
        lines.append(f"applies  {part.when.text}")
    lines += [f"{step.name} = {step.formula.text}" for step in part.steps]
    lines.append(f"broken   {part.fails.text}")
    if part.owed:
        lines.append(f"owed     {part.owed.text}")
    lines += [f"{grade.level.word:8} {grade.when.text}" for grade in part.grades]
    if part.alert:
        lines.append(f"alert    {part.alert.text}")
    lines += [f"assumes  {fact} where {condition.text}" for condition, fact in part.assumes]
    return [*lines, "```", "", f"> {part.explain.en}", ">", f"> {part.explain.zh}", ""]
