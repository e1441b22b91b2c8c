"""What is taken out opens again and says the same; the command line prints the headline figures."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from safe_employment.interviews.tests import factories as interviews
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.results.cli import results_app
from safe_employment.results.definitions import as_markdown
from safe_employment.results.indicators import INDICATORS, indicator
from safe_employment.results.tests import factories, makers

EXPORT = "/a/kunming/results/kunming-2005-2008/export/"
HEADLINE_KEYS = [
    "staff_trained",
    "staff_trained_phase_2",
    "employers_in_workshops",
    "employers_in_workshops_phase_2",
    "typical_employers",
    "codes_distributed",
    "recommendations_distributed",
    "advocates",
    "handbooks_distributed",
    "case_studies",
    "field_trip_enterprises",
    "public_events",
    "unannounced_visits",
]


@pytest.fixture
def counted(kunming):
    """A programme with records of several kinds."""
    programme = factories.programme(kunming)
    factories.target(programme, "codes_distributed", 1000)
    for day in (date(2006, 3, 1), date(2007, 3, 1)):
        makers.staff_attendance(kunming, day)
        makers.employer_attendance(kunming, day)
        makers.code_copies(kunming, day, 600)
    for sector in ("catering", "catering", "hotels"):
        interviews.case_study(kunming, interviewed_on=date(2007, 10, 1), sector=sector)
    return programme


def taken(by, kind, **params):
    response = signed_in(by).get(f"{EXPORT}{kind}/", params)
    assert response.status_code == 200
    return response.content


def workbook(by):
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken(by, "xlsx")))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_opens_again(counted, manager):
    book = workbook(manager)
    assert list(book) == ["Figures", "Divided", "Definitions", "About this file"]
    rows = {row[1]: row for row in book["Figures"][1:]}
    heads = book["Figures"][0]
    codes = dict(zip(heads, rows["Copies of the code handed out"], strict=True))
    assert (codes["Figure"], codes["Target"], codes["Reached (%)"]) == (1200, 1000, 120)
    assert (codes["Phase I"], codes["Phase II"], codes["2007"], codes["2008"]) == (600, 600, 600, 0)
    assert len(book["Definitions"]) == len(INDICATORS) + 1
    divided = [row for row in book["Divided"] if row[:2] == ["Case studies", "Sector"]]
    assert [row[2:4] for row in divided] == [["Restaurants and catering", 2], ["Hotels", 1]]
    assert "林经理" in str(book["About this file"])
    noted = AuditEntry.objects.filter(action="results.export_figures")
    assert [entry.details["kind"] for entry in noted] == ["xlsx"]


def test_an_analyst_takes_figures_without_small_cells(counted, kunming):
    analyst = actors.actor(kunming, Role.ANALYST, name="云分析")
    book = workbook(analyst)
    divided = [row for row in book["Divided"] if row[:2] == ["Case studies", "Sector"]]
    assert [row[3] for row in divided] == ["<5", "<5"]
    rows = {row[1]: row for row in book["Figures"][1:]}
    staff = dict(zip(book["Figures"][0], rows["Staff trained"], strict=True))
    assert (staff["Figure"], staff["Phase I"], staff["Phase II"]) == (2, "<5", "<5")


def test_the_csv_opens_again(counted, manager):
    text = taken(manager, "csv", period="phase-2").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    codes = {row["Part"]: row for row in rows if row["Key"] == "codes_distributed"}
    assert codes["Whole programme"]["Figure"] == "1200"
    assert codes["Whole programme"]["Target"] == "1000"
    assert codes["Phase II"]["Figure"] == "600"
    assert codes["Phase II"]["Ends before"] == "2009-01-01"
    assert len(codes) == 1 + 2 + 4


def test_the_report_speaks_both_languages_and_is_small(counted, manager):
    content = taken(manager, "pdf")
    assert len(content) < 2 * 1024 * 1024
    reader = PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in (
        "Kunming programme 2005–2008",
        "Staff trained",
        "昆明项目2005—2008",
        "受训工作人员",
        "1,200",
        "林经理",
    ):
        assert words.replace(" ", "") in text.replace(" ", ""), words
    assert str(indicator("staff_trained").how_counted)[:40] in text.replace("\n", " ")
    assert b"NotoSansSC" in content
    assert AuditEntry.objects.filter(action="results.export_figures").count() == 1


def run(*arguments):
    return CliRunner().invoke(results_app, arguments)


def test_the_command_line_prints_the_headline_figures(counted):
    done = run("--programme", "kunming-2005-2008", "--json")
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)
    assert list(figures) == HEADLINE_KEYS
    assert figures["staff_trained"] == figures["employers_in_workshops"] == 2
    assert figures["staff_trained_phase_2"] == figures["employers_in_workshops_phase_2"] == 1
    assert figures["codes_distributed"] == 1200
    assert figures["case_studies"] == 3
    table = run("--programme", "kunming-2005-2008")
    assert "Staff trained" in table.stdout
    assert "1,200" in table.stdout


def test_a_programme_that_does_not_exist_is_told_on_stderr(counted, qujing):
    for arguments, code in (
        (["--programme", "kunming-1999", "--json"], "RESULTS_PROGRAMME_UNKNOWN"),
        (["--json"], "RESULTS_PROGRAMME_NOT_NAMED"),
    ):
        done = run(*arguments)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert json.loads(done.stderr)["error"]["code"] == code
    factories.programme(qujing)
    both = run("--programme", "kunming-2005-2008", "--json")
    assert json.loads(both.stderr)["error"]["code"] == "RESULTS_PROGRAMME_NOT_ONE"
    assert run("--programme", "kunming-2005-2008", "--association", "qujing", "--json").exit_code == 0


def test_the_definitions_are_written_for_the_documentation():
    english, chinese = as_markdown("en"), as_markdown("zh-hans")
    for one in INDICATORS:
        assert f"`{one.key}`" in english
        assert f"`{one.key}`" in chinese
    assert "### Staff trained" in english
    assert "### 受训工作人员" in chinese
    assert run("definitions").stdout.startswith("# Indicators")
