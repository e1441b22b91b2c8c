"""Who may do what with screenings: case officers, and nobody else.

Neither the manager nor the board may learn that one exists; to them every page of this room, and every
entry of the audit log about it, is not there. Nor is a screening there for a case officer who is tied to its
employer (`queries`); where none is left, it is told that another is needed, and not for what (`notices`).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import Role

READ_SCREENINGS = permission(
    "screenings.read", _("Read confidential screenings; each reading is noted"), {Role.CASE_OFFICER}
)
KEEP_SCREENINGS = permission(
    "screenings.keep", _("Open screenings, write down answers, conclude and close"), {Role.CASE_OFFICER}
)
READ_CONTACT = permission(
    "screenings.read_contact",
    _("Have shown how a person who is screened can be reached, with a reason that is kept"),
    {Role.CASE_OFFICER},
)
EXPORT_SCREENINGS = permission("screenings.export", _("Take the list of screenings out: no one"), ())
