"""The list of questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.instruments import policies
from safe_employment.instruments.free_words import with_unread_words
from safe_employment.instruments.models import (
    Device,
    DeviceKind,
    HeldReason,
    HeldSubmission,
    Instrument,
    InstrumentKind,
    Submission,
)
from safe_employment.instruments.models.instruments import CONFIDENTIAL
from safe_employment.instruments.subjects import subject_named, subject_names, subject_page
from safe_employment.kit.marks import Mark
from safe_employment.kit.policies import can
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    Table,
    to_page,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.tables.filters import Filter


def _standing(row: Instrument) -> Mark:
    if getattr(row, "published", None):
        return Mark(str(_("In use")), "good")
    return (
        Mark(str(_("Draft only")), "waiting")
        if getattr(row, "drafts", 0)
        else Mark(str(pgettext_lazy("a questionnaire", "Retired")), "ended")
    )


class InstrumentTable(Table[Instrument]):
    """Questionnaires by title."""

    key = "instruments.instruments"
    title = _("Questionnaires")
    columns = (
        Column("title", _("Title"), primary=True, sort="title_zh", link=to_page("instruments:instrument")),
        Column("form_id", _("Form id"), kind="code", sort="form_id"),
        Column("kind", _("What it is for"), sort="kind"),
        Column("standing", _("State"), kind="state", value=_standing),
        Column("published", _("Version"), kind="code"),
        Column("questions", _("Questions"), kind="number", sort="questions"),
        Column("published_at", _("Published"), kind="datetime", sort="published_at", optional=True),
        Column("drafts", _("Drafts"), kind="number", sort="drafts", optional=True),
    )
    filters = (ChoiceFilter("kind", _("What it is for"), choices=InstrumentKind.choices),)
    search_label = _("Title or form id")
    default_sort = "form_id"
    export_permission = policies.SEE_INSTRUMENTS
    empty = EmptyState(
        _("No questionnaires yet"),
        _("Take in those that come with the programme, or upload an XLSForm of your own."),
        _("Upload a questionnaire"),
        "instruments:upload",
        policies.MANAGE_INSTRUMENTS,
    )

    def search(self, queryset: QuerySet[Instrument], text: str) -> QuerySet[Instrument]:
        """Find by part of a title or of the form id."""
        wanted = Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(form_id__icontains=text)
        return queryset.filter(wanted)


def standing_of(row: Submission) -> Mark:
    """Say whether a submission is whole, waits for files or was replaced."""
    if getattr(row, "is_replaced", False):
        return Mark(str(_("Replaced by an edit")), "ended")
    if getattr(row, "files_missing", 0):
        return Mark(str(_("Files are missing")), "waiting")
    return Mark(str(_("Whole")), "good")


def _questionnaires(by: Actor) -> list[tuple[Any, str]]:
    found = Instrument.objects.filter(association=by.home)
    if not can(by, policies.READ_CONFIDENTIAL):
        found = found.exclude(kind__in=CONFIDENTIAL)
    return [(instrument.pk, instrument.title) for instrument in found]


class SubmissionTable(Table[Submission]):
    """Filled-in questionnaires, the latest first."""

    key = "instruments.submissions"
    title = _("Filled-in questionnaires")
    columns = (
        Column("received_at", _("Received"), kind="datetime", primary=True, sort="received_at",
               link=to_page("instruments:submission")),
        Column("title", _("Questionnaire"), value=lambda row: row.version.instrument.title),
        Column("version", _("Version"), kind="code", value="version__version", optional=True),
        Column("person", _("Filled in by"), value="person"),
        Column("subject", _("About"), kind="code", value=lambda row: getattr(row, "about", row.subject),
               link=lambda row, by: subject_page(by, row.subject)),
        Column("standing", _("State"), kind="state", value=standing_of),
        Column("files", _("Files"), kind="number", value=lambda row: getattr(row, "files_here", 0)),
        Column("device", _("Device"), value="device", optional=True),
        Column("instance_id", _("Instance ID"), kind="code", optional=True),
    )  # fmt: skip
    filters: ClassVar[Sequence[Filter]] = (
        ChoiceFilter(
            "questionnaire", _("Questionnaire"), field="version__instrument", choices=_questionnaires
        ),
        DateRangeFilter("received", _("Received"), field="received_at__date"),
        BooleanFilter("replaced", _("Replaced by an edit"), field="is_replaced"),
    )
    search_label = _("Instance ID, person or what it is about")
    default_sort = "-received_at"
    export_permission = policies.EXPORT_SUBMISSIONS
    empty = EmptyState(
        _("Nothing was sent yet"),
        _("Filled-in questionnaires appear here as soon as a device sends them."),
        _("Connect a device"),
        "instruments:add_device",
        policies.SUBMIT,
    )

    def search(self, queryset: QuerySet[Submission], text: str) -> QuerySet[Submission]:
        """Find by the instance ID, the person or the number of what it is about."""
        wanted = Q(instance_id__icontains=text) | Q(person__name__icontains=text) | Q(subject=text)
        home = queryset.values_list("association", flat=True).first()
        about = subject_named(home, text) if home else ""
        return queryset.filter(wanted | Q(subject=about) if about else wanted)

    def rows(self, page: QuerySet[Submission]) -> list[Submission]:
        """Add what the records are called that the submissions of this page are about."""
        found = list(page)
        names = subject_names(found[0].association_id, (row.subject for row in found)) if found else {}
        for row in found:
            row.about = names.get(row.subject, row.subject)  # type: ignore[attr-defined]
        return found


def _by_words(rows: QuerySet[Submission], wanted: bool) -> QuerySet[Submission]:
    waiting = with_unread_words(rows)
    return waiting if wanted else rows.exclude(pk__in=waiting.values("pk"))


class CaseOfficerSubmissionTable(SubmissionTable):
    """The same for those who read what workers say."""

    filters = (
        *SubmissionTable.filters,
        BooleanFilter("words", _("Free words wait to be read"), narrow_by=_by_words),
    )


def held_mark(row: HeldSubmission) -> Mark:
    """Say whether it waits for somebody."""
    if row.settled_at is None:
        return Mark(str(_("Waits to be looked at")), "attention")
    words = {"taken": _("Arrived again and taken"), "accepted": _("Accepted")}
    return Mark(str(words.get(row.settled_how, _("Put away"))), "ended")


class HeldTable(Table[HeldSubmission]):
    """What was kept aside."""

    key = "instruments.held"
    title = _("Kept aside")
    columns = (
        Column("received_at", _("Received"), kind="datetime", primary=True, sort="received_at",
               link=to_page("instruments:held_one")),
        Column("reason", _("Why"), wide=True),
        Column("form_id", _("Form id"), kind="code"),
        Column("name", _("File name"), kind="code"),
        Column("person", _("Sent by"), value="person"),
        Column("files", _("Files"), kind="number", value=lambda row: getattr(row, "files_here", 0)),
        Column("standing", _("State"), kind="state", value=held_mark),
        Column("instance_id", _("Instance ID"), kind="code", optional=True),
    )  # fmt: skip
    filters = (
        ChoiceFilter("reason", _("Why"), choices=HeldReason.choices),
        BooleanFilter(
            "open", _("Waits to be looked at"),
            narrow_by=lambda rows, wanted: rows.filter(settled_at__isnull=wanted),
        ),
    )  # fmt: skip
    default_sort = "-received_at"
    empty = EmptyState(
        _("Nothing was kept aside"),
        _(
            "What a device sends and cannot be stored as it is waits here: another content under an ID that "
            "is taken, a version that is not here, an edit of something that was replaced."
        ),
    )


def device_mark(row: Device) -> Mark:
    """Say whether a device may speak."""
    return Mark(str(_("Active")), "good") if row.is_active else Mark(str(_("Signed out")), "ended")


class DeviceTable(Table[Device]):
    """Devices of everyone."""

    key = "instruments.devices"
    title = _("Devices of everyone")
    columns = (
        Column("name", _("Device"), primary=True, sort="name", link=to_page("instruments:device")),
        Column("person", _("Person"), value="person", sort="person__name"),
        Column("kind", _("What it uses"), sort="kind"),
        Column("standing", _("State"), kind="state", value=device_mark),
        Column("last_seen_at", _("Last seen"), kind="datetime", sort="last_seen_at"),
        Column("created_at", _("Added"), kind="datetime", sort="created_at", optional=True),
    )
    filters = (
        ChoiceFilter("kind", _("What it uses"), choices=DeviceKind.choices),
        BooleanFilter(
            "active", _("Active"), narrow_by=lambda rows, wanted: rows.filter(revoked_at__isnull=wanted)
        ),
    )
    search_label = _("Name of the device or person")
    default_sort = "-last_seen_at"
    empty = EmptyState(
        _("No devices yet"),
        _("Each phone that fills in questionnaires is listed here, with when it was last seen."),
        _("Connect a device"),
        "instruments:add_device",
        policies.SUBMIT,
    )

    def search(self, queryset: QuerySet[Device], text: str) -> QuerySet[Device]:
        """Find by the name of the device or of its person."""
        return queryset.filter(Q(name__icontains=text) | Q(person__name__icontains=text))
