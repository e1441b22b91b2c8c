"""Taking a stranger's file in: in memory only, refused while it arrives where it is too large."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .errors import CheckRefused
from .limits import PublicLimits

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

__all__ = ["KeptInMemory", "read_body", "refuse_large"]

_CHUNK = 64 * 1024


def refuse_large(request: HttpRequest, limits: PublicLimits) -> None:
    """Refuse by the length that the request declares, before a byte of it is read.

    Raises CheckRefused (CHECK_FILE_TOO_LARGE).
    """
    try:
        declared = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        declared = 0
    if declared > limits.body_bytes:
        raise _too_large(limits)


def _too_large(limits: PublicLimits) -> CheckRefused:
    return CheckRefused("CHECK_FILE_TOO_LARGE", limit=limits.file_bytes // 1024**2)


class KeptInMemory(FileUploadHandler):
    """Keeps an uploaded file in memory (Django's own would write a large one to disk), and counts it."""

    def __init__(self, request: HttpRequest, limits: PublicLimits) -> None:
        super().__init__(request)
        self._limits = limits
        self._file = io.BytesIO()

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._file = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take a piece; raises CheckRefused where the file has become too large."""
        if start + len(raw_data) > self._limits.file_bytes:
            raise _too_large(self._limits)
        self._file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Hand the file over."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            file=self._file,
            field_name=self.field_name,
            name=self.file_name or "books",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def read_body(request: HttpRequest, limits: PublicLimits) -> bytes:
    """Return the body, read piece by piece; raises CheckRefused where it is too large."""
    found = bytearray()
    while piece := request.read(_CHUNK):
        found += piece
        if len(found) > limits.file_bytes:
            raise _too_large(limits)
    return bytes(found)
