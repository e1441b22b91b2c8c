"""Photographs of visits and what employers send with their reply: who may open them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.files import IMAGES, PAPERS, doorway
from safe_employment.kit.policies import can
from safe_employment.visits.models import VisitPhoto
from safe_employment.visits.policies import SEE_VISITS
from safe_employment.visits.queries import visits_for
from safe_employment.visits.reading import is_tied

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

PHOTO = "visits.photo"
REPLY = "visits.reply"


def _may_see_photo(by: Actor, stored: StoredFile) -> bool:
    visit = visits_for(by).filter(pk=stored.subject_id or 0).first()
    if visit is None:
        return False
    if can(by, SEE_VISITS) and not is_tied(by, visit):
        return True
    return VisitPhoto.objects.filter(visit=visit, file=stored, for_employer=True).exists()


def _may_read_reply(by: Actor, stored: StoredFile) -> bool:
    return visits_for(by).filter(pk=stored.subject_id or 0).exists()


doorway(PHOTO, _may_see_photo, set(IMAGES))
doorway(REPLY, _may_read_reply, PAPERS)
