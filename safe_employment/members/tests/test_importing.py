"""From a file into the register and back out."""

import io

import pytest
from django.utils import timezone

from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.members import search
from safe_employment.members.commands import edit_employer, merge_employers
from safe_employment.members.commands.importing import (
    choose_columns,
    decide_question,
    discard_import,
    stage_import,
    upload_import,
)
from safe_employment.members.importing.writing.confirming import confirm_import
from safe_employment.members.importing.writing.undoing import undo_import
from safe_employment.members.models import Employer, ImportedRow, ImportState, MatchQuestion, RowEffect
from safe_employment.members.tests.factories import employer
from safe_employment.members.tests.registers import code, csv, row, staged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def confirmed(by, content, **options):
    batch = staged(by, content, **options)
    return confirm_import(by=by, batch=batch, now=timezone.now())


def test_nothing_is_written_before_confirm(clerk):
    batch = staged(clerk, csv([row(1), row(2)]))
    assert batch.state == ImportState.READY
    assert batch.counts["created"] == 2
    assert not Employer.objects.exists()


def test_confirm_writes_employers_with_all_their_facts(clerk):
    batch = confirmed(clerk, csv([row(1, 从业人数="约20人", 女职工人数="12"), row(2)]))
    made = Employer.objects.get(code=code(1))
    assert (made.name, made.kind, made.code_kind) == (
        row(1)["单位名称"],
        "private_enterprise",
        "social_credit",
    )
    assert (made.staff, made.women, made.division_code, made.industry_code) == (20, 12, "530102", "H62")
    assert (str(made.founded_on), made.founded_precision, made.isic) == ("2012-03-04", "day", "I")
    assert [w.address for w in made.workplaces.all()] == [row(1)["经营地址"]]
    assert made.workplaces.get().is_main
    assert [c.phone for c in made.contacts.all()] == [row(1)["联系电话"]]
    assert batch.counts["written"] == {"created": 2, "updated": 0, "unchanged": 0, "rows": 2}
    assert sorted(Employer.objects.values_list("number", flat=True)) == [1, 2]
    fresh = Employer.objects.get(pk=made.pk)
    search.index(fresh)
    assert fresh.search_text == made.search_text
    assert set(fresh.search_grams) == set(made.search_grams)


def test_two_rows_of_one_employer_become_one(clerk):
    twin = row(1, 单位名称=row(1)["单位名称"].replace("昆明", "昆明市"), 联系电话="13900000000")
    confirmed(clerk, csv([row(1), twin, row(2)]))
    assert Employer.objects.count() == 2
    made = Employer.objects.get(code=code(1))
    assert {c.phone for c in made.contacts.all()} == {row(1)["联系电话"], "13900000000"}
    assert len(made.other_names) == 1


def test_the_same_file_is_told(clerk):
    content = csv([row(1), row(2)])
    confirmed(clerk, content)
    with pytest.raises(ProgrammeError, match="IMPORT_KNOWN"):
        upload_import(by=clerk, content=io.BytesIO(content), name="again.csv")


def test_the_same_rows_in_another_file_change_nothing(clerk):
    twin = row(1, 单位名称=row(1)["单位名称"].replace("昆明", "昆明市"), 联系电话="13900000000")
    confirmed(clerk, csv([row(1), twin, row(2), row(3)]))
    before = list(Employer.objects.order_by("pk").values())
    again = confirmed(clerk, csv([row(3), twin, row(1)]))
    assert again.counts["known"] == 3
    assert again.counts["written"] == {"created": 0, "updated": 0, "unchanged": 2, "rows": 3}
    assert list(Employer.objects.order_by("pk").values()) == before


