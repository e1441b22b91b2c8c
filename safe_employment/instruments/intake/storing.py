"""Storing submissions: many in one transaction, each exactly once.

Two processes may get the same submission at the same moment: the unique instance ID decides, and who
comes second compares with what is there. Jobs are taken in the order of their IDs, so that two
transactions never wait for each other crosswise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from psycopg.types.json import Jsonb

from safe_employment.instruments import policies, subjects
from safe_employment.instruments.files import CONFIDENTIAL_ENTRY, ENTRY, SUBMITTED
from safe_employment.instruments.intake.jobs import Outcome
from safe_employment.instruments.models import (
    HeldReason,
    HeldSubmission,
    Submission,
    SubmissionFile,
)
from safe_employment.instruments.notices import tell_free_words, tell_held
from safe_employment.kit.actors import Actor
from safe_employment.kit.audit import Pending, write_together
from safe_employment.kit.inserting import insert_rows, insert_statement
from safe_employment.kit.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.instruments.intake.arrivals import Arrival
    from safe_employment.instruments.intake.jobs import Job

SEEN_EVERY = "1 minute"
ROWS = insert_statement(
    "instruments_submission",
    {
        "created_at": "timestamptz", "changed_at": "timestamptz", "association_id": "bigint",
        "version_id": "bigint", "instance_id": "text", "xml": "bytea", "sha256": "bytea", "answers": "jsonb",
        "subject": "text", "received_at": "timestamptz", "person_id": "bigint", "device_id": "bigint",
        "device_clock_off": "integer", "replaces_id": "bigint", "files_expected": "integer",
        "told_at": "timestamptz",
    },
    "ON CONFLICT DO NOTHING RETURNING association_id, instance_id, id, sha256, received_at",
)  # fmt: skip
# What had been kept aside and is now taken needs nobody any more, with the files that came with it.
INSERT = f"""
    WITH stored AS ({ROWS}), settled AS (
        UPDATE instruments_heldsubmission h SET settled_at = stored.received_at, settled_how = 'taken'
        FROM stored WHERE h.settled_at IS NULL AND h.name = '' AND h.association_id = stored.association_id
            AND h.sha256 = stored.sha256
        RETURNING h.id, h.association_id, h.sha256, h.settled_at
    ), with_it AS (
        UPDATE instruments_heldsubmission f SET settled_at = settled.settled_at, settled_how = 'taken'
        FROM settled WHERE f.came_with_id = settled.id AND f.settled_at IS NULL
    )
    SELECT association_id, instance_id, id, EXISTS (
        SELECT FROM settled s WHERE s.association_id = stored.association_id AND s.sha256 = stored.sha256)
    FROM stored
"""  # noqa: S608 - the statement above
# Not revoked, and its person is still here and has the duty; asked anew for everything that is stored. And
# whatever the server's own setting is: what is acknowledged is on the disk.
MAY_SEND = """
    WITH active AS (
        SELECT d.id FROM instruments_device d JOIN kit_person p ON p.id = d.person_id
        WHERE d.id = ANY(%s) AND d.revoked_at IS NULL AND p.is_active AND EXISTS (
            SELECT FROM kit_roleassignment r WHERE r.person_id = d.person_id AND r.ended_at IS NULL
                AND (r.association_id = d.association_id OR r.association_id IS NULL) AND r.role = ANY(%s))
    ), seen AS (
        UPDATE instruments_device SET last_seen_at = now() WHERE id IN (SELECT id FROM active)
            AND (last_seen_at IS NULL OR last_seen_at < now() - %s::interval)
    )
    SELECT set_config('synchronous_commit', 'on', true), ARRAY(SELECT id FROM active)
