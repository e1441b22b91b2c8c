"""Which visit a filled-in questionnaire is about: by its key from our own app, by its number from paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from safe_employment.findings.eyes import of_the_tied
from safe_employment.instruments.intake import SubjectKind, subject_kind
from safe_employment.visits.compared import STOPPED
from safe_employment.visits.models import Visit
from safe_employment.visits.submissions import SUBJECT, takes_from

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from safe_employment.instruments.models import Device
    from safe_employment.kit.actors import Actor

NUMBER = re.compile(r"V-([0-9]{5,9})\Z")


def visit_of(association_id: int, text: str) -> int | None:
    """Return the key of the visit of a number such as `V-00012`; None where there is none."""
    found = NUMBER.match(text.strip().upper())
    if found is None:
        return None
    visits = Visit.objects.filter(association=association_id, number=int(found[1]))
    return visits.values_list("pk", flat=True).first()


def names_of(association_id: int, keys: Collection[int]) -> dict[int, str]:
    """Return the numbers of visits, e.g. {12: "V-00012"}; a number tells nothing of a sealed visit."""
    visits = Visit.objects.filter(association=association_id, pk__in=keys)
    return {visit.pk: visit.reference for visit in visits.only("number")}


def takes(device: Device, key: int) -> bool:
    """Whether a visit takes what the person of this device sends; what does not exist takes nothing, too."""
    visits = takes_from(device.person_id).filter(association=device.association_id)
    return visits.filter(pk=key).exists()


def _named(visits: QuerySet[Visit]) -> QuerySet[Visit, str]:
    """Return how submissions name these visits; to be asked within another query."""
    named = Concat(Value(SUBJECT), Cast("pk", CharField()), output_field=CharField())
    return visits.annotate(named=named).values_list("named", flat=True)


def own_of(by: Actor) -> QuerySet[Visit, str]:
    """Return the visits of the actor's teams, whose interviews they held."""
    return _named(Visit.objects.filter(association=by.home, team__person=by.person))


def kept_from(by: Actor) -> QuerySet[Visit, str]:
    """Return the visits to employers with whom the actor has a tie."""
    return _named(Visit.objects.filter(of_the_tied(by.person, "employer"), association=by.home))


def declare() -> None:
    """Let submissions be about visits; called once, when the programme starts."""
    subject_kind(
        SubjectKind(
            "visit", "visit_number", find=visit_of, takes=takes, own=own_of, kept_from=kept_from,
            names=names_of, page="visits:visit", alarm_field=STOPPED,
        )
    )  # fmt: skip
