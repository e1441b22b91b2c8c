"""What a filled-in questionnaire says about a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from safe_employment.findings.models import Tie
from safe_employment.instruments.definitions import Definition, without_positions
from safe_employment.instruments.models import InstrumentKind, Submission
from safe_employment.instruments.reading import SILENT
from safe_employment.visits.models import AnswerChoice, Visit

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

SUBJECT = "visit:"
# Whose judged questions are the visit's. What workers say in an interview is only counted.
ABOUT_THE_VISIT = (InstrumentKind.VISIT_CHECKLIST, InstrumentKind.WALK_THROUGH)
# An interview is one with somebody who is alone with the interviewer and agrees.
CONSENT = "consent"
GATES = ("alone", CONSENT)
SAYS_NOTHING = "silent"


@dataclass(frozen=True)
class Said:
    """An answer to a judged question, with its note."""

    answer: str
    note: str = ""


def subject_of(visit: Visit) -> str:
    """Return how a submission names the visit that it is about."""
    return f"{SUBJECT}{visit.pk}"


def visit_of(association_id: int, subject: str) -> Visit | None:
    """Return the visit that a submission is about, or None."""
    kind, _, key = subject.partition(":")
    if f"{kind}:" != SUBJECT or not key.isdecimal():
        return None
    return Visit.objects.filter(association=association_id, pk=int(key)).first()


def takes_from(person_id: int | None) -> QuerySet[Visit]:
    """Return the visits that take what a person sends: released, the person on the team and without a tie."""
    lasting = Q(ended_on=None) | Q(ended_on__gt=OuterRef("visited_on"))
    ties = Tie.objects.filter(lasting, person=person_id, employer=OuterRef("employer"))
    return Visit.objects.filter(~Exists(ties), released_at__isnull=False, team__person=person_id)


def is_taken(visit: Visit, submission: Submission) -> bool:
    """Whether a visit takes a submission from its person.

    The door asks the same (`subjects.takes`); what a person accepted, or took from a phone, passed it by.
    """
    return takes_from(submission.person_id).filter(pk=visit.pk).exists()


def said_in(submission: Submission) -> dict[str, Said]:
    """Return the judged answers of a submission by question id; where one stands twice, the first."""
    definition = Definition.from_json(submission.version.definition)
    notes = {path.rpartition("/")[2]: value for path, value in submission.answers.items()}
    found: dict[str, Said] = {}
    for path, value in submission.answers.items():
        question = definition.question(path)
        if question is None or not question.is_judged or not question.id or value not in AnswerChoice.values:
            continue
        found.setdefault(question.id, Said(value, str(notes.get(f"{question.name}_note", "")).strip()))
    return found


def begun_at(submission: Submission, *, earliest: datetime, latest: datetime) -> datetime:
    """Return when a submission was begun by the true clock, never outside `earliest` to `latest`.

    `latest` where the questionnaire does not say it.
    """
    try:
        told = parse_datetime(str(submission.answers.get("start", "")))
    except ValueError:
        told = None
    if told is None or timezone.is_naive(told):
        return latest
    return min(latest, max(earliest, told - timedelta(seconds=submission.device_clock_off or 0)))


def counts_for(visit: Visit, submission: Submission) -> bool:
    """Whether a submission is of this attempt at the visit: not from before it was sealed again.

    Also what was filled in then and came later, unless its clock cannot be believed.
    """
    since = visit.sealed_again_at
    if since is None:
        return True
    began = begun_at(submission, earliest=visit.created_at, latest=submission.received_at)
    return submission.received_at > since and not visit.created_at < began <= since


def submissions_of(visit: Visit) -> QuerySet[Submission]:
    """Return what was sent about a visit and not replaced since."""
    sent = Submission.objects.filter(association=visit.association_id, subject=subject_of(visit))
    return sent.filter(replaced_by=None).select_related("version__instrument", "person")


def interviews_of(visit: Visit) -> int:
    """Return with how many workers the team spoke alone: by the interviews sent, or as the team wrote.

    An interview counts in which a worker agreed and answered something, and that someone of the team sent who
    had declared no tie by that day.
    """
    sent = sent_by_team(visit).filter(version__instrument__kind=InstrumentKind.WORKER_INTERVIEW)
    held = sum(counts_for(visit, each) and _was_held(each) for each in sent)
    return max(held, visit.workers_interviewed or 0)


def sent_by_team(visit: Visit) -> QuerySet[Submission]:
    """Return what was sent about a visit by someone of its team who had declared no tie by that day."""
    lasting = Q(ended_on=None) | Q(ended_on__gt=visit.visited_on)
    ties = Tie.objects.filter(
        lasting, employer=visit.employer_id, person=OuterRef("person"),
        declared_on__lte=OuterRef("received_at__date"),
    )  # fmt: skip
    sent = submissions_of(visit).filter(~Exists(ties), person__visits__visit=visit)
    return sent.defer("xml", "version__xform", "version__source")


def _was_held(submission: Submission) -> bool:
    """Whether a worker, alone, agreed to an interview and answered something after that.

    A questionnaire that asks for neither is judged by its answers alone.
    """
    definition = Definition.from_json(submission.version.definition)
    asked = {question.name: place for place, question in enumerate(definition.questions)}
    said = {without_positions(path): str(value).strip() for path, value in submission.answers.items()}
    given = {question.name: said.get(question.path, "") for question in definition.questions}
    if any(gate in asked and given[gate] != "yes" for gate in GATES):
        return False
    after = definition.questions[asked.get(CONSENT, -1) + 1 :]
    return any(
        given[question.name] not in ("", SAYS_NOTHING) for question in after if question.type not in SILENT
    )
