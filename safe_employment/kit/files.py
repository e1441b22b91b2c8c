"""Private files: checked by content, cleaned, kept outside the web, opened through one doorway."""

from __future__ import annotations

import errno
import hashlib
import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import puremagic
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.models import StoredFile

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

IMAGES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
SHEETS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "text/csv",
    "text/plain",
}
PAPERS = {"application/pdf", *IMAGES}
LARGEST_IMAGE = 40_000_000  # pixels
# What Pillow raises where a file is no picture, or a broken one.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)

TOO_LARGE = ErrorKind(
    "FILE_TOO_LARGE",
    _("The file is larger than %(limit)s MB."),
    _("Make it smaller, or divide it, and try again."),
)
WRONG_TYPE = ErrorKind(
    "FILE_WRONG_TYPE",
    _("The content of “%(name)s” is not of a kind that is taken here."),
    _("Choose a file of another kind: %(kinds)s."),
)
DISK_FULL = ErrorKind(
    "FILE_NOT_KEPT",
    _("The file could not be kept: the machine's disk is full."),
    _("Nothing was saved. Tell the system administrator, then try again."),
)
EMPTY = ErrorKind("FILE_EMPTY", _("The file is empty."), _("Choose the file again."))


@dataclass(frozen=True)
class Doorway:
    """Who may read the files of one purpose, and which kinds of content it takes."""

    purpose: str
    may_read: Callable[[Actor, StoredFile], bool]
    takes: frozenset[str]


_doorways: dict[str, Doorway] = {}


def doorway(purpose: str, may_read: Callable[[Actor, StoredFile], bool], takes: set[str]) -> Doorway:
    """Declare the doorway of a purpose, e.g. `findings.evidence`.

    Raises ValueError if the purpose has one already.
    """
    if purpose in _doorways:
        raise ValueError(f"files of {purpose} have a doorway already")
    _doorways[purpose] = Doorway(purpose, may_read, frozenset(takes))
    return _doorways[purpose]


def content_type(head: bytes, name: str) -> str:
    """Tell what a file is from its first bytes; the name is asked only of plain text."""
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        guesses = []
    kinds = [guess.mime_type for guess in guesses if guess.mime_type]
    if head[:4] == b"PK\x03\x04":
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "application/vnd.ms-excel"
    known = next((kind for kind in kinds if kind in PAPERS), None)
    if known:
        return str(known)
    if b"\x00" not in head[:4096] and Path(name).suffix.lower() in {".csv", ".txt", ".tsv"}:
        return "text/csv"
    return str(kinds[0]) if kinds else "application/octet-stream"


def _without_metadata(data: bytes, kind: str, name: str) -> bytes:
    """Return the picture alone: no place, no time, no camera; turned as it should be seen."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > LARGEST_IMAGE:
                raise ProgrammeError(TOO_LARGE, {"limit": LARGEST_IMAGE // 1_000_000})
            upright = ImageOps.exif_transpose(picture)
            clean = Image.new(upright.mode, upright.size)
            if upright.mode == "P" and (palette := upright.getpalette()):
                clean.putpalette(palette)
            clean.paste(upright)
            kept = io.BytesIO()
            clean.save(kept, IMAGES[kind])
            return kept.getvalue()
    except UNREADABLE as problem:
        raise ProgrammeError(WRONG_TYPE, {"name": name, "kinds": "JPEG, PNG, WebP"}) from problem


def small_picture(stored: StoredFile, side: int) -> bytes | None:
    """Return a stored picture as a JPEG of at most `side` pixels each way, upright and without metadata.

    None for what is no picture that can be read, or one of more than 40 million pixels.
    """
    return small_jpeg(place(stored.path), side)


def small_jpeg(source: Path | BinaryIO, side: int) -> bytes | None:
    """Do what `small_picture` says with a picture that is not stored as a file of ours."""
    try:
        with Image.open(source) as picture:
            if picture.width * picture.height > LARGEST_IMAGE:
                return None
            picture.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side, side))
            kept = io.BytesIO()
            upright.convert("RGB").save(kept, "JPEG", quality=82)
            return kept.getvalue()
    except UNREADABLE:
        return None


def place(relative: str) -> Path:
    """Return where a stored file lies."""
    return Path(settings.MEDIA_ROOT) / relative


def write_private(data: BinaryIO, *, limit: int | None = None) -> tuple[str, int, str]:
    """Write a stream to private storage; returns (relative path, bytes, SHA-256 in hex).

    Nothing stays behind when it fails. Raises ProgrammeError FILE_TOO_LARGE, FILE_EMPTY, FILE_NOT_KEPT.
    """
    limit = limit or settings.UPLOAD_LIMIT
    name = secrets.token_hex(16)
    relative = f"{name[:2]}/{name}"
    target = place(relative)
    digest, size = hashlib.sha256(), 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as kept:
            while block := data.read(1024 * 1024):
                size += len(block)
                if size > limit:
                    raise ProgrammeError(TOO_LARGE, {"limit": limit // (1024 * 1024)})
                digest.update(block)
                kept.write(block)
        if size == 0:
            raise ProgrammeError(EMPTY)
    except OSError as problem:
        target.unlink(missing_ok=True)
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ProgrammeError(DISK_FULL) from problem
        raise
    except ProgrammeError:
        target.unlink(missing_ok=True)
        raise
    return relative, size, digest.hexdigest()


@command
def store_file(
    *, by: Actor, purpose: str, content: BinaryIO, name: str, subject_id: int | None = None
) -> StoredFile:
    """Check, clean and keep a file.

    Raises ProgrammeError FILE_TOO_LARGE, FILE_EMPTY, FILE_WRONG_TYPE or FILE_NOT_KEPT, and KeyError
    for a purpose that has no doorway.
    """
    door = _doorways[purpose]
    head = content.read(8192)
    content.seek(0)
    kind = content_type(head, name)
    if head and kind not in door.takes:
        kinds = ", ".join(sorted(taken.rpartition("/")[2].rpartition(".")[2] for taken in door.takes))
        raise ProgrammeError(WRONG_TYPE, {"name": Path(name).name, "kinds": kinds}, field="file")
    if kind in IMAGES:
        content = io.BytesIO(_without_metadata(content.read(settings.UPLOAD_LIMIT + 1), kind, name))
    relative, size, digest = write_private(content)
    stored = StoredFile.objects.create(
        association=by.home,
        purpose=purpose,
        subject_id=subject_id,
        name=Path(name).name[-200:],
        content_type=kind,
        size=size,
        sha256=digest,
        path=relative,
        uploaded_by=by.person,
    )
    record(by, "kit.store_file", stored, details={"purpose": purpose, "size": size, "sha256": digest})
    return stored


def file_for(by: Actor, pk: int) -> StoredFile:
    """The one doorway to a file: what may not be read does not exist.

    Raises Hidden.
    """
    stored = StoredFile.objects.filter(pk=pk, association=by.association).first()
    if (
        stored is None
        or stored.purpose not in _doorways
        or not _doorways[stored.purpose].may_read(by, stored)
    ):
        raise Hidden
    return stored


def takes(purpose: str) -> frozenset[str]:
    """Return the kinds of content that files of this purpose may have."""
    return _doorways[purpose].takes
