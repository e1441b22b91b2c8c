"""Files that come with a submission: streamed to disk, told apart by content, durable before they count."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.files import DISK_FULL, TOO_LARGE, place

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "sent"
HEAD = 8192
OTHER = "application/octet-stream"
BLOCK = 1024 * 1024
# The first bytes of what phones make.
BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
)
# What is taken, by its content, and how such a file may be called; under another name nothing opens it.
TAKEN = {
    "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",), "image/gif": (".gif",),
    "image/webp": (".webp",), "image/heic": (".heic", ".heif"), "image/avif": (".avif",),
    "audio/ogg": (".ogg", ".oga", ".opus"), "audio/mpeg": (".mp3",), "audio/amr": (".amr",),
    "audio/flac": (".flac",), "audio/mp4": (".m4a", ".mp4"), "audio/wav": (".wav",),
    "audio/aac": (".aac",), "video/webm": (".webm",), "video/mp4": (".mp4", ".m4a"),
    "video/3gpp": (".3gp", ".3gpp"), "application/pdf": (".pdf",), "text/csv": (".csv",),
    "text/plain": (".txt",),
}  # fmt: skip
PHOTO, SOUND = ("image/",), ("audio/", "video/mp4", "video/3gpp", "video/webm")
# What a question of each type may be answered with; sound recorders write containers of films, too.
ANSWERS = {
    "image": PHOTO, "photo": PHOTO, "audio": SOUND, "background-audio": SOUND, "video": ("video/",),
    "audit": ("text/",), "file": ("",),
}  # fmt: skip
BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"avif": "image/avif",
          b"M4A ": "audio/mp4", b"3gp4": "video/3gpp", b"3gp5": "video/3gpp"}  # fmt: skip


@dataclass
class Arrival:
    """A file on our disk. It belongs to nobody until a submission takes it (`kept`)."""

    name: str
    path: str
    size: int
    sha256: bytes
    head: bytes
    kept: bool = False

    @property
    def content_type(self) -> str:
        """What it is, by its content."""
        return kind_of(self.head, self.name)

    @property
    def is_taken(self) -> bool:
        """Whether it is of a kind that a submission may have."""
        return self.size > 0 and self.content_type in TAKEN

    def answers(self, question_type: str) -> bool:
        """Whether a question of that type may be answered with it."""
        return self.content_type.startswith(ANSWERS[question_type])

    @property
    def safe_name(self) -> str:
        """Its sender's name for it with an ending that fits its content."""
        endings = TAKEN[self.content_type]
        return self.name if self.name.lower().endswith(endings) else f"{self.name[:190]}{endings[0]}"

    def make_durable(self) -> None:
        """Have the disk write it, and the folder's entry for it."""
        where = place(self.path)
        for path in (where, where.parent):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def remove(self) -> None:
        """Take it off the disk."""
        place(self.path).unlink(missing_ok=True)


@dataclass
class Landing:
    """A file while it arrives; `limit` counts all files of one request together."""

    name: str
    limit: int
    path: str = field(init=False)
    size: int = 0
    head: bytes = b""

    def __post_init__(self) -> None:
        name = secrets.token_hex(16)
        self.path = f"{FOLDER}/{name[:2]}/{name}"
        target = place(self.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._digest = hashlib.sha256()
        self._file = target.open("xb")

    def write(self, block: bytes) -> None:
        """Take the next piece. Raises ProgrammeError FILE_TOO_LARGE, FILE_NOT_KEPT."""
        self.size += len(block)
        if self.size > self.limit:
            self.abandon()
            raise ProgrammeError(TOO_LARGE, {"limit": settings.UPLOAD_LIMIT // 1024 // 1024})
        if len(self.head) < HEAD:
            self.head += block[: HEAD - len(self.head)]
        self._digest.update(block)
        try:
            self._file.write(block)
        except OSError as problem:
            self.abandon()
            if problem.errno in (errno.ENOSPC, errno.EDQUOT):
                raise ProgrammeError(DISK_FULL) from problem
            raise

    def abandon(self) -> None:
        """Forget what has arrived."""
        self._file.close()
        place(self.path).unlink(missing_ok=True)

    def close(self) -> Arrival:
        """Return the file that arrived whole."""
        self._file.close()
        return Arrival(self.name, self.path, self.size, self._digest.digest(), self.head)


def land(name: str, content: IO[bytes]) -> Arrival:
    """Write an open file to our disk."""
    landing = Landing(plain_name(name), settings.UPLOAD_LIMIT)
    for block in _blocks(content):
        landing.write(block)
    return landing.close()


def _blocks(content: IO[bytes]) -> Iterator[bytes]:
    while block := content.read(BLOCK):
        yield block


def plain_name(name: str) -> str:
    """Return the last part of a name, without control signs, at most 200 long."""
    last = Path(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[-200:]


def kind_of(head: bytes, name: str) -> str:
    """Tell what a file is from its first bytes; its name only tells one plain text from another."""
    if head.startswith(b"MZ"):
        return OTHER
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(b"\x00\x00") and head[4:8] == b"ftyp":  # after the length of this first box
        return BRANDS.get(head[8:12], "video/3gpp" if head[8:11] == b"3gp" else "video/mp4")
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], OTHER)
    if sound := _frames_of_sound(head):
        return sound
    if _is_plain_text(head):
        return "text/csv" if name.lower().endswith(".csv") else "text/plain"
    return OTHER


def _frames_of_sound(head: bytes) -> str:
    """Tell sound by the header of its first frame (ISO 11172-3 layers II and III, ISO 13818-7 ADTS).

    Layer I is not: text in UTF-16 begins with the same bytes.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return ""
    if head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    version, layer, bit_rate, sample_rate = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    is_frame = version != 1 and layer in {1, 2} and bit_rate != 15 and sample_rate != 3
    return "audio/mpeg" if is_frame else ""


def _is_plain_text(head: bytes) -> bool:
    """Whether it is text that nothing would run: no script, no markup."""
    if b"\x00" in head or head.lstrip()[:2] in (b"#!", b"MZ") or head.lstrip()[:1] == b"<":
        return False
    try:
        head[:-3].decode()
    except UnicodeDecodeError:
        return False
    return bool(head)
