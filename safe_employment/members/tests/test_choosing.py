"""Naming an employer in a form."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.members.choosing import EmployerField
from safe_employment.members.tests import factories


def field(by: Actor, *, required: bool = True) -> EmployerField:
    made = EmployerField(required=required)
    made.for_actor(by)
    return made


def test_a_number_a_code_or_a_name_finds_the_employer(kunming: Association, clerk: Actor) -> None:
    made = factories.employer(
        kunming, name="昆明翠湖饭庄", number=123, code="91530102MA6K1B2C3D", code_kind="social_credit"
    )
    factories.employer(kunming, name="昆明翠湖饭庄分店", number=124)
    for text in ("123", "000123", "000123 · 昆明翠湖饭庄", "91530102ma6k1b2c3d", "昆明翠湖饭庄"):
        assert field(clerk).clean(text) == made


def test_several_are_named_with_their_numbers(kunming: Association, clerk: Actor) -> None:
    factories.employer(kunming, name="五华区翠湖饭庄", number=123)
    factories.employer(kunming, name="盘龙区翠湖饭庄", number=124)
    with pytest.raises(ValidationError) as refused:
        field(clerk).clean("翠湖饭庄")
    assert "000123 · 五华区翠湖饭庄" in refused.value.messages[0]
    assert field(clerk).clean("翠湖 五华").number == 123


def test_a_neighbours_employer_is_not_found(qujing: Association, clerk: Actor) -> None:
    made = factories.employer(qujing, name="曲靖麒麟饭店", number=9)
    for text in ("9", made.name):
        with translation.override("en"), pytest.raises(ValidationError, match="No employer"):
            field(clerk).clean(text)


def test_nothing_is_none_where_it_may_be(clerk: Actor) -> None:
    assert field(clerk, required=False).clean(" ") is None


def test_an_employer_is_shown_by_number_and_name(kunming: Association, clerk: Actor) -> None:
    made = factories.employer(kunming, name="昆明翠湖饭庄", number=123)
    assert field(clerk).prepare_value(made.pk) == field(clerk).prepare_value(made) == "000123 · 昆明翠湖饭庄"
