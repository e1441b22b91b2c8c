"""The signs of forced labour that stand at an employer, by whom they are about, for a case officer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safe_employment.workforce import results, screenings
from safe_employment.workforce.law import law_of
from safe_employment.workforce.presentation import standing_mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.marks import Mark
    from safe_employment.members.models import Employer
    from safe_employment.screenings.models import Screening
    from safe_employment.workforce.models import CheckResult, Worker


@dataclass
class Sign:
    """One sign: what it is, what the books show, whether it is new, and in which months it is the same."""

    title: str
    told: str
    standing: Mark
    months: list[date] = field(default_factory=list)


@dataclass
class SignGroup:
    """All signs about one worker, or one that names none; `first` opens a screening of them."""

    first: CheckResult
    worker: Worker | None
    screening: Screening | None
    signs: list[Sign] = field(default_factory=list)


def grouped_signs(
    by: Actor, employer: Employer, signs: Iterable[CheckResult], language: str
) -> list[SignGroup]:
    """Return the signs by whom they are about, in the order in which each first appears; one query."""
    listed = list(signs)
    law = law_of(employer)
    screened = screenings.screenings_of(by, listed)
    groups: dict[str, SignGroup] = {}
    said: dict[tuple[str, str, str, str], Sign] = {}
    for one in listed:
        subject = screenings.subject_of(one)
        group = groups.setdefault(subject, SignGroup(one, one.worker, screened.get(subject)))
        told, standing = results.explained(one, language), standing_mark(one)
        same = (subject, one.rule, told, str(standing))
        if same not in said:
            said[same] = Sign(getattr(law.rule(one.rule).title, language), told, standing)
            group.signs.append(said[same])
        if (day := one.period or one.day) and (month := day.replace(day=1)) not in said[same].months:
            said[same].months.append(month)
            said[same].months.sort()
    return list(groups.values())
