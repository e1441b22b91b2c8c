"""A submission made ready for storing: read, its version found, its files on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from safe_employment.instruments import subjects
from safe_employment.instruments.definitions import Definition, without_positions
from safe_employment.instruments.free_words import INTERVIEW, free_paths
from safe_employment.instruments.intake.arrivals import ANSWERS
from safe_employment.instruments.intake.parsing import LONGEST_ID, Parsed, parse
from safe_employment.instruments.models import Device, HeldReason, InstrumentVersion, VersionState

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.instruments.definitions import Question
    from safe_employment.instruments.intake.arrivals import Arrival
    from safe_employment.kit.actors import Actor

LARGEST_CLOCK_FAULT = 2_147_483_647  # seconds; what the column holds


class Outcome(StrEnum):
    """What became of a submission."""

    STORED = "stored"
    REPEATED = "repeated"
    HELD = "held"


@dataclass(frozen=True)
class Receipt:
    """What was done with what was sent.

    `missing` are the files that it names and that have not arrived, `added` those that came with a
    repetition. `refused` are files that are not of a
    kind that is taken; they were not kept. `held_files` came under a name that has another content.
    `reason` (of `HeldReason`) says why it was held; the submission itself is then none.
    """

    outcome: Outcome
    instance_id: str
    submission_id: int | None = None
    subject: str = ""
    reason: str = ""
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    held_files: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the device has nothing more to do with it."""
        return self.outcome != Outcome.HELD and not (self.missing or self.refused or self.held_files)


@dataclass(frozen=True)
class KnownVersion:
    """What intake must know of a version that was published.

    `files` are the types of file by path, `hidden` the paths of hidden fields, `critical` the critical
    questions by path, `free` the paths of an interview's free words.
    """

    pk: int
    instrument_id: int
    root: str
    repeats: frozenset[str]
    files: Mapping[str, str]
    hidden: tuple[str, ...] = ()
    is_said_by_workers: bool = False
    critical: Mapping[str, Question] = field(default_factory=dict)
    free: frozenset[str] = frozenset()

    def has_free_words(self, answers: Iterable[str]) -> bool:
        """Whether something was added to an interview in free words; `answers` are the paths answered."""
        return bool(self.free) and not self.free.isdisjoint(map(without_positions, answers))


@dataclass
class Job:
    """A submission that waits to be stored, and afterwards its receipt."""

    device: Device
    parsed: Parsed
    xml: bytes
    sha256: bytes
    instance_id: str
    now: datetime
    clock_off: int | None
    arrivals: dict[str, Arrival]
    taken_by: Actor | None = None
    subject: str = ""
    refused: tuple[str, ...] = ()
    version: KnownVersion | None = None
    hold: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    replaces: int | None = None
    was_held: bool = False
    receipt: Receipt | None = None

    @property
    def key(self) -> tuple[int, str]:
        """By what it is known: the association and the instance ID."""
        return self.device.association_id, self.instance_id

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """The names of the files that its answers announce."""
        return tuple(dict.fromkeys(name for name, _type in self.announced()))

    @property
    def is_told(self) -> bool:
        """Whether the rooms above learn of it: it is about something of theirs, or an answer does not wait.

        Such an answer is heard although nothing says where it was given.
        """
        if self.subject or subjects.is_alarm(self.parsed):
            return True
        critical = self.version.critical if self.version else {}
        return any(
            (asked := critical.get(without_positions(path))) is not None and asked.is_adverse(value)
            for path, value in self.answers.items()
        )

    def announced(self) -> Iterator[tuple[str, str]]:
        """Give the files that its answers announce: the name, and the type of the question."""
        files = self.version.files if self.version else {}
        for path, value in self.answers.items():
            if kind := files.get(without_positions(path)):
                yield value.strip(), kind

    def settle(self, outcome: Outcome, **facts: object) -> None:
        """Write the receipt."""
        self.receipt = Receipt(outcome, self.instance_id, refused=self.refused, **facts)  # type: ignore[arg-type]


