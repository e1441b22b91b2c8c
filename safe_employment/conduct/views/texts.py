"""Pages of the code: overview, reading, drafting, publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.conduct import commands, policies, queries
from safe_employment.conduct.forms import ArticleForm, DayForm, VersionForm
from safe_employment.conduct.models import Article, SignatureState
from safe_employment.conduct.states import CODE_VERSION
from safe_employment.conduct.tables import VersionTable
from safe_employment.conduct.views.parts import action_if, list_page, page, page_of
from safe_employment.kit.actors import Actor, actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, one_click, posted, saving
from safe_employment.kit.queries import one_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_CONDUCT)
def overview(request: HttpRequest) -> HttpResponse:
    """Show how far the code has come: who has signed, by district and by trade."""
    by = actor_of(request)
    version = queries.version_in_force(by)
    context = {
        "version": version,
        "recommendation": queries.recommendation_in_force(by),
        "coverage": queries.coverage(by, version),
        "advocates": queries.advocacies_for(by).filter(state="active").count(),
        "copies": queries.copies_handed_out(by),
    }
    return render(request, "conduct/overview.html", context)


@door(policies.READ_CODE)
def read(request: HttpRequest) -> HttpResponse:
    """Show the version in force, to read and to print."""
    by = actor_of(request)
    version = queries.version_in_force(by)
    articles = list(version.articles.all()) if version else []
    return render(request, "conduct/read.html", {"version": version, "articles": articles})


@door(policies.SEE_CONDUCT)
def versions(request: HttpRequest) -> HttpResponseBase:
    """List the versions of the code."""
    by = actor_of(request)
    signed = Count("signatures", filter=Q(signatures__state=SignatureState.SIGNED))
    found = queries.versions_for(by).annotate(signed=signed)
    label, about = (
        _("Draft the next version"),
        _("One version is in force; a published version never changes."),
    )
    next_one = action_if(by, policies.WRITE_TEXTS, label, "draft", kind="primary", posts=True)
    return list_page(request, VersionTable, found, next_one, subtitle=about, back="overview")


@door(policies.SEE_CONDUCT)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version with its articles and what can be done with it."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    context = {
        "version": found,
        "articles": list(found.articles.all()),
        "moves": {move.verb for move in CODE_VERSION.open_to(by, found)},
        "day_form": DayForm(initial={"published_on": timezone.localdate()}),
        "signed": found.signatures.filter(state=SignatureState.SIGNED).count(),
    }
    return render(request, "conduct/version.html", context)


@door(policies.WRITE_TEXTS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Draft the next version."""
    by = actor_of(request)
    return one_click(
        request,
        commands.draft_version,
        _("The next version is drafted. Change it here, then publish it."),
        back=page(by, "versions"),
        done=page_of(by, "version"),
        by=by,
    )


@door(policies.PUBLISH_TEXTS)
@require_POST
def publish_standard(request: HttpRequest) -> HttpResponse:
    """Publish the standard code, in force from today."""
    by, today = actor_of(request), timezone.localdate()
    return one_click(
        request,
        commands.publish_standard_code,
        _("The standard code is in force."),
        back=page(by, "overview"),
        by=by,
        published_on=today,
        today=today,
    )


@door(policies.WRITE_TEXTS)
def edit_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what stands around the articles of a draft."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    words = saving(_("Preamble and pledge"))
    back = page(by, "version", pk)
    form = VersionForm(*posted(request), instance=found)
    return form_page(request, form, commands.edit_version, words, back=back, by=by, version=found)


@door(policies.PUBLISH_TEXTS)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft in force."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.version_for(by, pk)
    words = FormWords(
        _("Publish this version"),
        _("Publish"),
        _("The version is in force."),
        _("From that day it is the version that employers sign. It can never be changed again."),
    )
    form = DayForm(*posted(request), initial={"published_on": today})
    back = page(by, "version", pk)
    return form_page(
        request, form, commands.publish_version, words, back=back, by=by, version=found, today=today
    )


@door(policies.WRITE_TEXTS)
@require_POST
def remove_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    by = actor_of(request)
    return one_click(
        request,
        commands.remove_draft,
        _("The draft was removed."),
        back=page(by, "version", pk),
        done=page(by, "versions"),
        by=by,
        version=queries.version_for(by, pk),
    )


@door(policies.WRITE_TEXTS)
def add_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an article to a draft."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    words = FormWords(_("New article"), _("Add"), _("The article was added."))
    back = page(by, "version", pk)
    return form_page(
        request, ArticleForm(*posted(request)), commands.add_article, words, back=back, by=by, version=found
    )


def _article(by: Actor, pk: int) -> Article:
    articles = Article.objects.filter(version__in=queries.versions_for(by))
    return one_of(articles.select_related("version__code"), pk)


@door(policies.WRITE_TEXTS)
def edit_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an article of a draft."""
    by = actor_of(request)
    found = _article(by, pk)
    words = saving(_("Change the article"))
    back = page(by, "version", found.version_id)
    form = ArticleForm.of(found, *posted(request))
    return form_page(request, form, commands.edit_article, words, back=back, by=by, article=found)


@door(policies.WRITE_TEXTS)
@require_POST
def move_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an article change places with the one before or after it."""
    by = actor_of(request)
    found = _article(by, pk)
    back = page(by, "version", found.version_id)
    up = request.POST.get("to") == "up"
    return one_click(request, commands.move_article, "", back=back, by=by, article=found, up=up)


@door(policies.WRITE_TEXTS)
@require_POST
def remove_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an article out of a draft."""
    by = actor_of(request)
    found = _article(by, pk)
    back, saved = page(by, "version", found.version_id), _("The article was taken out.")
    return one_click(request, commands.remove_article, saved, back=back, by=by, article=found)
