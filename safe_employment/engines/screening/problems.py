"""What can be wrong with what is handed to the engine, in words for people."""

from __future__ import annotations

from enum import StrEnum
from typing import TypedDict


class Words(TypedDict):
    """One sentence or name in both languages of the house."""

    zh: str
    en: str


class ProblemCode(StrEnum):
    UNKNOWN_INDICATOR = "unknown_indicator"
    NOT_AN_ANSWER = "not_an_answer"
    WRONG_AGE_GROUP = "wrong_age_group"
    IMPOSSIBLE_AGE = "impossible_age"
    REPEATED_INDICATOR = "repeated_indicator"


_WORDS: dict[ProblemCode, Words] = {
    ProblemCode.UNKNOWN_INDICATOR: {
        "zh": "指标表中没有“{detail}”。请核对编号，或换用本人年龄组的指标表。",
        "en": "The set has no indicator “{detail}”. Check the id, or take the set of the person's age group.",
    },
    ProblemCode.NOT_AN_ANSWER: {
        "zh": "“{detail}”不是答案。请填：是、否、不知道或拒绝回答。",
        "en": "“{detail}” is not an answer. Give yes, no, unknown or refused.",
    },
    ProblemCode.WRONG_AGE_GROUP: {
        "zh": "指标表的年龄组是“{detail}”，与本人不符。请换用本人年龄组的指标表。",
        "en": "The set is for “{detail}”, the person is not. Take the set of the person's age group.",
    },
    ProblemCode.IMPOSSIBLE_AGE: {
        "zh": "年龄“{detail}”不可能。请填写周岁；不知道就留空。",
        "en": "An age of “{detail}” cannot be. Give full years, or nothing if it is not known.",
    },
    ProblemCode.REPEATED_INDICATOR: {
        "zh": "指标“{detail}”出现了两次。请改正指标表。",
        "en": "Indicator “{detail}” stands twice. Correct the set.",
    },
}


class ScreeningError(ValueError):
    """The input cannot be screened: `code` says what, `words` say what to do next."""

    def __init__(self, code: ProblemCode, detail: str) -> None:
        template = _WORDS[code]
        self.code = code
        self.words: Words = {
            "zh": template["zh"].format(detail=detail),
            "en": template["en"].format(detail=detail),
        }
        super().__init__(self.words["en"])
