"""Taking sealed parts from phones: pieces in chunks, in any order and any number of times."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.visits.models import PartState, PhoneChunk, PhonePart, PhonePiece
from safe_employment.visits.models.phone import CHUNK_BYTES, PIECE_BYTES, PIECES
from safe_employment.visits.phone import errors

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from safe_employment.instruments.models import Device
    from safe_employment.kit.actors import Actor

FORM = "form"


@dataclass(frozen=True)
class Announced:
    """A piece as the phone announces it: its name, size in bytes and SHA-256 of the ciphertext."""

    name: str
    size: int
    sha256: bytes


@command
def announce_part(
    *, by: Actor, device: Device, part_id: uuid.UUID, sealed_key: bytes, pieces: Sequence[Announced],
    is_ended: bool = True,
) -> PhonePart:  # fmt: skip
    """Note a part and its pieces; the same again changes nothing, more pieces are added.

    `is_ended` is whether a person ended it: what nobody ended is kept aside once it is here. Who signs in
    anew sends on what their phone had begun to send before. Raises ProgrammeError PHONE_BAD_REQUEST,
    PHONE_TOO_MANY_PIECES, PHONE_OTHER_CONTENT; Hidden for another person's part.
    """
    if len(pieces) > PIECES:
        facts = {"limit": PIECES - 1, "number": len(pieces) - 1}  # the form is no photo
        raise ProgrammeError(errors.TOO_MANY_PIECES, facts)
    if not 0 < len(sealed_key) < 2000:
        raise ProgrammeError(errors.BAD_REQUEST)
    given = {"device": device, "sealed_key": sealed_key, "problem": "" if is_ended else errors.NOT_ENDED.code}
    part, made = PhonePart.objects.get_or_create(association=by.home, part_id=part_id, defaults=given)
    if part.device.person_id != device.person_id:
        raise Hidden
    if bytes(part.sealed_key) != sealed_key:
        raise ProgrammeError(errors.OTHER_CONTENT)
    if part.device_id != device.pk and part.state == PartState.ARRIVING:
        part.device = device
        part.save(update_fields=["device", "changed_at"])
    known = {piece.name: piece for piece in part.pieces.all()}
    for piece in pieces:
        _announce(part, piece, known.get(piece.name))
    action = "visits.announce_phone_part" if made else "visits.announce_phone_pieces"
    record(by, action, part, details={"pieces": len(pieces)})
    return part


def _announce(part: PhonePart, piece: Announced, known: PhonePiece | None) -> None:
    if not 0 < piece.size <= PIECE_BYTES or not 0 < len(piece.name) <= 120 or len(piece.sha256) != 32:
        raise ProgrammeError(errors.BAD_REQUEST)
    if known is None:
        if part.state == PartState.DELIVERED:
            part.state = PartState.ARRIVING
            part.save(update_fields=["state", "changed_at"])
        PhonePiece.objects.create(part=part, name=piece.name, size=piece.size, sha256=piece.sha256)
    elif (known.size, bytes(known.sha256)) != (piece.size, piece.sha256):
        if known.whole_at is not None:
            raise ProgrammeError(errors.OTHER_CONTENT)
        known.chunks.all().delete()
        known.size, known.sha256 = piece.size, piece.sha256
        known.save()


def announced_already(part: PhonePart, sealed_key: bytes, pieces: Sequence[Announced]) -> bool:
    """Whether a part is known just so: to say it again writes nothing."""
    known = {piece.name: (piece.size, bytes(piece.sha256)) for piece in part.pieces.all()}
    said = {piece.name: (piece.size, piece.sha256) for piece in pieces}
    return bytes(part.sealed_key) == sealed_key and said.items() <= known.items()


def waiting(found: QuerySet[PhonePart]) -> QuerySet[PhonePart]:
    """Return the parts that could go on now: all that was announced is here, or the form was never opened."""
    pieces = PhonePiece.objects.filter(part=OuterRef("pk"))
    whole = Exists(pieces) & ~Exists(pieces.filter(whole_at=None))
    unopened = Q(submission=None) & Exists(pieces.filter(name=FORM, whole_at__isnull=False))
    return found.filter(whole | unopened, state=PartState.ARRIVING)


def part_of(device: Device, part_id: uuid.UUID) -> PhonePart:
    """Return a part that a phone of this person has announced. Raises Hidden."""
    found = PhonePart.objects.filter(
        association=device.association_id, device__person=device.person_id, part_id=part_id
    ).first()
    if found is None:
        raise Hidden
    return found


def take_chunk(*, part: PhonePart, name: str, position: int, content: bytes) -> bool:
    """Keep a chunk; returns whether its piece is whole now. The same chunk again changes nothing.

    A piece whose sum does not fit is forgotten and asked for anew. Raises Hidden, ProgrammeError
    PHONE_BAD_REQUEST.
    """
    with transaction.atomic():
        piece = PhonePiece.objects.select_for_update().filter(part=part, name=name).first()
        if piece is None:
            raise Hidden
        if piece.whole_at is not None:
            return True
        last = position == piece.chunk_count - 1
        expected = piece.size - position * CHUNK_BYTES if last else CHUNK_BYTES
        if not 0 <= position < piece.chunk_count or len(content) != expected:
            raise ProgrammeError(errors.BAD_REQUEST)
        PhoneChunk.objects.get_or_create(piece=piece, position=position, defaults={"content": content})
        if piece.chunks.count() < piece.chunk_count:
            return False
        if hashlib.sha256(content_of(piece)).digest() != bytes(piece.sha256):
            piece.chunks.all().delete()
            return False
        piece.whole_at = timezone.now()
        piece.save(update_fields=["whole_at", "changed_at"])
        return True


def content_of(piece: PhonePiece) -> bytes:
    """Return the ciphertext of a whole piece."""
    return b"".join(bytes(chunk.content) for chunk in piece.chunks.order_by("position"))


def state_of(part: PhonePart) -> dict[str, Any]:
    """Return what the phone needs to go on: which chunks of which piece are missing, and why it is kept."""
    pieces = []
    for piece in part.pieces.all():
        have = set() if piece.whole_at else set(piece.chunks.values_list("position", flat=True))
        missing = [] if piece.whole_at else [one for one in range(piece.chunk_count) if one not in have]
        pieces.append({"name": piece.name, "missing": missing})
    problem = "" if part.state == PartState.ARRIVING else part.problem
    told = part.told if part.state == PartState.KEPT else ""
    return {
        "part": str(part.part_id), "state": part.state, "problem": problem, "told": told, "pieces": pieces,
    }  # fmt: skip
