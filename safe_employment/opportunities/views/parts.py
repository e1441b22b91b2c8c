"""What the pages of this room have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import address
from safe_employment.kit.record_pages import RoomPages, link

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

OPPORTUNITIES = RoomPages(
    "opportunities",
    (
        ("trips", _("Field trips")),
        ("participants", _("Employers on field trips")),
        ("pledges", _("Jobs pledged")),
        ("fillings", _("Jobs filled")),
        ("school_supports", _("Support of girls' schooling")),
    ),
)
page, action_if, listing = OPPORTUNITIES.page, OPPORTUNITIES.action_if, OPPORTUNITIES.listing


def employer_fact(by: Actor, employer: Employer) -> object:
    """Return the employer's name, linked to its page."""
    return link(employer, address(by, "members:employer", pk=employer.pk))
