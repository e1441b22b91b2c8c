"""Pages of what was sent: the list, one submission, what was kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments import commands, policies, queries
from safe_employment.instruments.answered import answered, places
from safe_employment.instruments.api import answers_file
from safe_employment.instruments.commands.held import check_eyes, wants_subject
from safe_employment.instruments.files import CONFIDENTIAL_ENTRY, ENTRY, held_entry
from safe_employment.instruments.forms import AboutForm, DiscardForm
from safe_employment.instruments.scoring import score
from safe_employment.instruments.subjects import subject_names, subject_page
from safe_employment.instruments.tables import (
    CaseOfficerSubmissionTable,
    HeldTable,
    SubmissionTable,
    held_mark,
    standing_of,
)
from safe_employment.instruments.views.comparing import both, photo_of
from safe_employment.instruments.views.parts import action_if, list_page, page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import small_picture
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.pages import (
    FormWords,
    form_page,
    known,
    link,
    only,
    posted,
    record_page,
)
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.instruments.models import HeldSubmission, Submission
    from safe_employment.kit.actors import Actor

XML = "application/xml; charset=utf-8"
SIDES = {"small": 480, "large": 1600}


@door(policies.READ_SUBMISSIONS)
def submissions(request: HttpRequest) -> HttpResponseBase:
    """List what was sent."""
    by = actor_of(request)
    waiting = queries.listed_held(by).filter(settled_at=None).count()
    label = _("Kept aside: %(number)s") % {"number": waiting} if waiting else _("Kept aside")
    return list_page(
        request,
        CaseOfficerSubmissionTable if can(by, policies.READ_CONFIDENTIAL) else SubmissionTable,
        queries.listed_submissions(by),
        action_if(by, policies.KEEP_DEVICES, _("My devices"), "own_devices"),
        action_if(by, policies.SETTLE_HELD, label, "held"),
    )


def note_read(by: Actor, found: Submission, what: str) -> None:
    """Note in the audit log that somebody read what was answered."""
    kind = CONFIDENTIAL_ENTRY if found.version.instrument.is_said_by_workers else ENTRY
    record(by, f"{kind}_{what}", found)


@door(policies.READ_SUBMISSIONS)
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was answered; the reading is noted."""
    by = actor_of(request)
    found = one_of(queries.listed_submissions(by), pk)
    definition = queries.definition_of(found.version)
    note_read(by, found, "read")
    return record_page(
        request,
        title=found.version.instrument.title,
        subtitle=found.instance_id,
        state=standing_of(found),
        facts=_facts(by, found),
        back=page(by, "submissions"),
        actions=only(action_if(by, policies.READ_SUBMISSIONS, _("XML as sent"), "submission_xml", pk)),
        template="instruments/submission.html",
        groups=answered(definition, found.answers),
        score=score(definition, found.answers),
        places=places(definition, found.answers),
        files=found.files.select_related("file"),
    )


def _facts(by: Actor, found: Submission) -> list[Any]:
    after = getattr(found, "replaced_by", None)
    return [
        (_("Version"), found.version.version),
        (_("Received"), found.received_at),
        (_("Filled in by"), found.person),
        (_("Device"), found.device),
        *known(_("About"), _about(by, found)),
        *known(_("The device's clock was wrong by"), _off(found.device_clock_off)),
        *known(_("Takes the place of"), _linked(by, found.replaces)),
        *known(_("Replaced by"), _linked(by, after)),
    ]


def _about(by: Actor, found: Submission) -> object:
    name = subject_names(found.association_id, [found.subject]).get(found.subject, found.subject)
    page = subject_page(by, found.subject)
    return link(page, name) if page and name else name


