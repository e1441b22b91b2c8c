"""`safe-employment check`: the same results whichever engine the rules ran on, and by the law asked for."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from safe_employment.workforce.cli import BAD_INPUT, FOUND, register

WORKERS = """工号,姓名,性别,出生日期,用工之日,用工形式,证件类型,本人支付的招工费用,扣押证件
001,李小明,女,2012-03-01,2026-03-01,full_time,resident_id,300,护照
002,王二,男,1990-01-01,2026-05-01,,,0,
"""
PAYROLL = """工号,工资月份,基本工资,应发工资,实发工资,支付方式
001,2026-08,1500,1500,1500,bank
002,2026-08,3000,3000,2800,other
"""
VIETNAMESE = {
    "workers": [{"worker": "1", "birth_date": "1990-01-01", "hire_date": "2025-01-01"}],
    "payroll": [{"worker": "1", "period": "2025-09", "base": 3000000, "gross": 3000000}],
}


@pytest.fixture
def books(tmp_path: Path) -> Path:
    (tmp_path / "职工名册.csv").write_text(WORKERS, encoding="utf-8")
    (tmp_path / "工资表.csv").write_text(PAYROLL, encoding="utf-8")
    return tmp_path


def checked(books: Path, engine: str) -> Result:
    app = typer.Typer()
    register(app)
    months = ["--from", "2026-08", "--to", "2026-08"]
    return CliRunner().invoke(app, ["check", str(books), *months, "--json", "--engine", engine])


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or not shutil.which("java"),
    reason="needs Java and the dependency group spark (make test installs both)",
)
def test_the_same_json_from_spark(books: Path) -> None:
    on_duckdb, on_spark = checked(books, "duckdb"), checked(books, "spark")
    assert on_duckdb.exit_code == on_spark.exit_code == FOUND, on_spark.output
    assert on_duckdb.stdout == on_spark.stdout
    rules = {found["rule"] for found in json.loads(on_spark.stdout)["findings"]}
    assert {"REG-03", "PAY-01", "FRE-05"} <= rules


@pytest.mark.parametrize(("asked", "owed"), [((), "1960000"), (("--place", "VN-IV"), "450000")])
def test_the_law_of_another_country_in_its_currency(
    tmp_path: Path, asked: tuple[str, ...], owed: str
) -> None:
    file = tmp_path / "books.json"
    file.write_text(json.dumps(VIETNAMESE), encoding="utf-8")
    app = typer.Typer()
    register(app)
    arguments = ["check", str(file), "--jurisdiction", "viet_nam", *asked]
    printed = CliRunner().invoke(app, [*arguments, "--json"])
    assert printed.exit_code == FOUND, printed.output
    [found] = json.loads(printed.stdout)["findings"]
    assert (found["rule"], found["amount_owed"], found["currency"]) == ("VN-WAGE", owed, "VND")
    text = CliRunner().invoke(app, [*arguments, "--language", "en"]).stdout
    assert f"VN-WAGE 1 2025-09 {owed} VND" in text
    assert "the wage of 2025-09 is 3,000,000 dong" in text


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--place", "VN-I"), "CHECK_PLACE_UNKNOWN"),
        (("--jurisdiction", "viet_nam", "--place", "VN-V"), "CHECK_PLACE_UNKNOWN"),
        (("--jurisdiction", "laos"), "CHECK_JURISDICTION_UNKNOWN"),
        (("--from", "2026-13"), "CHECK_MONTH_WRONG"),
    ],
)
def test_a_wrong_question_is_refused(books: Path, asked: tuple[str, ...], code: str) -> None:
    app = typer.Typer()
    register(app)
    said = CliRunner().invoke(app, ["check", str(books), *asked, "--json"])
    assert said.exit_code == BAD_INPUT
    assert json.loads(said.stderr)["errors"][0]["code"] == code


def test_without_java_one_line_says_what_is_missing(books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    said = checked(books, "spark")
    assert said.exit_code == BAD_INPUT
    assert json.loads(said.stderr)["errors"][0]["code"] == "CHECK_ENGINE_MISSING"
