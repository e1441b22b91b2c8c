"""What the visit app needs at the association: its key, codes that pair a phone, and sealed parts."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord, HistoryModel
from safe_employment.kit.sealed import DigestField, SealedField

CHUNK_BYTES = 256 * 1024
PIECE_BYTES = 24 * 1024 * 1024
PIECES = 500
CLOCK_SECONDS = 300


class PhoneKey(AssociationRecord):
    """The association's age key: phones seal finished parts to `recipient`; `identity` opens them.

    The newest is given out; older ones stay, for parts that were sealed to them.
    """

    recipient = models.CharField(max_length=80, unique=True, editable=False)
    identity = SealedField(purpose="visits.phone_key", digest="identity_digest")
    identity_digest = DigestField()

    class Meta:
        ordering = ["association", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(identity__isnull=False), name="phone_key_opens_something")
        ]

    def __str__(self) -> str:
        return self.recipient


class Pairing(AssociationRecord):
    """A code that makes one phone the device of one person; works once, for ten minutes."""

    person = models.ForeignKey("kit.Person", on_delete=models.PROTECT, related_name="+")
    code_digest = models.BinaryField(max_length=32, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-expires_at"]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.expires_at}"


class Phone(HistoryModel):
    """The visit app on a device. Its second token hands in what is sealed and asks whether to forget all.

    That token can read nothing, so the app keeps it outside the PIN: what is finished is sent while the
    app is locked. `clock_off` is by how many seconds the phone's clock is ahead.
    """

    device = models.OneToOneField("instruments.Device", on_delete=models.CASCADE, related_name="phone")
    mailbox_digest = models.BinaryField(max_length=32, unique=True, editable=False)
    clock_off = models.IntegerField(_("clock ahead by (seconds)"), default=0, editable=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.device_id)

    @property
    def is_clock_wrong(self) -> bool:
        """Whether the phone's clock was off by five minutes or more."""
        return abs(self.clock_off) >= CLOCK_SECONDS


class PartState(models.TextChoices):
    """Where a sealed part is."""

    ARRIVING = "arriving", _("Arriving")
    DELIVERED = "delivered", pgettext_lazy("a sealed part", "Delivered")
    KEPT = "kept", _("Kept aside")
    SET_ASIDE = "set_aside", _("Put away")


@pghistory.track(exclude=["changed_at", "sealed_key", "told_on"])
class PhonePart(AssociationRecord):
    """A part that a phone has sealed: its key, encrypted to the association, and its pieces.

    `problem` is the code of why it could not be delivered, or from the beginning that nobody ended it; then
    it is kept until a person has looked: a case officer where it is `said_by_workers`.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        PartState.ARRIVING: "waiting",
        PartState.DELIVERED: "good",
        PartState.KEPT: "attention",
        PartState.SET_ASIDE: "ended",
    }

    part_id = models.UUIDField(editable=False)
    device = models.ForeignKey("instruments.Device", on_delete=models.PROTECT, related_name="phone_parts")
    state = models.CharField(_("state"), max_length=9, choices=PartState, default=PartState.ARRIVING)
    sealed_key = models.BinaryField(editable=False)
    problem = models.CharField(_("why"), max_length=80, blank=True)
    submission = models.ForeignKey(
        "instruments.Submission", on_delete=models.PROTECT, null=True, related_name="+"
    )
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    settled_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settled_why = models.CharField(_("reason"), max_length=300, blank=True)
    said_by_workers = models.BooleanField(default=False, editable=False)
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "part_id"], name="phone_part_once"),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False),
                name="delivered_part_says_when",
            ),
            models.CheckConstraint(condition=~Q(state="kept") | ~Q(problem=""), name="kept_part_says_why"),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(settled_why=""), name="part_put_away_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["association", "state"], name="phone_parts_by_state")]

    def __str__(self) -> str:
        return str(self.part_id)

    @property
    def told(self) -> str:
        """Why it was kept aside, in words; the code for a reason of another room."""
        from safe_employment.visits.phone.errors import KEPT

        kind = KEPT.get(self.problem)
        return str(kind.what) if kind else self.problem


class PhonePiece(HistoryModel):
    """The form or a photo of a part, as ciphertext; it comes in chunks, in any order.

    A file has `stored_at` once it was handed on; it is not opened again then.
    """

    part = models.ForeignKey(PhonePart, on_delete=models.CASCADE, related_name="pieces")
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.BinaryField(max_length=32, editable=False)
    whole_at = models.DateTimeField(null=True)
    stored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["part", "name"]
        constraints = [
            models.UniqueConstraint(fields=["part", "name"], name="phone_piece_once"),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=PIECE_BYTES), name="phone_piece_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chunk_count(self) -> int:
        """In how many chunks it comes."""
        return -(-self.size // CHUNK_BYTES)


class PhoneChunk(models.Model):
    """Some bytes of a piece; kept until the part is delivered."""

    piece = models.ForeignKey(PhonePiece, on_delete=models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    content = models.BinaryField(editable=False)

    class Meta:
        ordering = ["piece", "position"]
        constraints = [models.UniqueConstraint(fields=["piece", "position"], name="phone_chunk_once")]

    def __str__(self) -> str:
        return f"{self.piece_id} · {self.position}"
