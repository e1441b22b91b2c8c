"""Reading programmes, phases and targets: the doorways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.queries import one_of, own_records
from safe_employment.results import errors
from safe_employment.results.models import Phase, Programme, Target
from safe_employment.results.policies import SEE_FIGURES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


def programmes_for(by: Actor) -> QuerySet[Programme]:
    """Return the programmes of the association whose figures the actor may see."""
    return own_records(Programme.objects.all(), by, SEE_FIGURES)


def programme_for(by: Actor, slug: str) -> Programme:
    """Return one programme by its short name. Raises Hidden."""
    found = programmes_for(by).select_related("association").filter(slug=slug).first()
    if found is None:
        raise Hidden
    return found


def phase_for(by: Actor, programme: Programme, pk: int) -> Phase:
    """Return a phase of a programme that the actor may see. Raises Hidden."""
    return one_of(Phase.objects.filter(programme=programme, association=by.home), pk)


def target_for(by: Actor, programme: Programme, pk: int) -> Target:
    """Return a target of a programme that the actor may see. Raises Hidden."""
    return one_of(Target.objects.filter(programme=programme, association=by.home), pk)


def programme_named(slug: str, association: str = "") -> Programme:
    """Return the programme of that short name, for the command line.

    Raises ProgrammeError RESULTS_PROGRAMME_NOT_NAMED, RESULTS_PROGRAMME_UNKNOWN or, where several
    associations have one and none is named, RESULTS_PROGRAMME_NOT_ONE.
    """
    programmes = Programme.objects.select_related("association").order_by("association__slug", "slug")
    if association:
        programmes = programmes.filter(association__slug=association)
    found = [programme for programme in programmes if programme.slug == slug]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        known = ", ".join(programme.association.slug for programme in found)
        raise ProgrammeError(errors.PROGRAMME_NOT_ONE, {"programme": slug, "known": known})
    known = ", ".join(dict.fromkeys(programme.slug for programme in programmes)) or "–"
    if not slug:
        raise ProgrammeError(errors.PROGRAMME_NOT_NAMED, {"known": known})
    raise ProgrammeError(errors.PROGRAMME_UNKNOWN, {"programme": slug, "known": known})
