"""What can be wrong with what is handed to the draw, in words for people."""

from __future__ import annotations

from enum import StrEnum
from typing import TypedDict


class Words(TypedDict):
    """One sentence in both languages of the house."""

    zh: str
    en: str


class ProblemCode(StrEnum):
    NO_CAPACITY = "DRAW_NO_CAPACITY"
    NO_EMPLOYERS = "DRAW_NO_EMPLOYERS"
    NO_RISK = "DRAW_NO_RISK"
    NO_TEAM = "DRAW_NO_TEAM"
    FLOORS_TOO_HIGH = "DRAW_FLOORS_TOO_HIGH"
    BAD_FIGURE = "DRAW_BAD_FIGURE"
    REPEATED_ROW = "DRAW_REPEATED_ROW"
    NOT_A_FILE = "DRAW_NOT_A_FILE"


_WORDS: dict[ProblemCode, Words] = {
    ProblemCode.NO_CAPACITY: {
        "zh": "没有任何检查力量：{detail}。请先设立小组并填写每周可走访的次数和工时。",
        "en": "There is no capacity: {detail}. Set up teams with visits and hours a week first.",
    },
    ProblemCode.NO_EMPLOYERS: {
        "zh": "名册是空的，无从抽取。请先登记用人单位。",
        "en": "The roster is empty, so nobody can be drawn. Register employers first.",
    },
    ProblemCode.NO_RISK: {
        "zh": "所有用人单位的风险都是零。请给出大于零的基本权重，或改用等概率。",
        "en": "Every risk is zero. Give a base weight above zero, so that everyone has some.",
    },
    ProblemCode.NO_TEAM: {
        "zh": "没有小组可以走访“{detail}”：都有利害关系、不负责该区，或时间不够。请增加小组。",
        "en": "No team may visit “{detail}”: each has a tie, another district, or too few hours. Add a team.",
    },
    ProblemCode.FLOORS_TOO_HIGH: {
        "zh": "最低走访要求超过了力量：{detail}。请降低最低要求，或增加小组。",
        "en": "The floors ask for more than the teams can do: {detail}. Lower the floors or add teams.",
    },
    ProblemCode.BAD_FIGURE: {
        "zh": "数值不可用：{detail}。",
        "en": "A figure cannot be used: {detail}.",
    },
    ProblemCode.REPEATED_ROW: {
        "zh": "“{detail}”出现了两次。请先合并重复的行。",
        "en": "“{detail}” stands twice. Merge the repeated rows first.",
    },
    ProblemCode.NOT_A_FILE: {
        "zh": "这不是抽取文件：{detail}。",
        "en": "This is not the file of a draw: {detail}.",
    },
}


class DrawError(ValueError):
    """The draw cannot be made: `code` says what, `words` say what to do next."""

    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        self.words: Words = {
            "zh": _WORDS[code]["zh"].format(detail=detail),
            "en": _WORDS[code]["en"].format(detail=detail),
        }
        super().__init__(f"{code}: {self.words['en']}")
