"""How the worker register is put into words for a page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils import timezone
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.marks import Mark, mark_of
from safe_employment.kit.writing import day_text
from safe_employment.workforce.models import ResultState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db import models

    from safe_employment.workforce.models import CheckResult, RecruitmentAgency, Worker

# Neighbours first, then all others by name: China, Myanmar, Laos, Viet Nam.
NEAR = ("CN", "MM", "LA", "VN")


def spell_text(worker: Worker) -> str:
    """Return from when until when a worker is or was there; the last day is the day before leaving."""
    first = day_text(worker.hire_date)
    if worker.leave_date is None:
        return pgettext("a worker", "since %(day)s") % {"day": first}
    return pgettext("a worker", "%(first)s until before %(left)s") % {
        "first": first,
        "left": day_text(worker.leave_date),
    }


def state_mark(worker: Worker, today: date) -> Mark:
    """Return whether a worker is there, comes later, or has left."""
    if worker.leave_date is not None and worker.leave_date <= today:
        return Mark(pgettext_lazy("a worker", "Left"), "ended")
    if worker.hire_date > today:
        return Mark(_("Begins later"), "waiting")
    return Mark(_("Works here"), "good")


def standing_mark(result: CheckResult) -> Mark:
    """Return how a result (with `last_run`, see `results.with_last_run`) stands after the last check.

    Of a month that the checks no longer reach nobody knows: it says which check saw it last.
    """
    last_run: int = result.last_run  # type: ignore[attr-defined]
    if result.state == ResultState.GONE or result.last_seen_id == last_run:
        return mark_of(result)
    day = day_text(timezone.localdate(result.last_seen.ran_at))
    return Mark(_("Last seen on %(day)s, not looked at since") % {"day": day}, "ended")


def words_of(choices: type[models.TextChoices], codes: Iterable[str]) -> str:
    """Return the words of several codes, parted as the language does."""
    known = dict(choices.choices)
    return pgettext("between the parts of a list", ", ").join(str(known.get(code, code)) for code in codes)


def licence_words(agency: RecruitmentAgency | None, as_written: str, hire_date: date) -> str:
    """Return an agency and how its licence stood on the day of hiring."""
    if agency is None:
        if not as_written:
            return ""
        unknown = _("%(name)s (not in the association's register: licence not known)")
        return str(unknown) % {"name": as_written}
    words = {"name": agency.name, "state": agency.licence_state(hire_date).label}
    return str(_("%(name)s (licence on the first day: %(state)s)")) % words


def nationalities() -> list[tuple[str, str]]:
    """Return (ISO 3166 alpha-2, name) in the reader's language, the neighbours first."""
    return _nationalities("en" if (get_language() or "").startswith("en") else "zh")


@lru_cache(maxsize=4)
def _nationalities(language: str) -> list[tuple[str, str]]:
    names = {str(code): str(name) for code, name in Locale(language).territories.items()}
    codes = [code for code in names if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES]
    near = [(code, names[code]) for code in NEAR]
    return [*near, *sorted(((code, names[code]) for code in codes if code not in NEAR), key=_by_name)]


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1]


# Codes of CLDR that are no nationality: unions, outlying places, made-up ones, and the parts of China
# whose residents have Chinese documents.
NOT_COUNTRIES = frozenset({
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "HK", "MO", "TW",
})  # fmt: skip


def nationality_name(code: str) -> str:
    """Return the name of a nationality in the reader's language; the code where it is not known."""
    return dict(nationalities()).get(code, code)
