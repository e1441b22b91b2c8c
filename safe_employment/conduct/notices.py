"""Whom the room tells, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models import SignatureState
from safe_employment.kit.models import Person
from safe_employment.kit.notices import notice_kind, notify
from safe_employment.members.models import Employer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.conduct.models import CodeVersion, Signature

NEW_VERSION = notice_kind(
    "conduct.new_version",
    _("A new version of the code of conduct"),
    _("Version %(number)s is in force. Please read what is new and sign it for your employer."),
)
WITHDRAWN = notice_kind(
    "conduct.signature_withdrawn",
    _("Your signature of the code of conduct was withdrawn"),
    _("The certificate %(reference)s is no longer valid. Reason: %(reason)s"),
)


def _contacts(employers: QuerySet[Employer]) -> QuerySet[Person]:
    return Person.objects.filter(
        is_active=True, employer_contacts__employer__in=employers, employer_contacts__ended_at=None
    ).distinct()


def tell_of_new_version(version: CodeVersion) -> None:
    """Ask the portal contacts of those who signed an earlier version to sign this one."""
    signers = Employer.objects.filter(
        code_signatures__version__code=version.code, code_signatures__state=SignatureState.SIGNED
    ).exclude(code_signatures__version=version)
    notify(
        _contacts(signers),
        NEW_VERSION,
        association=version.association,
        facts={"number": version.number},
        path=reverse("conduct:portal", kwargs={"association": version.association.slug}),
    )


def tell_of_withdrawal(signature: Signature) -> None:
    """Tell the employer's contacts that their signature no longer holds, and why."""
    path = reverse("conduct:portal", kwargs={"association": signature.association.slug})
    facts = {"reference": signature.reference, "reason": signature.withdrawn_reason}
    notify(
        _contacts(Employer.objects.filter(pk=signature.employer_id)),
        WITHDRAWN,
        association=signature.association,
        facts=facts,
        path=path,
    )
