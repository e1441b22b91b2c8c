"""What could lead from a case study back to a person: identifiers in a text, and rare combinations."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A combination that fewer case studies share is named as a danger (k-anonymity with k = 3: L. Sweeney,
# "k-anonymity: a model for protecting privacy", IJUFKS 10(5), 2002).
FEWEST_SHARING = 3

_DIGIT = r"[0-9０-９]"
_IDENTIFIERS = (
    re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{17}}[0-9０-９XxＸｘ](?!{_DIGIT})"),  # resident identity number
    re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{15}}(?!{_DIGIT})"),  # identity number before 1999
    re.compile(rf"(?<!{_DIGIT})[1１][3-9３-９](?:[\s\-]?{_DIGIT}){{9}}(?!{_DIGIT})"),  # mobile phone
    re.compile(rf"(?<!{_DIGIT})[0０]{_DIGIT}{{2,3}}[\s\-－]?{_DIGIT}{{7,8}}(?!{_DIGIT})"),  # landline
    re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.", re.IGNORECASE),
    re.compile(r"(?:微信|QQ|ＱＱ|wechat)[\s号：:是]*[A-Za-z0-9_-]{5,}", re.IGNORECASE),
)


def holds_identity(*texts: str) -> bool:
    """Whether a text holds what looks like an identity, phone or account number or an internet address."""
    return any(pattern.search(text) for text in texts for pattern in _IDENTIFIERS)


@dataclass(frozen=True)
class Recognition:
    """How many case studies share the home, sector and age of one, itself included.

    `sharing` with its home as it stands, `sharing_prefecture` with the prefecture instead.
    """

    home_division_code: str
    sharing: int
    sharing_prefecture: int

    @property
    def names_a_county(self) -> bool:
        """Whether the home is narrower than a prefecture."""
        return bool(self.home_division_code) and not self.home_division_code.endswith("00")

    @property
    def is_danger(self) -> bool:
        """Whether few enough share the combination that someone could recognise the person."""
        return bool(self.home_division_code) and self.sharing < FEWEST_SHARING

    @property
    def is_danger_to_publish(self) -> bool:
        """Whether it may not be published as it stands: a county, and few who share it."""
        return self.names_a_county and self.is_danger
