"""Named situations, as small tables: which rows are one employer, which are not, which need a person."""

import polars as pl
import pytest

from safe_employment.engines.identifiers.social_credit import check_character
from safe_employment.engines.matching import Matching, match, match_against

from .registers import build
from .styles import STYLES

BACKGROUND, _ = build(STYLES["qujing"], 200, seed=99)
START = 100_000


def code(seed: int, kind: str = "91") -> str:
    """A valid code of its own for each seed."""
    body = f"{kind}530102MA{seed:07d}"
    return body + check_character(body)


def employer(**values: str) -> dict[str, str]:
    """A restaurant of Kunming, with what a trap changes."""
    usual = {
        "name": "昆明鑫旺达餐饮服务有限公司",
        "code": "",
        "legal_representative": "段志琼",
        "phone": "13888012345",
        "address": "昆明市五华区学府路120号",
        "district": "五华区",
        "industry": "餐饮",
        "staff": "12",
        "founded": "2011-03-17",
        "kind": "企业",
    }
    return {**usual, **values}


def matched(*rows: dict[str, str]) -> Matching:
    """The rows matched among two hundred others of another city."""
    trap = pl.DataFrame(rows).insert_column(
        0, pl.Series("row", range(START, START + len(rows)), dtype=pl.Int64)
    )
    return match(pl.concat([BACKGROUND, trap], how="diagonal"))


def are_one(result: Matching) -> bool:
    return result.clusters.filter(pl.col("row") >= START)["cluster"].n_unique() == 1


def are_apart(result: Matching) -> bool:
    trap = result.clusters.filter(pl.col("row") >= START)
    return trap["cluster"].n_unique() == trap.height


def is_asked(result: Matching) -> bool:
    return result.clusters.filter(pl.col("row") >= START)["needs_review"].is_not_null().any()


SAME = {
    "city marked": employer(name="昆明市鑫旺达餐饮服务有限公司", phone=""),
    "district in front": employer(name="昆明市五华区鑫旺达餐饮服务有限公司", legal_representative=""),
    "no place": employer(name="鑫旺达餐饮服务有限公司", phone=""),
    "other legal form": employer(name="昆明鑫旺达餐饮服务有限责任公司", phone=""),
    "no legal form": employer(name="昆明鑫旺达餐饮服务", phone="0871-65123456"),
    "mistyped legal form": employer(name="昆明鑫旺达餐饮服务有限任公司", phone=""),
    "trade of the family": employer(name="昆明鑫旺达餐饮管理有限公司"),
    "traditional": employer(name="昆明鑫旺達餐飲服務有限公司", phone=""),
    "homophone": employer(name="昆明新旺达餐饮服务有限公司", phone=""),
    "swapped": employer(name="昆明鑫达旺餐饮服务有限公司"),
    "dropped": employer(name="昆明鑫旺餐饮服务有限公司"),
    "inserted": employer(name="昆明鑫旺达达餐饮服务有限公司"),
    "main house": employer(name="昆明鑫旺达餐饮服务有限公司（总店）", phone=""),
    "sole trader marked": employer(name="昆明鑫旺达餐饮服务有限公司(个体)", phone=""),
    "full width and spaces": employer(name="昆明　鑫旺达 餐饮服务有限公司 ", phone="１３８８８０１２３４５"),
    "markup": employer(name="<b>昆明鑫旺达餐饮服务有限公司</b>", phone=""),
    "phone formatted": employer(phone="+86 138-8801-2345", legal_representative=""),
    "second phone": employer(phone="0871-65123456 / 13888012345", legal_representative=""),
    "sign for number": employer(address="五华区学府路120#", phone=""),
    "sub-number": employer(address="学府路120号附1号", district="五华", phone=""),
    "new representative": employer(legal_representative="马云霞"),
    "old number for a code": employer(code="530102100012345"),
    "under way": employer(code="办理中", founded="2011年3月"),
}


@pytest.mark.parametrize("case", sorted(SAME))
def test_one_employer_written_twice(case: str) -> None:
    assert are_one(matched(employer(code=code(1)), SAME[case]))


@pytest.mark.parametrize(
    "written",
    [
        code(1).lower(),
        code(1)[:9] + " " + code(1)[9:],
        "".join(chr(ord(character) + 0xFEE0) for character in code(1)),
        code(1).replace("0", "O"),
        code(1)[:17],
        code(1)[:12] + "X" + code(1)[13:],
        code(1)[:11] + code(1)[12] + code(1)[11] + code(1)[13:],
    ],
)
def test_a_code_written_badly_is_still_that_code(written: str) -> None:
    other = employer(code=written, phone="", legal_representative="", address="", founded="", staff="")
    assert are_one(matched(employer(code=code(1)), other))


