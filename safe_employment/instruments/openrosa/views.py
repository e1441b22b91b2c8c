"""The addresses that ODK Collect calls."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safe_employment.instruments import intake
from safe_employment.instruments.intake import Outcome, Receipt, Revoked
from safe_employment.instruments.models import HeldReason, InstrumentVersion
from safe_employment.instruments.openrosa.answers import answer, document, marked
from safe_employment.instruments.openrosa.doors import Caller, device_door, device_time, note_seen
from safe_employment.instruments.openrosa.uploads import unpack
from safe_employment.instruments.queries import offered_to, one_offered
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.files import place

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

VERSION = "X-OpenRosa-Version"
STATUS = {
    "SUBMISSION_TOO_LARGE": 413, "FILE_TOO_LARGE": 413, "SUBMISSION_HAS_TOO_MANY_FILES": 413,
    "SUBMISSION_NOT_STORED": 503, "FILE_NOT_KEPT": 507,
}  # fmt: skip
NOT_FOUND = (HeldReason.UNKNOWN_FORM, HeldReason.UNKNOWN_VERSION)


@device_door
@require_safe
def form_list(request: HttpRequest, caller: Caller, token: str) -> HttpResponseBase:
    """List the questionnaires in use (OpenRosa Form List API)."""
    note_seen(caller.device, timezone.now())
    offered = offered_to(caller.by)
    if wanted := request.GET.get("formID"):
        offered = offered.filter(instrument__form_id=wanted)
    entries = "".join(_entry(request, version, token) for version in offered)
    return document(f'<xforms xmlns="http://openrosa.org/xforms/xformsList">{entries}</xforms>')


def _entry(request: HttpRequest, version: InstrumentVersion, token: str) -> str:
    asked = version.instrument
    manifest = ""
    if version.media_count:  # type: ignore[attr-defined]
        manifest = f"<manifestUrl>{_address(request, 'manifest', token, version.pk)}</manifestUrl>"
    return (
        f"<xform><formID>{escape(asked.form_id)}</formID><name>{escape(asked.title)}</name>"
        f"<version>{escape(version.version)}</version><hash>md5:{version.digest}</hash>"
        f"<downloadUrl>{_address(request, 'form', token, version.pk)}</downloadUrl>{manifest}</xform>"
    )


def _address(request: HttpRequest, route: str, *keys: object) -> str:
    return escape(request.build_absolute_uri(reverse(f"openrosa:{route}", args=keys)))


@device_door
@require_safe
def form(request: HttpRequest, caller: Caller, token: str, pk: int) -> HttpResponseBase:
    """Hand out the XForm of a version in use."""
    del request, token
    return document(one_offered(caller.by, pk).xform)


@device_door
@require_safe
def manifest(request: HttpRequest, caller: Caller, token: str, pk: int) -> HttpResponseBase:
    """List the pictures and sounds that a version shows."""
    version = one_offered(caller.by, pk)
    files = "".join(
        f"<mediaFile><filename>{escape(each.name)}</filename><hash>md5:{each.digest}</hash>"
        f"<downloadUrl>{_address(request, 'media', token, pk, each.pk)}</downloadUrl></mediaFile>"
        for each in version.media.all()
    )
    return document(f'<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{files}</manifest>')


@device_door
@require_safe
def media(request: HttpRequest, caller: Caller, token: str, pk: int, media: int) -> HttpResponseBase:
    """Hand out a picture or sound of a version."""
    del request, token
    found = one_offered(caller.by, pk).media.select_related("file").filter(pk=media).first()
    if found is None:
        return answer(404, _("There is no such file."))
    response = FileResponse(place(found.file.path).open("rb"), content_type=found.file.content_type)
    response.headers["X-OpenRosa-Version"] = "1.0"
    return response


@device_door
def submission(request: HttpRequest, caller: Caller, token: str) -> HttpResponseBase:
    """Take a filled-in questionnaire (OpenRosa Form Submission API)."""
    if request.method == "HEAD":
        response = HttpResponse(status=204)
        response.headers["Location"] = request.build_absolute_uri(
            reverse("openrosa:submission", args=[token])
        )
        return marked(response)
    if request.method != "POST":
        return answer(405, _("Filled-in questionnaires are sent here with POST."))
    if VERSION not in request.headers:
        return answer(400, _("The request lacks the header X-OpenRosa-Version."))
    try:
        return _taken(_receive(request, caller))
    except Revoked:
        return answer(403, _("This device is not known here or was signed out. Nothing on it is lost."))
    except ProgrammeError as error:
        response = answer(STATUS.get(error.code, 400), f"{error.what} {error.remedy}")
        if response.status_code == 503:
            response.headers["Retry-After"] = "60"
        return response


def _receive(request: HttpRequest, caller: Caller) -> Receipt:
    unpacking, now = unpack(request), timezone.now()
    try:
        return intake.receive(
            device=caller.device, xml=bytes(unpacking.xml), now=now,
            files=unpacking.arrivals, subject=request.GET.get("subject", ""),
            device_time=device_time(request, now),
        )  # fmt: skip
    except ProgrammeError as error:
        if error.code != "SUBMISSION_NOT_STORED":  # whether that was written is not known
            unpacking.forget()
        raise


def _taken(receipt: Receipt) -> HttpResponse:
    if receipt.outcome == Outcome.HELD:
        why = HeldReason(receipt.reason).label
        words = _("Kept aside for a person to look at: %(why)s. It stays on the device, too.") % {"why": why}
        return answer(404 if receipt.reason in NOT_FOUND else 409, words)
    if receipt.refused:
        words = _("The answers were kept. These files are not what was asked for, or would run: %(names)s.")
        return answer(415, words % {"names": ", ".join(receipt.refused)})
    if receipt.held_files:
        words = _("Kept aside for a person to look at: another file under a name that is taken: %(names)s.")
        return answer(409, words % {"names": ", ".join(receipt.held_files)})
    if receipt.missing:
        words = _("Stored. Still to come: %(number)s files.") % {"number": len(receipt.missing)}
        return answer(201, words)
    return answer(201, _("Stored."))
