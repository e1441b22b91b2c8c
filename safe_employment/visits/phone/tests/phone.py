"""A phone for tests: it seals as the app does, and speaks through Django's client."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import random
import uuid
from datetime import UTC, datetime
from typing import Any

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client
from PIL import Image
from pyrage import x25519

from safe_employment.instruments.models import Device, InstrumentVersion
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.models.phone import CHUNK_BYTES
from safe_employment.visits.phone import pairing

PHOTO = "photo-00000000-0000-4000-8000-000000000001.jpg"


class SealedPart:
    """A part as a phone seals it."""

    def __init__(self, recipient: str, pieces: dict[str, bytes], *, is_ended: bool = True) -> None:
        self.is_ended = is_ended
        self.id, key = str(uuid.uuid4()), os.urandom(32)
        self.sealed_key = pyrage.encrypt(key, [x25519.Recipient.from_str(recipient)])
        self.pieces = {name: self._sealed(key, name, plain) for name, plain in pieces.items()}

    def _sealed(self, key: bytes, name: str, plain: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + AESGCM(key).encrypt(nonce, plain, f"{self.id}/{name}".encode())

    def announcement(self) -> dict[str, Any]:
        """What the phone says of it."""
        return {
            "ended": self.is_ended,
            "sealed_key": base64.b64encode(self.sealed_key).decode(),
            "pieces": [
                {"name": name, "size": len(piece), "sha256": hashlib.sha256(piece).hexdigest()}
                for name, piece in self.pieces.items()
            ],
        }


class TestPhone:
    """A paired phone of a person."""

    __test__ = False

    def __init__(self, by: Actor, before: TestPhone | None = None) -> None:
        """Pair a phone; `before` is the same one as it was signed in until now."""
        self.client = Client(headers={"accept-language": "en"})
        code = pairing.issue_code(by=by, now=datetime.now(UTC))
        said = {"code": code.lower(), "name": "Test", "before": [before.said["mailbox"]] if before else []}
        self.said: dict[str, Any] = self.post("pair/", "", said).json()
        self.device = Device.objects.get(pk=self.said["device"])

    def headers(self, token: str) -> dict[str, str]:
        """The header that says which phone speaks."""
        return {"authorization": f"Bearer {token}"}

    def post(self, path: str, token: str, said: object) -> Any:
        """Post JSON."""
        return self.client.post(
            f"/phone/api/{path}",
            json.dumps(said),
            content_type="application/json",
            headers=self.headers(token),
        )

    def bundle(self) -> Any:
        """Ask for the bundle."""
        return self.client.get("/phone/api/bundle/", headers=self.headers(self.said["token"]))

    def announce(self, part: SealedPart) -> Any:
        """Say that a part comes."""
        return self.client.put(
            f"/phone/api/parts/{part.id}/", json.dumps(part.announcement()),
            content_type="application/json", headers=self.headers(self.said["mailbox"]),
        )  # fmt: skip

    def chunk(self, part: SealedPart, name: str, position: int, content: bytes | None = None) -> Any:
        """Send a chunk."""
        start = position * CHUNK_BYTES
        sent = part.pieces[name][start : start + CHUNK_BYTES] if content is None else content
        return self.client.put(
            f"/phone/api/parts/{part.id}/{name}/{position}/", sent,
            content_type="application/octet-stream", headers=self.headers(self.said["mailbox"]),
        )  # fmt: skip

    def send(self, part: SealedPart) -> dict[str, Any]:
        """Send all that is missing; returns the last answer."""
        answer: dict[str, Any] = self.announce(part).json()
        for piece in answer["pieces"]:
            for position in piece["missing"]:
                answer = self.chunk(part, piece["name"], position).json()
        return answer


def form_piece(version: InstrumentVersion, visit: Visit, answers: str, *files: str, uid: str = "") -> bytes:
    """What the form piece of a part says."""
    root = version.definition["root"]
    xml = (
        f'<{root} id="{version.instrument.form_id}" version="{version.version}">{answers}'
        f"<meta><instanceID>{uid or f'uuid:{uuid.uuid4()}'}</instanceID></meta></{root}>"
    )
    return json.dumps(
        {
            "xml": xml, "visit": visit.pk, "version": version.pk, "begun_at": "2026-03-10T01:30:00Z",
            "finished_at": datetime.now(UTC).isoformat(), "files": list(files),
        }
    ).encode()  # fmt: skip


def photo_answer(version: InstrumentVersion) -> str:
    """An answer that names the photo, at a question that asks for one."""
    path = next(one["path"] for one in version.definition["questions"] if one["type"] in ("photo", "image"))
    names = path.split("/")
    return "".join(f"<{name}>" for name in names) + PHOTO + "".join(f"</{name}>" for name in reversed(names))


def picture(side: int = 40) -> bytes:
    """A photo that is no one's; noise, so that it stays large."""
    noise = random.Random(1).randbytes(side * side * 3)
    kept = io.BytesIO()
    Image.frombytes("RGB", (side, side), noise).save(kept, "JPEG", quality=95)
    return kept.getvalue()
