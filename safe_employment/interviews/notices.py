"""What interviews tell the case officer. A notice never names or describes the person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.interviews.models import AgeBand
from safe_employment.kit.navigation import address
from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.interviews.models import CaseStudy
    from safe_employment.kit.actors import Actor

CHILD_UNDER_16 = notice_kind(
    "interviews.child_under_16",
    _("Act today: a child under 16 is working"),
    _(
        "%(case)s was told by a child under 16. This is not a matter for a list. See first whether the child "
        "is safe now; in danger call 110. Then call 12333 and 12338. Do not speak to the employer."
    ),
)
YOUNG_WORKER = notice_kind(
    "interviews.young_worker",
    _("Look at this today: a worker of 16 or 17"),
    _(
        "%(case)s was told by a worker of 16 or 17. See today whether the work is dangerous, at night, or "
        "not free to leave. If it is, act as for a child: 110 in danger, else 12333 and 12338."
    ),
)
# Stories of earlier years that are entered later are history: there is no one to reach any more.
STILL_REACHABLE = timedelta(days=90)


def tell_of_child(by: Actor, case: CaseStudy, today: date) -> bool:
    """Tell the case officers (the managers where there is none) at once; returns whether anyone was told."""
    if not case.is_of_a_child or case.interviewed_on < today - STILL_REACHABLE:
        return False
    people = people_with(by.home, Role.CASE_OFFICER) or people_with(by.home, Role.MANAGER)
    kind = CHILD_UNDER_16 if case.age_band == AgeBand.UNDER_16 else YOUNG_WORKER
    path = address(by, "interviews:case_study", pk=case.pk)
    notify(people, kind, association=by.home, facts={"case": str(case)}, path=path)
    return bool(people)