def test_a_later_list_fills_what_is_missing_and_replaces_only_when_told(clerk, kunming):
    present = employer(
        kunming,
        name="昆明翠湖一号餐饮有限公司",
        code=code(1),
        code_kind="social_credit",
        staff=5,
        phone="13800000001",
    )
    facts = {
        "单位名称": "昆明翠湖一号餐饮有限公司",
        "从业人数": "9",
        "女职工人数": "4",
        "联系电话": "13711112222",
    }
    confirmed(clerk, csv([row(1, **facts)]))
    present.refresh_from_db()
    assert (present.staff, present.legal_representative) == (5, row(1)["法定代表人"])
    assert {c.phone for c in present.contacts.all()} == {"13800000001", "13711112222"}
    assert present.workplaces.get().is_main
    assert "13711112222" in present.search_text
    confirmed(clerk, csv([row(1, **(facts | {"从业人数": "12"}))]), replace_values=True)
    present.refresh_from_db()
    assert (present.staff, present.women) == (12, 4)


def test_undo_removes_and_restores_exactly(clerk, kunming):
    present = employer(
        kunming,
        name="昆明翠湖一号餐饮有限公司",
        code=code(1),
        code_kind="social_credit",
        staff=5,
        phone="13800000001",
    )
    before = Employer.objects.filter(pk=present.pk).values().get()
    batch = confirmed(
        clerk, csv([row(1, 单位名称="昆明翠湖一号餐饮有限公司", 联系电话="13711112222"), row(2)])
    )
    undo_import(by=clerk, batch=batch, now=timezone.now())
    after = Employer.objects.filter(pk=present.pk).values().get()
    ignored = {"changed_at", "search_grams"}
    assert {k: v for k, v in after.items() if k not in ignored} == {
        k: v for k, v in before.items() if k not in ignored
    }
    assert Employer.objects.count() == 1
    assert present.contacts.count() == 1
    assert not present.workplaces.exists()
    assert not ImportedRow.objects.exists()


def test_undo_is_refused_and_names_what_hangs_on_it(clerk):
    batch = confirmed(clerk, csv([row(1), row(2)]))
    edit_employer(by=clerk, employer=Employer.objects.get(code=code(2)), remarks="我们去过了")
    with pytest.raises(ProgrammeError, match="IMPORT_BUILT_UPON") as refusal:
        undo_import(by=clerk, batch=batch, now=timezone.now())
    assert row(2)["单位名称"] in refusal.value.what
    batch.refresh_from_db()
    assert batch.state == ImportState.CONFIRMED
    assert Employer.objects.count() == 2


def test_undo_goes_backwards(clerk):
    first = confirmed(clerk, csv([row(1)]))
    confirmed(clerk, csv([row(1, 联系电话="13711112222")]))
    with pytest.raises(ProgrammeError, match="IMPORT_NOT_LAST"):
        undo_import(by=clerk, batch=first, now=timezone.now())


def test_a_code_belongs_to_one_employer(clerk):
    other = row(7, 统一社会信用代码=code(1), 所属区县="官渡区", 经营地址="昆明市官渡区关上路9号", 行业="制鞋")
    confirmed(clerk, csv([row(1), other | {"单位名称": "昆明官渡蓝天鞋厂"}, row(3)]))
    kinds = sorted(Employer.objects.filter(code=code(1)).values_list("code_kind", flat=True))
    assert kinds in (["social_credit"], ["social_credit", "unverified"])


def test_a_changed_register_must_be_compared_again(clerk, kunming):
    batch = staged(clerk, csv([row(1)]))
    employer(kunming, name="昆明后来居上饭店")
    with pytest.raises(ProgrammeError, match="IMPORT_STALE"):
        confirm_import(by=clerk, batch=batch, now=timezone.now())
    batch.refresh_from_db()
    assert batch.state == ImportState.READY
    batch = stage_import(by=clerk, batch=batch)
    assert confirm_import(by=clerk, batch=batch, now=timezone.now()).state == ImportState.CONFIRMED


def test_confirm_twice_is_refused(clerk):
    batch = confirmed(clerk, csv([row(1)]))
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        confirm_import(by=clerk, batch=batch, now=timezone.now())


