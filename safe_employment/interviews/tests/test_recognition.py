"""What could lead back to a person."""

from __future__ import annotations

import pytest

from safe_employment.interviews.recognition import Recognition, holds_identity


@pytest.mark.parametrize(
    "text",
    [
        "她的身份证是530102199001011234。",
        "证号53010219900101123X",
        "电话13888012345",
        "打 138 8801 2345 找她",
        "１３８８８０１２３４５",
        "0871-63123456",
        "微信号: xiaoyun2007",
        "QQ 123456789",
        "看 https://example.org",
        "write to yun@example.org",
    ],
)
def test_what_looks_like_an_identifier_is_found(text: str) -> None:
    assert holds_identity("前面没有", text)


@pytest.mark.parametrize(
    "text",
    [
        "她2007年来昆明，月薪680元，每天12小时。",
        "十五人住一间，工资拖欠3个月共2040元。",
        "In 2005–2008 she moved 3 times.",
    ],
)
def test_a_plain_story_holds_none(text: str) -> None:
    assert not holds_identity(text)


@pytest.mark.parametrize(
    ("home", "sharing", "danger", "danger_to_publish"),
    [
        ("530622", 2, True, True),
        ("530622", 3, False, False),
        ("530600", 1, True, False),
        ("", 1, False, False),
    ],
)
def test_few_who_share_a_county_are_a_danger(
    home: str, sharing: int, danger: bool, danger_to_publish: bool
) -> None:
    found = Recognition(home, sharing, 9)
    assert (found.is_danger, found.is_danger_to_publish) == (danger, danger_to_publish)
