"""What only the machine's own command line does: associations, and the first people in them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import Actor
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.models import Association, Person, RoleAssignment
from safe_employment.kit.roles import Role

UNKNOWN_ROLE = ErrorKind("ROLE_UNKNOWN", _("There is no role “%(role)s”."), _("Use one of these: %(roles)s."))
UNKNOWN_ASSOCIATION = ErrorKind(
    "ASSOCIATION_UNKNOWN",
    _("There is no association “%(slug)s”."),
    _("Use one of these: %(slugs)s; or create it first."),
)


def association_called(slug: str) -> Association:
    """Return an association by its short name, for the command line.

    Raises ProgrammeError ASSOCIATION_UNKNOWN that lists those that exist.
    """
    found = Association.objects.filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(Association.objects.values_list("slug", flat=True)) or "–"
        raise ProgrammeError(UNKNOWN_ASSOCIATION, {"slug": slug, "slugs": slugs}, field="association")
    return found


@command
def create_association(
    *, by: Actor, slug: str, name_zh: str, name_en: str, division_code: str
) -> Association:
    """Add an association; only the machine does."""
    if not by.is_machine:
        raise Hidden
    made = Association(slug=slug, name_zh=name_zh, name_en=name_en, division_code=division_code)
    made.full_clean()
    made.save()
    record(by, "kit.create_association", made)
    return made


@command
def appoint(
    *, by: Actor, email: str, name: str, role: str, slug: str, password: str | None
) -> RoleAssignment:
    """Give a person, made if need be, a role; only the machine does, and only for those who begin.

    Raises ProgrammeError ROLE_UNKNOWN or ASSOCIATION_UNKNOWN.
    """
    if not by.is_machine:
        raise Hidden
    if role not in Role.values:
        raise ProgrammeError(UNKNOWN_ROLE, {"role": role, "roles": ", ".join(Role.values)})
    association = None if role == Role.ADMINISTRATOR else association_called(slug)
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        person = Person.objects.create_user(email, password, name=name)
    assignment, _made = RoleAssignment.objects.get_or_create(
        person=person, association=association, role=role, ended_at=None
    )
    record(by, "kit.appoint", assignment)
    return assignment
