"""The language in which a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import command, record
from safe_employment.kit.doors import public
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.actors import Actor


@command
def choose_language(*, by: Actor, language: str) -> Person:
    """Keep the language that the actor reads; raises Hidden for who is no person or an unknown language."""
    if by.person is None or language not in dict(settings.LANGUAGES):
        raise Hidden
    by.person.language = language
    by.person.save(update_fields=["language"])
    record(by, "kit.choose_language", by.person, details={"language": language})
    return by.person


@public
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language from now on: a cookie for a visitor, a setting for who is signed in."""
    by = actor_of(request)
    wanted = request.POST.get("language", "")
    if by.person is not None and wanted in dict(settings.LANGUAGES) and by.person.language != wanted:
        choose_language(by=by, language=wanted)
    return set_language(request)
