"""One rule, and one figure, in full."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.engines.labour_law.books import BOOKS
from safe_employment.engines.labour_law.confirmations import Confirmation, confirmations
from safe_employment.engines.labour_law.explaining import fact_labels
from safe_employment.engines.labour_law.rules import CASES, Level
from safe_employment.kit.models.associations import in_language
from safe_employment.workforce.checking.words import LEVEL_WORDS, word_of
from safe_employment.workforce.lawbook.chinese import source_text
from safe_employment.workforce.lawbook.entries import Entry, figure_entry, levels_of, rule_entry
from safe_employment.workforce.lawbook.examples import Example, examples_of
from safe_employment.workforce.lawbook.words import (
    level_marks,
    name_words,
    number_words,
    places_text,
    sign_words,
    since,
    status_mark,
    told,
)

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.engines.labour_law.parameters import Parameter
    from safe_employment.engines.labour_law.rules import Part, Rule
    from safe_employment.kit.marks import Mark


@dataclass(frozen=True)
class Formulation:
    """One part of a rule: about what, in words, and as the engine computes it."""

    about: str
    from_day: str
    mark: Mark
    told: list[tuple[str, bool]]
    lines: list[tuple[str, str]]


class RulePage:
    """All that is told of a rule."""

    def __init__(self, law: Jurisdiction, rule: Rule, today: date) -> None:
        self.law = law
        self.rule = rule
        self.today = today

    @cached_property
    def entry(self) -> Entry:
        """Its line of the list."""
        return rule_entry(self.law, self.rule)

    @property
    def confirmation(self) -> Confirmation:
        """Who is to confirm it."""
        return confirmations(self.law.id).of_rule(self.rule.id)

    @property
    def note(self) -> str:
        """What is open about it, and what its data say besides."""
        return " ".join(filter(None, (word_of(self.rule.note), word_of(self.confirmation.note))))

    @property
    def articles(self) -> list[str]:
        """The articles it rests on."""
        return [word_of(article) for article in self.rule.articles]

    @property
    def remedy(self) -> str:
        """What to do."""
        return word_of(self.rule.remedy)

    @property
    def estimate(self) -> str:
        """What it may cost."""
        return word_of(self.rule.estimate)

    @property
    def signs(self) -> list[str]:
        """The ILO indicators of forced labour that it may show."""
        graded = {number for part in self.rule.parts for grade in part.grades for number in grade.ilo}
        return sign_words({*self.rule.ilo, *graded})

    @property
    def levels(self) -> list[Mark]:
        """The levels that a result may have."""
        return level_marks(levels_of(self.rule))

    @cached_property
    def formulations(self) -> list[Formulation]:
        """Its parts."""
        return [self._formulation(part) for part in self.rule.parts]

    def _formulation(self, part: Part) -> Formulation:
        case = CASES[part.about]
        lines = [(_("applies where"), part.when.text)] if part.when else []
        lines += [(f"{step.name} =", step.formula.text) for step in part.steps]
        lines.append((_("broken where"), part.fails.text))
        if part.owed:
            lines.append((_("owed"), part.owed.text))
        lines += [(f"{LEVEL_WORDS[grade.level][0]}:", grade.when.text) for grade in part.grades]
        if part.alert:
            lines.append((f"{LEVEL_WORDS[Level.ALERT][0]}:", part.alert.text))
        for condition, fact in part.assumes:
            words = {"fact": name_words(fact, self.law)}
            lines.append((_("%(fact)s is taken for granted where") % words, condition.text))
        return Formulation(
            about=in_language(case.zh, case.en),
            from_day=part.starts or "",
            mark=level_marks([part.level])[0],
            told=told(word_of(part.explain), self.law),
            lines=lines,
        )

    @cached_property
    def _names(self) -> set[str]:
        """Every name that its formulas come to, through the columns that the jurisdiction derives."""
        found: set[str] = set()
        for part in self.rule.parts:
            derived = {one.name: one for one in self.law.derivations.get(CASES[part.about].table, ())}
            open_names = set(part.names)
            while open_names:
                name = open_names.pop()
                if name in found:
                    continue
                found.add(name)
                how = derived.get(name)
                if how is not None and how.formula is not None:
                    open_names |= how.formula.names
                open_names |= set(self.law.facts_behind.get(name, ()))
        return found

    @cached_property
    def reads(self) -> list[tuple[str, list[str]]]:
        """The facts that it reads, by sheet of the books."""
        labels = fact_labels()
        by_sheet = [
            (
                in_language(sheet.zh, sheet.en),
                [word_of(labels[fact.key]) for fact in sheet.facts if fact.key in self._names],
            )
            for sheet in BOOKS
            if sheet.key in {CASES[part.about].sheet for part in self.rule.parts} | self._sheets
        ]
        return [(sheet, facts) for sheet, facts in by_sheet if facts]

    @property
    def _sheets(self) -> set[str]:
        """The sheets of which it reads a fact that is on no other, or that it names whole."""
        owners: dict[str, list[str]] = {}
        for sheet in BOOKS:
            for fact in sheet.facts:
                owners.setdefault(fact.key, []).append(sheet.key)
        lone = {owners[name][0] for name in self._names if len(owners.get(name, ())) == 1}
        return lone | {sheet.key for sheet in BOOKS if sheet.key in self._names}

    @cached_property
    def figures(self) -> list[Entry]:
        """The figures of the law that it reads, as they are today."""
        used = sorted(self._names & self.law.parameters.keys())
        return [figure_entry(self.law, self.law.parameters[key], self.today) for key in used]

    @cached_property
    def examples(self) -> list[Example]:
        """Its worked cases."""
        return examples_of(self.law, self.rule.id)


@dataclass(frozen=True)
class Row:
    """A value of a figure: what, from when to when, where, how sure, and where it stands."""

    value: str
    starts: date | None
    ends: date | None
    places: str
    mark: Mark
    instrument: str
    source: str


class FigurePage:
    """All that is told of a figure."""

    def __init__(self, law: Jurisdiction, parameter: Parameter, today: date) -> None:
        self.law = law
        self.parameter = parameter
        self.entry = figure_entry(law, parameter, today)

    @property
    def confirmation(self) -> Confirmation:
        """Who is to confirm it."""
        return confirmations(self.law.id).of_figure(self.parameter.id)

    @property
    def note(self) -> str:
        """What is open about it."""
        return word_of(self.confirmation.note)

    @property
    def rows(self) -> list[Row]:
        """Its values, the latest first."""
        own = self.confirmation.is_own_choice
        return [
            Row(
                value=number_words(self.parameter, value, self.law),
                starts=since(value),
                ends=value.ends,
                places=places_text(value),
                mark=status_mark(value.status, is_own_choice=own),
                instrument=source_text(value.instrument),
                source=value.source,
            )
            for value in reversed(self.parameter.values)
        ]

    @property
    def rules(self) -> list[Entry]:
        """The rules that read it."""
        return [
            rule_entry(self.law, rule)
            for rule in self.law.rules
            if any(self.parameter.id in part.names for part in rule.parts)
        ]
