"""Who is told of what. Notices carry no name of a worker: mail is read on shared screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from safe_employment.members.models import Employer

SIGNS = notice_kind(
    "workforce.signs",
    _("A record needs you today"),
    _("Open it in the office and decide, with nobody else, what is done. Tell no employer."),
)


def tell_of_signs(employer: Employer) -> None:
    """The case officers learn that a check raised a sign; neither employer nor sign is named."""
    association = employer.association
    path = reverse("workforce:case_results", kwargs={"association": association.slug, "pk": employer.pk})
    notify(people_with(association, Role.CASE_OFFICER), SIGNS, association=association, facts={}, path=path)
