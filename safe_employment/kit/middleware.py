"""The reader's language, the actor of a request, and the compulsory second factor."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from safe_employment.kit.actors import Actor, actor_for, roles_held
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, Person
from safe_employment.kit.roles import SECOND_FACTOR_ROLES

if TYPE_CHECKING:
    from collections.abc import Callable


def language(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Speak the person's language; a visitor's choice, then their browser's. Machines have no person."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = getattr(request, "user", None)
        code = (
            person.language if isinstance(person, Person) else ""
        ) or translation.get_language_from_request(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            response.setdefault("Content-Language", code)
        return response

    return middleware


class actor:  # noqa: N801 - named as the other middleware, a function, is
    """Finds who acts: the association comes from the address, the roles from the assignments."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request an id, the roles of its person, and an actor without an association."""
        request.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]
        request.roles_held = (  # type: ignore[attr-defined]
            roles_held(request.user) if isinstance(request.user, Person) else ()
        )
        request.actor = self._actor(request, None)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Take the association out of the address; hide it from whoever has no role in it."""
        slug = kwargs.pop("association", None)
        if slug is None:
            return self._second_factor(request, view)
        if not request.user.is_authenticated:
            return None
        association = self._association(request, slug)
        found = self._actor(request, association)
        if association is None or not found.roles:
            raise Hidden
        request.actor = found  # type: ignore[attr-defined]
        return self._second_factor(request, view)

    @staticmethod
    def _association(request: HttpRequest, slug: str) -> Association | None:
        """Return the association of the address: it came with the roles, if they are held there."""
        held = getattr(request, "roles_held", ())
        here = next(
            (each.association for each in held if each.association and each.association.slug == slug), None
        )
        if here is None and any(each.association is None for each in held):
            return Association.objects.filter(slug=slug).first()
        return here

    @staticmethod
    def _actor(request: HttpRequest, association: Association | None) -> Actor:
        if not isinstance(request.user, Person):
            return Actor(person=None, association=None)
        return actor_for(
            request.user,
            association,
            channel="web",
            request_id=getattr(request, "request_id", ""),
            held=getattr(request, "roles_held", None),
        )

    @staticmethod
    def _second_factor(request: HttpRequest, view: object) -> HttpResponse | None:
        if not isinstance(request.user, Person) or getattr(view, "without_second_factor", False):
            return None
        if request.resolver_match is not None and request.resolver_match.route.startswith("account/"):
            return None
        held = getattr(request, "roles_held", ())
        if any(each.role in SECOND_FACTOR_ROLES and not each.has_second_factor for each in held):
            return redirect("kit:second_factor")
        return None
