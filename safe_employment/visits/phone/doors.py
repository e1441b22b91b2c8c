"""The doors of the app's interface: a token in the header says which phone speaks."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from safe_employment.instruments.models import Device, DeviceKind
from safe_employment.kit.doors import public
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.visits.phone import errors
from safe_employment.visits.phone.pairing import digest_of, may_visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

P = ParamSpec("P")
STATUS = {errors.SIGNED_OUT: 410, errors.NOT_KNOWN: 401, errors.OTHER_CONTENT: 409, errors.TOO_OFTEN: 429}


def told(problem: ProgrammeError) -> JsonResponse:
    """Return a problem as JSON: its code, and what the reader may do."""
    said = {"code": problem.code, "what": problem.what, "remedy": problem.remedy}
    return JsonResponse(said, status=STATUS.get(problem.kind, 422))


def _bearer(request: HttpRequest) -> str:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind == "Bearer" else ""


def answers(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Make a view of the app's interface: no cookie counts, problems are told as JSON."""

    @functools.wraps(view)
    def run(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except ProgrammeError as problem:
            response = told(problem)
        except Hidden:
            response = JsonResponse({"code": "NOT_FOUND"}, status=404)
        response.headers["Cache-Control"] = "no-store"
        return response

    return public(csrf_exempt(run))


def reader(request: HttpRequest) -> Device:
    """Return the phone whose reading token is in the header.

    Raises ProgrammeError PHONE_SIGNED_OUT (also when the person's role has ended), PHONE_NOT_KNOWN.
    """
    token = _bearer(request)
    phones = Device.objects.filter(kind=DeviceKind.APP).select_related("person", "association")
    device = phones.filter(token_digest=digest_of(token)).first() if token else None
    if device is None:
        raise ProgrammeError(errors.NOT_KNOWN)
    if device.revoked_at is not None or not may_visit(device):
        raise ProgrammeError(errors.SIGNED_OUT)
    Device.objects.filter(pk=device.pk).update(last_seen_at=timezone.now())
    return device


def sender(request: HttpRequest) -> Device:
    """Return the phone whose mailbox token is in the header, also one that was signed out.

    Raises ProgrammeError PHONE_NOT_KNOWN.
    """
    token = _bearer(request)
    phones = Device.objects.select_related("person", "association", "phone")
    device = phones.filter(phone__mailbox_digest=digest_of(token)).first() if token else None
    if device is None:
        raise ProgrammeError(errors.NOT_KNOWN)
    return device