DIFFERENT = {
    "valid codes differ": employer(code=code(2)),
    "namesake": employer(
        legal_representative="普艳", phone="13577000111", address="官渡区关上路9号", founded="2019-01-02"
    ),
    "second shop": employer(name="昆明鑫旺达餐饮服务二店", address="盘龙区北京路8号", founded="2015-06-01"),
    "branch of the company": employer(name="昆明鑫旺达餐饮服务有限公司第三分公司", address="盘龙区北京路8号"),
    "shop by its road": employer(name="昆明鑫旺达餐饮服务有限公司（北京路店）", address="盘龙区北京路8号"),
    "old numbers differ": employer(
        code="530102100012345", phone="", legal_representative="", address="", founded=""
    ),
    "only the bookkeeper's phone": employer(
        name="昆明云岭饭店", legal_representative="普艳", address="官渡区关上路9号", founded="2019-01-02"
    ),
    "only the building": employer(
        name="昆明云岭饭店", legal_representative="普艳", phone="13577000111", founded="2019-01-02"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(DIFFERENT))
def test_two_employers_that_look_alike(case: str) -> None:
    first = employer(code="530102100099999" if case == "old numbers differ" else code(1))
    assert are_apart(matched(first, DIFFERENT[case]))


def test_ten_branches_of_one_owner_stay_ten() -> None:
    names = [
        "二店",
        "三店",
        "四店",
        "第五分公司",
        "（北京路店）",
        "（人民西路店）",
        "金碧分店",
        "关上分店",
        "六分店",
    ]
    rows = [employer(name="昆明鑫旺达火锅店")]
    for number, name in enumerate(names):
        rows.append(
            employer(
                name=f"昆明鑫旺达火锅店{name}",
                address=f"盘龙区金星路{number + 3}号",
                founded=f"2014-05-{number + 10}",
            )
        )
    assert are_apart(matched(*rows))


def test_two_branches_of_one_road_name_in_two_districts_stay_two() -> None:
    first = employer(
        name="五华区鑫旺达火锅店（东风西路店）", address="五华区东风西路522号", founded="2010-11-04"
    )
    second = employer(
        name="五华区鑫旺达火锅店(东风西路店)",
        address="西山区东风西路514号",
        district="西山区",
        founded="2021-11-03",
    )
    assert are_apart(matched(first, second))


def test_a_branch_written_twice_is_one() -> None:
    first = employer(name="昆明鑫旺达火锅店三店", code=code(3))
    assert are_one(matched(first, employer(name="昆明市鑫旺达火锅店3店", phone="138 8801 2345")))


def test_thirty_firms_of_one_bookkeeper_stay_thirty() -> None:
    rows = BACKGROUND.head(30).to_dicts()
    firms = [{**row, "phone": "13888012345", "code": ""} for row in rows]
    for firm in firms:
        firm.pop("row")
    result = matched(*firms)
    trap = result.clusters.filter(pl.col("row") >= START)
    assert trap["cluster"].n_unique() >= 29


def test_two_firms_of_one_owner_at_one_address_are_at_most_asked_about() -> None:
    second = employer(name="昆明翠湖客栈", industry="住宿", founded="2017-08-08", staff="4")
    assert are_apart(matched(employer(code=code(1)), second))


def test_a_moved_employer_without_a_code_is_asked_about() -> None:
    moved = employer(address="昆明市官渡区关上路9号", district="官渡区", founded="", staff="30")
    result = matched(employer(code=code(1)), moved)
    assert are_apart(result)
    assert is_asked(result)


def test_three_rows_never_join_two_valid_codes() -> None:
    between = employer(phone="", founded="")
    result = matched(employer(code=code(1)), employer(code=code(2)), between)
    trap = result.clusters.filter(pl.col("row") >= START)
    assert trap["cluster"][0] != trap["cluster"][1]


def test_an_explanation_names_fields_levels_and_bits() -> None:
    result = matched(employer(code=code(1)), employer(name="昆明新旺达餐饮服务有限公司"))
    pair = result.pairs.filter((pl.col("row_a") == START) & (pl.col("row_b") == START + 1))
    said = {part["field"]: part for part in pair["explanation"][0].to_list()}
    assert said["name"]["level"] == "sound"
    assert said["phone"]["level"] == "same"
    assert said["prior"]["weight"] < 0
    assert said["address"]["weight"] > 0
    assert pair["decision"][0] == "merge"


def test_against_a_register_says_matched_new_or_review() -> None:
    register = pl.DataFrame([{"row": 7, **employer(code=code(1))}, {"row": 8, **employer(code=code(2))}])
    register = pl.concat([register, BACKGROUND.with_columns(row=pl.col("row") + 1_000)], how="diagonal")
    incoming = pl.DataFrame(
        [
            {"row": 7, **employer(code=code(1), name="昆明市鑫旺达餐饮服务有限公司")},
            {
                "row": 8,
                **employer(
                    name="昆明翠湖边客栈", phone="13577000111", legal_representative="普艳", address=""
                ),
            },
            {
                "row": 9,
                **employer(
                    name="昆明翠湖边客栈", phone="13577000111", legal_representative="普艳", address=""
                ),
            },
            {
                "row": 10,
                **employer(name="昆明鑫旺达餐饮", phone="", founded="", staff="", address="", district=""),
            },
        ]
    )
    result = match_against(register, incoming)
    rows = {row["row"]: row for row in result.clusters.to_dicts()}
    assert list(rows) == [7, 8, 9, 10]
    assert rows[7]["status"] == "matched"
    assert rows[7]["register_row"] == 7
    assert rows[8]["status"] == rows[9]["status"] == "new"
    assert rows[8]["cluster"] == rows[9]["cluster"]
    assert rows[10]["status"] == "review"
    assert rows[10]["review_register_row"] in {7, 8}
    sides = set(result.pairs.select("side_a", "side_b").rows())
    assert ("register", "register") not in sides


@pytest.mark.parametrize("rows", [0, 1])
def test_nothing_and_one_row(rows: int) -> None:
    frame = BACKGROUND.head(rows)
    result = match(frame)
    assert result.clusters.height == rows
    assert result.pairs.is_empty()
    assert result.clusters["needs_review"].null_count() == rows
    assert match_against(frame, frame).clusters.height == rows


def test_names_alone_are_enough_to_run() -> None:
    frame = pl.DataFrame({"row": [1, 2, 3], "name": ["昆明云岭饭店", "昆明市云岭饭店", None]})
    result = match(frame)
    assert result.clusters["cluster"].to_list()[2] == 3
    assert is_asked_row(result, 2)


def is_asked_row(result: Matching, row: int) -> bool:
    return bool(result.clusters.filter(pl.col("row") == row)["needs_review"].is_not_null().item())