"""


class Revoked(Exception):  # noqa: N818 - says what happened
    """The device was revoked, or its person left, before what it sent was stored."""


class There(NamedTuple):
    """A submission that is stored already."""

    pk: int
    sha256: bytes
    subject: str


Key = tuple[int, str]


def store(jobs: Sequence[Job]) -> None:
    """Store jobs with different keys inside the caller's transaction and write their receipts.

    Most are new, so they are inserted unasked; what was not inserted is looked up. Before that, only edits
    and what is to be held are looked up: a repetition of them must not be judged anew. A job without a
    receipt afterwards came from a device that may not send.
    """
    ordered = sorted(_from_active_devices(jobs), key=lambda job: job.key)
    there = _there([job for job in ordered if job.hold or job.parsed.deprecated_id])
    new = [job for job in ordered if not job.hold and job.key not in there]
    _find_originals([job for job in new if job.parsed.deprecated_id])
    inserted = _insert([job for job in new if not job.hold])
    late = [job for job in new if not job.hold and job.key not in inserted]
    there |= _there(late)
    for job in ordered:
        if job.key in inserted:
            missing = _keep_new_files(job, inserted[job.key])
            job.settle(Outcome.STORED, submission_id=inserted[job.key], subject=job.subject, missing=missing)
        elif job.key in there and job.sha256 == there[job.key].sha256:
            _complete(job, there[job.key])
        elif accepted := _accepted(job):
            _complete(job, accepted)
        elif job.key in there or not job.hold:
            job.hold = HeldReason.OTHER_XML if job.key in there else HeldReason.NOT_CURRENT
    _hold([job for job in ordered if job.hold and job.receipt is None])
    _note(ordered)
    _tell_free_words([job for job in ordered if job.key in inserted])


def _tell_free_words(stored: Sequence[Job]) -> None:
    adding = [job for job in stored if job.version and job.version.has_free_words(job.answers)]
    for home in {job.device.association_id: job.device.association for job in adding}.values():
        tell_free_words(home)


def _from_active_devices(jobs: Sequence[Job]) -> list[Job]:
    """Leave out jobs of devices that may no longer send; note once a minute that the others were seen.

    What a person has looked at and takes is not left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            MAY_SEND, [sorted({job.device.pk for job in jobs}), sorted(policies.SUBMIT.roles), SEEN_EVERY]
        )
        _setting, active = cursor.fetchone()
    return [job for job in jobs if job.taken_by or job.device.pk in active]


def _there(jobs: Sequence[Job]) -> dict[Key, There]:
    if not jobs:
        return {}
    rows = Submission.objects.filter(
        association__in={job.device.association_id for job in jobs},
        instance_id__in=[job.instance_id for job in jobs],
    ).values_list("association_id", "instance_id", "pk", "sha256", "subject")
    return {
        (home, instance): There(pk, bytes(digest), subject) for home, instance, pk, digest, subject in rows
    }


def _accepted(job: Job) -> There | None:
    """Return what a person has accepted of just this content, under whatever ID it is stored."""
    rows = Submission.objects.filter(association=job.device.association_id, sha256=job.sha256)
    found = rows.values_list("pk", "sha256", "subject").first() if job.parsed.instance_id else None
    return There(found[0], bytes(found[1]), found[2]) if found else None


def _find_originals(edits: Sequence[Job]) -> None:
    """Find what each edit replaces; it must be here, current, of the same questionnaire and person."""
    if not edits:
        return
    wanted = {job.parsed.deprecated_id for job in edits}
    rows = Submission.objects.filter(
        association__in={job.device.association_id for job in edits}, instance_id__in=wanted
    ).select_related("version", "replaced_by")
    found = {(row.association_id, row.instance_id): row for row in rows.defer("xml", "answers")}
    taken: set[int] = set()
    for job in edits:
        original = found.get((job.device.association_id, job.parsed.deprecated_id))
        if (
            original is None
            or job.version is None
            or original.version.instrument_id != job.version.instrument_id
        ):
            job.hold = HeldReason.NO_ORIGINAL
        elif original.person_id != job.device.person_id:
            job.hold = HeldReason.NOT_OWN
        elif hasattr(original, "replaced_by") or original.pk in taken:
            job.hold = HeldReason.NOT_CURRENT
        else:
            taken.add(original.pk)
            _let_replace(job, original)


