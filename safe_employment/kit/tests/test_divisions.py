"""Names of districts, and the choices that forms offer."""

from __future__ import annotations

from django.utils import translation

from safe_employment.kit.actors import Actor
from safe_employment.kit.divisions import district_choices, division_choices, division_name


def test_a_name_follows_the_reader() -> None:
    with translation.override("en"):
        assert division_name("530113") == "Dongchuan District"
    with translation.override("zh-hans"):
        assert division_name("530113") == "东川区"


def test_an_unknown_code_stays_a_code() -> None:
    assert division_name("110101") == "110101"
    assert division_name("") == ""


def test_an_association_chooses_among_its_own_districts(manager: Actor) -> None:
    codes = [code for code, _name in district_choices(manager)]
    assert len(codes) == 14
    assert all(code.startswith("5301") for code in codes)


def test_every_division_may_be_chosen_the_near_ones_first(manager: Actor) -> None:
    with translation.override("zh-hans"):
        choices = division_choices(manager)
    assert choices[0][0] == "530102"
    assert len(choices) == 129 + 16
    assert dict(choices)["530302"] == "曲靖市 · 麒麟区"
