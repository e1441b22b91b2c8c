"""The parts of the engine: characters, places, names, codes, contacts, weights, clusters."""

import polars as pl
import pytest

from safe_employment.engines.identifiers import parse_social_credit_code
from safe_employment.engines.matching import characters, codes, contacts, names, places, weights
from safe_employment.engines.matching.clusters import Clusters

NAMES = pl.Series(
    "name",
    [
        "昆明市五华区鑫旺达餐饮服务有限公司",
        "五华区老滇味火锅店（东风西路店）",
        "昆明青山小吃店有限公司第三分公司",
        "昆明青山小吃店金碧分店",
        "云南摩威建材经营部二店",
        "昆明景大鞋业股份有限任司",
        "官渡区小二针织(个体)",
        "昆明申友食品有限公司（总店）",
        "同上",
    ],
)
ADDRESSES = pl.Series("a", ["昆明市五华区学府路120号", "五华区学府路120#", "官渡区关上中路9号附1号"] * 3)
DISTRICTS = pl.Series("d", ["五华区", "五华", "官渡区"] * 3)


@pytest.fixture(scope="module")
def known() -> places.Places:
    return places.learn(characters.folded(NAMES), characters.folded(ADDRESSES), DISTRICTS)


def test_width_script_markup_and_spaces_fold_away() -> None:
    written = pl.Series(
        ["鞋業　有限公司", "ＡＢＣ１２３", "<script>alert(1)</script>云岭", "=SUM(A1:A9)云岭", None]
    )
    assert characters.folded(written).to_list() == ["鞋业有限公司", "ABC123", "云岭", "云岭", None]


def test_homophones_sound_alike_and_others_do_not() -> None:
    sounds = characters.by_sound(pl.Series(["鑫美", "新镁", "新梅", "新门"]))
    assert sounds[0] == sounds[1] == sounds[2]
    assert sounds[0] != sounds[3]
    assert sounds.str.len_chars().to_list() == [2, 2, 2, 2]


def test_names_are_taken_apart(known: places.Places) -> None:
    parts = names.parse(characters.folded(NAMES), known)
    assert parts["stem"].to_list() == [
        "鑫旺达", "老滇味", "青山", "青山", "摩威", "景大", "小二", "申友", None,
    ]  # fmt: skip
    assert parts["trade"].to_list() == [
        "餐饮服务", "火锅店", "小吃店", "小吃店", "建材经营部", "鞋业", "针织", "食品", None,
    ]  # fmt: skip
    assert parts["branch_number"].to_list() == [None, None, "3", None, "2", None, None, None, None]
    labelled = parts["branch_label"].is_not_null().to_list()
    assert labelled == [False, True, False, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("二店", "2"),
        ("第十二分店", "12"),
        ("3号店", "3"),
        ("第二十分公司", "20"),
        ("三分店", "3"),
        ("（五店）", "5"),
    ],
)
def test_branch_numbers(known: places.Places, written: str, number: str) -> None:
    parts = names.parse(characters.folded(pl.Series([f"昆明云岭火锅店{written}"])), known)
    assert parts["branch_number"].item() == number
    assert parts["stem"].item() == "云岭"


def test_a_road_called_after_a_district_keeps_its_name(known: places.Places) -> None:
    written = pl.Series(["昆明市官渡区五华路5号", "官渡区五华路5号"])
    found = contacts.addresses(written, pl.Series(["官渡区", ""]), known)
    assert found["road"][0] == found["road"][1]
    assert found["district"].to_list() == ["官渡", "官渡"]


def test_addresses_lose_prefix_sign_and_sub_number(known: places.Places) -> None:
    written = pl.Series(["昆明市五华区学府路120号", "学府路120#", "五华区学府路120号附1号"])
    found = contacts.addresses(written, pl.Series(["五华区", "五华", None]), known)
    assert found["road"].n_unique() == 1
    assert found["number"].to_list() == ["120"] * 3
    assert found["rest"].null_count() == 3
    assert found["district"].to_list() == ["五华"] * 3


