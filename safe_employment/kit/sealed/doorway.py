"""The one doorway through which a person is shown a sealed value in the clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.models.sealed import Unmasking
from safe_employment.kit.policies import Permission, check
from safe_employment.kit.sealed.records import open_sealed

if TYPE_CHECKING:
    from django.db.models import Model

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.sealed.values import Plain

UNMASK_REASON_MISSING = ErrorKind(
    "UNMASK_REASON_MISSING",
    _("A hidden number is shown only for a reason."),
    _("Write in a sentence what it is needed for; it is kept in the log."),
)


def log_unmasking(by: Actor, subject: Model, field: str, reason: str) -> Unmasking:
    """Keep who was shown which value of `subject`, and why (in one line, never empty), inside a command.

    Raises ProgrammeError UNMASK_REASON_MISSING, and Hidden for the machine, which looks at nothing.
    """
    because = " ".join(reason.split())[:300]
    if by.person is None:
        raise Hidden
    if not because:
        raise ProgrammeError(UNMASK_REASON_MISSING, field="reason")
    return Unmasking.objects.create(
        association=by.home,
        person=by.person,
        at=timezone.now(),
        object_type=subject._meta.label_lower,
        object_id=subject.pk,
        field=field,
        reason=because,
    )


@command
def unmask(*, by: Actor, subject: Model, field: str, permission: Permission, reason: str) -> Plain:
    """Return a sealed value of `subject`, which the caller found through its own doorway.

    Who looked at which value of which record is in the audit log; the reason is in the log of unmaskings.
    Raises Hidden without the permission, in another association, or where there is no value, and
    ProgrammeError UNMASK_REASON_MISSING or SEAL_BROKEN.
    """
    check(by, permission)
    if getattr(subject, "association_id", None) != by.home.pk:
        raise Hidden
    plain = open_sealed(subject, field)
    if plain is None:
        raise Hidden
    noted = log_unmasking(by, subject, field, reason)
    record(by, "kit.unmask", subject, details={"field": field, "unmasking": noted.pk})
    return plain
