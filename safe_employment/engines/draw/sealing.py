"""Sealed and provable: what is published before, what comes later, and the numbers that follow from both.

Before the period the association publishes two hashes: of everything that the draw is made from, and of a
secret. With them it names a public number that does not exist yet (a lottery draw of a named day, or a round
of drand). When it exists, both together make the seed. The association could not choose the number, and the
public cannot know the secret, so neither can know or bend who is visited. After the period the secret is
told, and anybody can compute every schedule again.

As in RFC 3797 (D. Eastlake, *Publicly Verifiable Nominations Committee Random Selection*, 2004), the numbers
of each source are put in ascending order, each followed by ".", each source followed by "/"; the hash here is
SHA-256, and what is hashed has lengths in front, so that nothing can be read in two ways.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from .problems import DrawError, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMMIT, _SEED, _STREAM = b"safe-employment draw commitment 1", b"safe-employment draw seed 1", b"stream 1"
#: The form of a public number that is one word of 256 bits, as the randomness of a drand round.
HEXADECIMAL = "hex"
_WRITTEN = (r"[0-9\s,.;、，；/+]*", r"\s*[0-9a-fA-F]{64}[\s/]*")
SECRET_BYTES = 32
_BATCH = 64


def canonical(value: object) -> bytes:
    """Return the one form of a value made of text, whole numbers, lists and mappings: sorted, no blanks,
    UTF-8.

    Raises DrawError DRAW_BAD_FIGURE for a number with a fraction: it is written as text beforehand.
    """
    _no_fractions(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _no_fractions(value: object) -> None:
    if isinstance(value, float):
        raise DrawError(ProblemCode.BAD_FIGURE, repr(value))
    if isinstance(value, dict):
        for each in value.values():
            _no_fractions(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            _no_fractions(each)


def digest(*pieces: bytes) -> bytes:
    """Return the SHA-256 of pieces, each with its length of eight bytes in front."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(len(piece).to_bytes(8, "big"))
        found.update(piece)
    return found.digest()


def commitment(secret: bytes) -> str:
    """Return what is published of the secret. Raises DrawError for a secret that could be guessed."""
    if len(secret) < SECRET_BYTES:
        raise DrawError(ProblemCode.BAD_FIGURE, f"{len(secret)} < {SECRET_BYTES}")
    return digest(_COMMIT, secret).hex()


def public_number(sources: Iterable[Sequence[int | str]]) -> str:
    """Return the public numbers in the form of RFC 3797: `9.12.30./7./`; a hexadecimal word stands as it is.

    Raises DrawError DRAW_BAD_FIGURE for what is neither.
    """
    told = []
    for source in sources:
        words = [str(each).strip().lower() for each in source]
        if not words or not all(re.fullmatch(r"\d{1,12}|[0-9a-f]{16,128}", word) for word in words):
            raise DrawError(ProblemCode.BAD_FIGURE, ", ".join(words) or "—")
        if all(len(word) <= 12 and word.isdigit() for word in words):
            words = [str(number) for number in sorted(int(word) for word in words)]
        told.append("".join(f"{word}." for word in words) + "/")
    if not told:
        raise DrawError(ProblemCode.BAD_FIGURE, "—")
    return "".join(told)


def check_form(form: str) -> str:
    """Return the form of a public number that is sealed before it exists: :data:`HEXADECIMAL`, or how many
    numbers of each kind a lottery draws, as `6/1`. Raises DrawError DRAW_BAD_FIGURE.
    """
    told = form.replace(" ", "")
    if told == HEXADECIMAL or re.fullmatch(r"[1-9]\d?(/[1-9]\d?){0,4}", told):
        return told
    raise DrawError(ProblemCode.BAD_FIGURE, form[:40] or "—")


def read_number(text: str, form: str = "") -> str:
    """Return the form of what a person types: numbers with blanks or commas, sources apart by `/` or `+`.

    With the sealed `form` there is one reading only: so many numbers of each kind, in the order of the
    kinds, and nothing else. Raises DrawError DRAW_BAD_FIGURE.
    """
    if form and not re.fullmatch(_WRITTEN[form == HEXADECIMAL], text):
        raise DrawError(ProblemCode.BAD_FIGURE, text[:80])
    sources = [re.findall(r"[0-9a-fA-F]+", piece) for piece in re.split(r"[/+]", text)]
    sources = [source for source in sources if source]
    if form and form != HEXADECIMAL:
        sources = _by_kind(sources, [int(count) for count in form.split("/")])
    return public_number(sources)


def _by_kind(sources: list[list[str]], counts: list[int]) -> list[list[str]]:
    """Part what was typed by kinds: by its strokes where it has any, else by the counts."""
    flat = [word for source in sources for word in source]
    if len(sources) == 1 and len(flat) == sum(counts):
        ends = [sum(counts[: at + 1]) for at in range(len(counts))]
        sources = [flat[end - count : end] for end, count in zip(ends, counts, strict=True)]
    if [len(source) for source in sources] != counts:
        raise DrawError(ProblemCode.BAD_FIGURE, " / ".join(" ".join(source) for source in sources)[:80])
    return sources


def seed_of(root: str, secret: bytes, number: str) -> bytes:
    """Return the seed of a period: from the published hash, the secret and the public number."""
    return digest(_SEED, bytes.fromhex(root), secret, number.encode())


class Stream:
    """Numbers in [0, 1) from SHA-256 with a counter; each label (a week) has its own."""

    def __init__(self, seed: bytes, label: str) -> None:
        self._key = digest(_STREAM, seed, label.encode())
        self._block = 0
        self._ready: list[float] = []

    def __call__(self) -> float:
        """Return the next number: the first 53 bits of the next eight bytes."""
        if not self._ready:
            self._fill()
        return self._ready.pop()

    def _fill(self) -> None:
        made: list[float] = []
        for block in range(self._block, self._block + _BATCH):
            data = hashlib.sha256(self._key + block.to_bytes(8, "big")).digest()
            made += [(int.from_bytes(data[at : at + 8], "big") >> 11) * 2.0**-53 for at in (0, 8, 16, 24)]
        self._block += _BATCH
        self._ready = made[::-1]