def test_rooms_of_one_building_differ(known: places.Places) -> None:
    written = pl.Series(["学府路120号3栋201室", "学府路120号5栋402室"])
    found = contacts.addresses(written, pl.Series([None, None], dtype=pl.String), known)
    assert found["number"].to_list() == ["120", "120"]
    assert found["rest"][0] != found["rest"][1]


def test_districts_by_code_need_the_table() -> None:
    table = places.learn(NAMES, ADDRESSES, DISTRICTS, {"530102": "五华区"})
    frame = pl.DataFrame(
        {"d": ["530102", "五华"], "a": [None, None]}, schema={"d": pl.String, "a": pl.String}
    )
    short = frame.select(places.short_district(pl.col("d"), pl.col("a"), table)).to_series()
    assert short.to_list() == ["五华", "五华"]


def test_phones_are_digits_without_prefix() -> None:
    written = pl.Series(["+86 138-8801-2345", "0871-65123456/13888012345", "65123456", "无", None])
    found = contacts.phones(written)
    assert found["phone"].to_list() == ["13888012345", "65123456", "65123456", None, None]
    assert found["phone_2"].to_list() == [None, "13888012345", None, None, None]


def test_dates_in_six_spellings_are_one_day() -> None:
    written = [
        "2018-04-09",
        "2018.4.9",
        "2018/4/9",
        "2018年4月9日",
        "43199",
        "20180409",
        "2018-04-09 00:00:00",
    ]
    assert set(contacts.founding_dates(pl.Series(written))["founded"]) == {"2018-04-09"}
    coarse = contacts.founding_dates(pl.Series(["2018年4月", "2018", "不详"]))
    assert coarse["founded"].to_list() == [None, None, None]
    assert coarse["founded_month"].to_list() == ["2018-04", None, None]
    assert coarse["founded_year"].to_list() == ["2018", "2018", None]


@pytest.mark.parametrize(
    "written",
    [
        "91110000600037341L",
        "91110000600037341M",
        "9111OOOO6OOO37341L",
        "911100006000373",
        "600037341",
        "Y1110000600037341L",
    ],
)
def test_column_of_codes_agrees_with_the_single_code(written: str) -> None:
    column = codes.parse(pl.Series([written]))
    assert (column["code_kind"].item() == codes.VALID) == parse_social_credit_code(written).is_valid


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("530102100012345", codes.OLD),
        ("91110000600037341", codes.DAMAGED),
        ("600037341", codes.ORGANISATION),
        ("办理中", None),
        ("X", None),
        ("", None),
        ("530102100012345/91110000600037341L", codes.VALID),
    ],
)
def test_kinds_of_codes(written: str, kind: str | None) -> None:
    assert codes.parse(pl.Series([written]))["code_kind"].item() == kind


def test_prior_falls_with_the_register_and_never_below_the_shortest() -> None:
    assert weights.prior_bits(150_000) < weights.prior_bits(20_000) < weights.prior_bits(500)
    assert weights.prior_bits(5) == weights.prior_bits(500)


def test_probability_of_even_odds_is_a_half() -> None:
    assert pl.select(weights.probability(pl.lit(0.0))).item() == 0.5
    assert pl.select(weights.probability(pl.lit(500.0))).item() <= 1.0


def test_clusters_refuse_two_codes_two_branches_two_records_and_pairs_apart() -> None:
    clusters = Clusters(
        codes=["A", "B", None, None, None, None],
        branches=[None, None, "2", "3", None, None],
        in_register=[False, False, False, False, True, True],
        apart=[(0, 4)],
    )
    assert not clusters.may_join(0, 1, branch_excused=False)
    assert not clusters.may_join(2, 3, branch_excused=False)
    assert clusters.may_join(2, 3, branch_excused=True)
    assert not clusters.may_join(4, 5, branch_excused=True)
    assert not clusters.may_join(0, 4, branch_excused=False)
    assert clusters.join(1, 5) == 5
    assert sorted(clusters.members(5)) == [1, 5]
    assert clusters.root(1) == 5
