"""Lists of courses, workshops, staff, registrations, attendance, sheets, and who is due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    NumberRangeFilter,
    Table,
    district_column,
    district_filter,
    to_page,
)
from safe_employment.members import search
from safe_employment.members.models import Employer
from safe_employment.members.places import SECTIONS, in_sections, section_name
from safe_employment.training import policies
from safe_employment.training.models import (
    Attendance,
    AttendanceSheet,
    Course,
    CourseAudience,
    CourseState,
    Point,
    SheetState,
    StaffMember,
    Workshop,
    WorkshopState,
)
from safe_employment.training.refreshers import refresher_due

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rate(row: Any) -> float | None:
    return 100 * row.came / row.expected if row.expected else None


def _covering(courses: QuerySet[Course], points: list[str]) -> QuerySet[Course]:
    return courses.filter(points__overlap=points)


class CourseTable(Table[Course]):
    """Courses."""

    key = "training.courses"
    title = _("Courses")
    columns = [
        Column(
            "title", _("Course"), sort="title_zh", value=str, link=to_page("training:course"), primary=True
        ),
        Column("audience", _("For whom"), sort="audience"),
        Column("hours", _("Hours"), kind="number", sort="hours"),
        Column("points", _("Points covered"), value=lambda row: ", ".join(row.point_words), optional=True),
        Column("held", _("Workshops held"), kind="number", sort="held"),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [
        ChoiceFilter("audience", _("For whom"), choices=CourseAudience.choices),
        ChoiceFilter("point", _("Points covered"), choices=Point.choices, narrow_by=_covering),
        ChoiceFilter("state", _("State"), choices=CourseState.choices),
    ]
    search_label = _("Title or description")
    default_sort = "title"
    export_permission = policies.EXPORT_TRAINING
    empty = EmptyState(
        _("No courses yet"),
        _("Add what you teach: a course for employers, and one for your own staff."),
        action_label=_("Add a course"),
        action_route="training:add_course",
        permission=policies.PLAN_TRAINING,
    )

    def search(self, queryset: QuerySet[Course], text: str) -> QuerySet[Course]:
        return queryset.filter(
            Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(description__icontains=text)
        )


class WorkshopTable(Table[Workshop]):
    """Workshops."""

    key = "training.workshops"
    title = _("Workshops")
    columns = [
        Column("course", _("Workshop"), link=to_page("training:workshop"), primary=True),
        Column("held_on", _("Day"), kind="date", sort="held_on"),
        Column("starts_at", _("Begins at"), value=lambda row: f"{row.starts_at:%H:%M}", sort="starts_at"),
        Column("place", _("Place"), sort="place"),
        district_column(sortable=False, optional=True),
        Column("audience", _("For whom"), value="course__audience", optional=True),
        Column("registered", _("Signed up"), kind="number", sort="registered"),
        Column("capacity", _("Seats"), kind="number", sort="capacity", optional=True),
        Column("came", _("Came"), kind="number", sort="came"),
        Column("rate", _("Attendance"), kind="percent", value=_rate),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [
        ChoiceFilter("state", _("State"), choices=WorkshopState.choices),
        ChoiceFilter("audience", _("For whom"), field="course__audience", choices=CourseAudience.choices),
        district_filter(),
        DateRangeFilter("day", _("Day"), field="held_on"),
    ]
    search_label = _("Course, place or lesson")
    default_sort = "-held_on"
    export_permission = policies.EXPORT_TRAINING
    empty = EmptyState(
        _("No workshops yet"),
        _("Plan a workshop of one of your courses; it then stands in the calendar."),
        action_label=_("Plan a workshop"),
        action_route="training:add_workshop",
        permission=policies.PLAN_TRAINING,
    )

    def search(self, queryset: QuerySet[Workshop], text: str) -> QuerySet[Workshop]:
        return queryset.filter(
            Q(course__title_zh__icontains=text)
            | Q(course__title_en__icontains=text)
            | Q(place__icontains=text)
            | Q(lessons__icontains=text)
        )


class StaffTable(Table[StaffMember]):
    """The association's staff."""

    key = "training.staff"
    title = _("Staff to be trained")
    columns = [
        Column("name", _("Full name"), sort="name", link=to_page("training:staff_member"), primary=True),
        Column("office", _("Office or branch"), sort="office"),
        Column("post", _("Post"), sort="post"),
        district_column(sortable=False, optional=True),
        Column("sex", _("Sex"), optional=True),
        Column("times", _("Workshops"), kind="number", sort="times"),
        Column("last_on", _("Last trained"), kind="date", sort="last_on"),
        Column("left_on", _("Left on"), kind="date", sort="left_on", optional=True),
    ]
    filters = [
        BooleanFilter(
            "trained",
            _("Trained"),
            narrow_by=lambda rows, wanted: rows.filter(times__gt=0) if wanted else rows.filter(times=0),
        ),
        BooleanFilter(
            "there", _("Still there"), narrow_by=lambda rows, wanted: rows.filter(left_on__isnull=wanted)
        ),
        district_filter(),
        DateRangeFilter("last", _("Last trained"), field="last_on"),
    ]
    search_label = _("Name, office or post")
    default_sort = "name"
    export_permission = policies.EXPORT_TRAINING
    empty = EmptyState(
        _("No staff yet"),
        _("Add the people of the association and its branches who are to advocate and to train employers."),
        action_label=_("Add someone"),
        action_route="training:add_staff_member",
        permission=policies.KEEP_STAFF,
    )

    def search(self, queryset: QuerySet[StaffMember], text: str) -> QuerySet[StaffMember]:
        return queryset.filter(Q(name__icontains=text) | Q(office__icontains=text) | Q(post__icontains=text))


