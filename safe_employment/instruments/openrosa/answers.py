"""What a device is told: the words that ODK Collect shows, and the headers of the standard."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date

XML = "text/xml; charset=utf-8"
OK_STATES = (201, 204)


def marked(response: HttpResponse) -> HttpResponse:
    """Add the headers that every answer has."""
    response.headers["X-OpenRosa-Version"] = "1.0"
    response.headers["X-OpenRosa-Accept-Content-Length"] = str(settings.UPLOAD_LIMIT)
    response.headers["Date"] = http_date()
    response.headers["Cache-Control"] = "no-store"
    return response


def answer(status: int, words: str) -> HttpResponse:
    """Return an OpenRosa response: a status, and a sentence for whoever holds the device."""
    nature = "submit_success" if status in OK_STATES else "error"
    text = (
        '<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
        f'<message nature="{nature}">{escape(words)}</message></OpenRosaResponse>'
    )
    return document(text, status)


def document(text: str, status: int = 200) -> HttpResponse:
    """Return an XML document."""
    return marked(HttpResponse(text, content_type=XML, status=status))
