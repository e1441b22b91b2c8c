"""Commands for the views of a table that a person saves for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.models import SavedView

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

NAME_MISSING = ErrorKind(
    "VIEW_NAME_MISSING",
    _("The view has no name."),
    _("Give it a name of at most 60 characters by which you will know it again."),
)
TOO_LONG = ErrorKind(
    "VIEW_TOO_LONG",
    _("This search is too long to be saved."),
    _("Choose fewer filters and save it again."),
)


@command
def save_view(*, by: Actor, table: str, name: str, query: str) -> SavedView:
    """Keep the query string of a list under a name; an own view of that name is replaced.

    Raises ProgrammeError VIEW_NAME_MISSING or VIEW_TOO_LONG; Hidden for who is not a person.
    """
    if by.person is None:
        raise Hidden
    name = " ".join(name.split())[:60]
    if not name:
        raise ProgrammeError(NAME_MISSING, field="name")
    if len(query) > 2000:
        raise ProgrammeError(TOO_LONG)
    view, _created = SavedView.objects.update_or_create(
        person=by.person, association=by.home, table=table[:60], name=name, defaults={"query": query}
    )
    record(by, "kit.save_view", view, details={"table": table})
    return view


@command
def remove_view(*, by: Actor, view: int) -> SavedView:
    """Remove one of the actor's own views; returns it as it was. Raises Hidden for any other."""
    found = SavedView.objects.filter(pk=view, person=by.person, association=by.home).first()
    if found is None:
        raise Hidden
    record(by, "kit.remove_view", found, details={"table": found.table})
    SavedView.objects.filter(pk=found.pk).delete()
    return found
