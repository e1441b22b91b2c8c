"""Forms of courses, workshops, staff, registrations and attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorForm, DistrictField, OwnChoiceField, OwnMultipleChoiceField
from safe_employment.kit.forms import OfficeForm, TimeInput
from safe_employment.kit.queries import agencies_for
from safe_employment.members.choosing import EmployerField
from safe_employment.training import queries
from safe_employment.training.models import Course, CourseAudience, Point, Sex

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


class CourseForm(OfficeForm):
    """A course."""

    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    audience = forms.ChoiceField(label=_("For whom"), choices=CourseAudience.choices)
    points = forms.MultipleChoiceField(
        label=_("Points covered"), choices=Point.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.DecimalField(label=_("Hours"), max_digits=4, decimal_places=1, min_value=0)
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    @classmethod
    def of(cls, course: Course, *sent: Any) -> CourseForm:
        """Return the form filled with a course, or with what was sent."""
        return cls(*sent, initial={name: getattr(course, name) for name in cls.base_fields})


class WorkshopForm(ActorForm):
    """A workshop."""

    course = OwnChoiceField(queries.courses_on_offer, label=_("Course"))
    held_on = forms.DateField(label=_("Day"))
    starts_at = forms.TimeField(label=_("Begins at"), widget=TimeInput)
    place = forms.CharField(label=_("Place"), max_length=200)
    division_code = DistrictField(
        label=_("District"),
        required=False,
        empty=_("All districts"),
        help_text=_("Contacts of members in this district are invited; of all members where none is chosen"),
    )
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=5000, initial=60)
    agencies = OwnMultipleChoiceField(agencies_for, label=_("Co-organisers"), required=False)
    trainers = OwnMultipleChoiceField(queries.trainers_for, label=_("Trainers"), required=False)
    guest_trainers = forms.CharField(label=_("Other trainers"), max_length=200, required=False)

    def __init__(self, *args: Any, by: Actor, course: Course | None = None, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        field = self.fields["course"]
        if course is not None and isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.courses_on_offer(by) | queries.courses_for(by).filter(pk=course.pk)


class StaffMemberForm(ActorForm):
    """Someone who works for the association."""

    name = forms.CharField(label=_("Full name"), max_length=80)
    office = forms.CharField(label=_("Office or branch"), max_length=120)
    post = forms.CharField(label=_("Post"), max_length=80, required=False)
    division_code = DistrictField(label=_("District"), required=False, empty="—")
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("", "—"), *Sex.choices],
        required=False,
        help_text=_("Only to count women and men"),
    )
    person = OwnChoiceField(
        queries.colleagues_of, label=_("Account"), required=False, help_text=_("If they sign in here")
    )


class LeftForm(OfficeForm):
    """The day on which someone left."""

    left_on = forms.DateField(label=_("Left on"))


class LessonsForm(OfficeForm):
    """What worked with which employers."""

    lessons = forms.CharField(
        label=_("Lessons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What worked with which employers, and what to do otherwise next time. Name no worker."),
    )


class OwnRegistrationForm(OfficeForm):
    """An employer's contact says who will come."""

    attendee_name = forms.CharField(label=_("Who will come"), max_length=80, required=False)
    attendee_post = forms.CharField(label=_("Post"), max_length=80, required=False)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=50, initial=1)


class RegistrationForm(ActorForm, OwnRegistrationForm):
    """Staff register an employer."""

    employer = EmployerField()
    field_order = ["employer"]

    def arguments(self) -> dict[str, Any]:
        """Return the command's arguments: the employer's key instead of the employer."""
        return {**self.cleaned_data, "employer": self.cleaned_data["employer"].pk}


class AttendanceForm(OfficeForm):
    """One record of attendance."""

    attendee_name = forms.CharField(label=_("Full name"), max_length=80, required=False)
    attendee_post = forms.CharField(label=_("Post"), max_length=80, required=False)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=999, initial=1)
    women = forms.IntegerField(label=_("Women among them"), min_value=0, max_value=999, required=False)
    attended = forms.BooleanField(label=_("Came"), required=False)


class SheetForm(OfficeForm):
    """A sheet of who came, pasted or as a file."""

    text = forms.CharField(
        label=_("Paste the list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Columns: employer, attendee, post, people, women, came. Copy them from a spreadsheet, with or "
            "without a header."
        ),
    )
    file = forms.FileField(label=_("Or choose a file"), required=False, help_text=_("XLSX, XLS or CSV"))

    def arguments(self) -> dict[str, Any]:
        """Return the command's arguments: the file if there is one, else the pasted text."""
        file = self.cleaned_data["file"]
        content = file.read() if file else self.cleaned_data["text"]
        return {"content": content, "file_name": file.name if file else ""}
