"""Keeping the list of partner agencies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import Actor
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.models import PartnerAgency
from safe_employment.kit.policies import MANAGE_AGENCIES, check

NAME_TAKEN = ErrorKind(
    "AGENCY_NAME_TAKEN", _("An agency of this name is in the list already."), _("Open it and edit it there.")
)


@command
def save_agency(
    *, by: Actor, name_zh: str, name_en: str, kind: str, agency: PartnerAgency | None = None
) -> PartnerAgency:
    """Add an agency, or change one.

    Raises Hidden, and ProgrammeError AGENCY_NAME_TAKEN.
    """
    check(by, MANAGE_AGENCIES)
    if agency is not None and agency.association_id != by.home.pk:
        raise Hidden
    subject = agency or PartnerAgency(association=by.home)
    others = PartnerAgency.objects.filter(association=by.home, name_zh=name_zh).exclude(pk=subject.pk)
    if others.exists():
        raise ProgrammeError(NAME_TAKEN, field="name_zh")
    subject.name_zh, subject.name_en, subject.kind = name_zh, name_en, kind
    subject.save()
    record(by, "kit.save_agency", subject)
    return subject
