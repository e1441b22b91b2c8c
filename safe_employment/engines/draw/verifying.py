"""Checking the file of a draw: every hash again, every probability, every schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .chances import choose_again
from .file import ENGINE, Drawer, opened, root_of, source_hash
from .problems import DrawError, ProblemCode
from .sealing import check_form, commitment, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .problems import Words

_WORDS: dict[str, tuple[Words, Words]] = {
    "ENGINE": (
        {"zh": "抽取程序版本相同", "en": "drawn by this version of the algorithm"},
        {
            "zh": "程序版本不同：请用注明的版本核验",
            "en": "drawn by another version: verify with that one",
        },
    ),
    "ROOT": (
        {"zh": "名册、条件与公布的哈希一致", "en": "roster and terms have the published hash"},
        {"zh": "名册或条件与公布的哈希不符", "en": "roster or terms were changed: they have another hash"},
    ),
    "PUBLISHED": (
        {"zh": "与您当时看到的哈希一致", "en": "the hash is the one you saw"},
        {"zh": "与您当时看到的哈希不符", "en": "the hash is not the one you saw"},
    ),
    "SECRET": (
        {"zh": "密钥与公布的承诺一致", "en": "the secret is the one that was committed to"},
        {"zh": "没有密钥，或与承诺不符", "en": "no secret yet, or not the one that was committed to"},
    ),
    "NUMBER": (
        {"zh": "公开号码已填写", "en": "the public number is there"},
        {"zh": "公开号码缺失或写法不对", "en": "the public number is missing or not in its form"},
    ),
    "CHANCES": (
        {"zh": "概率由封存的风险、小组和条件重新算出", "en": "the probabilities follow from what was sealed"},
        {
            "zh": "概率与封存的风险、小组和条件不符",
            "en": "the probabilities do not follow from what was sealed",
        },
    ),
    "LIMITS": (
        {
            "zh": "任何一周、一天都不超出小组的次数和工时",
            "en": "no week or day can exceed a team's visits or hours",
        },
        {
            "zh": "有一周或一天会超出小组的次数或工时",
            "en": "a week or day could exceed a team's visits or hours",
        },
    ),
    "MISSING": (
        {"zh": "每一周都在", "en": "every week is there"},
        {"zh": "缺少这一周的名单", "en": "the schedule of this week is missing"},
    ),
    "WEEK": (
        {"zh": "重新计算的名单一致", "en": "the same schedule when computed again"},
        {"zh": "重新计算的名单不同", "en": "another schedule when computed again"},
    ),
}


@dataclass(frozen=True)
class Check:
    """One thing that was checked; `detail` is a week or a hash."""

    code: str
    holds: bool
    detail: str = ""

    @property
    def words(self) -> Words:
        """What it means, in both languages."""
        return _WORDS[self.code][0 if self.holds else 1]


@dataclass(frozen=True)
class Verdict:
    """All that was checked, in order; `source_differs` where the code is not byte by byte the same.

    `other_digits` where they hold, but not digit by digit, as on another machine.
    """

    checks: tuple[Check, ...]
    source_differs: bool
    other_digits: bool = False

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return all(check.holds for check in self.checks)


def verify(file: Mapping[str, Any], *, published: str = "") -> Verdict:
    """Check a file; `published` is the hash that a person noted when it was published.

    Raises DrawError DRAW_NOT_A_FILE for what has not the form of a file.
    """
    try:
        told, engine = dict(file["published"]), dict(file["engine"])
        drawn = dict(file.get("drawn") or {})
        weeks = {
            str(name): [list(row) for row in rows] for name, rows in dict(drawn.get("weeks") or {}).items()
        }
        root = root_of(file)
    except (KeyError, TypeError, ValueError) as problem:
        raise DrawError(ProblemCode.NOT_A_FILE, str(problem)) from problem
    checks = [
        Check("ENGINE", engine.get("version") == ENGINE, str(engine.get("version"))),
        Check("ROOT", told.get("root") == root, root),
    ]
    if published:
        checks.append(Check("PUBLISHED", published.strip().lower() == root, published))
    secret = _secret(file)
    checks.append(Check("SECRET", bool(secret) and told.get("commitment") == _committed(secret)))
    number, source = str(drawn.get("number", "")), dict(file["number"])
    is_number = _is_number(number, str(source.get("form", "")))
    checks.append(Check("NUMBER", is_number, f"{number} = {source.get('name', '')}, {source.get('day', '')}"))
    rechosen = choose_again(opened(file))
    checks.append(Check("CHANCES", rechosen.holds, f"{rechosen.of_bound:.4%}"))
    other_digits = rechosen.holds and not rechosen.same
    if secret and is_number:
        checks += _weeks(Drawer(file, secret=secret, number=number), weeks)
    return Verdict(tuple(checks), engine.get("source") != source_hash(), other_digits)


def _secret(file: Mapping[str, Any]) -> bytes:
    try:
        return bytes.fromhex(str(file.get("secret") or ""))
    except ValueError:
        return b""


def _committed(secret: bytes) -> str:
    try:
        return commitment(secret)
    except DrawError:
        return ""


def _is_number(number: str, form: str) -> bool:
    try:
        return (
            bool(number) and read_number(number.replace(".", " "), check_form(form) if form else "") == number
        )
    except DrawError:
        return False


def _weeks(drawer: Drawer, weeks: Mapping[str, list[list[str]]]) -> list[Check]:
    known = drawer.opened.weeks
    checks = [Check("WEEK", holds=False, detail=name) for name in weeks if name not in known]
    try:
        checks += [
            Check("WEEK", drawer.week(at) == weeks[name], name)
            if name in weeks
            else Check("MISSING", holds=False, detail=name)
            for at, name in enumerate(known)
        ]
    except DrawError as problem:
        return [*checks, Check("LIMITS", holds=False, detail=problem.detail)]
    return [Check("LIMITS", holds=True), *checks]
