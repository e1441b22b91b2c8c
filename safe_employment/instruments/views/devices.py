"""Pages of devices: one's own, a new one with its code, everyone's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments import commands, policies, queries
from safe_employment.instruments.collect import drawn_code, settings_code
from safe_employment.instruments.commands.devices import NEEDED
from safe_employment.instruments.forms import DeviceForm
from safe_employment.instruments.models import DeviceKind
from safe_employment.instruments.tables import DeviceTable, device_mark
from safe_employment.instruments.views.parts import action_if, list_page, page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.forms import run
from safe_employment.kit.pages import FormWords, confirm_page, form_page, only, posted, record_page
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.instruments.models import Device
    from safe_employment.kit.actors import Actor

# The visit app signs its devices in by itself.
BY_HAND = (DeviceKind.COLLECT, DeviceKind.PROGRAM)


@door(policies.KEEP_DEVICES)
def own_devices(request: HttpRequest) -> HttpResponse:
    """Show one's own devices and how to connect one."""
    by = actor_of(request)
    devices = [(device, device_mark(device)) for device in queries.own_devices(by)]
    context = {"devices": devices, "actions": _actions(by), "back": page(by, "submissions")}
    return render(request, "instruments/own_devices.html", context)


def _actions(by: Actor) -> list[object]:
    return list(
        only(
            action_if(by, policies.SUBMIT, _("Connect a device"), "add_device", kind="primary"),
            action_if(by, policies.SEE_DEVICES, _("Devices of everyone"), "devices"),
        )
    )


@door(policies.SEE_DEVICES)
def devices(request: HttpRequest) -> HttpResponseBase:
    """List everyone's devices."""
    by = actor_of(request)
    return list_page(
        request,
        DeviceTable,
        queries.devices_for(by),
        action_if(by, policies.SUBMIT, _("My devices"), "own_devices"),
    )


@door(policies.SUBMIT)
def add_device(request: HttpRequest) -> HttpResponse:
    """Add a device; its code is on the answer to the form and on no other page."""
    by = actor_of(request)
    kinds = [(kind.value, kind.label) for kind in BY_HAND if can(by, NEEDED[kind])]
    form = DeviceForm(*posted(request), kinds=kinds)
    words = FormWords(
        _("Connect a device"), _("Show the code"), "",
        _("Each phone and each program has its own code. It is shown once and can be taken back alone."),
    )  # fmt: skip
    if request.method == "POST":
        made = run(form, commands.add_device, by=by)
        if made is not None:
            return _shown_once(request, *made)
    return form_page(request, form, commands.add_device, words, back=page(by, "own_devices"), by=by)


def _shown_once(request: HttpRequest, device: Device, token: str) -> HttpResponse:
    by = actor_of(request)
    submission = request.build_absolute_uri(reverse("openrosa:submission", args=[token]))
    address = submission.removesuffix("/submission")
    is_collect = device.kind == DeviceKind.COLLECT
    context = {
        "device": device,
        "address": address if is_collect else request.build_absolute_uri("/api/v1/"),
        "token": token,
        "code": drawn_code(settings_code(address, by.home)) if is_collect else "",
        "back": page(by, "own_devices"),
    }
    response = render(request, "instruments/new_device.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@door(policies.KEEP_DEVICES)
def device(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a device."""
    by = actor_of(request)
    found = queries.device_for(by, pk)
    revoke = action_if(
        by, policies.KEEP_DEVICES, _("Sign the device out"), "revoke_device", pk, kind="danger"
    )
    return record_page(
        request,
        title=found.name,
        state=device_mark(found),
        facts=[
            (_("Person"), found.person),
            (_("What it uses"), found.get_kind_display()),
            (_("Added"), found.created_at),
            (_("Last seen"), found.last_seen_at),
            (_("Signed out"), found.revoked_at),
            (_("Filled-in questionnaires"), found.submissions.count()),
        ],
        back=page(by, "own_devices"),
        actions=only(revoke if found.is_active else None),
    )


@door(policies.KEEP_DEVICES)
def revoke_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then sign the device out."""
    by = actor_of(request)
    found = queries.device_for(by, pk)
    words = FormWords(
        _("Sign the device out"), _("Sign the device out"), _("The device is signed out."),
        _("It can no longer fetch or send. What it sent stays; what is still on it cannot be sent."),
        danger=True,
    )  # fmt: skip
    return confirm_page(
        request, commands.revoke_device, words, back=page(by, "device", pk), by=by, device=found,
        now=timezone.now(),
    )  # fmt: skip
