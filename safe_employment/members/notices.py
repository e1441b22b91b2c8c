"""Who is told of what. Notices carry a number, never a name: mail is read on shared screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role
from safe_employment.members.models import Correction, CorrectionState

if TYPE_CHECKING:
    from safe_employment.members.events import CorrectionDecided, CorrectionProposed

PROPOSED = notice_kind(
    "members.correction_proposed",
    _("Member %(number)s proposes a correction of its record"),
    _("Compare it with what the register says, then approve or decline it."),
)
APPROVED = notice_kind(
    "members.correction_approved",
    _("Your correction is in the register"),
    _("The association approved what you proposed on %(proposed_on)s."),
)
DECLINED = notice_kind(
    "members.correction_declined",
    _("Your correction was declined"),
    _("It is the one that you proposed on %(proposed_on)s. Your page says why."),
)


def tell_proposed(event: CorrectionProposed) -> None:
    """Tell the membership clerks; where there are none, the managers."""
    found = _correction(event.correction_id)
    if found is None or found.state != CorrectionState.PROPOSED:
        return
    keepers = people_with(found.association, Role.CLERK) or people_with(found.association, Role.MANAGER)
    facts = {"number": found.employer.member_number}
    notify(
        keepers,
        PROPOSED,
        association=found.association,
        facts=facts,
        path=_page(found, "correction", found.pk),
    )


def tell_decided(event: CorrectionDecided) -> None:
    """Tell who proposed it, as long as they have an account."""
    found = _correction(event.correction_id)
    kinds = {CorrectionState.APPROVED: APPROVED, CorrectionState.DECLINED: DECLINED}
    if found is None or found.proposed_by is None or not found.proposed_by.is_active:
        return
    notify(
        [found.proposed_by],
        kinds[CorrectionState(found.state)],
        association=found.association,
        facts={"proposed_on": timezone.localdate(found.created_at).isoformat()},
        path=_page(found, "own", found.employer_id),
    )


def _correction(pk: int) -> Correction | None:
    return Correction.objects.select_related("association", "employer", "proposed_by").filter(pk=pk).first()


def _page(correction: Correction, name: str, pk: int) -> str:
    given = {"association": correction.association.slug, "pk": pk}
    return reverse(f"members:{name}", kwargs=given)
