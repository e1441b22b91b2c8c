"""Advocates, copies, and lists of paper signatures."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction
from django.db.models import Sum

from safe_employment.conduct import commands, queries
from safe_employment.conduct.models import Advocacy, CopyDistribution, Signature, SignatureList
from safe_employment.conduct.states import ADVOCACY, COPIES, SIGNATURE, SIGNATURE_LIST
from safe_employment.conduct.tests import factories
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.states import Lifecycle
from safe_employment.members.tests import factories as members

TODAY = factories.TODAY


def test_an_employer_advocates_once_at_a_time(kunming: Association, trainer: Actor) -> None:
    recommendation = factories.published_recommendation(kunming)
    employer = members.employer(kunming)
    first = factories.advocacy(recommendation, employer, since=date(2025, 4, 1))
    with pytest.raises(ProgrammeError, match="CONDUCT_ADVOCATES_ALREADY"):
        factories.advocacy(recommendation, employer)
    with pytest.raises(ProgrammeError, match="CONDUCT_ENDS_BEFORE_IT_BEGAN"):
        commands.end_advocacy(
            by=trainer, advocacy=first, ended_on=date(2025, 3, 31), reason="停业", today=TODAY
        )
    commands.end_advocacy(by=trainer, advocacy=first, ended_on=date(2025, 5, 1), reason="停业", today=TODAY)
    again = factories.advocacy(recommendation, employer, since=date(2025, 6, 1))
    assert Advocacy.objects.count() == 2
    with pytest.raises(IntegrityError, match="employer_advocates_once"), transaction.atomic():
        Advocacy.objects.filter(pk=first.pk).update(state="active", ended_on=None, end_reason="")
    assert list(queries.advocates_in(kunming, date(2025, 5, 1), date(2025, 6, 1))) == []
    assert list(queries.advocates_in(kunming, date(2025, 4, 1), date(2025, 5, 1))) == [employer]
    assert list(queries.advocacies_in(kunming, date(2025, 6, 1), date(2025, 7, 1))) == [again]


def test_a_draft_is_neither_advocated_nor_handed_out(kunming: Association, manager: Actor) -> None:
    texts = {"title_zh": "题", "title_en": "T", "text_zh": "文", "text_en": "T"}
    draft = commands.draft_recommendation(by=manager, **texts)
    with pytest.raises(ProgrammeError, match="CONDUCT_DRAFT_NOT_HANDED_OUT"):
        factories.advocacy(draft)
    with pytest.raises(ProgrammeError, match="CONDUCT_DRAFT_NOT_HANDED_OUT"):
        factories.copies(draft)


def test_copies_are_counted_by_document_and_period(kunming: Association, trainer: Actor) -> None:
    code, recommendation = factories.published_code(kunming), factories.published_recommendation(kunming)
    factories.copies(code, 1000, handed_out_on=date(2025, 4, 1))
    factories.copies(code, 500, handed_out_on=date(2025, 5, 1))
    factories.copies(recommendation, 40, handed_out_on=date(2025, 4, 2))
    mistake = factories.copies(code, 9999, handed_out_on=date(2025, 4, 3))
    commands.withdraw_copies(by=trainer, distribution=mistake, reason="多写了")
    april = (date(2025, 4, 1), date(2025, 5, 1))
    assert queries.code_copies_in(kunming, *april).aggregate(n=Sum("copies"))["n"] == 1000
    assert queries.recommendation_copies_in(kunming, *april).aggregate(n=Sum("copies"))["n"] == 40
    commands.restore_copies(by=trainer, distribution=mistake)
    assert queries.code_copies_in(kunming, *april).aggregate(n=Sum("copies"))["n"] == 10_999


def test_a_record_of_copies_can_be_corrected(kunming: Association, trainer: Actor) -> None:
    code, recommendation = factories.published_code(kunming), factories.published_recommendation(kunming)
    made = factories.copies(code, 100)
    given: dict[str, Any] = {"handed_out_on": TODAY, "audience": "workers", "today": TODAY}
    commands.change_copies(by=trainer, distribution=made, text=recommendation, copies=70, **given)
    made.refresh_from_db()
    assert (made.document, made.code_version, made.copies) == ("recommendation", None, 70)
    for copies, day, code_of_error in (
        (0, TODAY, "CONDUCT_NO_COPIES"),
        (1, TODAY + timedelta(days=1), "CONDUCT_IN_THE_FUTURE"),
    ):
        with pytest.raises(ProgrammeError, match=code_of_error):
            commands.change_copies(
                by=trainer, distribution=made, text=code, copies=copies, **{**given, "handed_out_on": day}
            )


def test_the_database_knows_which_document(kunming: Association) -> None:
    made = factories.copies(factories.published_code(kunming))
    with pytest.raises(IntegrityError, match="exactly_one_document"), transaction.atomic():
        CopyDistribution.objects.filter(pk=made.pk).update(document="recommendation")
    with pytest.raises(IntegrityError, match="copies_at_least_one"), transaction.atomic():
        CopyDistribution.objects.filter(pk=made.pk).update(copies=0)


def test_others_record_neither(kunming: Association, monitor: Actor, neighbour_manager: Actor) -> None:
    code = factories.published_code(kunming)
    made = factories.copies(code)
    for who in (monitor, neighbour_manager):
        with pytest.raises(Hidden):
            commands.withdraw_copies(by=who, distribution=made, reason="不该")
        with pytest.raises(Hidden):
            commands.record_copies(
                by=who, text=code, copies=1, handed_out_on=TODAY, audience="public", today=TODAY
            )


def read(clerk: Actor, kunming: Association, content: bytes | str) -> SignatureList:
    version = queries.version_in_force(clerk) or factories.published_code(kunming)
    return commands.read_signature_list(
        by=clerk, version=version, signed_on=TODAY, today=TODAY, content=content, file_name="名单.xlsx"
    )


def test_a_list_is_looked_at_before_it_is_written(kunming: Association, clerk: Actor) -> None:
    names = ("昆明翠湖饭庄有限公司", "昆明滇池鞋厂", "昆明春城服装店")
    cuihu, dianchi, chuncheng = (members.employer(kunming, name=name) for name in names)
    members.employer(kunming, name="昆明滇池制衣厂")
    pasted = "\n".join(
        (
            "单位名称\t签署人\t职务\t签署日期",
            "翠湖饭庄\t王明\t经理\t2025年4月8日",  # sure: only the city and the form differ
            f"{dianchi.member_number}\t李红\t厂长\t",  # a number where the name should be
            "滇池\t赵\t\t",  # may be two
            "没有这一家\t孙\t\t",
            "昆明春城服装店\t\t\t2025-05-02",  # nobody signed
            "昆明翠湖饭庄有限公司\t王明\t\t",  # the first again
            "昆明春城服装店\t钱\t\t昨天",
        )
    )
    made = read(clerk, kunming, pasted)
    rows = {row["number"]: row for row in made.rows}
    codes = {number: [p["code"] for p in row["problems"]] for number, row in rows.items()}
    assert codes == {
        2: [],
        3: ["ROSTER_EMPLOYER_UNKNOWN"],
        4: ["ROSTER_EMPLOYER_UNCERTAIN"],
        5: ["ROSTER_EMPLOYER_UNKNOWN"],
        6: ["ROSTER_VALUE_MISSING"],
        7: ["ROSTER_TWICE"],
        8: ["ROSTER_DAY_UNREADABLE", "ROSTER_TWICE"],
    }
    assert rows[6]["problems"][0]["column"] == "B"
    assert not Signature.objects.exists()
    commands.answer_list(
        by=clerk,
        signature_list=made,
        answers={3: f"number:{dianchi.number}", 4: str(dianchi.pk), 5: "out"},
    )
    confirmed = commands.confirm_list(by=clerk, signature_list=made, today=TODAY)
    assert (confirmed.state, confirmed.written) == ("confirmed", 2)
    assert {(s.employer, s.signed_on, s.signatory_name) for s in Signature.objects.all()} == {
        (cuihu, date(2025, 4, 8), "王明"),
        (dianchi, TODAY, "李红"),
    }
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        commands.confirm_list(by=clerk, signature_list=made, today=TODAY)
    assert chuncheng.code_signatures.count() == 0


def test_a_list_of_those_who_signed_already_writes_nothing(kunming: Association, clerk: Actor) -> None:
    employer = members.employer(kunming, name="昆明翠湖饭庄有限公司")
    factories.signature(factories.published_code(kunming), employer)
    second = read(clerk, kunming, "昆明翠湖饭庄有限公司\t王明")
    assert second.rows[0]["problems"][0]["code"] == "CONDUCT_SIGNED_ALREADY"
    with pytest.raises(ProgrammeError, match="CONDUCT_LIST_HAS_NOTHING"):
        commands.confirm_list(by=clerk, signature_list=second, today=TODAY)
    assert commands.discard_list(by=clerk, signature_list=second).state == "discarded"


def test_a_workbook_is_read_as_a_list(kunming: Association, clerk: Actor) -> None:
    employer = members.employer(kunming, name="昆明翠湖饭庄")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate((["准则签署登记表"], [], ["会员编号", "签字人"], [employer.number, "王明"])):
        sheet.write_row(number, 0, row)
    book.close()
    made = read(clerk, kunming, file.getvalue())
    assert [(row["number"], row["employer"], row["problems"]) for row in made.rows] == [(4, employer.pk, [])]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("  ", "ROSTER_EMPTY"),
        (b"\x89PNG\r\n\x1a\n0000", "NOT_A_SPREADSHEET"),
        ("签署人\n王明", "ROSTER_NO_EMPLOYER"),
    ],
)
def test_what_is_no_list_is_refused(
    kunming: Association, clerk: Actor, content: bytes | str, code: str
) -> None:
    with pytest.raises(ProgrammeError, match=code):
        read(clerk, kunming, content)


def test_another_association_cannot_touch_a_list(
    kunming: Association, clerk: Actor, monitor: Actor, neighbour_manager: Actor
) -> None:
    members.employer(kunming, name="昆明翠湖饭庄")
    made = read(clerk, kunming, "昆明翠湖饭庄\t王明")
    for who in (neighbour_manager, monitor):
        with pytest.raises(Hidden):
            commands.confirm_list(by=who, signature_list=made, today=TODAY)
        with pytest.raises(Hidden):
            commands.answer_list(by=who, signature_list=made, answers={1: "out"})


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (SIGNATURE, [("withdraw_signature", "signed", "withdrawn", True)]),
        (ADVOCACY, [("end_advocacy", "active", "ended", True)]),
        (
            COPIES,
            [
                ("withdraw_copies", "recorded", "withdrawn", True),
                ("restore_copies", "withdrawn", "recorded", False),
            ],
        ),
        (
            SIGNATURE_LIST,
            [("confirm_list", "ready", "confirmed", False), ("discard_list", "ready", "discarded", False)],
        ),
    ],
)
def test_the_lifecycles(table: Lifecycle, rows: list[object]) -> None:
    found = [(t.verb, t.sources[0], t.target, t.needs_reason) for t in table.transitions]
    assert found == rows