def _let_replace(job: Job, original: Submission) -> None:
    """Let an edit take the place of its original; without a subject of its own it is about the same."""
    job.replaces = original.pk
    if not job.subject and original.subject:
        job.subject = original.subject
        if not job.taken_by and not subjects.takes(job.device, job.subject):
            job.hold = HeldReason.SUBJECT_CLOSED


def _insert(jobs: Sequence[Job]) -> dict[Key, int]:
    """Insert what is not there; returns the keys of the rows that are ours.

    Notes of each job whether it had been kept aside.
    """
    if not jobs:
        return {}
    rows = [
        (
            job.now, job.now, job.device.association_id, job.version.pk, job.instance_id, job.xml, job.sha256,
            Jsonb(job.answers), job.subject, job.now, job.device.person_id, job.device.pk, job.clock_off,
            job.replaces, len(job.expected), None if job.is_told else job.now,
        )
        for job in jobs
        if job.version is not None  # else it is held
    ]  # fmt: skip
    made = {(home, instance): (pk, was_held) for home, instance, pk, was_held in insert_rows(INSERT, rows)}
    for job in jobs:
        job.was_held = made.get(job.key, (0, False))[1]
    return {key: pk for key, (pk, _was_held) in made.items()}


def _stored(job: Job, arrivals: Sequence[Arrival], subject_id: int | None) -> dict[str, StoredFile]:
    """Write down files that are on our disk, byte by byte as they came; returned by their sender's names."""
    held = [
        StoredFile(
            association_id=job.device.association_id, purpose=SUBMITTED, subject_id=subject_id,
            name=arrival.safe_name, content_type=arrival.content_type, size=arrival.size,
            sha256=arrival.sha256.hex(), path=arrival.path, uploaded_by_id=job.device.person_id,
        )
        for arrival in arrivals
    ]  # fmt: skip
    made = StoredFile.objects.bulk_create(held)
    for arrival in arrivals:
        arrival.kept = True
    return {arrival.name: stored for arrival, stored in zip(arrivals, made, strict=True)}


def _keep_new_files(job: Job, pk: int) -> tuple[str, ...]:
    """Give a new submission its files; returns the names of those that have not arrived."""
    names = dict.fromkeys((*job.expected, *job.arrivals))
    stored = _stored(job, list(job.arrivals.values()), pk) if job.arrivals else {}
    rows = {name: _row(job, pk, name, stored.get(name)) for name in names}
    missing = [name for name in names if name not in stored]
    if missing and job.was_held:
        rows |= _kept_before(job, pk, missing)
    SubmissionFile.objects.bulk_create(rows.values())
    return tuple(name for name in job.expected if rows[name].file_id is None)


def _kept_before(job: Job, pk: int, missing: Sequence[str]) -> dict[str, SubmissionFile]:
    """Return the files that were kept aside with it before, as its own."""
    held = HeldSubmission.objects.filter(
        association_id=job.device.association_id, came_with__sha256=job.sha256, name__in=missing,
        settled_how="taken", file__isnull=False,
    )  # fmt: skip
    found: dict[str, SubmissionFile] = {}
    for row in held.order_by("pk"):
        found.setdefault(
            row.name,
            SubmissionFile(
                submission_id=pk,
                name=row.name,
                file_id=row.file_id,
                sha256=row.sha256,
                received_at=row.received_at,
            ),
        )
    StoredFile.objects.filter(pk__in=[row.file_id for row in found.values()]).update(subject_id=pk)
    return found


def _row(job: Job, pk: int, name: str, file: StoredFile | None) -> SubmissionFile:
    if file is None:
        return SubmissionFile(submission_id=pk, name=name)
    return SubmissionFile(
        submission_id=pk, name=name, file=file, sha256=job.arrivals[name].sha256, received_at=job.now
    )


