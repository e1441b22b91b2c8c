"""Files of questionnaires and of what was sent, each opened through one doorway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.instruments.policies import SEE_INSTRUMENTS
from safe_employment.kit.files import IMAGES, doorway
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

MEDIA = "instruments.media"
MEDIA_TAKES = {*IMAGES, "audio/mpeg", "audio/mp4", "audio/ogg"}


def _may_read_media(by: Actor, stored: StoredFile) -> bool:
    del stored
    return can(by, SEE_INSTRUMENTS)


doorway(MEDIA, _may_read_media, MEDIA_TAKES)
