"""Files of questionnaires and of what was sent, each opened through one doorway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.instruments.policies import READ_CONFIDENTIAL, SEE_INSTRUMENTS
from safe_employment.instruments.queries import held_for, submissions_for
from safe_employment.kit.audit import keep_apart
from safe_employment.kit.files import IMAGES, doorway
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

MEDIA = "instruments.media"
# Photos and recordings of submissions lie as they were sent, byte by byte: they are evidence.
SUBMITTED = "instruments.submitted"
ENTRY, CONFIDENTIAL_ENTRY = "instruments.submission", "instruments.confidential"
MEDIA_TAKES = {*IMAGES, "audio/mpeg", "audio/mp4", "audio/ogg"}


def _may_read_media(by: Actor, stored: StoredFile) -> bool:
    del stored
    return can(by, SEE_INSTRUMENTS)


def _may_read_submitted(by: Actor, stored: StoredFile) -> bool:
    """Whoever may read the submission; what was kept aside, whoever settles it."""
    if stored.subject_id is None:
        return held_for(by).filter(file=stored).exists()
    return submissions_for(by).filter(pk=stored.subject_id).exists()


doorway(MEDIA, _may_read_media, MEDIA_TAKES)
doorway(SUBMITTED, _may_read_submitted, set())  # they come in through intake alone
keep_apart(CONFIDENTIAL_ENTRY, READ_CONFIDENTIAL)
