"""The files of outreach: what staff may read, and how an upload becomes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

from safe_employment.kit.files import IMAGES, PAPERS, doorway, store_file
from safe_employment.kit.policies import can
from safe_employment.outreach.policies import SEE_OUTREACH

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

PRINT_FILE = "outreach.print_file"
PHOTO = "outreach.photo"
CLIPPING = "outreach.clipping"


def _staff_reads(by: Actor, _stored: StoredFile) -> bool:
    return can(by, SEE_OUTREACH)


doorway(PRINT_FILE, _staff_reads, PAPERS)
doorway(PHOTO, _staff_reads, set(IMAGES))
doorway(CLIPPING, _staff_reads, PAPERS)


def kept(
    by: Actor, purpose: str, upload: UploadedFile[Any] | None, before: StoredFile | None
) -> StoredFile | None:
    """Return the file for the record: the upload, stored, or the one that was there before."""
    if upload is None:
        return before
    return store_file(by=by, purpose=purpose, content=cast("BinaryIO", upload), name=upload.name or purpose)
