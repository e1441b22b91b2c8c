"""The settings that ODK Collect reads from a QR code: JSON, zlib, base64 (docs.getodk.org).

What the code does not name Collect sets to its own default.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

import segno
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

COLOUR = "#0b5a63"


def settings_of(address: str, association: Association) -> dict[str, Any]:
    """Return Collect's settings: where to fetch and send, the forms as the server has them, send at once."""
    name = str(association)
    return {
        "general": {
            "server_url": address,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
            "delete_send": False,
        },
        "admin": {"change_server": False, "delete_saved": False},
        "project": {"name": name, "icon": name[:1], "color": COLOUR},
    }


def settings_code(address: str, association: Association) -> str:
    """Return the text of the code."""
    text = json.dumps(settings_of(address, association), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def drawn_code(text: str) -> SafeString:
    """Return a QR code as inline SVG."""
    code = segno.make(text, error="l", micro=False)
    drawing: str = code.svg_inline(scale=4, border=4, svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(drawing)  # noqa: S308 - made by segno from modules only, no text inside
