"""Uploading, publishing and retiring versions."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from safe_employment.instruments import errors, policies
from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.files import MEDIA
from safe_employment.instruments.models import (
    HeldSubmission,
    Instrument,
    InstrumentKind,
    InstrumentVersion,
    MediaFile,
    Submission,
    VersionState,
)
from safe_employment.instruments.queries import definition_of, instrument_for, version_for
from safe_employment.instruments.states import VERSION
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.files import store_file
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from safe_employment.instruments.compiling import Compiled
    from safe_employment.kit.actors import Actor

LONGEST_TITLE = 200


@command
def upload_version(
    *, by: Actor, data: bytes, name: str, kind: str = InstrumentKind.OTHER
) -> InstrumentVersion:
    """Compile a file and keep it as the draft of its version; a draft of the same version gives way to it.

    `kind` is that of a form id which is new here. The same content as a published version is that
    version. Raises FormError, ProgrammeError INSTRUMENT_VERSION_TAKEN.
    """
    check(by, policies.MANAGE_INSTRUMENTS)
    made = compile_form(data, name)
    instrument = _instrument(by, made, kind)
    held = instrument.versions.filter(version=made.definition.version).first()
    if held is not None and not held.is_draft:
        if held.digest == made.digest:
            record(by, "instruments.upload_again", held)
            return held
        facts = {"version": made.definition.version, "form_id": instrument.form_id}
        raise ProgrammeError(errors.VERSION_TAKEN, facts, field="file")
    version = held or InstrumentVersion(
        association=by.home, instrument=instrument, version=made.definition.version
    )
    version.source_format, version.source, version.source_name = (
        made.source_format,
        data,
        Path(name).name[-200:],
    )
    version.xform, version.digest = made.xform, made.digest
    version.definition, version.questions = made.definition.to_json(), len(made.definition.questions)
    version.uploaded_by = by.person
    version.save()
    version.media.exclude(name__in=made.definition.media).delete()
    record(by, "instruments.upload_version", version, details={"digest": made.digest})
    return version


def _instrument(by: Actor, made: Compiled, kind: str) -> Instrument:
    titles = made.definition.titles
    words = {
        "kind": kind, "title_zh": titles["zh"][:LONGEST_TITLE], "title_en": titles["en"][:LONGEST_TITLE]
    }  # fmt: skip
    found, _new = Instrument.objects.get_or_create(
        association=by.home, form_id=made.definition.form_id, defaults=words
    )
    return found


def _was_sent(instrument: Instrument) -> bool:
    held = HeldSubmission.objects.filter(association=instrument.association_id, form_id=instrument.form_id)
    return Submission.objects.filter(version__instrument=instrument).exists() or held.exists()


@command
def describe_instrument(
    *, by: Actor, instrument: Instrument, kind: str, title_zh: str, title_en: str
) -> Instrument:
    """Change what a questionnaire is for and how it is called in lists.

    What it is for decides who may read what was sent, and the log of it: it stays once something was.
    Raises ProgrammeError INSTRUMENT_KIND_STAYS.
    """
    check(by, policies.MANAGE_INSTRUMENTS)
    found = instrument_for(by, instrument.pk)
    if kind != found.kind and _was_sent(found):
        raise ProgrammeError(errors.KIND_STAYS, field="kind")
    found.kind, found.title_zh, found.title_en = kind, title_zh, title_en
    found.save()
    record(by, "instruments.describe", found, details={"kind": kind})
    return found


@command
def add_media(*, by: Actor, version: InstrumentVersion, file: BinaryIO, name: str) -> MediaFile:
    """Add a picture or sound that the form shows.

    Raises ProgrammeError INSTRUMENT_MEDIA_NOT_NAMED, INSTRUMENT_NOT_A_DRAFT and those of files.
    """
    check(by, policies.MANAGE_INSTRUMENTS)
    found = version_for(by, version.pk)
    if not found.is_draft:
        raise ProgrammeError(errors.NOT_A_DRAFT, {"version": found.version}, field="file")
    wanted, called = definition_of(found).media, Path(name).name
    if called not in wanted:
        facts = {"name": called, "names": ", ".join(wanted)}
        raise ProgrammeError(errors.MEDIA_NOT_NAMED, facts, field="file")
    digest = hashlib.md5(file.read(), usedforsecurity=False).hexdigest()  # OpenRosa's manifest names MD5
    file.seek(0)
    stored = store_file(by=by, purpose=MEDIA, content=file, name=called, subject_id=found.pk)
    kept, _new = MediaFile.objects.update_or_create(
        version=found, name=called, defaults={"file": stored, "digest": digest}
    )
    record(by, "instruments.add_media", found, details={"file": called})
    return kept


@command
def publish_version(*, by: Actor, version: InstrumentVersion, now: datetime) -> InstrumentVersion:
    """Publish a draft; the version before it is retired. Raises INSTRUMENT_MEDIA_MISSING."""
    found = version_for(by, version.pk)
    held = set(found.media.values_list("name", flat=True))
    if missing := [name for name in definition_of(found).media if name not in held]:
        raise ProgrammeError(errors.MEDIA_MISSING, {"names": ", ".join(missing)})
    before = found.instrument.versions.filter(state=VersionState.PUBLISHED).first()
    if before is not None:
        move(VERSION, "retire", by=by, subject=before, changes={"retired_at": now})
    changes: dict[str, object] = {"published_at": now, "published_by": by.person}
    move(VERSION, "publish", by=by, subject=found, changes=changes)
    return found


@command
def retire_version(*, by: Actor, version: InstrumentVersion, now: datetime) -> InstrumentVersion:
    """Take a version out of use; what was begun with it is still taken."""
    found = version_for(by, version.pk)
    move(VERSION, "retire", by=by, subject=found, changes={"retired_at": now})
    return found


@command
def discard_draft(*, by: Actor, version: InstrumentVersion) -> None:
    """Remove a draft. Raises INSTRUMENT_NOT_A_DRAFT."""
    check(by, policies.MANAGE_INSTRUMENTS)
    found = version_for(by, version.pk)
    if not found.is_draft:
        raise ProgrammeError(errors.NOT_A_DRAFT, {"version": found.version})
    record(by, "instruments.discard_draft", found, details={"version": found.version})
    instrument = found.instrument
    found.delete()
    if not instrument.versions.exists():
        instrument.delete()
