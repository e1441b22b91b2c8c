"""Forms of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.divisions import districts_of
from safe_employment.kit.forms import OfficeForm, OfficeModelForm
from safe_employment.members.facts import CORRECTABLE
from safe_employment.members.importing.sheet.columns import CANONICAL, REPEATABLE
from safe_employment.members.models import CodeKind, Contact, Employer, Workplace

if TYPE_CHECKING:
    from safe_employment.kit.models import Association
    from safe_employment.members.preview import ListColumn

# What a column of a list may be; the words a clerk chooses from.
COLUMN_WORDS = {
    "name": _("Name"), "other_names": _("Other names"), "code": _("Registration code"),
    "legal_representative": _("Legal representative"), "phone": _("Phone"), "address": _("Address"),
    "district": _("District"), "industry": _("Industry"), "staff": _("Staff"), "women": _("Women"),
    "founded": _("Founded"), "kind": _("Kind"), "joined": _("Joined"), "contact_name": _("Contact"),
    "email": _("Email"), "note": _("Remarks"), "sequence": _("Sequence number"),
}  # fmt: skip


class ListField(forms.CharField):
    """Several texts in one line, parted by commas of either script."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        for sign in "，、;；\n":
            text = text.replace(sign, ",")
        return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value


class EmployerForm(OfficeModelForm[Employer]):
    """The facts of an employer."""

    other_names = ListField(label=_("Other names"), required=False, help_text=_("Parted by commas"))
    tags = ListField(label=_("Tags"), required=False, help_text=_("Parted by commas"))
    unverified = forms.BooleanField(
        label=_("Keep the code although it could not be verified"), required=False
    )

    class Meta:
        model = Employer
        fields = (
            "name", "other_names", "kind", "code", "legal_representative", "division_code", "industry_code",
            "industry_text", "staff", "women", "staff_counted_on", "revenue", "assets", "founded_on",
            "founded_precision", "joined_on", "tags", "remarks",
        )  # fmt: skip

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", "–")]
        self.fields["division_code"] = forms.ChoiceField(
            label=_("District"), choices=none + districts_of(association.division_code), required=False
        )
        self.fields["industry_code"].help_text = _("Section letter and division of GB/T 4754, as H62")
        self.fields["unverified"].initial = self.instance.code_kind == CodeKind.UNVERIFIED
        self.order_fields(["name", "other_names", "kind", "code", "unverified"])

    def validate_constraints(self) -> None:
        """The command checks what belongs together, with an error that says more."""

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""

    def arguments(self) -> dict[str, Any]:
        """Return the facts as the command takes them."""
        given = dict(self.cleaned_data)
        if given.pop("unverified"):
            given["code_kind"] = CodeKind.UNVERIFIED
        return given


class NewEmployerForm(EmployerForm):
    """The facts of an employer that is entered by hand, with where and whom to reach."""

    address = forms.CharField(label=_("Address of the main workplace"), max_length=300, required=False)
    contact_name = forms.CharField(label=_("Contact"), max_length=80, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)


class WorkplaceForm(OfficeModelForm[Workplace]):
    """A workplace."""

    class Meta:
        model = Workplace
        fields = ("address", "name", "division_code", "is_main")

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *districts_of(association.division_code)]
        self.fields["division_code"] = forms.ChoiceField(label=_("District"), choices=choices, required=False)

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""


class ContactForm(OfficeModelForm[Contact]):
    """A contact."""

    class Meta:
        model = Contact
        fields = ("name", "role", "phone", "email")

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""


class InviteContactForm(OfficeForm):
    """Whom to invite to the portal."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=80)
    email = forms.EmailField(label=_("Email"))
    is_head = forms.BooleanField(
        label=_("Is the head of the employer"),
        required=False,
        help_text=_("Corrections that are late are told to them."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("zh-hans", "中文"), ("en", "English")])


class ReasonForm(OfficeForm):
    """A reason, in a sentence."""

    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class CorrectionForm(OfficeModelForm[Employer]):
    """What an employer may correct in its own record."""

    note = forms.CharField(
        label=_("Something else is wrong"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Address, phone, district: write what is right."),
    )

    class Meta:
        model = Employer
        fields = tuple(name for name in CORRECTABLE if name != "remarks")

    def _post_clean(self) -> None:
        """Leave the record alone: a clerk approves first."""


class UploadForm(OfficeForm):
    """A list to import."""

    file = forms.FileField(label=_("List of members"))
    figures_on = forms.DateField(
        label=_("Figures as of"), required=False, help_text=_("The day for which the list gives its figures")
    )
    replace_values = forms.BooleanField(
        label=_("Where the list and the register differ, the list is right"),
        required=False,
        help_text=_("Otherwise the list only fills in what the register lacks."),
    )

    def arguments(self) -> dict[str, Any]:
        """Return the upload as the command takes it."""
        given = dict(self.cleaned_data)
        upload = given.pop("file")
        return {"content": upload.file, "name": upload.name, **given}


class ColumnsForm(OfficeForm):
    """Which column of the list is which, and which row is the header."""

    header_row = forms.IntegerField(
        label=_("Header row"), min_value=0, required=False, help_text=_("0 if the list has none")
    )

    def __init__(
        self, *args: Any, columns: list[ListColumn], mapping: dict[str, list[str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = {letter: column for column, letters in mapping.items() for letter in letters}
        choices = [("", _("Not used")), *((name, COLUMN_WORDS[name]) for name in CANONICAL)]
        self.columns = columns
        for each in columns:
            self.fields[f"column_{each.letter}"] = forms.ChoiceField(
                label=f"{each.letter} {each.header}".strip(),
                choices=choices,
                required=False,
                initial=chosen.get(each.letter, ""),
            )

    def choices_by_column(self) -> list[tuple[ListColumn, forms.BoundField]]:
        """Return each column of the list with the field that says what it is."""
        return [(each, self[f"column_{each.letter}"]) for each in self.columns]

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for what only one can feed."""
        given = super().clean() or {}
        for name, letters in self._mapping(given).items():
            if len(letters) > 1 and name not in REPEATABLE:
                self.add_error(f"column_{letters[1]}", _("Another column is chosen for this already."))
        return given

    def _mapping(self, given: dict[str, Any]) -> dict[str, list[str]]:
        mapping: dict[str, list[str]] = {}
        for each in self.columns:
            name = given.get(f"column_{each.letter}")
            if name:
                mapping.setdefault(name, []).append(each.letter)
        return mapping

    def arguments(self) -> dict[str, Any]:
        """Return the mapping as the command takes it."""
        given = dict(self.cleaned_data)
        return {"mapping": self._mapping(given), "header_row": given["header_row"]}
