"""Finding an employer by a part of its name, initials, code or phone."""

import polars as pl
import pytest

from safe_employment.members import search
from safe_employment.members.importing.writing import grams as writing
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("湖饭", True),
        ("翠", True),
        ("滇", False),
        ("hf", True),
        ("hx", False),
        ("湖hf", False),
        ("91530103", False),
        ("ＣＨＦＺ", True),
        ("chfz", True),
        ("91530102MA6H", True),
        ("ma6he", True),
        ("2521", True),
        ("翠湖 2521", True),
        ("滇池", False),
        ("翠湖 0000", False),
    ],
)
def test_a_part_is_found(kunming, typed, found):
    employer(
        kunming,
        name="昆明五华区翠湖饭庄",
        code="91530102MA6HE7414Q",
        code_kind="unverified",
        phone="159-2521-6181",
    )
    assert search.matching(Employer.objects.all(), typed).exists() is found


def test_like_signs_are_text(kunming):
    employer(kunming, name="百分之百%商店")
    employer(kunming, name="另一家商店")
    assert [e.name for e in search.matching(Employer.objects.all(), "%")] == ["百分之百%商店"]


def test_grams_are_within_postgres_integers():
    assert all(-(2**31) <= gram < 2**31 for gram in search.grams("龜\U00020000鿿鿿abc"))


def test_grams_of_a_whole_register_are_those_of_each_employer():
    texts = ["昆明翠湖饭庄\nkmchfz\n15925216181", "", "a龙bc\n\U00020000鿿", "91530102ma6he7414q\n李"]
    together = writing.grams(pl.Series(texts))
    assert [sorted(set(found)) for found in together.to_list()] == [search.grams(text) for text in texts]
