"""The list of rules and figures: what it tells of each, and how it is searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.engines.labour_law.confirmations import confirmations
from safe_employment.engines.labour_law.jurisdiction import jurisdiction, jurisdictions
from safe_employment.engines.labour_law.rules import Level
from safe_employment.kit.models.associations import in_language
from safe_employment.workforce.checking.words import STATUS_WORDS, word_of
from safe_employment.workforce.law import LAW
from safe_employment.workforce.lawbook.chinese import source_text, source_words
from safe_employment.workforce.lawbook.words import (
    OWN,
    OWN_WORDS,
    families,
    family_of,
    level_marks,
    number_words,
    status_mark,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.http import QueryDict

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.engines.labour_law.parameters import Parameter, ParameterValue
    from safe_employment.engines.labour_law.rules import Rule
    from safe_employment.kit.marks import Mark

TEXT_LENGTH = 100
FIGURES = "figures"
ALL = "all"


@dataclass(frozen=True)
class Entry:
    """A rule or a figure as a line of the list. `status` is the word of the data, or `own`."""

    key: str
    law: str
    title: str
    family: str
    status: str
    status_mark: Mark
    source: str
    checked_on: date | None
    who: str
    marks: tuple[Mark, ...] = ()
    value: str = ""
    is_rule: bool = True
    haystack: str = ""

    @property
    def law_name(self) -> str:
        """Whose law it is."""
        return word_of(jurisdiction(self.law).name)


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; "" is everything, and the law is that of the first deployment."""

    text: str = ""
    status: str = ""
    family: str = ""
    law: str = LAW

    def fits(self, entry: Entry) -> bool:
        """Whether an entry is looked for: every word of the text stands in it."""
        words = self.text.lower().split()
        return (
            self.status in ("", entry.status)
            and self.family in ("", entry.family)
            and self.law in (ALL, entry.law)
            and all(word in entry.haystack for word in words)
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return self != Wanted()


def wanted(params: QueryDict) -> Wanted:
    """Read an address; what is not offered is left out."""

    def of(name: str, offered: set[str]) -> str:
        value = params.get(name, "")
        return value if value in offered else ""

    return Wanted(
        params.get("q", "").replace("\x00", "")[:TEXT_LENGTH].strip(),
        of("status", {key for key, _words in statuses()}),
        of("family", {key for key, _words in family_choices()}),
        of("law", {ALL, *jurisdictions()}) or LAW,
    )


def statuses() -> list[tuple[str, str]]:
    """Return the statuses that can be asked for."""
    return [*((one.word, str(words)) for one, (words, _tone) in STATUS_WORDS.items()), (OWN, str(OWN_WORDS))]


def family_choices() -> list[tuple[str, str]]:
    """Return the families of rules, and the figures."""
    return [*((key, words) for key, words in families().items() if key), (FIGURES, _("Figures of the law"))]


def law_choices() -> list[tuple[str, str]]:
    """Return the jurisdictions, and all of them together."""
    return [*((name, word_of(jurisdiction(name).name)) for name in jurisdictions()), (ALL, _("All"))]


def entries(today: date) -> Iterator[Entry]:
    """Return every rule and every figure of every jurisdiction; a figure as it is today."""
    for name in jurisdictions():
        law = jurisdiction(name)
        yield from (rule_entry(law, rule) for rule in law.rules)
        yield from (figure_entry(law, one, today) for _key, one in sorted(law.parameters.items()))


def levels_of(rule: Rule) -> set[Level]:
    """Return the levels that a result of a rule may have."""
    found = {part.level for part in rule.parts} | {
        grade.level for part in rule.parts for grade in part.grades
    }
    return found | ({Level.ALERT} if any(part.alert for part in rule.parts) else set())


def rule_entry(law: Jurisdiction, rule: Rule) -> Entry:
    """Return the line of a rule."""
    confirmation = confirmations(law.id).of_rule(rule.id)
    articles = [text for article in rule.articles for text in (article.zh, article.en)]
    return Entry(
        key=rule.id,
        law=law.id,
        title=word_of(rule.title),
        family=family_of(rule),
        status=OWN if confirmation.is_own_choice else rule.status.word,
        status_mark=status_mark(rule.status, is_own_choice=confirmation.is_own_choice),
        source=in_language("；", "; ").join(word_of(article) for article in rule.articles),
        checked_on=confirmation.last_check(rule.status),
        who=word_of(confirmation.who),
        marks=tuple(level_marks(levels_of(rule))),
        haystack=" ".join([rule.id, rule.title.zh, rule.title.en, *articles]).lower(),
    )


def value_now(law: Jurisdiction, parameter: Parameter, today: date) -> ParameterValue:
    """Return the value in force today in the jurisdiction's own place; else the latest there is."""
    return parameter.at(today, law.place) or parameter.values[-1]


def figure_entry(law: Jurisdiction, parameter: Parameter, today: date) -> Entry:
    """Return the line of a figure."""
    value = value_now(law, parameter, today)
    confirmation = confirmations(law.id).of_figure(parameter.id)
    return Entry(
        key=parameter.id,
        law=law.id,
        title=in_language(parameter.zh, parameter.en),
        family=FIGURES,
        status=OWN if confirmation.is_own_choice else value.status.word,
        status_mark=status_mark(value.status, is_own_choice=confirmation.is_own_choice),
        source=source_text(value.instrument) or value.source,
        checked_on=confirmation.last_check(value.status),
        who=word_of(confirmation.who),
        value=number_words(parameter, value, law),
        is_rule=False,
        haystack=" ".join(
            [
                parameter.id,
                parameter.zh,
                parameter.en,
                value.instrument,
                source_words().get(value.instrument, ""),
            ]
        ).lower(),
    )
