"""People of the tests, with the roles of the programme."""

from __future__ import annotations

from itertools import count

from allauth.mfa.models import Authenticator
from django.test import Client

from safe_employment.kit.actors import Actor, actor_for
from safe_employment.kit.models import Association, Person, RoleAssignment
from safe_employment.kit.roles import Role

_number = count(1)


def association(slug: str, *, zh: str = "协会", en: str = "Association") -> Association:
    """An association of the given short name."""
    return Association.objects.get_or_create(
        slug=slug, defaults={"name_zh": zh, "name_en": en, "division_code": "530100"}
    )[0]


def person(name: str) -> Person:
    """A person with an address of their own and a second factor."""
    made = Person.objects.create_user(f"person{next(_number)}@example.org", name=name)
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return made


def actor(home: Association, *roles: Role, name: str = "某人") -> Actor:
    """A new person who holds `roles` in `home`."""
    made = person(name)
    for role in roles:
        RoleAssignment.objects.create(person=made, association=home, role=role)
    return actor_for(made, home, channel="web")


def administrator() -> Actor:
    """The system administrator, who acts in no association."""
    made = person("系统管理员")
    RoleAssignment.objects.create(person=made, association=None, role=Role.ADMINISTRATOR)
    return actor_for(made, None, channel="web")


def signed_in(by: Actor, *, language: str = "en") -> Client:
    """A browser in which the actor is signed in."""
    client = Client(headers={"accept-language": language})
    assert by.person is not None
    client.force_login(by.person)
    return client
