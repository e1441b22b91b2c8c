"""The latest edition of one of our questionnaires beside what an association has of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.differences import Difference, differences
from safe_employment.instruments.library import form_of
from safe_employment.instruments.models import VersionState
from safe_employment.instruments.queries import definition_of, versions_for
from safe_employment.kit.errors import Hidden

if TYPE_CHECKING:
    from safe_employment.instruments.library import LibraryForm
    from safe_employment.instruments.models import Instrument, InstrumentVersion
    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class NewerEdition:
    """An edition that is not here. `taken` is the last one that was in use here, None where none was."""

    form: LibraryForm
    in_use: InstrumentVersion
    taken: InstrumentVersion | None

    @property
    def before(self) -> InstrumentVersion:
        """What it is compared with: the edition that was taken, or else the version in use."""
        return self.taken or self.in_use

    @cached_property
    def changes(self) -> list[Difference]:
        """What the programme changed."""
        made = compile_form(self.form.read(), self.form.path.name)
        return differences(definition_of(self.before), made.definition)

    @cached_property
    def own_changes(self) -> list[Difference]:
        """What the association changed in the edition that it took."""
        return differences(definition_of(self.before), definition_of(self.in_use))


def newer_edition_of(by: Actor, instrument: Instrument) -> NewerEdition:
    """Return the latest edition beside the version in use. Raises Hidden where there is none of the two."""
    form = form_of(instrument.form_id)
    versions = versions_for(by).filter(instrument=instrument).exclude(state=VersionState.DRAFT)
    in_use = versions.filter(state=VersionState.PUBLISHED).first()
    if form is None or in_use is None:
        raise Hidden
    earlier = versions.filter(version__in=form.editions).exclude(pk=in_use.pk)
    taken = next(filter(form.is_edition, (in_use, *earlier)), None)
    return NewerEdition(form, in_use, taken)