class AttendanceTable(Table[Attendance]):
    """Who came to workshops."""

    key = "training.attendance"
    title = _("Who came")
    columns = [
        Column(
            "who",
            _("Employer or staff member"),
            value=lambda row: str(row.employer or row.staff_member),
            link=to_page("training:attendance"),
            primary=True,
        ),
        Column("attendee_name", _("Attendee"), sort="attendee_name"),
        Column("attendee_post", _("Post"), optional=True),
        Column("course", _("Course"), value=lambda row: str(row.workshop.course)),
        Column("held_on", _("Day"), kind="date", value="workshop__held_on", sort="workshop__held_on"),
        Column("people", _("How many people"), kind="number", sort="people"),
        Column("women", _("Women"), kind="number", optional=True),
        Column("attended", _("Came"), kind="boolean", sort="attended"),
        Column("certificate_number", _("Certificate"), kind="code", sort="certificate_number"),
    ]
    filters = [
        ChoiceFilter(
            "audience", _("For whom"), field="workshop__course__audience", choices=CourseAudience.choices
        ),
        BooleanFilter("came", _("Came"), field="attended"),
        DateRangeFilter("day", _("Day"), field="workshop__held_on"),
        district_filter("employer__division_code"),
    ]
    search_label = _("Employer, name or certificate")
    default_sort = "-held_on"
    export_permission = policies.EXPORT_TRAINING
    empty = EmptyState(
        _("No one is recorded yet"),
        _("After a workshop, tick who came on its page, or bring in the sheet with the signatures."),
        action_label=_("Workshops"),
        action_route="training:workshops",
        permission=policies.SEE_TRAINING,
    )

    def search(self, queryset: QuerySet[Attendance], text: str) -> QuerySet[Attendance]:
        employers = search.matching(Employer.objects.all(), text).order_by().values("pk")
        return queryset.filter(
            Q(employer__in=employers)
            | Q(attendee_name__icontains=text)
            | Q(staff_member__name__icontains=text)
            | Q(certificate_number__iexact=text)
        )


class SheetTable(Table[AttendanceSheet]):
    """Sheets of who came."""

    key = "training.sheets"
    title = _("Sheets of who came")
    columns = [
        Column("workshop", _("Workshop"), link=to_page("training:sheet"), primary=True),
        Column("file_name", _("File"), sort="file_name"),
        Column("created_at", _("Brought in"), kind="datetime", sort="created_at"),
        Column("rows", _("Rows"), kind="number", value=lambda row: len(row.rows)),
        Column("written", _("Written"), kind="number", sort="written"),
        Column("uploaded_by", _("By"), sort="uploaded_by__name"),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [ChoiceFilter("state", _("State"), choices=SheetState.choices)]
    default_sort = "-created_at"
    empty = EmptyState(
        _("No sheets yet"), _("Sheets of signatures that you bring in on a workshop's page stand here.")
    )


class DueTable(Table[Employer]):
    """Employers whose knowledge has faded."""

    key = "training.due"
    title = _("Due for a refresher")
    columns = [
        Column(
            "name",
            _("Employer"),
            sort="name",
            link=to_page("members:employer"),
            primary=True,
        ),
        Column("member_number", _("Member number"), kind="code", optional=True),
        district_column(),
        Column(
            "trade", _("Industry"), value=lambda row: row.industry_text or section_name(row.industry_code)
        ),
        Column("staff", _("Staff"), kind="number", sort="staff"),
        Column("last_on", _("Last workshop"), kind="date", sort="last_on"),
        Column("due_on", _("Due since"), kind="date", value=lambda row: _due(row.last_on), sort="last_on"),
    ]
    filters = [
        district_filter(),
        ChoiceFilter("trade", _("Industry"), choices=list(SECTIONS.items()), narrow_by=in_sections),
        NumberRangeFilter("staff", _("Staff")),
    ]
    search_label = _("Name, code or phone")
    default_sort = "last_on"
    export_permission = policies.EXPORT_TRAINING
    empty = EmptyState(_("No one is due"), _("Employers stand here twelve months after their last workshop."))

    def search(self, queryset: QuerySet[Employer], text: str) -> QuerySet[Employer]:
        return search.matching(queryset, text)


def _due(last_on: date | None) -> date | None:
    return refresher_due(last_on) if last_on else None
