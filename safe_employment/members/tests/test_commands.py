"""Entering, changing, merging and correcting employers."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.commands.people import InvitationAccepted, accept_invitation
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry, Invitation, RoleAssignment
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members import commands, queries
from safe_employment.members.commands.portal import link_accepted_contact
from safe_employment.members.history import changes_of
from safe_employment.members.merging import references
from safe_employment.members.models import Correction, Employer, EmployerContact, Standing
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.members.tests.registers import code

pytestmark = pytest.mark.django_db


def state_of(*records):
    """Everything the register says about the given employers, but for instants and derived pieces."""
    ignored = {"changed_at", "search_grams"}
    rows = []
    for one in records:
        facts = Employer.objects.filter(pk=one.pk).values().get()
        rows.append({name: value for name, value in facts.items() if name not in ignored})
        for related in (one.workplaces, one.contacts, one.portal_contacts):
            rows += [
                {k: v for k, v in r.items() if k not in ignored} for r in related.order_by("pk").values()
            ]
    return rows


def test_an_employer_is_entered_with_its_number_size_and_search(clerk):
    made = commands.create_employer(
        by=clerk, name=" 昆明翠湖饭庄 ", code=code(1), industry_code="H62", staff=9, women=4,
        address="翠湖路1号", phone="13800000001",
    )  # fmt: skip
    assert (made.number, made.name, made.size_class, made.isic) == (1, "昆明翠湖饭庄", "micro", "I")
    assert made.code_kind == "social_credit"
    assert "13800000001" in made.search_text
    second = commands.create_employer(by=clerk, name="昆明金马饭庄")
    assert second.number == 2
    assert AuditEntry.objects.filter(action="members.create_employer").count() == 2


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"name": "  "}, "EMPLOYER_NAME_MISSING"),
        ({"name": "饭庄", "staff": 3, "women": 4}, "EMPLOYER_WOMEN_MORE_THAN_STAFF"),
        ({"name": "饭庄", "code": code(1)[:-1] + "?"}, "EMPLOYER_CODE_WRONG"),
        ({"name": "饭庄", "code": code(5)}, "EMPLOYER_CODE_TAKEN"),
        ({"name": "饭庄", "division_code": "5301"}, None),
        ({"name": "饭庄", "industry_code": "H99"}, "EMPLOYER_INDUSTRY_WRONG"),
        ({"name": "饭庄", "industry_code": "餐饮"}, "EMPLOYER_INDUSTRY_WRONG"),
    ],
)
def test_wrong_facts_are_refused(clerk, kunming, facts, error):
    employer(kunming, name="先来的", code=code(5), code_kind="social_credit")
    if error is None:
        with pytest.raises(Exception, match="division"):
            commands.create_employer(by=clerk, **facts)
        return
    with pytest.raises(ProgrammeError, match=error):
        commands.create_employer(by=clerk, **facts)


def test_a_code_may_be_kept_as_not_verified(clerk):
    made = commands.create_employer(by=clerk, name="老店", code="12345", code_kind="unverified")
    assert (made.code, made.code_kind) == ("12345", "unverified")


def test_history_keeps_what_was_replaced(clerk, kunming):
    made = employer(kunming, name="旧名饭庄")
    made = commands.edit_employer(by=clerk, employer=made, name="新名饭庄")
    (change,) = changes_of(made)
    assert change.person == clerk.person
    assert [values[1:] for values in change.values] == [("旧名饭庄", "新名饭庄")]


def test_standing_moves_by_its_table(clerk, kunming, board):
    made = employer(kunming, standing=Standing.APPLICANT)
    today = timezone.localdate()
    made = commands.move_standing(by=clerk, employer=made, verb="admit_employer", today=today)
    assert (made.standing, made.joined_on) == ("member", today)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.move_standing(by=clerk, employer=made, verb="suspend_employer", today=today)
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        commands.move_standing(by=clerk, employer=made, verb="reinstate_employer", today=today)
    with pytest.raises(Hidden):
        commands.move_standing(by=board, employer=made, verb="let_employer_go", today=today, reason="x")
    given = {"by": clerk, "employer": made, "today": today}
    assert commands.move_standing(**given, verb="let_employer_go", reason="歇业").left_on == today
    back = commands.move_standing(**given, verb="readmit_employer")
    assert (back.standing, back.left_on, back.joined_on) == ("member", None, today)


def test_merge_and_unmerge_restore_exactly(clerk, kunming):
    kept = employer(kunming, name="昆明翠湖饭庄", address="翠湖路1号", phone="13800000001", staff=5)
    gone = employer(
        kunming, name="昆明市翠湖饭庄", address="翠湖路1号", phone="13900000002", code=code(2),
        code_kind="social_credit", legal_representative="李四", tags=["餐饮"],
    )  # fmt: skip
    contact_of(gone)
    before = state_of(kept, gone)
    merge = commands.merge_employers(by=clerk, kept=kept, gone=gone, reason="同一家")
    kept.refresh_from_db()
    assert (kept.code, kept.legal_representative, kept.other_names) == (code(2), "李四", ["昆明市翠湖饭庄"])
    assert kept.workplaces.filter(is_main=True).count() == 1
    assert kept.workplaces.count() == 2
    assert queries.employer_for(clerk, gone.pk).pk == kept.pk
    assert list(queries.employers_for(clerk)) == [kept]
    commands.unmerge_employers(by=clerk, merge=merge, now=timezone.now())
    assert state_of(kept, gone) == before
    assert queries.employer_for(clerk, gone.pk).pk == gone.pk


def test_unmerge_keeps_what_was_changed_since(clerk, kunming):
    kept, gone = employer(kunming, name="甲店"), employer(kunming, name="乙店", legal_representative="李四")
    merge = commands.merge_employers(by=clerk, kept=kept, gone=gone)
    commands.edit_employer(by=clerk, employer=kept, legal_representative="王五")
    commands.unmerge_employers(by=clerk, merge=merge, now=timezone.now())
    kept.refresh_from_db()
    assert kept.legal_representative == "王五"


def test_merges_are_undone_in_order(clerk, kunming):
    first, second, third = (employer(kunming, name=f"{n}店") for n in "甲乙丙")
    early = commands.merge_employers(by=clerk, kept=second, gone=first)
    commands.merge_employers(by=clerk, kept=third, gone=second)
    assert queries.employer_for(clerk, first.pk).pk == third.pk
    with pytest.raises(ProgrammeError, match="UNMERGE_LATER_FIRST"):
        commands.unmerge_employers(by=clerk, merge=early, now=timezone.now())


def test_a_chain_of_merges_is_flat_and_comes_apart_link_by_link(clerk, kunming):
    first, second, third = (employer(kunming, name=f"{n}店", phone=f"1380000000{n}") for n in "123")
    before = state_of(first, second, third)
    early = commands.merge_employers(by=clerk, kept=second, gone=first)
    late = commands.merge_employers(by=clerk, kept=third, gone=second)
    merged_into = dict(Employer.objects.values_list("pk", "merged_into"))
    assert merged_into == {first.pk: third.pk, second.pk: third.pk, third.pk: None}
    for old in (first, second):
        assert queries.employer_for(clerk, old.pk).pk == third.pk
    assert third.contacts.count() == 3
    commands.unmerge_employers(by=clerk, merge=late, now=timezone.now())
    merged_into = dict(Employer.objects.values_list("pk", "merged_into"))
    assert merged_into == {first.pk: second.pk, second.pk: None, third.pk: None}
    assert queries.employer_for(clerk, first.pk).pk == second.pk
    early.refresh_from_db()
    commands.unmerge_employers(by=clerk, merge=early, now=timezone.now())
    assert state_of(first, second, third) == before


def test_two_valid_codes_are_two_employers(clerk, kunming):
    one = employer(kunming, name="甲店", code=code(1), code_kind="social_credit")
    other = employer(kunming, name="甲店", code=code(2), code_kind="social_credit")
    with pytest.raises(ProgrammeError, match="MERGE_CODES_DIFFER"):
        commands.merge_employers(by=clerk, kept=one, gone=other)


def test_a_merged_record_is_not_worked_with(clerk, kunming):
    kept, gone = employer(kunming, name="甲店"), employer(kunming, name="乙店")
    commands.merge_employers(by=clerk, kept=kept, gone=gone)
    with pytest.raises(ProgrammeError, match="EMPLOYER_MERGED"):
        commands.edit_employer(by=clerk, employer=gone, remarks="x")


def test_every_foreign_key_to_an_employer_follows_a_merge():
    keys = {reference.key for reference in references()}
    assert {
        "members.workplace.employer_id",
        "members.contact.employer_id",
        "members.correction.employer_id",
    } <= keys
    assert not any("event" in key for key in keys)


def test_a_correction_waits_for_the_clerk(clerk, kunming):
    own = employer(kunming, name="昆明翠湖饭庄", staff=5)
    owner = contact_of(own)
    made = commands.propose_correction(by=owner, employer=own, staff=8, name=own.name)
    own.refresh_from_db()
    assert (own.staff, made.values, made.before) == (5, {"staff": 8}, {"staff": 5})
    commands.approve_correction(by=clerk, correction=made, now=timezone.now())
    own.refresh_from_db()
    assert own.staff == 8


def test_a_correction_that_was_overtaken_is_not_written_unseen(clerk, kunming):
    own = employer(kunming, staff=5)
    made = commands.propose_correction(by=contact_of(own), employer=own, staff=8)
    commands.edit_employer(by=clerk, employer=own, staff=6)
    with pytest.raises(ProgrammeError, match="CORRECTION_OVERTAKEN"):
        commands.approve_correction(by=clerk, correction=made, now=timezone.now())
    assert Correction.objects.get().state == "proposed"
    commands.approve_correction(by=clerk, correction=made, now=timezone.now(), despite_changes=True)
    own.refresh_from_db()
    assert own.staff == 8


def test_a_declined_correction_answers_why(clerk, kunming):
    own = employer(kunming, staff=5)
    made = commands.propose_correction(by=contact_of(own), employer=own, staff=8)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.decline_correction(by=clerk, correction=made, reason=" ", now=timezone.now())
    commands.decline_correction(by=clerk, correction=made, reason=" 请寄来名册 ", now=timezone.now())
    assert Correction.objects.get().answer == "请寄来名册"


def test_a_new_proposal_replaces_the_open_one_and_an_empty_one_is_refused(kunming):
    own = employer(kunming, staff=5)
    owner = contact_of(own)
    commands.propose_correction(by=owner, employer=own, staff=8)
    commands.propose_correction(by=owner, employer=own, staff=9)
    assert list(Correction.objects.order_by("pk").values_list("state", flat=True)) == [
        "withdrawn",
        "proposed",
    ]
    with pytest.raises(ProgrammeError, match="CORRECTION_EMPTY"):
        commands.propose_correction(by=owner, employer=own, staff=5)


def test_a_contact_sees_and_corrects_only_their_own(kunming, qujing, neighbour_manager, clerk):
    own, other = employer(kunming, name="自家店"), employer(kunming, name="别家店")
    owner = contact_of(own)
    assert queries.employer_for(owner, own.pk) == own
    assert list(queries.employers_for(owner)) == [own]
    for actor, pk in ((owner, other.pk), (neighbour_manager, own.pk), (clerk, 10**9)):
        with pytest.raises(Hidden):
            queries.employer_for(actor, pk)
    with pytest.raises(Hidden):
        commands.propose_correction(by=owner, employer=other, staff=1)
    with pytest.raises(Hidden):
        commands.edit_employer(by=neighbour_manager, employer=own, name="x")


def test_inviting_and_ending_a_contact(clerk, kunming):
    own = employer(kunming)
    commands.invite_contact(by=clerk, employer=own, email="Boss@example.org", name="老板", now=timezone.now())
    assert Invitation.objects.get().subject_id == own.pk
    owner = contact_of(own)
    link = EmployerContact.objects.get(person=owner.person)
    commands.end_contact(by=clerk, contact=link, now=timezone.now())
    link.refresh_from_db()
    assert (link.ended_at is not None, link.ended_by) == (True, clerk.person)
    assert not RoleAssignment.objects.filter(person=owner.person, ended_at=None).exists()


@pytest.mark.parametrize("is_head", [True, False])
def test_who_is_invited_as_the_head_is_the_head(
    is_head, clerk, kunming, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    own = employer(kunming)
    words = {"name": "王建国", "email": "boss@example.org", "language": "zh-hans"}
    page = reverse("members:invite_contact", kwargs={"association": "kunming", "pk": own.pk})
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(clerk).post(page, words | ({"is_head": "on"} if is_head else {}))
    token = mail.outbox[-1].body.strip().rsplit("/", 2)[1]
    password, nobody = "long enough to be safe", Actor(person=None, association=None)
    with django_capture_on_commit_callbacks(execute=True):
        person = accept_invitation(by=nobody, token=token, now=timezone.now(), password=password)
    assert EmployerContact.objects.get(person=person, employer=own).is_head == is_head


def test_a_contact_who_is_invited_again_as_the_head_becomes_it(kunming):
    own = employer(kunming)
    access = EmployerContact.objects.get(person=contact_of(own).person)
    for is_head in (True, False):
        event = InvitationAccepted(
            kunming.pk, access.person_id, Role.EMPLOYER_CONTACT, own.pk, is_head=is_head
        )
        link_accepted_contact(event)
        access.refresh_from_db()
        assert access.is_head


def test_who_speaks_for_an_employer_does_not_say_who_heads_it(clerk, manager, kunming):
    own = employer(kunming)
    link = commands.give_contact(by=manager, employer=own, person=clerk.person)
    other = EmployerContact.objects.get(person=contact_of(own).person)
    for contact in (link, other):
        with pytest.raises(ProgrammeError, match="HEAD_MARKED_BY_ONESELF"):
            commands.mark_head(by=clerk, contact=contact, is_head=True)
    with pytest.raises(ProgrammeError, match="HEAD_MARKED_BY_ONESELF"):
        commands.invite_contact(
            by=clerk, employer=own, email="a@example.org", name="王建国", now=timezone.now(), is_head=True
        )
    assert not Invitation.objects.exists()
    assert commands.mark_head(by=manager, contact=other, is_head=True).is_head


def test_who_speaks_for_an_employer_is_freed_by_another(clerk, manager, kunming):
    own = employer(kunming)
    link = commands.give_contact(by=manager, employer=own, person=clerk.person)
    for by in (clerk, machine(kunming)):
        with pytest.raises(ProgrammeError, match="CONTACT_ENDED_BY_ONESELF"):
            commands.end_contact(by=by, contact=link, now=timezone.now())
    row, now = EmployerContact.objects.filter(pk=link.pk), timezone.now()
    for shed in ({"ended_at": now}, {"ended_at": now, "ended_by": clerk.person}, {"person": manager.person}):
        with pytest.raises(IntegrityError, match="another person ends it"), transaction.atomic():
            row.update(**shed)
    commands.end_contact(by=manager, contact=link, now=now)


def test_workplaces_have_one_main_one(clerk, kunming):
    own = employer(kunming, address="翠湖路1号")
    second = commands.add_workplace(
        by=clerk, employer=own, address="金马路2号", division_code="530111", is_main=True
    )
    assert list(own.workplaces.filter(is_main=True)) == [second]
    own.refresh_from_db()
    assert own.division_code == "530111"
    with pytest.raises(ProgrammeError, match="WORKPLACE_MAIN_NEEDED"):
        commands.close_workplace(by=clerk, workplace=second, on=timezone.localdate())


def test_contacts_are_set_as_a_whole(clerk, kunming):
    own = employer(kunming, phone="13800000001")
    commands.set_contacts(by=clerk, employer=own, contacts=[{"name": "王二", "phone": "13700000002"}])
    assert [c.phone for c in own.contacts.all()] == ["13700000002"]
    own.refresh_from_db()
    assert "13700000002" in own.search_text
    assert "13800000001" not in own.search_text
    with pytest.raises(ProgrammeError, match="CONTACT_EMPTY"):
        commands.add_contact(by=clerk, employer=own)
