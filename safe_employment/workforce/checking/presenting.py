"""Results as a page shows them: counted, in families, by worker, and which facts would tell more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.engines.labour_law.books import BOOKS
from safe_employment.engines.labour_law.check import CannotTell, Finding
from safe_employment.engines.labour_law.explaining import date_text, fact_labels, period_text
from safe_employment.engines.labour_law.intake import NotRead
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
from safe_employment.engines.labour_law.rules import Level, Rule, Words
from safe_employment.engines.screening import AgeGroup, indicator_set
from safe_employment.kit.marks import Mark, Tone
from safe_employment.kit.models.associations import in_language
from safe_employment.kit.writing import number_text

from .doing import Outcome
from .words import FAMILIES, LEVEL_WORDS, OTHERS, STATUS_WORDS, families_of, family_of, money, word_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = ["Report", "report_of"]

#: Cases of a matter, workers and facts that a page names; a download has them all.
MOST_CASES = 20
MOST_WORKERS = 15
MOST_MISSING = 25
MOST_LEFT_OUT = 8


@dataclass(frozen=True)
class Case:
    """A finding as a row: whose, when, how much, and the explanation with its figures."""

    worker: str
    when: str
    amount: str
    marks: tuple[Mark, ...]
    explanation: str


@dataclass(frozen=True)
class Matter:
    """All findings of a rule, with what to do about them."""

    id: str
    title: str
    marks: tuple[tuple[Mark, int], ...]
    count: int
    owed: str
    cases: tuple[Case, ...]
    more: int
    has_amounts: bool
    remedy: str
    estimate: str
    articles: tuple[str, ...]
    ilo: tuple[str, ...]
    status: Mark


@dataclass(frozen=True)
class Bar:
    """A line of a picture: its length is a share of the longest, in hundredths."""

    label: str
    count: int
    owed: str
    length: int
    anchor: str = ""


@dataclass(frozen=True)
class Family:
    """The matters of one part of the law."""

    key: str
    title: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class MissingFact:
    """A fact that would let more be told: its column, its sheet, and for what."""

    label: str
    sheet: str
    cases: int
    rules: int
    titles: str


@dataclass(frozen=True)
class Report:
    """All that a page shows of a check."""

    headline: str
    owed: str
    counts: tuple[tuple[Mark, int], ...]
    families: tuple[Family, ...]
    bars: tuple[Bar, ...]
    workers: tuple[Bar, ...]
    workers_more: int
    missing: tuple[MissingFact, ...]
    missing_more: int
    untold: int
    rules: int
    in_order: int
    caution: str
    law: str
    facts: Sequence[tuple[str, object]] = field(default=())


def report_of(outcome: Outcome) -> Report:
    """Return the report of a check in the language in force."""
    checked, law = outcome.checked, outcome.law
    found = checked.findings
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_rule[finding.rule.id].append(finding)
    several = len({finding.employer for finding in found}) > 1
    matters = sorted(
        (_matter(each, law, several=several) for each in by_rule.values()), key=_gravity(by_rule)
    )
    families = tuple(
        Family(key, str(FAMILIES.get(key, OTHERS)), inside)
        for key in families_of(by_rule)
        if (inside := tuple(matter for matter in matters if family_of(matter.id) == key))
    )
    owed = sum(each.amount or 0 for each in found if each.level == Level.BREACH)
    counts = Counter(each.level for each in found)
    workers = _by_worker(found, law)
    missing = _missing(checked.cannot_tell, law)
    return Report(
        headline=_headline(counts),
        owed=money(owed, law) if owed else "",
        counts=tuple((_counted(level, counts[level]), counts[level]) for level in LEVEL_WORDS),
        families=families,
        bars=_by_family(families, by_rule, law),
        workers=workers[:MOST_WORKERS],
        workers_more=max(0, len(workers) - MOST_WORKERS),
        missing=missing[:MOST_MISSING],
        missing_more=max(0, len(missing) - MOST_MISSING),
        untold=len(checked.cannot_tell),
        rules=len(checked.cases),
        in_order=sum(each["in_order"] for each in checked.cases.values()),
        caution=word_of(law.caution),
        law=word_of(law.name),
        facts=_facts(outcome),
    )


def _headline(counts: Counter[Level]) -> str:
    """Return the gravest that was found, in one sentence."""
    alerts, breaches, warnings = counts[Level.ALERT], counts[Level.BREACH], counts[Level.WARNING]
    if alerts:
        return ngettext(
            "%(count)s indicator of forced labour was found. It comes first.",
            "%(count)s indicators of forced labour were found. They come first.",
            alerts,
        ) % {"count": alerts}
    if breaches:
        return ngettext(
            "%(count)s breach of the law was found.", "%(count)s breaches of the law were found.", breaches
        ) % {"count": breaches}
    if warnings:
        return ngettext(
            "No breach was found, but %(count)s possible one.",
            "No breach was found, but %(count)s possible ones.",
            warnings,
        ) % {"count": warnings}
    return _("No breach was found in what these books tell.")


def _counted(level: Level, count: int) -> Mark:
    """Return the word of a level; it calls for someone only where there is a case."""
    words, tone = LEVEL_WORDS[level]
    return Mark(words, tone if count else "plain")


def _mark(words: tuple[str | _StrPromise, Tone]) -> Mark:
    return Mark(*words)


def _gravity(by_rule: Mapping[str, list[Finding]]) -> Callable[[Matter], tuple[int, int, str]]:
    def key(matter: Matter) -> tuple[int, int, str]:
        inside = by_rule[matter.id]
        return -max(each.level for each in inside), -sum(each.amount or 0 for each in inside), matter.id

    return key


def _matter(found: Sequence[Finding], law: Jurisdiction, *, several: bool) -> Matter:
    rule = found[0].rule
    counts = Counter(each.level for each in found)
    owed = sum(each.amount or 0 for each in found if each.level == Level.BREACH)
    cases = _cases(found, law, several=several)
    return Matter(
        id=rule.id,
        title=word_of(rule.title),
        marks=tuple((_mark(LEVEL_WORDS[level]), counts[level]) for level in LEVEL_WORDS if counts[level]),
        count=len(cases),
        owed=money(owed, law) if owed else "",
        cases=tuple(cases[:MOST_CASES]),
        more=max(0, len(cases) - MOST_CASES),
        has_amounts=any(case.amount for case in cases),
        remedy=word_of(rule.remedy),
        estimate=word_of(rule.estimate),
        articles=tuple(word_of(article) for article in rule.articles),
        ilo=_signs(found, rule),
        status=_mark(STATUS_WORDS[max(each.status for each in found)]),
    )


def _cases(found: Sequence[Finding], law: Jurisdiction, *, several: bool) -> list[Case]:
    """Return the rows; a breach and an indicator of the same case are one row with both words."""
    together: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for each in found:
        together[each.employer, each.worker, each.period, each.day, each.explanation].append(each)
    rows = []
    for same in sorted(together.values(), key=lambda each: -max(one.level for one in each)):
        first = same[0]
        levels = sorted({each.level for each in same}, reverse=True)
        amount = next((each.amount for each in same if each.amount is not None), None)
        whose = first.worker or _("The workplace")
        rows.append(
            Case(
                worker=f"{first.employer} · {whose}" if several else whose,
                when=_when(first),
                amount=money(amount, law) if amount else "",
                marks=tuple(_mark(LEVEL_WORDS[level]) for level in levels),
                explanation=word_of(first.explanation),
            )
        )
    return rows


def _when(finding: Finding) -> str:
    if finding.day is not None:
        return date_text(finding.day)
    return period_text(finding.period) if finding.period else ""


@cache
def _sign_words() -> Mapping[int, Words]:
    signs = indicator_set(AgeGroup.ADULT).forced_labour_signs
    return {sign.number: Words(sign.words["zh"], sign.words["en"]) for sign in signs}


def _signs(found: Sequence[Finding], rule: Rule) -> tuple[str, ...]:
    numbers = sorted({number for each in found for number in each.ilo} | set(rule.ilo))
    return tuple(f"{number} {word_of(_sign_words().get(number))}".strip() for number in numbers)


def _by_family(
    families: Sequence[Family], by_rule: Mapping[str, list[Finding]], law: Jurisdiction
) -> tuple[Bar, ...]:
    counts = {each.key: sum(matter.count for matter in each.matters) for each in families}
    owed = {
        each.key: sum(
            one.amount or 0
            for matter in each.matters
            for one in by_rule[matter.id]
            if one.level == Level.BREACH
        )
        for each in families
    }
    longest = max(counts.values(), default=1)
    return tuple(
        Bar(
            each.title,
            counts[each.key],
            money(owed[each.key], law) if owed[each.key] else "",
            _length(counts[each.key], longest),
            f"family-{each.key or 'other'}",
        )
        for each in families
    )


def _by_worker(found: Sequence[Finding], law: Jurisdiction) -> tuple[Bar, ...]:
    """Return the workers to whom something is owed, the most first."""
    owed: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for each in found:
        if each.worker and each.level == Level.BREACH and each.amount:
            owed[each.worker] += each.amount
            counts[each.worker] += 1
    longest = max(owed.values(), default=1)
    return tuple(
        Bar(worker, counts[worker], money(amount, law), _length(amount, longest))
        for worker, amount in owed.most_common()
    )


def _length(value: int, longest: int) -> int:
    return max(1, round(value * 100 / longest)) if value else 0


@cache
def _sheets_of() -> Mapping[str, Words]:
    """Return the sheet of each fact; the first one that has it."""
    found: dict[str, Words] = {}
    for sheet in BOOKS:
        for fact in sheet.facts:
            found.setdefault(fact.key, Words(sheet.zh, sheet.en))
    return found


def _missing(untold: Sequence[CannotTell], law: Jurisdiction) -> tuple[MissingFact, ...]:
    """Return what is missing, facts or figures of the law, those that most cases wait for first."""
    cases: Counter[str] = Counter()
    rules: dict[str, dict[str, Rule]] = defaultdict(dict)
    for each in untold:
        for fact in each.missing:
            cases[fact] += 1
            rules[fact][each.rule.id] = each.rule
    sheets = {sheet.key for sheet in BOOKS}
    labels = {**law.labels, **fact_labels()}
    return tuple(
        MissingFact(
            label=_("The whole sheet") if fact in sheets else word_of(labels.get(fact)) or fact,
            sheet=_("Figures of the law")
            if fact in law.parameters
            else word_of(labels[fact] if fact in sheets else _sheets_of().get(fact)),
            cases=count,
            rules=len(rules[fact]),
            titles=_join([word_of(rule.title) for rule in rules[fact].values()][:4], len(rules[fact])),
        )
        for fact, count in cases.most_common()
    )


def _join(titles: Sequence[str], total: int) -> str:
    text = in_language("；", "; ").join(titles)
    return _("%(titles)s and others") % {"titles": text} if total > len(titles) else text


def _facts(outcome: Outcome) -> Sequence[tuple[str, object]]:
    window = outcome.window
    starts = window.starts.isoformat()[:7] if window.starts else _("from the first entry")
    ends = window.ends.isoformat()[:7] if window.ends else _("to the last entry")
    read = {"rows": number_text(outcome.rows), "sheets": outcome.sheets}
    left_out = _left_out(outcome.checked.not_read)
    return (
        (_("Whose law"), word_of(outcome.law.name)),
        (_("Months"), f"{starts} – {ends}"),
        (_("As known on"), window.as_of),
        (
            _("Read"),
            _("%(rows)s rows on %(sheets)s sheets") % read,
        ),
        (_("Checked against"), _("%(rules)s rules") % {"rules": len(outcome.checked.cases)}),
        *(((_("Not read, the names are unknown"), left_out),) if left_out else ()),
    )


def _left_out(parts: Sequence[NotRead]) -> str:
    """Return the sheets and columns that nobody read."""
    return _join([each.name for each in parts[:MOST_LEFT_OUT]], len(parts))
