"""People, the roles they hold, and the invitations by which they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models.base import HistoryModel
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from datetime import datetime


class People(BaseUserManager["Person"]):
    """Creates people; their email address is what they sign in with."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        """Create a person with a lower-cased address and a hashed password (None: cannot sign in by it)."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find by address, whatever its case."""
        return self.get(email=(username or "").lower())


@pghistory.track(fields=["email", "name", "language", "is_active"])
class Person(AbstractBaseUser):
    """Someone with an account. What they may do is decided by their role assignments, never by flags."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(
        _("language"), max_length=10, blank=True, choices=[("zh-hans", "中文"), ("en", "English")]
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


@pghistory.track(exclude=["changed_at"])
class RoleAssignment(HistoryModel):
    """A person holds a role in an association, from an instant until it is ended.

    Only the system administrator's role belongs to no association.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    association = models.ForeignKey(
        "kit.Association", on_delete=models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    agency = models.ForeignKey(
        "kit.PartnerAgency", on_delete=models.PROTECT, null=True, blank=True, related_name="officers"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["person", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "association", "role"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=(Q(role=Role.ADMINISTRATOR, association=None))
                | (~Q(role=Role.ADMINISTRATOR) & Q(association__isnull=False)),
                name="only_the_administrator_has_no_association",
            ),
            models.CheckConstraint(
                condition=Q(agency=None) | Q(role=Role.AGENCY_OFFICER), name="only_officers_have_an_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"


@pghistory.track(exclude=["changed_at", "token_hash"])
class Invitation(HistoryModel):
    """An invitation by link; only the hash of its token is kept."""

    association = models.ForeignKey("kit.Association", on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"))
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    agency = models.ForeignKey(
        "kit.PartnerAgency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_id = models.BigIntegerField(
        _("employer"), null=True, blank=True, help_text=_("The employer for whom a contact will speak")
    )
    is_head = models.BooleanField(_("heads the employer"), default=False)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(role=Role.EMPLOYER_CONTACT), name="only_a_contact_is_a_head"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"

    def is_open(self, now: datetime) -> bool:
        """Whether the link still works at `now`."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at
