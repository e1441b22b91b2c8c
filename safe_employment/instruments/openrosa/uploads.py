"""Taking a multipart request apart as it comes in: files go to the disk, the questionnaire into memory.

Nothing is kept in memory but the questionnaire itself (at most 8 MB); all files of one request together
have the limit of an upload.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.intake.arrivals import Arrival, Landing, plain_name
from safe_employment.instruments.intake.parsing import LARGEST_XML, TOO_LARGE
from safe_employment.kit.errors import ErrorKind, ProgrammeError

if TYPE_CHECKING:
    from django.http import HttpRequest

QUESTIONNAIRE = "xml_submission_file"
OVERHEAD = 1024 * 1024  # what a request may have beside its files
BROKEN = ErrorKind(
    "SUBMISSION_BROKEN_OFF",
    _("What was sent broke off before its end."),
    _("It is still on the device. Send it again."),
)
TOO_MANY = ErrorKind(
    "SUBMISSION_HAS_TOO_MANY_FILES",
    _("One request takes at most %(limit)s photos and recordings."),
    _("It is still on the device. Tell the programme manager, and keep the device as it is."),
)
NO_QUESTIONNAIRE = ErrorKind(
    "SUBMISSION_WITHOUT_QUESTIONNAIRE",
    _("The request holds no filled-in questionnaire."),
    _("Send it with ODK Collect or another OpenRosa client."),
)


class Unpacking(FileUploadHandler):
    """Collects what one request brings."""

    chunk_size = 256 * 1024

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.xml = bytearray()
        self.has_xml = False
        self.arrivals: list[Arrival] = []
        self._landing: Landing | None = None
        self._left = settings.UPLOAD_LIMIT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a part."""
        super().new_file(*args, **kwargs)
        if self.field_name == QUESTIONNAIRE:
            self.has_xml = True
        else:
            self._landing = Landing(plain_name(self.file_name or self.field_name or "file"), self._left)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece of a part. Raises ProgrammeError SUBMISSION_TOO_LARGE, FILE_TOO_LARGE."""
        del start
        if self._landing is not None:
            self._landing.write(raw_data)
            return
        self.xml += raw_data
        if len(self.xml) > LARGEST_XML:
            raise ProgrammeError(TOO_LARGE, {"limit": LARGEST_XML // 1024 // 1024})

    def file_complete(self, file_size: int) -> None:
        """End a part."""
        del file_size
        if self._landing is not None:
            arrival, self._landing = self._landing.close(), None
            self._left -= arrival.size
            self.arrivals.append(arrival)

    def forget(self) -> None:
        """Take everything off the disk."""
        if self._landing is not None:
            self._landing.abandon()
        for arrival in self.arrivals:
            arrival.remove()


class Body:
    """A request's body as it comes in. Its last bytes are kept: a whole request ends with its boundary."""

    TAIL = 256

    def __init__(self, request: HttpRequest) -> None:
        self.length = request.headers.get("Content-Length", "")
        # Without a length (chunked) Django reads nothing; the server's own stream knows its end.
        self._stream = request if self.length else request.META["wsgi.input"]
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        found: bytes = self._stream.read(size)
        self._tail = (self._tail + found)[-self.TAIL :]
        return found

    def is_whole(self, boundary: bytes) -> bool:
        """Whether it came to its end."""
        return self._tail.rstrip().endswith(b"--" + boundary + b"--")


def unpack(request: HttpRequest) -> Unpacking:
    """Read a request to its end.

    Raises ProgrammeError SUBMISSION_TOO_LARGE, SUBMISSION_HAS_TOO_MANY_FILES, SUBMISSION_BROKEN_OFF,
    SUBMISSION_WITHOUT_QUESTIONNAIRE and those of files; nothing stays on the disk then.
    """
    body, most = Body(request), settings.UPLOAD_LIMIT + OVERHEAD
    if body.length.isdecimal() and int(body.length) > most:
        raise ProgrammeError(TOO_LARGE, {"limit": settings.UPLOAD_LIMIT // 1024 // 1024})
    if request.content_type != "multipart/form-data":
        raise ProgrammeError(NO_QUESTIONNAIRE)
    unpacking = Unpacking(request)
    try:
        _parse(request, body, unpacking, body.length or str(most))
    except (MultiPartParserError, OSError) as problem:
        unpacking.forget()
        raise ProgrammeError(BROKEN) from problem
    except (TooManyFilesSent, TooManyFieldsSent) as problem:
        unpacking.forget()
        most_files = (settings.DATA_UPLOAD_MAX_NUMBER_FILES or 1) - 1  # the questionnaire is one of them
        raise ProgrammeError(TOO_MANY, {"limit": most_files}) from problem
    except BaseException:
        unpacking.forget()
        raise
    return unpacking


def _parse(request: HttpRequest, body: Body, unpacking: Unpacking, length: str) -> None:
    meta = {"CONTENT_TYPE": request.META["CONTENT_TYPE"], "CONTENT_LENGTH": length}
    parser = MultiPartParser(meta, body, [unpacking], "utf-8")  # type: ignore[arg-type]
    fields, _files = parser.parse()
    boundary: bytes = vars(parser)["_boundary"]  # it has read the header
    if not body.is_whole(boundary):
        raise MultiPartParserError("the body ends before its boundary")
    if not unpacking.has_xml:
        unpacking.xml += str(fields.get(QUESTIONNAIRE, "")).encode()
    if not unpacking.xml:
        raise ProgrammeError(NO_QUESTIONNAIRE)
