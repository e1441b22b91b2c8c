"""Forms call commands and show what these refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.forms import DateInput, OfficeForm, run

TAKEN = ErrorKind("NAME_TAKEN", "“%(name)s” is taken.", "Choose another name.")


class WorkshopForm(OfficeForm):
    name = forms.CharField(label="Name", help_text="As on the invitation")
    on = forms.DateField(label="Day", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def filled(**values: str) -> WorkshopForm:
    data = QueryDict(mutable=True)
    data.update(values)
    return WorkshopForm(data)


def plan(*, name: str, on: date | None, secret: str, by: str) -> tuple[str, date | None, str]:
    if name == "taken":
        raise ProgrammeError(TAKEN, {"name": name}, field="name")
    if name == "closed":
        raise ProgrammeError(TAKEN, {"name": name}, field="elsewhere")
    return name, on, by


def test_the_command_gets_the_cleaned_values_and_the_rest() -> None:
    form = filled(name="May", on="2026-05-01", secret="")
    assert run(form, plan, by="林") == ("May", date(2026, 5, 1), "林")


def test_what_is_given_wins_over_the_form() -> None:
    assert run(filled(name="May"), plan, by="林", name="June") == ("June", None, "林")


def test_an_invalid_form_calls_nothing() -> None:
    def never(**_: object) -> None:
        raise AssertionError("called")

    assert run(filled(name=""), never, by="林") is None


@pytest.mark.parametrize(("name", "field"), [("taken", "name"), ("closed", "__all__")])
def test_a_refusal_is_shown_where_it_belongs(name: str, field: str) -> None:
    form = filled(name=name)
    assert run(form, plan, by="林") is None
    assert form.errors[field] == [f"“{name}” is taken.", "Choose another name."]
    assert form.errors.as_data()[field][0].code == "NAME_TAKEN"


def test_a_programming_error_is_not_swallowed() -> None:
    with pytest.raises(TypeError):
        run(filled(name="May"), lambda *, name: name)


def shown(form: forms.Form) -> str:
    with translation.override("en"):
        return Template('{% cotton form :form="form" submit="Plan" cancel_url="/back/" / %}').render(
            Context({"form": form})
        )


def test_errors_are_summed_up_on_top_and_tied_to_their_fields() -> None:
    html = shown(filled(name="", on="never"))
    assert html.index("error-summary") < html.index('id="id_name"')
    assert '<a href="#id_name">Name</a>' in html
    assert '<a href="#id_on">Day</a>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'aria-invalid="true"' in html
    assert "(optional)" in html


def test_dates_are_the_browsers_own_and_iso_in_every_language() -> None:
    form = WorkshopForm(initial={"on": date(2026, 5, 1)})
    assert isinstance(form.fields["on"].widget, DateInput)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            html = str(form["on"])
        assert 'type="date"' in html
        assert 'value="2026-05-01"' in html
        with translation.override(language):
            assert filled(name="x", on="2026-05-01").is_valid()