def test_corrected_columns_are_remembered(clerk):
    header = ("甲", "乙", "从业人数", "联系电话")
    rows = (
        "昆明莲花饭店,昆明市五华区莲花路1号,3,13800000001",
        "昆明金马饭店,昆明市五华区金马路2号,4,13800000002",
    )
    content = "\n".join([",".join(header), *rows]).encode()
    batch = staged(clerk, content)
    mapping = {"name": ["A"], "note": ["B"], "staff": ["C"], "phone": ["D"]}
    choose_columns(by=clerk, batch=batch, mapping=mapping, header_row=1)
    batch.refresh_from_db()
    batch = stage_import(by=clerk, batch=batch)
    assert batch.mapping == mapping
    later = staged(clerk, content + "\n昆明碧鸡饭店,昆明市五华区碧鸡路3号,5,13800000003".encode())
    assert later.mapping == mapping


def test_a_decision_is_carried_out_with_the_import_and_after_it(clerk):
    batch = staged(clerk, csv([row(1), row(2), row(3)]))
    before = MatchQuestion.objects.create(batch=batch, left_row=1, right_row=2, confidence=0.5)
    decide_question(by=clerk, question=before, same=True, now=timezone.now())
    confirm_import(by=clerk, batch=batch, now=timezone.now())
    assert Employer.objects.live().count() == 2
    after = MatchQuestion.objects.create(batch=batch, left_row=3, right_row=1, confidence=0.5)
    Employer.objects.filter(code=code(3)).update(code="", code_kind="")
    decide_question(by=clerk, question=after, same=True, now=timezone.now())
    assert Employer.objects.live().count() == 1
    decide_question(by=clerk, question=after, same=None, now=timezone.now())
    assert Employer.objects.live().count() == 2
    with pytest.raises(ProgrammeError, match="QUESTION_WRITTEN"):
        decide_question(by=clerk, question=before, same=None, now=timezone.now())
    before.refresh_from_db()
    assert before.same is True


def test_a_decision_is_taken_back_whatever_was_merged_before(clerk):
    """The employer of a row may have been merged into another before its pair is decided."""
    batch = confirmed(clerk, csv([row(number, 统一社会信用代码="") for number in (1, 2, 3)]))
    first, second = (imported.employer for imported in batch.rows.order_by("data_row")[:2])
    merge_employers(by=clerk, kept=second, gone=first)
    question = MatchQuestion.objects.create(batch=batch, left_row=1, right_row=3, confidence=0.5)
    decide_question(by=clerk, question=question, same=True, now=timezone.now())
    assert Employer.objects.live().count() == 1
    question.refresh_from_db()
    decide_question(by=clerk, question=question, same=None, now=timezone.now())
    assert Employer.objects.live().count() == 2
    question.refresh_from_db()
    assert (question.same, question.merge) == (None, None)


def test_rows_without_a_name_are_left_out(clerk):
    batch = confirmed(
        clerk, csv([row(1), row(2, 单位名称="", 统一社会信用代码="", 联系电话="", 法定代表人="王二")])
    )
    assert batch.counts["left_out"] == 1
    assert batch.counts["problems"]["NAME_MISSING"] == 1
    assert Employer.objects.count() == 1
    assert set(ImportedRow.objects.values_list("effect", flat=True)) == {RowEffect.CREATED}


def test_a_discarded_import_leaves_no_file(clerk, tmp_path, django_capture_on_commit_callbacks):
    batch = staged(clerk, csv([row(1)]))
    assert any(path.is_file() for path in tmp_path.rglob("*"))
    with django_capture_on_commit_callbacks(execute=True):
        discard_import(by=clerk, batch=batch)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_only_keepers_import_and_only_at_home(clerk, trainer, neighbour_manager):
    with pytest.raises(Hidden):
        upload_import(by=trainer, content=io.BytesIO(b"x"), name="x.csv")
    batch = staged(clerk, csv([row(1)]))
    for attempt in (
        lambda: confirm_import(by=neighbour_manager, batch=batch, now=timezone.now()),
        lambda: stage_import(by=neighbour_manager, batch=batch),
        lambda: discard_import(by=neighbour_manager, batch=batch),
    ):
        with pytest.raises(Hidden):
            attempt()
