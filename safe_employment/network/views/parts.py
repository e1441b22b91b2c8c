"""What the pages of the network have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import address
from safe_employment.kit.record_pages import RoomPages, link

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

NETWORK = RoomPages(
    "network",
    (
        ("overview", _("The network")),
        ("typical_employers", _("Typical employers")),
        ("ties", _("Ties")),
        ("advocates", _("Advocates")),
    ),
)
page, action_if, listing = NETWORK.page, NETWORK.action_if, NETWORK.listing


def employer_fact(by: Actor, employer: Employer) -> object:
    """Return the employer's name, linked to its page."""
    return link(employer, address(by, "members:employer", pk=employer.pk))
