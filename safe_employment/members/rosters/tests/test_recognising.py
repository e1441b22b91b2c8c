"""Which employer a line of a list means."""

from __future__ import annotations

import pytest

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.members.rosters import EmployerLine, RosterColumn, read_roster, recognise_employers
from safe_employment.members.rosters.recognising import bare_name
from safe_employment.members.tests.factories import employer

CODE = "91530100MA6K000001"


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("云南省昆明市翠湖饭庄有限责任公司", "翠湖饭庄"),
        ("昆明 翠湖饭庄（个体工商户）", "翠湖饭庄"),
        ("昆明公司", "公司"),
        ("KFC", "kfc"),
    ],
)
def test_bare_names(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (EmployerLine(code=CODE.lower()), ("code", "cuihu", 0)),
        (EmployerLine(name="翠湖饭庄", code=CODE), ("code", "cuihu", 0)),
        (EmployerLine(name="滇池鞋厂", code=CODE), ("differ", None, 2)),
        (EmployerLine(number="100500"), ("code", "shoes", 0)),
        (EmployerLine(name="昆明市翠湖饭庄(有限公司)"), ("name", "cuihu", 0)),
        (EmployerLine(name="昆明滇池鞋厂"), ("name", "shoes", 0)),
        (EmployerLine(name="老滇鞋"), ("name", "shoes", 0)),
        (EmployerLine(name="过桥园"), ("several", None, 2)),
        (EmployerLine(name="滇池"), ("near", None, 2)),
        (EmployerLine(name="曲靖饭店"), ("none", None, 0)),
        (EmployerLine(name="店"), ("none", None, 0)),
        (EmployerLine(), ("none", None, 0)),
    ],
)
def test_lines(
    kunming: Association,
    qujing: Association,
    clerk: Actor,
    line: EmployerLine,
    expected: tuple[str, str | None, int],
) -> None:
    how, found, candidates = expected
    known = {
        "cuihu": employer(kunming, name="昆明翠湖饭庄有限公司", code=CODE, code_kind="social_credit"),
        "shoes": employer(kunming, name="昆明滇池鞋厂", number=100_500, other_names=["老滇鞋"]),
        "clothes": employer(kunming, name="昆明滇池制衣厂"),
        "one": employer(kunming, name="过桥园"),
        "two": employer(kunming, name="过桥园"),
        "elsewhere": employer(qujing, name="曲靖饭店"),
    }
    employer(kunming, name="翠湖饭庄", merged_into=known["cuihu"])
    [recognised] = recognise_employers(clerk, [line])
    assert recognised.how == how
    assert recognised.employer == (known[found].pk if found else None)
    assert len(recognised.candidates) == candidates


def test_a_list_without_a_header_has_the_employer_first() -> None:
    columns = (RosterColumn("person", "Person", ("姓名",)),)
    roster = read_roster("翠湖饭庄\t王明\n滇池鞋厂\t李红", columns)
    assert roster.rows == (
        (1, {"employer": "翠湖饭庄", "person": "王明"}),
        (2, {"employer": "滇池鞋厂", "person": "李红"}),
    )
    assert roster.letters == {"employer": "A", "person": "B"}


def test_headers_are_known_in_both_languages() -> None:
    columns = (RosterColumn("person", "Person", ("姓名",)),)
    assert read_roster("Company Name,Person\n翠湖饭庄,王明", columns).letters == {
        "employer": "A",
        "person": "B",
    }
    assert read_roster("序号,企业名称,姓名\n1,翠湖饭庄,王明", columns).letters == {
        "employer": "B",
        "person": "C",
    }
