"""A small server with the app's files and the answers that a phone gets: one visit, our own checklist."""

from __future__ import annotations

import json
import mimetypes
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pyrage import x25519

PACKAGE = Path(__file__).resolve().parents[2] / "safe_employment"
STATIC = PACKAGE / "kit" / "static"
BUILT = STATIC / "built" / "visit"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' data:; manifest-src 'self'; worker-src 'self'"
)


def bundle(recipient: str) -> dict[str, Any]:
    """What the phone takes along."""
    from safe_employment.instruments.compiling import compile_form

    source = PACKAGE / "instruments" / "library" / "visit-checklist.md"
    form = compile_form(source.read_bytes())
    now = datetime.now(UTC)
    visit = {
        "id": 1, "reference": "V-00001", "state": "under_way", "takes_answers": True, "is_today": True,
        "on": now.date().isoformat(), "employer": "翠湖饭庄", "address": "翠湖路1号", "team": ["马", "唐"],
        "code": "12345678",
    }  # fmt: skip
    checklist = {
        "id": 1, "form_id": "visit-checklist", "version": form.definition.version, "kind": "visit_checklist",
        "state": "published", "title": form.definition.titles, "digest": "", "xform": form.xform,
        "definition": form.definition.to_json(), "media": [],
    }  # fmt: skip
    return {
        "now": now.isoformat(), "today": now.date().isoformat(), "recipient": recipient,
        "person": {"id": 1, "name": "马监督", "language": "en"},
        "association": {"slug": "kunming", "zh": "协会", "en": "Association"},
        "visits": [visit], "forms": [checklist],
    }  # fmt: skip


class Association:
    """The server, on a free port."""

    def __init__(self) -> None:
        said = bundle(str(x25519.Identity.generate().to_public()))
        paired = {**said, "token": "t", "mailbox": "m", "device": 1}
        answers = {
            "/phone/api/pair/": paired,
            "/phone/api/bundle/": said,
            "/phone/api/contact/": {"now": "", "signed_out": False, "recipient": ""},
        }

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                if path in answers:
                    self._send(json.dumps({**answers[path], "now": _now()}).encode(), "application/json")
                elif path in ("/phone/", "/phone/sw.js"):
                    name = "index.html" if path == "/phone/" else "sw.js"
                    kind = "text/html; charset=utf-8" if path == "/phone/" else "text/javascript"
                    self._send((BUILT / name).read_bytes(), kind)
                elif (
                    path.startswith("/static/") and (file := STATIC / path.removeprefix("/static/")).is_file()
                ):
                    self._send(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/json")
                else:
                    self.send_error(404)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def _send(self, content: bytes, kind: str) -> None:
                self.send_response(200)
                for name, value in (
                    ("Content-Type", kind), ("Content-Length", str(len(content))),
                    ("Content-Security-Policy", POLICY), ("Cache-Control", "no-cache"),
                ):  # fmt: skip
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_said: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop it."""
        self._server.shutdown()


def _now() -> str:
    return datetime.now(UTC).isoformat()
