"""Taking our own questionnaires into an association."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.instruments import policies
from safe_employment.instruments.commands.versions import publish_version, upload_version
from safe_employment.instruments.library import form_of, library
from safe_employment.instruments.models import Instrument, InstrumentVersion
from safe_employment.instruments.queries import instrument_for, instruments_for
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@command
def draft_edition(*, by: Actor, instrument: Instrument) -> InstrumentVersion:
    """Take in the latest edition of one of our questionnaires as a draft; what bears its version here stays.

    Raises Hidden for a questionnaire that is none of ours.
    """
    check(by, policies.MANAGE_INSTRUMENTS)
    found = instrument_for(by, instrument.pk)
    form = form_of(found.form_id)
    if form is None:
        raise Hidden
    held = found.versions.filter(version=form.version).first()
    made = held or upload_version(by=by, data=form.read(), name=form.path.name)
    record(by, "instruments.draft_edition", made, details={"version": made.version})
    return made


@command
def add_library(*, by: Actor, now: datetime) -> list[InstrumentVersion]:
    """Take in and publish those of our questionnaires whose form id is not here; the others stay."""
    check(by, policies.MANAGE_INSTRUMENTS)
    held = set(instruments_for(by).values_list("form_id", flat=True))
    added = []
    for form in library():
        if form.form_id in held:
            continue
        version = upload_version(by=by, data=form.read(), name=form.path.name, kind=form.kind)
        added.append(publish_version(by=by, version=version, now=now))
    record(by, "instruments.add_library", details={"added": len(added)})
    return added
