"""The pages of rules and figures. They need no account, no cookie, no script, and no database."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from safe_employment.engines.labour_law.jurisdiction import jurisdiction, jurisdictions
from safe_employment.kit.doors import public
from safe_employment.kit.errors import Hidden
from safe_employment.workforce.checking.words import word_of
from safe_employment.workforce.law import LAW
from safe_employment.workforce.lawbook.entries import (
    entries,
    family_choices,
    law_choices,
    statuses,
    wanted,
)
from safe_employment.workforce.lawbook.reading import FigurePage, RulePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction

_LANGUAGES = {"zh": "zh-hans", "en": "en"}


def in_asked_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Speak the language that the address asks for; else the reader's."""

    @functools.wraps(view)
    def speaking(request: HttpRequest, **kwargs: str) -> HttpResponse:
        asked = _LANGUAGES.get(request.GET.get("lang", ""), translation.get_language() or "zh-hans")
        with translation.override(asked):
            response = view(request, **kwargs)
            response.headers["Content-Language"] = asked
            return response

    return speaking


def _shown(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    short = "en" if (translation.get_language() or "").startswith("en") else "zh"
    return render(request, f"workforce/lawbook/{template}.html", {**context, "lang": short})


def _law(name: str) -> Jurisdiction:
    if name not in jurisdictions():
        raise Hidden
    return jurisdiction(name)


@public
@require_safe
@gzip_page  # all rules are long, phones are slow, and nothing on the page is secret
@in_asked_language
def rules(request: HttpRequest) -> HttpResponse:
    """List every rule and every figure with its source, how sure it is, and who is to confirm it."""
    asked = wanted(request.GET)
    listed = list(entries(timezone.localdate()))
    found = [entry for entry in listed if asked.fits(entry)]
    context: dict[str, object] = {
        "asked": asked,
        "rules": [entry for entry in found if entry.is_rule],
        "figures": [entry for entry in found if not entry.is_rule],
        "several": len({entry.law for entry in found}) > 1,
        "selects": (
            ("status", translation.gettext("How sure"), statuses(), asked.status),
            ("family", translation.gettext("Part of the law"), family_choices(), asked.family),
            ("law", translation.gettext("Whose law"), law_choices(), asked.law),
        ),
        "caution": word_of(jurisdiction(LAW).caution),
    }
    return _shown(request, "rules", context)


@public
@require_safe
@in_asked_language
def rule(request: HttpRequest, law: str, rule: str) -> HttpResponse:
    """Show one rule in full."""
    found = _law(law)
    try:
        page = RulePage(found, found.rule(rule), timezone.localdate())
    except KeyError as problem:
        raise Hidden from problem
    return _shown(request, "rule", {"page": page, "caution": word_of(found.caution)})


@public
@require_safe
@in_asked_language
def figure(request: HttpRequest, law: str, figure: str) -> HttpResponse:
    """Show one figure of the law with its history by date and place."""
    found = _law(law)
    parameter = found.parameters.get(figure)
    if parameter is None:
        raise Hidden
    page = FigurePage(found, parameter, timezone.localdate())
    return _shown(request, "figure", {"page": page, "caution": word_of(found.caution)})
