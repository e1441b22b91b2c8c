"""Phones that send filled-in questionnaires: raw HTTP, so that the server is what is measured."""

from __future__ import annotations

import asyncio
import hashlib
import random
import time
from dataclasses import dataclass, field

QUESTIONS = 60
BOUNDARY = b"----------------cut"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
PAUSE = 0.1  # seconds before a phone tries again


@dataclass
class Filled:
    """A questionnaire with its photos, and what became of it."""

    instance: str
    xml: bytes
    photos: dict[str, bytes] = field(default_factory=dict)

    def facts(self) -> dict[str, object]:
        """Return the hashes."""
        files = {name: hashlib.sha256(data).hexdigest() for name, data in self.photos.items()}
        return {"xml": hashlib.sha256(self.xml).hexdigest(), "files": files}


def filled(instance: str, chance: random.Random, photo_bytes: int = 0) -> Filled:
    """Answer sixty questions; with two photos where `photo_bytes` is their size."""
    answers = "".join(
        f"<A{n:02d}>{chance.choice(('yes', 'no', 'partly', 'not_seen'))}</A{n:02d}>"
        for n in range(1, QUESTIONS + 1)
    )
    photos = {}
    if photo_bytes:
        photos = {f"{name}.jpg": JPEG + chance.randbytes(photo_bytes) for name in ("front", "back")}
        answers += "<front>front.jpg</front><back>back.jpg</back>"
    xml = (
        '<data id="checklist" version="1" xmlns:orx="http://openrosa.org/xforms">'
        f"<A>{answers}</A><orx:meta><orx:instanceID>{instance}</orx:instanceID></orx:meta></data>"
    )
    return Filled(instance, xml.encode(), photos)


def body_of(xml: bytes, photos: dict[str, bytes]) -> bytes:
    """Return the body of the request that ODK Collect makes."""
    head = (
        b'--%b\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\nContent-Type: %b\r\n\r\n%b\r\n'
    )
    parts = [head % (BOUNDARY, b"xml_submission_file", b"a.xml", b"text/xml", xml)]
    parts += [
        head % (BOUNDARY, name.encode(), name.encode(), b"image/jpeg", data) for name, data in photos.items()
    ]
    return b"".join(parts) + b"--%b--\r\n" % BOUNDARY


def request(path: str, body: bytes) -> bytes:
    """Return the whole request."""
    lines = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nX-OpenRosa-Version: 1.0\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY.decode()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return lines.encode() + body


class Phone:
    """One device with one connection, which it opens again when it is lost."""

    def __init__(self, port: int, token: str, door: str = "odk") -> None:
        self.port, self.path = port, f"/{door}/{token}/submission"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes, *, cut: float = 0) -> int:
        """Send; returns the status, 0 where the connection was lost or is cut on purpose at `cut` of it."""
        data = request(self.path, body)
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self._streams
            writer.write(data[: int(len(data) * cut)] if cut else data)
            await writer.drain()
            if cut:
                self.hang_up()
                return 0
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 90)
            length = next(
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            )
            await reader.readexactly(length)
            return int(head.split(b" ", 2)[1])
        except (OSError, EOFError, TimeoutError, StopIteration, asyncio.LimitOverrunError):
            self.hang_up()
            return 0

    def hang_up(self) -> None:
        """Close the connection without a word."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None

    async def deliver(self, each: Filled, chance: random.Random) -> int:
        """Send one until it is acknowledged, through cuts and repetitions; returns the number of tries."""
        names = list(each.photos)
        chance.shuffle(names)
        whole = [dict(each.photos)]
        posts = whole if chance.random() < 0.7 else [{name: each.photos[name]} for name in names]
        tries = 0
        for photos in posts:
            body = body_of(each.xml, photos)
            while True:
                tries += 1
                cut = chance.uniform(0.05, 0.99) if chance.random() < 0.1 else 0.0
                if await self.post(body, cut=cut) == 201:
                    break
                await asyncio.sleep(PAUSE)
            if chance.random() < 0.1:  # the answer was lost on the way: the phone sends again
                tries += 1
                await self.post(body)
        return tries


async def together(phones: list[Phone], work: list[Filled]) -> float:
    """Have all phones send what there is, each once; returns the seconds. Raises on any refusal."""
    bodies = iter([body_of(each.xml, each.photos) for each in work])

    async def one(phone: Phone) -> None:
        for body in bodies:
            status = await phone.post(body)
            if status != 201:
                raise RuntimeError(f"{phone.path}: {status}")

    began = time.perf_counter()
    await asyncio.gather(*(one(phone) for phone in phones))
    return time.perf_counter() - began