def _complete(job: Job, there: There) -> None:
    """Add to a submission that is here the files that were missing; another content is held."""
    if job.arrivals:
        Submission.objects.select_for_update().filter(pk=there.pk).values_list("pk").first()
    rows = {row.name: row for row in SubmissionFile.objects.filter(submission=there.pk)}
    here = {name for name, row in rows.items() if row.file_id is not None}
    missing = [each for each in job.arrivals.values() if each.name not in here]
    other = [
        each for each in job.arrivals.values()
        if each.name in here and bytes(rows[each.name].sha256 or b"") != each.sha256
    ]  # fmt: skip
    for name, file in _stored(job, missing, there.pk).items():
        made = _row(job, there.pk, name, file)
        if name in rows:
            made.pk, made.created_at = rows[name].pk, rows[name].created_at
        made.save()
    if missing and there.subject:
        Submission.objects.filter(pk=there.pk).update(told_at=None)
    _hold_files(job, other, HeldReason.OTHER_FILE)
    arrived = here | {each.name for each in missing}
    job.settle(
        Outcome.REPEATED, submission_id=there.pk, subject=there.subject,
        missing=tuple(name for name in rows if name not in arrived),
        added=tuple(each.name for each in missing), held_files=tuple(each.name for each in other),
    )  # fmt: skip


def _hold(jobs: Sequence[Job]) -> None:
    """Keep aside, whole and with its files, what cannot be taken as it is."""
    for job in jobs:
        held, is_new = HeldSubmission.objects.get_or_create(
            association_id=job.device.association_id, instance_id=job.instance_id, name="", came_with=None,
            sha256=job.sha256, defaults=_as_held(job, job.hold) | {"content": job.xml},
        )  # fmt: skip
        if is_new:
            _tell_held(job)
        _hold_files(job, list(job.arrivals.values()), job.hold, came_with=held)
        job.settle(Outcome.HELD, reason=job.hold, subject=job.subject)


def _hold_files(
    job: Job, arrivals: Sequence[Arrival], reason: str, *, came_with: HeldSubmission | None = None
) -> None:
    """Keep files aside, each once, with the questionnaire that is held; another may have the same ID."""
    if not arrivals:
        return
    known = set(
        HeldSubmission.objects.filter(
            association=job.device.association_id, instance_id=job.instance_id, came_with=came_with
        ).values_list("name", "sha256")
    )
    known_once = {(name, bytes(digest)) for name, digest in known}
    wanted = [each for each in arrivals if (each.name, each.sha256) not in known_once]
    for name, file in _stored(job, wanted, None).items():
        row = HeldSubmission(
            association_id=job.device.association_id, instance_id=job.instance_id, name=name, file=file,
            sha256=job.arrivals[name].sha256, came_with=came_with, **_as_held(job, reason),
        )  # fmt: skip
        HeldSubmission.objects.bulk_create([row], ignore_conflicts=True)
    if wanted and came_with is None:
        _tell_held(job)


def _tell_held(job: Job) -> None:
    tell_held(
        job.device.association, job.parsed.form_id, sent_by=job.device.person_id, subject=job.subject or ""
    )


def _as_held(job: Job, reason: str) -> dict[str, Any]:
    return {
        "reason": reason, "form_id": job.parsed.form_id[:64], "version": job.parsed.version[:40],
        "subject": job.subject, "received_at": job.now, "person_id": job.device.person_id,
        "device": job.device,
    }  # fmt: skip


def _note(jobs: Sequence[Job]) -> None:
    """One audit entry for everything that was taken or held; a bare repetition changes nothing."""
    entries = []
    for job in jobs:
        receipt = job.receipt
        if receipt is None or (receipt.outcome == Outcome.REPEATED and not job.arrivals):
            continue
        details: dict[str, object] = {"form": job.parsed.form_id, "files": len(job.arrivals)}
        if receipt.reason:
            details["reason"] = receipt.reason
        if job.taken_by and job.taken_by.person:
            details["taken_by"] = job.taken_by.person.pk
        entries.append(
            Pending(
                _actor(job), f"{_about(job)}_{receipt.outcome}", _about(job),
                str(receipt.submission_id or ""), job.instance_id, details,
            )
        )  # fmt: skip
    write_together(entries)


def _about(job: Job) -> str:
    """The kind of record in the log; what workers said is there for case officers alone."""
    return CONFIDENTIAL_ENTRY if job.version and job.version.is_said_by_workers else ENTRY


def _actor(job: Job) -> Actor:
    return Actor(job.device.person, job.device.association, channel="odk")
