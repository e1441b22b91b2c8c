"""Files of questionnaires and of what was sent, each opened through one doorway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.instruments.models import Instrument
from safe_employment.instruments.policies import READ_CONFIDENTIAL, SEE_INSTRUMENTS
from safe_employment.instruments.queries import readable_held, submissions_for
from safe_employment.kit.audit import keep_apart
from safe_employment.kit.files import IMAGES, doorway
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from safe_employment.instruments.models import HeldSubmission
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

MEDIA = "instruments.media"
# Photos and recordings of submissions lie as they were sent, byte by byte: they are evidence.
SUBMITTED = "instruments.submitted"
ENTRY, CONFIDENTIAL_ENTRY = "instruments.submission", "instruments.confidential"
NAMES = {"plain": "TXT", "mpeg": "MP3", "3gpp": "3GP"}
MEDIA_TAKES = {*IMAGES, "audio/mpeg", "audio/mp4", "audio/ogg"}


def held_entry(held: HeldSubmission, what: str) -> str:
    """Return how the audit log calls what was done with something held; what workers said is kept apart."""
    found = Instrument.objects.filter(association=held.association_id, form_id=held.form_id).first()
    return f"{CONFIDENTIAL_ENTRY if found and found.is_said_by_workers else 'instruments'}.{what}"


def kind_of_file(stored: StoredFile) -> str:
    """Tell in words what a file is, e.g. “Film, MP4”."""
    kind, _slash, name = stored.content_type.partition("/")
    words = {"image": _("Picture"), "audio": _("Sound"), "video": _("Film")}
    known = words.get(kind, _("File"))
    return known if name in ("", "octet-stream") else f"{known}, {NAMES.get(name, name.upper())}"


def _may_read_media(by: Actor, stored: StoredFile) -> bool:
    del stored
    return can(by, SEE_INSTRUMENTS)


def _may_read_submitted(by: Actor, stored: StoredFile) -> bool:
    """Whoever may read the submission; what was kept aside, whoever settles and may read it."""
    if stored.subject_id is None:
        return readable_held(by).filter(file=stored).exists()
    return submissions_for(by).filter(pk=stored.subject_id).exists()


doorway(MEDIA, _may_read_media, MEDIA_TAKES)
doorway(SUBMITTED, _may_read_submitted, set())  # they come in through intake alone
keep_apart(CONFIDENTIAL_ENTRY, READ_CONFIDENTIAL)
