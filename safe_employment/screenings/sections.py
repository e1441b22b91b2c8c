"""The questions of a page: each with its answer, in groups, with what makes it worth asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.engines import screening as engine
from safe_employment.screenings.assessing import indicators_for
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Given, Kind
from safe_employment.screenings.questions import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise

    from safe_employment.screenings.models import Screening, ScreeningAnswer

Kept = dict[tuple[str, str], "ScreeningAnswer"]


@dataclass(frozen=True)
class Question:
    """A question as a page shows it. `because` are the alerts that make it worth asking."""

    kind: str
    code: str
    words: str
    kept: ScreeningAnswer | None = None
    strength: str = ""
    signs: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How it is called in the page."""
        return f"{self.kind}-{self.code}".replace(".", "-")

    @property
    def answer(self) -> str:
        """What was answered; “not asked” where nothing was."""
        return self.kept.answer if self.kept else Given.NOT_ASKED.value

    @property
    def answer_words(self) -> str:
        """What was answered, in words."""
        return str(Given(self.answer).label)

    @property
    def is_answered(self) -> bool:
        """Whether it was asked at all."""
        return self.answer != Given.NOT_ASKED

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """The answers that can be given: (value, words, whether it is this one)."""
        return [(value, str(words), value == self.answer) for value, words in Given.choices]


@dataclass(frozen=True)
class Section:
    """Questions that belong together."""

    key: str
    title: str
    text: str | _StrPromise = ""
    questions: list[Question] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """How many were asked."""
        return sum(each.is_answered for each in self.questions)


def kept_of(answers: Iterable[ScreeningAnswer]) -> Kept:
    """Return the answers by kind and question."""
    return {(row.kind, row.question): row for row in answers}


def suggested(screening: Screening, indicators: engine.IndicatorSet) -> Mapping[str, tuple[str, ...]]:
    """Return the indicators worth asking about, with the words of the alerts that say so."""
    words = {each.alert: said(each.words) for each in (*engine.ALERTS, *engine.ANSWERS)}
    return {
        each.indicator.id: tuple(words[alert] for alert in each.because)
        for each in engine.suggested_indicators(indicators, screening.alerts)
    }


def simple_section(kind: str, kept: Kept, text: str | _StrPromise = "") -> Section:
    """Return the questions of a kind that is no indicator."""
    rows = [Question(kind, code, words, kept.get((kind, code))) for code, words in worded(kind)]
    return Section(kind, str(Kind(kind).label), text, rows)


def indicator_sections(screening: Screening, kept: Kept, show: str = "all") -> list[Section]:
    """Return the indicators by dimension, as `show` wants them: all, worth (asking), or open.

    A dimension of which nothing is shown is left out.
    """
    indicators = indicators_for(screening)
    worth = suggested(screening, indicators)
    signs = {sign.number: said(sign.words) for sign in indicators.forced_labour_signs}
    sections = []
    for heading in indicators.headings:
        rows = [
            Question(
                Kind.INDICATOR,
                each.id,
                said(each.words),
                kept.get((Kind.INDICATOR, each.id)),
                said(engine.wording(each.strength)),
                tuple(signs[number] for number in each.ilo11),
                worth.get(each.id, ()),
            )
            for each in indicators.of(heading.dimension)
        ]
        rows = [row for row in rows if _is_shown(row, show)]
        if rows:
            sections.append(Section(f"dimension-{int(heading.dimension)}", said(heading.words), "", rows))
    return sections


def _is_shown(row: Question, show: str) -> bool:
    if show == "worth":
        return bool(row.because)
    return not row.is_answered if show == "open" else True


def question_of(screening: Screening, row: ScreeningAnswer) -> Question:
    """Return one question with the answer that was just written down."""
    kept = {(row.kind, row.question): row}
    if row.kind != Kind.INDICATOR:
        found = simple_section(row.kind, kept).questions
    else:
        found = [each for section in indicator_sections(screening, kept) for each in section.questions]
    here = [each for each in found if each.code == row.question]
    return here[0] if here else Question(row.kind, row.question, row.question, row)


ELEMENTS: tuple[tuple[str, str | _StrPromise], ...] = (
    (
        Kind.ACT,
        _(
            "Palermo Protocol, article 3: what was done to bring the person there. One is enough; none only "
            "where all five were answered no."
        ),
    ),
    (
        Kind.MEANS,
        _("How it was done, beyond what the indicators show. For someone under 18 no means are needed."),
    ),
    (Kind.PURPOSE, _("For which exploitation, beyond what the indicators show.")),
    (
        Kind.LABOUR,
        _(
            "ILO Convention No. 29, article 2: work under the menace of a penalty and not voluntary. Both "
            "must hold. For statistics."
        ),
    ),
)
