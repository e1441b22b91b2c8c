"""Pages of questionnaires: the list, one of them, uploading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.instruments import commands, policies, queries
from safe_employment.instruments.compiling import FormError
from safe_employment.instruments.editions import NewerEdition, newer_edition_of
from safe_employment.instruments.forms import DescribeForm, UploadForm
from safe_employment.instruments.library import library
from safe_employment.instruments.tables import InstrumentTable
from safe_employment.instruments.views.parts import action_if, list_page, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import OfficeForm, show_error
from safe_employment.kit.pages import FormWords, form_page, one_click, only, posted, record_page, saving
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.instruments.models import InstrumentVersion
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.pages import Action


@door(policies.SEE_INSTRUMENTS)
def instruments(request: HttpRequest) -> HttpResponseBase:
    """List the questionnaires."""
    by = actor_of(request)
    found = queries.instruments_for(by)
    upload = action_if(by, policies.MANAGE_INSTRUMENTS, _("Upload a questionnaire"), "upload", kind="primary")
    newer = list(queries.outdated_for(by)) if can(by, policies.MANAGE_INSTRUMENTS) else []
    return list_page(
        request, InstrumentTable, found, upload, _library(by),
        template="instruments/instruments.html", newer=newer,
    )  # fmt: skip


def _library(by: Actor) -> Action | None:
    """Offer our own questionnaires as long as one of them is not here."""
    held = set(queries.instruments_for(by).values_list("form_id", flat=True))
    if all(form.form_id in held for form in library()):
        return None
    return action_if(
        by, policies.MANAGE_INSTRUMENTS, _("Take in the programme's own"), "add_library", posts=True
    )


@door(policies.MANAGE_INSTRUMENTS)
@require_POST
def add_library(request: HttpRequest) -> HttpResponseRedirect:
    """Take in our own questionnaires."""
    by = actor_of(request)
    saved, back = _("They are here and in use."), page(by, "instruments")
    return one_click(request, commands.add_library, saved, back=back, by=by, now=timezone.now())


@dataclass(frozen=True)
class EditionWords(FormWords):
    """What is asked before a draft is made, with the edition that it is made of."""

    edition: NewerEdition | None = None


@door(policies.MANAGE_INSTRUMENTS)
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a newer edition of ours changes, then make a draft of it; where that is here, go to it."""
    by = actor_of(request)
    found = queries.instrument_for(by, pk)
    newer = newer_edition_of(by, found)
    here = queries.versions_of(by, found).filter(version=newer.form.version).first()
    if here is not None:
        return HttpResponseRedirect(page(by, "version", here.pk))
    words = EditionWords(
        _("A newer edition of the programme's own"),
        _("Make a draft of it"),
        _("The draft is here. The version in use stays until you publish."),
        f"{found.title} · {newer.form.version}",
        edition=newer,
    )
    return form_page(
        request, OfficeForm(*posted(request)), commands.draft_edition, words,
        back=page(by, "instrument", pk), done=page_of(by, "version"), template="instruments/edition.html",
        by=by, instrument=found,
    )  # fmt: skip


@door(policies.MANAGE_INSTRUMENTS)
def upload(request: HttpRequest) -> HttpResponse:
    """Upload a file; its problems are listed beside the form."""
    by = actor_of(request)
    form = UploadForm(*posted(request))
    back = page(by, "instruments")
    problems: FormError | None = None
    if form.is_bound and form.is_valid():
        try:
            made = commands.upload_version(by=by, **form.arguments())
        except FormError as error:
            problems = error
        except ProgrammeError as error:
            show_error(form, error)
        else:
            return HttpResponseRedirect(page(by, "version", made.pk))
    status = 422 if form.is_bound else 200
    return render(
        request, "instruments/upload.html", {"form": form, "problems": problems, "back": back}, status=status
    )


@door(policies.SEE_INSTRUMENTS)
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a questionnaire with its versions."""
    by = actor_of(request)
    found = queries.instrument_for(by, pk)
    return record_page(
        request,
        title=found.title,
        facts=[
            (_("Form id"), found.form_id),
            (_("What it is for"), found.get_kind_display()),
            (_("Title in Chinese"), found.title_zh),
            (_("Title in English"), found.title_en),
        ],
        back=page(by, "instruments"),
        actions=only(
            _newer(by, pk),
            action_if(by, policies.MANAGE_INSTRUMENTS, _("Upload a version"), "upload", kind="primary"),
            action_if(by, policies.MANAGE_INSTRUMENTS, _("Edit"), "describe", pk),
        ),
        template="instruments/instrument.html",
        instrument_pk=pk,
        is_confidential=found.is_said_by_workers,
        versions=_with_older(list(queries.versions_of(by, found))),
    )  # fmt: skip


def _newer(by: Actor, pk: int) -> Action | None:
    """Offer the newer edition of ours, if there is one."""
    offer = action_if(by, policies.MANAGE_INSTRUMENTS, _("A newer edition"), "edition", pk)
    return offer if offer and queries.outdated_for(by).filter(pk=pk).exists() else None


def _with_older(
    versions: list[InstrumentVersion],
) -> list[tuple[InstrumentVersion, InstrumentVersion | None]]:
    """Pair each version with the one before it, to be compared with."""
    return list(zip(versions, [*versions[1:], None], strict=True))


@door(policies.MANAGE_INSTRUMENTS)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a questionnaire is for and how it is called."""
    by = actor_of(request)
    found = queries.instrument_for(by, pk)
    form = DescribeForm(*posted(request), instance=found)
    words: FormWords = saving(_("Edit the questionnaire"), found.form_id)
    return form_page(
        request, form, commands.describe_instrument, words, back=page(by, "instrument", pk), by=by,
        instrument=found,
    )  # fmt: skip
