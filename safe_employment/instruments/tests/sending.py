"""Devices and filled-in questionnaires for tests of this room and of the rooms above it."""

from __future__ import annotations

import io
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from safe_employment.instruments import commands, intake
from safe_employment.instruments.intake import Receipt
from safe_employment.instruments.models import Device, DeviceKind
from safe_employment.instruments.tests.factories import NOW
from safe_employment.kit.actors import Actor

EVIL = b"MZ\x90\x00\x03" + bytes(2000)


def device(by: Actor, *, kind: str = DeviceKind.COLLECT, name: str = "Phone") -> tuple[Device, str]:
    """A device of the actor, and its token."""
    return commands.add_device(by=by, kind=kind, name=name)


def filled(
    answers: Mapping[str, str],
    *,
    instance: str = "",
    form: str = "checklist",
    version: str = "1",
    root: str = "data",
    replaces: str = "",
) -> bytes:
    """A questionnaire with answers by path, as ODK Collect writes it; of two levels at most."""
    groups: dict[str, str] = {}
    for path, value in answers.items():
        group, _, name = path.rpartition("/")
        groups[group] = groups.get(group, "") + f"<{name}>{escape(value)}</{name}>"
    inner = "".join(f"<{group}>{text}</{group}>" if group else text for group, text in groups.items())
    old = f"<orx:deprecatedID>{replaces}</orx:deprecatedID>" if replaces else ""
    identity = f"<orx:instanceID>{instance or f'uuid:{uuid.uuid4()}'}</orx:instanceID>{old}"
    return (
        f"<?xml version='1.0'?><{root} id={quoteattr(form)} version={quoteattr(version)}"
        f' xmlns:orx="http://openrosa.org/xforms">{inner}<orx:meta>{identity}</orx:meta></{root}>'
    ).encode()


def photo(colour: str = "red") -> bytes:
    """A small JPEG."""
    kept = io.BytesIO()
    Image.new("RGB", (16, 16), colour).save(kept, "JPEG")
    return kept.getvalue()


def send(
    by: Device, xml: bytes, files: Mapping[str, bytes] | None = None, *, now: datetime = NOW, **facts: Any
) -> Receipt:
    """Hand a questionnaire in."""
    opened = {name: io.BytesIO(data) for name, data in (files or {}).items()}
    return intake.receive(device=by, xml=xml, files=opened, now=now, **facts)
