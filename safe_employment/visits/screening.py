"""A critical answer opens the confidential screening, the same day: whoever sent it, and whatever became of
the visit since.

Neither the visit nor its log says so: who may read a visit must not learn that there is a screening.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.instruments.critical import critical_by_name
from safe_employment.instruments.definitions import Definition, without_positions
from safe_employment.instruments.intake.jobs import known_version
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.models import HeldSubmission, InstrumentVersion
from safe_employment.kit.errors import ProgrammeError
from safe_employment.screenings.commands import open_for_employer
from safe_employment.screenings.models import LONGEST_ALERT
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.models import AnswerChoice
from safe_employment.visits.submissions import SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from safe_employment.instruments.definitions import Question
    from safe_employment.instruments.models import Submission
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit

    Named = Mapping[str, Sequence[Question]]

NOWHERE = "visits.sent:"  # before the sign of what names no visit of ours


def screen_submission(by: Actor, visit: Visit | None, submission: Submission, now: datetime) -> None:
    """Open the screening where a submission has a critical answer that shows harm."""
    found = critical_in(visit, submission.answers, Definition.from_json(submission.version.definition))
    open_screening_of(
        by, visit, now, alerts=found, sign=bytes(submission.sha256).hex(), sent_by=submission.person_id,
        earlier=_signs_before(submission) if found else (),
    )  # fmt: skip


def _signs_before(submission: Submission) -> list[str]:
    """Return the signs of what the same person sent under its ID before and that was kept aside."""
    kept = HeldSubmission.objects.filter(
        association=submission.association_id, instance_id=submission.instance_id, name="",
        person=submission.person_id,
    )  # fmt: skip
    return [bytes(digest).hex() for digest in kept.values_list("sha256", flat=True)]


def critical_in(
    visit: Visit | None,
    answers: Mapping[str, object],
    form: Definition | None = None,
    named: Named | None = None,
) -> list[str]:
    """Return the critical questions whose answer shows harm, by the form's own words and by the visit's.

    Where the form is not here those of that name in others count (`named`).
    """
    return sorted({one.key for one in critical_answers(visit, answers, form, named)})


@dataclass(frozen=True)
class CriticalAnswer:
    """A critical question with an answer that shows harm; both in words, as far as they are known."""

    key: str
    question: str
    answer: str


def critical_answers(
    visit: Visit | None,
    answers: Mapping[str, object],
    form: Definition | None = None,
    named: Named | None = None,
) -> list[CriticalAnswer]:
    """Return what `critical_in` finds, in words and in the order of the answers."""
    ours = checklist_of(visit).critical if visit else {}
    found = []
    for path, value in answers.items():
        given, name = str(value), without_positions(path).rpartition("/")[2]
        asked = form.question(path) if form else None
        key = (asked.id if asked else "") or name
        own = ours.get(key)
        other = next((one for one in (named or {}).get(name, ()) if one.is_adverse(given)), None)
        if form and asked and asked.is_critical and asked.is_adverse(given):
            found.append(CriticalAnswer(key, asked.label, form.words_of(asked, given)))
        elif own is not None and own.is_adverse(given):
            found.append(CriticalAnswer(key, own.text, str(AnswerChoice(given).label)))
        elif other is not None:
            found.append(CriticalAnswer(other.id or name, other.label, str(AnswerChoice(given).label)))
    return found


def read_aside(
    association_id: int, xml: bytes
) -> tuple[Mapping[str, object], Definition | None, Named | None]:
    """Return the answers of what was kept aside and what it asks: the form, or what its names may mean.

    None of what cannot be read.
    """
    try:
        parsed = parse(xml)
    except ProgrammeError:
        return {}, None, None
    version = known_version(association_id, parsed.form_id, parsed.version)
    if isinstance(version, str):
        named = critical_by_name(association_id, parsed.form_id)
        return parsed.answers(parsed.repeated), None, named
    definition = InstrumentVersion.objects.values_list("definition", flat=True).get(pk=version.pk)
    return parsed.answers(version.repeats), Definition.from_json(definition), None


def open_screening_of(
    by: Actor,
    visit: Visit | None,
    now: datetime,
    *,
    alerts: Iterable[str],
    sign: str = "",
    sent_by: int | None,
    earlier: Iterable[str] = (),
) -> None:
    """Open the screening of a visit, or lead back to it, where there are critical questions to tell of.

    Of what names no visit of ours each thing that was sent (`sign`) has a screening of its own; named later,
    the visit is that one's too. `earlier` are the signs of what was sent in its place before. While the
    visit is sealed only its team can tell where it was: upon what others send, its target is not told.
    """
    keys = [key[:LONGEST_ALERT] for key in alerts]
    if not keys:
        return
    employer = visit.employer if visit and _knows(visit, sent_by) else None
    nowhere = [f"{NOWHERE}{each}" for each in (sign, *earlier) if each]
    open_for_employer(
        by=by, employer=employer, now=now, alerts=keys, sign=sign,
        source_reference=reference_of(visit.pk) if visit else f"{NOWHERE}{sign}",
        formerly=nowhere if visit else (),
    )  # fmt: skip


def _knows(visit: Visit, sent_by: int | None) -> bool:
    return not visit.is_sealed or visit.team.filter(person=sent_by).exists()


def reference_of(visit_id: int | str) -> str:
    """Return the key by which a screening names its visit."""
    return f"visits.{SUBJECT}{visit_id}"