def _off(seconds: int | None) -> str:
    """Tell by how much a clock was wrong; a minute is nothing."""
    if seconds is None or abs(seconds) < 60:
        return ""
    minutes = abs(seconds) // 60
    if minutes >= 48 * 60:
        return str(_("%(number)s days") % {"number": minutes // (24 * 60)})
    return str(_("%(number)s minutes") % {"number": minutes})


def _linked(by: Actor, found: Submission | None) -> object:
    return link(found.instance_id, page(by, "submission", found.pk)) if found else ""


@door(policies.READ_SUBMISSIONS)
def submission_xml(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the XML as it was sent, byte by byte."""
    by = actor_of(request)
    found = queries.submission_for(by, pk)
    note_read(by, found, "taken_out")
    response = HttpResponse(bytes(found.xml), content_type=XML)
    response.headers["Content-Disposition"] = f'attachment; filename="submission-{pk}.xml"'
    return response


@door(policies.EXPORT_SUBMISSIONS)
def answers(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Hand out all answers of a questionnaire as xlsx, csv or parquet."""
    by = actor_of(request)
    return answers_file(by, queries.instrument_for(by, pk).form_id, kind)


@door(policies.SETTLE_HELD)
def held(request: HttpRequest) -> HttpResponseBase:
    """List what was kept aside."""
    return list_page(request, HeldTable, queries.listed_held(actor_of(request)), back="submissions")


@door(policies.SETTLE_HELD)
def held_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show something that was kept aside, beside what is stored under its ID."""
    by = actor_of(request)
    found = queries.held_submission_for(by, pk)
    record(by, held_entry(found, "held_read"), found)
    accept = action_if(by, policies.SETTLE_HELD, _("Accept"), "accept_held", pk, kind="primary")
    discard = action_if(by, policies.SETTLE_HELD, _("Put away"), "discard_held", pk)
    bar = _bar(by, found)
    reads = queries.readable_held(by).filter(pk=pk).exists()
    is_open = found.settled_at is None and reads and not bar
    stored = _stored(by, found)
    return record_page(
        request,
        title=found.get_reason_display(),
        subtitle=found.instance_id,
        state=held_mark(found),
        facts=_held_facts(by, found, stored),
        back=page(by, "held"),
        actions=only(accept if is_open and found.content is not None else None, discard if is_open else None),
        template="instruments/held.html",
        held=found,
        bar=bar,
        withholds=not reads,
        **(both(found, stored) if reads else {}),
        content=bytes(found.content).decode(errors="replace")[:20_000] if found.content and reads else "",
    )


def _stored(by: Actor, found: HeldSubmission) -> Submission | None:
    """Return what is stored under its ID, if one may read that."""
    return queries.submissions_for(by).filter(instance_id=found.instance_id).first()


@door(policies.SETTLE_HELD)
def held_photo(request: HttpRequest, pk: int, photo: int, size: str) -> HttpResponse:
    """Show a photo that was kept aside, or the stored one beside it, without metadata; the look is noted."""
    by = actor_of(request)
    found = one_of(queries.readable_held(by), pk)
    wanted = photo_of(found, _stored(by, found), photo)
    picture = small_picture(wanted, SIDES[size]) if size in SIDES else None
    if picture is None:
        raise Hidden
    record(by, held_entry(found, "see_held_photo"), found, details={"photo": photo, "size": size})
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type="image/jpeg", headers=headers)


def _bar(by: Actor, found: HeldSubmission) -> str:
    """Say why somebody may not settle it, and who could; "" where they may."""
    try:
        check_eyes(by, found, found.subject)
    except ProgrammeError as refused:
        return f"{refused.what} {refused.remedy}" if found.settled_at is None else ""
    return ""


def _held_facts(by: Actor, found: HeldSubmission, stored: Submission | None) -> list[Any]:
    return [
        (_("Form id"), found.form_id),
        (_("Version"), found.version),
        *known(_("File name"), found.name),
        (_("Received"), found.received_at),
        (_("Sent by"), found.person),
        (_("Device"), found.device),
        *known(_("Stored under this ID"), _linked(by, stored)),
        *known(_("Looked at"), found.settled_at),
        *known(_("Looked at by"), found.settled_by),
        *known(_("What was done"), held_mark(found).word if found.settled_at else ""),
        *known(_("Reason given"), found.settled_how if found.settled_by else ""),
    ]


@door(policies.SETTLE_HELD)
def accept_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then store it."""
    by = actor_of(request)
    found = queries.held_submission_for(by, pk)
    words = FormWords(
        _("Accept what was kept aside"), _("Accept"), _("It is stored."),
        _(
            "It is stored with its files. It takes the place of what the same person has stored under its ID,"
            " as an edit; beside what another person sent it stands by itself."
        ),
    )  # fmt: skip
    form = (AboutForm if wants_subject(found) else OfficeForm)(*posted(request))
    return form_page(
        request, form, commands.accept_held, words, back=page(by, "held_one", pk), by=by, held=found,
        now=timezone.now(),
    )  # fmt: skip


@door(policies.SETTLE_HELD)
def discard_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then put it away."""
    by = actor_of(request)
    found = queries.held_submission_for(by, pk)
    words = FormWords(_("Put away what was kept aside"), _("Put away"), _("It is put away."))
    return form_page(
        request, DiscardForm(*posted(request)), commands.discard_held, words, back=page(by, "held_one", pk),
        by=by, held=found, now=timezone.now(),
    )  # fmt: skip
