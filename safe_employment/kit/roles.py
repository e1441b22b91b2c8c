"""The roles of the programme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does for an association. One person may hold several, in several associations."""

    MANAGER = "manager", _("Programme manager")
    CLERK = "clerk", _("Membership clerk")
    TRAINER = "trainer", _("Trainer")
    MONITOR = "monitor", _("Monitor")
    CASE_OFFICER = "case_officer", _("Case officer")
    BOARD = "board", _("Board")
    EMPLOYER_CONTACT = "employer_contact", _("Employer contact")
    AGENCY_OFFICER = "agency_officer", _("Agency officer")
    ANALYST = "analyst", _("Confederation analyst")
    ADMINISTRATOR = "administrator", _("System administrator")


STAFF_ROLES = frozenset({Role.MANAGER, Role.CLERK, Role.TRAINER, Role.MONITOR, Role.CASE_OFFICER, Role.BOARD})
# Roles that must hold a second factor before they see anything.
SECOND_FACTOR_ROLES = STAFF_ROLES | {Role.AGENCY_OFFICER, Role.ANALYST, Role.ADMINISTRATOR}

ROLE_DESCRIPTIONS = {
    Role.MANAGER: _("Runs the programme of the association and appoints its people."),
    Role.CLERK: _("Keeps the member register: imports, matching, corrections."),
    Role.TRAINER: _("Plans courses and workshops, records who attended, hands out materials."),
    Role.MONITOR: _("Visits workplaces unannounced, records findings and follows their correction."),
    Role.CASE_OFFICER: _("Handles confidential matters; reads what no one else may read."),
    Role.BOARD: _("Reads the register and the results; decides where one manager alone may not."),
    Role.EMPLOYER_CONTACT: _("Speaks for one employer; sees that employer's own page and nothing else."),
    Role.AGENCY_OFFICER: _("Belongs to a partner agency; sees what was referred to it and nothing else."),
    Role.ANALYST: _("Belongs to the confederation; sees figures, never persons."),
    Role.ADMINISTRATOR: _("Keeps the machine running and invites people; reads no case."),
}
