"""Photos of the demonstration: drawn here, of nobody and of no place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

SIZE = (960, 720)
FLOOR = 470  # where the back wall ends, in pixels from above
Pen = ImageDraw.ImageDraw


def photo(motif: str, rng: Random) -> bytes:
    """Return a JPEG of about 40 kB; `motif` is one of MOTIFS, and no two are the same picture."""
    image = Image.new("RGB", SIZE)
    _room(image, rng)
    MOTIFS[motif](ImageDraw.Draw(image), rng)
    image = image.rotate(rng.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, expand=False)
    image = image.crop((24, 24, SIZE[0] - 24, SIZE[1] - 24)).filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.effect_noise(image.size, 14).convert("RGB")
    image = Image.blend(image, noise, 0.06)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=72)
    return file.getvalue()


def _room(image: Image.Image, rng: Random) -> None:
    """A wall that the light leaves towards one side, and a tiled floor."""
    pen = ImageDraw.Draw(image)
    tone = rng.randint(176, 205)
    for x in range(0, SIZE[0], 4):
        shade = tone - x // 18
        pen.rectangle((x, 0, x + 4, FLOOR), fill=(shade, shade - 4, shade - 16))
    pen.rectangle((0, FLOOR, *SIZE), fill=(118, 112, 104))
    for x in range(-900, 1900, 110):
        pen.line((480 + (x - 480) * 0.55, FLOOR, x, SIZE[1]), fill=(98, 93, 87), width=3)
    for y in (FLOOR + 18, FLOOR + 48, FLOOR + 98, FLOOR + 178):
        pen.line((0, y, SIZE[0], y), fill=(98, 93, 87), width=3)


def _box(pen: Pen, left: int, top: int, colour: tuple[int, int, int]) -> None:
    """A box with a lid and a lit side."""
    wide, high = 110, 90
    darker = tuple(part * 3 // 4 for part in colour)
    lighter = tuple(min(255, part + 28) for part in colour)
    pen.rectangle((left, top, left + wide, top + high), fill=colour, outline=darker, width=3)
    pen.polygon(
        ((left, top), (left + 26, top - 22), (left + wide + 26, top - 22), (left + wide, top)), fill=lighter
    )
    pen.polygon(
        (
            (left + wide, top),
            (left + wide + 26, top - 22),
            (left + wide + 26, top + high - 22),
            (left + wide, top + high),
        ),
        fill=darker,
    )
    pen.line((left, top + high // 3, left + wide, top + high // 3), fill=darker, width=4)


def _door(pen: Pen, left: int) -> None:
    pen.rectangle((left, 120, left + 220, FLOOR), fill=(92, 120, 108), outline=(58, 78, 70), width=8)
    pen.rectangle((left + 180, 290, left + 204, 306), fill=(190, 190, 180))
    pen.rectangle((left + 30, 62, left + 190, 104), fill=(24, 122, 84))
    pen.polygon(
        (
            (left + 60, 83),
            (left + 92, 70),
            (left + 92, 78),
            (left + 160, 78),
            (left + 160, 88),
            (left + 92, 88),
            (left + 92, 96),
        ),
        fill=(235, 245, 238),
    )


def _exit_blocked(pen: Pen, rng: Random) -> None:
    left = rng.randint(280, 420)
    _door(pen, left)
    for row in range(3):
        for place in range(3 - row):
            x = left - 60 + place * 118 + rng.randint(-10, 10)
            _box(pen, x, FLOOR + 60 - row * 92, (176, 138 + rng.randint(-8, 8), 92))


def _exit_clear(pen: Pen, rng: Random) -> None:
    _door(pen, rng.randint(280, 460))
    pen.rectangle((800, 300, 850, FLOOR + 10), fill=(176, 42, 38), outline=(120, 24, 22), width=4)
    pen.rectangle((812, 276, 838, 300), fill=(40, 40, 40))


def _dormitory(pen: Pen, rng: Random) -> None:
    for place in range(3):
        left = 60 + place * 300
        for top in (210, 380):
            sheet = (rng.randint(110, 200), rng.randint(110, 200), rng.randint(120, 200))
            pen.rectangle((left, top, left + 230, top + 40), fill=sheet)
            pen.rectangle((left, top - 22, left + 56, top), fill=(226, 222, 212))
            pen.rectangle((left - 6, top + 40, left + 236, top + 52), fill=(70, 76, 84))
        for x in (left - 6, left + 226):
            pen.rectangle((x, 150, x + 10, 540), fill=(70, 76, 84))


def _kitchen(pen: Pen, rng: Random) -> None:
    pen.rectangle((40, 330, 920, 540), fill=(168, 172, 174), outline=(120, 124, 126), width=4)
    pen.rectangle((40, 318, 920, 340), fill=(206, 210, 212))
    for place in range(4):
        left = 90 + place * 215 + rng.randint(-14, 14)
        pen.ellipse((left, 276, left + 140, 332), fill=(58, 60, 62), outline=(36, 38, 40), width=4)
        pen.rectangle((left + 132, 292, left + 190, 302), fill=(46, 48, 50))
    pen.polygon(((180, 60), (780, 60), (860, 190), (100, 190)), fill=(186, 190, 192))


def _notice(pen: Pen, rng: Random) -> None:
    pen.rectangle((190, 90, 780, 420), fill=(150, 112, 74), outline=(104, 76, 48), width=10)
    for place in range(6):
        left, top = 220 + place % 3 * 186, 116 + place // 3 * 150
        pen.rectangle((left, top, left + 150, top + 128), fill=(240, 238, 228))
        for line in range(6):
            end = left + 130 - rng.randint(0, 50)
            pen.line(
                (left + 14, top + 22 + line * 17, end, top + 22 + line * 17), fill=(122, 122, 122), width=4
            )
        pen.ellipse((left + 70, top - 6, left + 82, top + 6), fill=(176, 42, 38))


def _gas(pen: Pen, rng: Random) -> None:
    for place in range(3):
        left = 180 + place * 210 + rng.randint(-16, 16)
        pen.rounded_rectangle(
            (left, 300, left + 140, 560), 46, fill=(122, 134, 140), outline=(78, 88, 94), width=5
        )
        pen.rectangle((left + 48, 262, left + 92, 304), fill=(96, 104, 108))
        pen.line((left + 70, 262, left + 120, 180, 900, 150), fill=(206, 120, 40), width=9)


MOTIFS: dict[str, Callable[[Pen, Random], None]] = {
    "exit_blocked": _exit_blocked,
    "exit_clear": _exit_clear,
    "dormitory": _dormitory,
    "kitchen": _kitchen,
    "notice": _notice,
    "gas": _gas,
}
