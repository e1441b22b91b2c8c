"""Which articles of China's Criminal Law may be worth the agency's look, by what was declared.

Chinese law and the Palermo Protocol differ: article 240 needs the purpose of selling and covers women and
children under 14 only; exploitation without sale falls under other articles (``law_national.yaml``,
``criminal_law``). So this never reads a screening's result, and a screening never reads this. Nothing
here decides that an offence was committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .answers import Answer
from .indicators import read_answer
from .offence_articles import ARTICLES
from .offence_facts import Article, Fact, Sex
from .problems import ProblemCode, ScreeningError

if TYPE_CHECKING:
    from .problems import Words

#: Goes with every article named.
FOR_THE_AGENCY: Words = {
    "zh": "可能涉及，是否构成由主管机关判断。",
    "en": "Possible; for the agency to judge.",
}

#: Goes with every list, an empty one too.
NO_OFFENCE_NAMED: Words = {
    "zh": "所填事实没有指向本表所列条文。这不等于没有违法。",
    "en": "What was declared points to no article of this list. That does not mean that no law was broken.",
}


@dataclass(frozen=True)
class PossibleOffence:
    """An article that may be relevant: why, what the agency would still look at, how sure the text is.

    `wording` is always that it is possible and for the agency to judge; `status` is that of the source.
    """

    article: str
    because: tuple[Fact, ...]
    offence: Words = field(hash=False)
    to_be_shown: Words = field(hash=False)
    wording: Words = field(hash=False)
    status: Words = field(hash=False)


def _may_concern(article: Article, age: int | None, sex: Sex) -> bool:
    """Whether the person may be one whom the article protects; what is not known does not rule it out."""
    too_old = article.under is not None and age is not None and age >= article.under
    if article.protects_women:
        return sex is not Sex.MALE or not too_old
    return not too_old


def possible_offences(
    facts: Mapping[Fact, Answer], *, age: int | None = None, sex: Sex = Sex.UNKNOWN
) -> tuple[PossibleOffence, ...]:
    """Name the articles that declared facts may touch, in the order of the law.

    Only a yes names an article; unknown age or sex rules none out. Articles are given as numbers, an
    article inserted later as ``276-1``.

    :raises ScreeningError: an impossible age, or a value that is not an answer.
    """
    if age is not None and not 0 <= age <= 120:
        raise ScreeningError(ProblemCode.IMPOSSIBLE_AGE, str(age))
    declared = {fact for fact in Fact if read_answer(facts.get(fact, Answer.UNKNOWN)) is Answer.YES}
    return tuple(
        PossibleOffence(
            article=article.number,
            because=tuple(fact for fact in article.facts if fact in declared),
            offence=article.offence,
            to_be_shown=article.to_be_shown,
            wording=FOR_THE_AGENCY,
            status=article.status,
        )
        for article in ARTICLES
        if declared.intersection(article.facts) and _may_concern(article, age, sex)
    )