def prepare(
    *, device: Device, xml: bytes, arrivals: Iterable[Arrival], now: datetime, subject: str,
    device_time: datetime | None, taken_by: Actor | None = None,
) -> Job:  # fmt: skip
    """Read a submission and decide what can be decided without its neighbours.

    Raises ProgrammeError SUBMISSION_NOT_XML, SUBMISSION_HAS_ENTITIES, SUBMISSION_TOO_LARGE.
    """
    parsed, digest = parse(xml), hashlib.sha256(xml).digest()
    taken, refused = _sorted_out(arrivals)
    job = Job(
        device=device, parsed=parsed, xml=xml, sha256=digest, now=now, arrivals=taken, refused=refused,
        taken_by=taken_by,
        instance_id=parsed.instance_id[:LONGEST_ID], clock_off=_clock_off(now, device_time),
    )  # fmt: skip
    job.hold = _reason_to_hold(job)
    closed = _reason_of_subject(job, subject)
    job.hold = job.hold or closed
    if job.version is not None:
        job.answers = parsed.answers(job.version.repeats)
        _refuse_what_answers_nothing(job)
    job.instance_id = job.instance_id or f"sha256:{digest.hex()}"
    for arrival in taken.values():
        arrival.make_durable()
    return job


def _reason_to_hold(job: Job) -> str:
    if not job.parsed.instance_id or len(job.parsed.instance_id) > LONGEST_ID:
        return HeldReason.NO_INSTANCE_ID
    found = known_version(job.device.association_id, job.parsed.form_id, job.parsed.version)
    if isinstance(found, str):
        return found
    job.version = found
    if job.parsed.root != found.root:
        return HeldReason.WRONG_ROOT
    return ""


def _reason_of_subject(job: Job, given: str) -> str:
    """Find out what it is about; where that does not exist, or takes nothing from this person, it is held."""
    found = subjects.subject_of(job.parsed, job.device, given, job.version.hidden if job.version else None)
    job.subject = found or ""
    if found is None:
        return HeldReason.SUBJECT_UNKNOWN
    return "" if job.taken_by or subjects.takes(job.device, found) else HeldReason.SUBJECT_CLOSED


def _refuse_what_answers_nothing(job: Job) -> None:
    """Leave out files that are no answer to the question that asks for them, such as text for a photo."""
    for name, kind in job.announced():
        arrival = job.arrivals.get(name)
        if arrival is not None and not arrival.answers(kind):
            job.arrivals.pop(name).remove()
            job.refused += (name,)


def _sorted_out(arrivals: Iterable[Arrival]) -> tuple[dict[str, Arrival], tuple[str, ...]]:
    taken: dict[str, Arrival] = {}
    refused: list[str] = []
    for arrival in arrivals:
        before = taken.setdefault(arrival.name, arrival) if arrival.is_taken else None
        if before is None or before.sha256 != arrival.sha256:
            refused.append(arrival.name)
        if before is not arrival:
            arrival.remove()
    return taken, tuple(refused)


def _clock_off(now: datetime, device_time: datetime | None) -> int | None:
    if device_time is None:
        return None
    seconds = int((device_time - now).total_seconds())
    return max(-LARGEST_CLOCK_FAULT, min(LARGEST_CLOCK_FAULT, seconds))


def known_version(association_id: int, form_id: str, version: str) -> KnownVersion | str:
    """Return a version that is or was published, else why there is none."""
    try:
        return _published(association_id, form_id[:64], version[:40])
    except LookupError:
        forms = InstrumentVersion.objects.filter(
            association=association_id, instrument__form_id=form_id
        ).exclude(state=VersionState.DRAFT)
        return HeldReason.UNKNOWN_VERSION if forms.exists() else HeldReason.UNKNOWN_FORM


@lru_cache(maxsize=256)
def _published(association_id: int, form_id: str, version: str) -> KnownVersion:
    """Look a version up; what was published never changes, so it is asked once. Raises LookupError."""
    found = (
        InstrumentVersion.objects.filter(
            association=association_id, instrument__form_id=form_id, version=version
        )
        .exclude(state=VersionState.DRAFT)
        .select_related("instrument")
        .only("definition", "instrument__kind")
        .first()
    )
    if found is None:
        raise LookupError(form_id)
    asked = Definition.from_json(found.definition)
    files = {question.path: question.type for question in asked.questions if question.type in ANSWERS}
    return KnownVersion(
        found.pk, found.instrument_id, asked.root,
        frozenset(group.path for group in asked.groups if group.repeat), files | {"meta/audit": "audit"},
        tuple(question.path for question in asked.questions if question.type == "hidden"),
        found.instrument.is_said_by_workers,
        {question.path: question for question in asked.questions if question.is_critical},
        frozenset(free_paths(asked)) if found.instrument.kind == INTERVIEW else frozenset(),
    )  # fmt: skip
