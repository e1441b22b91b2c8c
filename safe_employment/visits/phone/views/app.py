"""The app itself: one page without anybody's data, and its service worker."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_replace
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse

from safe_employment.kit.doors import public
from safe_employment.kit.errors import Hidden

if TYPE_CHECKING:
    from django.http import HttpRequest

BUILT = "built/visit/"
# The engine of the questionnaires reads XPath with a parser in WebAssembly that it carries along as data:
# address; photos are shown from memory. Nothing else is wider than elsewhere, and eval stays forbidden.
POLICY = {
    "script-src": [SELF, WASM_UNSAFE_EVAL],
    "connect-src": [SELF, "data:"],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
}


def _place(name: str) -> Path:
    found = finders.find(BUILT + name)
    return Path(found) if isinstance(found, str) else Path(staticfiles_storage.path(BUILT + name))


@cache
def _kept(name: str, _changed: float) -> bytes:
    return _place(name).read_bytes()


def built(name: str) -> bytes:
    """Return a file of the app as it was built. Raises Hidden when it was not."""
    try:
        return _kept(name, _place(name).stat().st_mtime)
    except OSError:
        raise Hidden from None


@public
@csp_replace(POLICY)
def app(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes its request
    """Return the app's page: the same for everyone."""
    response = HttpResponse(built("index.html"))
    response.headers["Cache-Control"] = "no-cache"
    return response


@public
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes its request
    """Return the service worker; the browser asks anew each time, so an update is seen at once."""
    response = HttpResponse(built("sw.js"), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
