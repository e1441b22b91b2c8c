"""Who is told of what. Notices carry no name of a worker: mail is read on shared screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.identifiers import age_on
from safe_employment.kit.models import Notice
from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from safe_employment.kit.models import Association
    from safe_employment.members.models import Employer
    from safe_employment.workforce.models import Worker

# Order 364 (Prohibition of Using Child Labour) art. 2; who has come of age since is no child any more.
CHILD_UNTIL, OF_AGE = 16, 18

SIGNS = notice_kind(
    "workforce.signs",
    _("A record needs you today"),
    _("Open it in the office and decide, with nobody else, what is done. Tell no employer."),
)
CHILD = notice_kind(
    "workforce.child",
    _("A record needs you today: a child"),
    _(
        "Somebody was entered as a worker who is under sixteen on the first day of work. The child's safety "
        "comes before any record. Open it in the office and decide, with nobody else, what is done. Tell no "
        "employer."
    ),
)


def tell_of_signs(employer: Employer) -> None:
    """The case officers learn that a check raised a sign; neither employer nor sign is named."""
    association = employer.association
    path = reverse("workforce:case_results", kwargs={"association": association.slug, "pk": employer.pk})
    notify(people_with(association, Role.CASE_OFFICER), SIGNS, association=association, facts={}, path=path)


def tell_of_children(association: Association, workers: Iterable[Worker], today: date) -> None:
    """The case officers learn of each child that was entered or imported, once; nobody is named."""
    paths = [
        reverse("workforce:case_worker", kwargs={"association": association.slug, "pk": worker.pk})
        for worker in workers
        if age_on(worker.birth_date, worker.hire_date) < CHILD_UNTIL
        and age_on(worker.birth_date, today) < OF_AGE
    ]
    if not paths:
        return
    told = Notice.objects.filter(association=association, kind=CHILD.code, path__in=paths)
    known = set(told.values_list("path", flat=True))
    officers = people_with(association, Role.CASE_OFFICER)
    for path in paths:
        if path not in known:
            notify(officers, CHILD, association=association, facts={}, path=path)
