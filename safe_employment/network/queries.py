"""Reading the network: who is its core, whom they reach, and what the results count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from safe_employment.conduct.models import Advocacy, AdvocacyState
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records
from safe_employment.members.models import Employer
from safe_employment.network.models import Tie, TieKind, TypicalEmployer, TypicalState
from safe_employment.network.policies import SEE_NETWORK
from safe_employment.network.reach import Ties, ties_by_sender

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association


def typical_employers_for(by: Actor) -> QuerySet[TypicalEmployer]:
    """Return the association's typical employers, those that ended too, with their direct `reach`."""
    direct = (
        Tie.objects.filter(from_employer=OuterRef("employer"), kind=TieKind.PASSES_MESSAGE, ended_on=None)
        .order_by()
        .values("from_employer")
        .annotate(n=Count("to_employer", distinct=True))
    )
    reach: dict[str, Any] = {"reach": Coalesce(Subquery(direct.values("n")), Value(0))}
    core = TypicalEmployer.objects.select_related("employer").annotate(**reach)
    return own_records(core, by, SEE_NETWORK)


def typical_employer_for(by: Actor, pk: int) -> TypicalEmployer:
    """Return one typical employer with its reach. Raises Hidden."""
    return one_of(typical_employers_for(by), pk)


def ties_for(by: Actor) -> QuerySet[Tie]:
    """Return the ties between the association's employers."""
    return own_records(Tie.objects.select_related("from_employer", "to_employer"), by, SEE_NETWORK)


def tie_for(by: Actor, pk: int) -> Tie:
    """Return one tie. Raises Hidden."""
    return one_of(ties_for(by), pk)


def advocates_for(by: Actor) -> QuerySet[Advocacy]:
    """Return who advocates the recommendation now, with `is_typical`: a typical employer too."""
    if by.association is None or not can(by, SEE_NETWORK):
        return Advocacy.objects.none()
    also: dict[str, Any] = {"is_typical": Exists(core(by.association).filter(employer=OuterRef("employer")))}
    found = Advocacy.objects.filter(association=by.association, state=AdvocacyState.ACTIVE)
    return found.select_related("employer").annotate(**also)


def message_ties(association: Association) -> Ties:
    """Return whom each employer passes the message to today, by keys."""
    pairs = Tie.objects.filter(association=association, kind=TieKind.PASSES_MESSAGE, ended_on=None)
    return ties_by_sender(pairs.values_list("from_employer", "to_employer"))


def core(association: Association) -> QuerySet[TypicalEmployer]:
    """Return the typical employers of today."""
    return TypicalEmployer.objects.filter(association=association).exclude(state=TypicalState.ENDED)


# The records behind the figures; a period is half-open: from `since` up to, not including, `until`.


def typical_employers_selected(
    association: Association, since: date, until: date
) -> QuerySet[TypicalEmployer]:
    """Return the selections made in the period; the figure is that of distinct employers."""
    return TypicalEmployer.objects.filter(
        association=association, selected_on__gte=since, selected_on__lt=until
    )


def typical_employers_in(association: Association, since: date, until: date) -> QuerySet[TypicalEmployer]:
    """Return those that were typical employers on any day of the period."""
    return TypicalEmployer.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=since), association=association, selected_on__lt=until
    )


def employers_of(selections: QuerySet[TypicalEmployer]) -> QuerySet[Employer]:
    """Return the distinct employers of some selections; a merged record stands for its successor."""
    keys = selections.order_by().values_list(Coalesce("employer__merged_into", "employer"), flat=True)
    return Employer.objects.filter(pk__in=keys)


def employers_reached(association: Association, since: date, until: date) -> QuerySet[Employer]:
    """Return the employers to whom someone passed the message on any day of the period."""
    ties = Tie.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=since),
        association=association,
        kind=TieKind.PASSES_MESSAGE,
        since__lt=until,
    ).order_by()
    keys = ties.values_list(Coalesce("to_employer__merged_into", "to_employer"), flat=True)
    return Employer.objects.filter(pk__in=keys)
