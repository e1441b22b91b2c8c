"""What can stop a check besides the books themselves: a catalogue of codes, each with its HTTP status."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind, ProgrammeError

__all__ = ["CATALOGUE", "CheckRefused"]

_STATUS: Mapping[str, int] = {
    "CHECK_FILE_TOO_LARGE": 413,
    "CHECK_TOO_OFTEN": 429,
    "CHECK_FAILED": 500,
    "CHECK_BUSY": 503,
}
CATALOGUE: Mapping[str, ErrorKind] = {
    kind.code: kind
    for kind in (
        ErrorKind(
            "CHECK_NO_FILE",
            _("No file came with the question."),
            _("Choose the workbook with your books, or a JSON file, and send it again."),
        ),
        ErrorKind(
            "CHECK_FILE_TOO_LARGE",
            _("The file has more than %(limit)s MB."),
            _("Remove pictures and unused sheets, check fewer months, or use the command line."),
        ),
        ErrorKind(
            "CHECK_TOO_OFTEN",
            _("Many files came from your address within a short time."),
            _("Wait %(seconds)s seconds, then send it again."),
        ),
        ErrorKind(
            "CHECK_BUSY",
            _("Other employers' books are being checked right now."),
            _("Send your file again in half a minute. Nothing of it was kept."),
        ),
        ErrorKind(
            "CHECK_TOOK_TOO_LONG",
            _("The check was stopped after %(seconds)s seconds."),
            _("Check fewer months or fewer workers at a time, or use the command line."),
        ),
        ErrorKind(
            "CHECK_TOO_MUCH_FOUND",
            _("There are more than %(limit)s results: too many for a page."),
            _("Check fewer months at a time, or use the command line."),
        ),
        ErrorKind(
            "CHECK_FAILED",
            _("The check failed through no fault of yours."),
            _("Send the file again. If it fails again, tell the association the number %(reference)s."),
        ),
        ErrorKind(
            "CHECK_PLACE_UNKNOWN",
            _("There is no such district: %(value)s."),
            _("Give the six digits of its code, for example 530102."),
        ),
        ErrorKind(
            "CHECK_MONTH_WRONG",
            _("A month is not written as 2026-09, or the last lies before the first."),
            _("Correct the months, or leave them out."),
        ),
        ErrorKind(
            "CHECK_JURISDICTION_UNKNOWN",
            _("There are no rules for this jurisdiction."),
            _("Use one of: %(choices)s."),
        ),
    )
}


class CheckRefused(ProgrammeError):  # noqa: N818 - reads as what happened
    """Raised when a check cannot be begun or finished; `status` is the answer's, `retry_after` in seconds."""

    def __init__(self, code: str, *, retry_after: int | None = None, **facts: object) -> None:
        super().__init__(CATALOGUE[code], facts)
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """The status of the HTTP answer."""
        return _STATUS.get(self.code, 422)

    def as_dict(self) -> dict[str, str]:
        """Return it for JSON."""
        return {"code": self.code, "what": self.what, "remedy": self.remedy}
