"""Signing in the portal and on paper, withdrawing, coverage."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safe_employment.conduct import commands, queries
from safe_employment.conduct.commands.signing import PaperSignature
from safe_employment.conduct.models import Signature
from safe_employment.conduct.references import read_reference, reference_of
from safe_employment.conduct.tests import factories
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Notice
from safe_employment.members.tests import factories as members

TODAY = factories.TODAY
PORTAL: dict[str, Any] = {"agreed": True, "signatory_name": "王老板", "today": TODAY}


def test_an_employer_signs_in_the_portal(kunming: Association) -> None:
    version = factories.published_code(kunming)
    employer = members.employer(kunming)
    contact = members.contact_of(employer)
    signature = commands.sign_in_portal(by=contact, employer=employer.pk, version=version, **PORTAL)
    assert (signature.way, signature.signed_on, signature.recorded_by) == ("portal", TODAY, contact.person)
    assert read_reference(signature.reference.lower().replace("-", " ")) == signature.reference
    assert queries.signature_by_reference(signature.reference) == signature
    with pytest.raises(ProgrammeError, match="CONDUCT_SIGNED_ALREADY"):
        commands.sign_in_portal(by=contact, employer=employer.pk, version=version, **PORTAL)


def test_signing_needs_a_tick_and_a_name(kunming: Association) -> None:
    version = factories.published_code(kunming)
    employer = members.employer(kunming)
    contact = members.contact_of(employer)
    for change, code in (({"agreed": False}, "NOT_AGREED"), ({"signatory_name": "  "}, "NAME_MISSING")):
        with pytest.raises(ProgrammeError, match=code):
            commands.sign_in_portal(by=contact, employer=employer.pk, version=version, **{**PORTAL, **change})
    assert not Signature.objects.exists()


def test_one_signs_only_the_version_in_force(kunming: Association) -> None:
    old = factories.published_code(kunming)
    factories.revised_code(kunming, published_on=date(2025, 6, 1))
    employer = members.employer(kunming)
    with pytest.raises(ProgrammeError, match="CONDUCT_NOT_TO_BE_SIGNED"):
        commands.sign_in_portal(by=members.contact_of(employer), employer=employer.pk, version=old, **PORTAL)


def test_one_signs_only_for_ones_own_employer(kunming: Association, manager: Actor) -> None:
    version = factories.published_code(kunming)
    own, other = members.employer(kunming), members.employer(kunming, name="滇池鞋厂")
    for who in (members.contact_of(own), manager):
        with pytest.raises(Hidden):
            commands.sign_in_portal(by=who, employer=other.pk, version=version, **PORTAL)


def test_a_paper_signature_has_its_day_and_scan(kunming: Association, clerk: Actor) -> None:
    version = factories.published_code(kunming)
    employer = members.employer(kunming)
    paper: dict[str, Any] = {
        "employer": employer.pk,
        "version": version,
        "signatory_name": "王明",
        "today": TODAY,
    }
    for day, code in (
        (TODAY + timedelta(days=1), "CONDUCT_IN_THE_FUTURE"),
        (date(2025, 2, 1), "CONDUCT_SIGNED_BEFORE_PUBLICATION"),
    ):
        with pytest.raises(ProgrammeError, match=code):
            commands.record_signature(by=clerk, signed_on=day, **paper)
    scan = io.BytesIO(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    signature = commands.record_signature(
        by=clerk, signed_on=date(2025, 4, 1), scan=scan, scan_name="signed.pdf", **paper
    )
    assert signature.scan is not None
    assert signature.scan.content_type == "application/pdf"
    assert {"conduct.record_signature", "kit.store_file"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_withdrawing_needs_a_reason_and_lets_the_employer_sign_again(
    kunming: Association, manager: Actor
) -> None:
    version = factories.published_code(kunming)
    employer = members.employer(kunming)
    contact = members.contact_of(employer)
    first = factories.signature(version, employer)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.withdraw_signature(by=manager, signature=first, reason=" ", today=TODAY)
    commands.withdraw_signature(by=manager, signature=first, reason="拒不改正", today=TODAY)
    first.refresh_from_db()
    assert (first.state, first.withdrawn_on, first.withdrawn_reason) == ("withdrawn", TODAY, "拒不改正")
    assert Notice.objects.get(person=contact.person).kind == "conduct.signature_withdrawn"
    again = commands.sign_in_portal(by=contact, employer=employer.pk, version=version, **PORTAL)
    assert again.reference != first.reference
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        commands.withdraw_signature(by=manager, signature=first, reason="又来", today=TODAY)


def test_the_database_keeps_signatures_in_order(kunming: Association) -> None:
    signature = factories.signature(factories.published_code(kunming))
    copy: dict[str, Any] = {
        "association": kunming, "employer": signature.employer, "version": signature.version,
        "signed_on": TODAY, "way": "paper", "signatory_name": "李",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="signed_once_per_version"), transaction.atomic():
        Signature.objects.create(reference="X", **copy)
    with pytest.raises(IntegrityError, match="withdrawn_with_day_and_reason"), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(state="withdrawn")


@pytest.mark.parametrize("who", ["monitor", "case_officer", "board", "neighbour_manager"])
def test_others_record_no_signature(kunming: Association, who: str, request: pytest.FixtureRequest) -> None:
    version = factories.published_code(kunming)
    employer = members.employer(kunming)
    with pytest.raises(Hidden):
        commands.record_signature(
            by=request.getfixturevalue(who),
            employer=employer.pk,
            version=version,
            signed_on=TODAY,
            signatory_name="王",
            today=TODAY,
        )


def test_many_signatures_come_in_one_transaction(kunming: Association, clerk: Actor) -> None:
    version = factories.published_code(kunming)
    employers = [members.employer(kunming, name=f"第{n}饭店") for n in range(60)]
    factories.signature(version, employers[0])
    entries = [PaperSignature(each.pk, TODAY, "王明") for each in employers]
    with CaptureQueriesContext(connection) as seen:
        written = commands.record_signatures(by=clerk, version=version, signatures=entries, today=TODAY)
    assert len(written) == 59
    assert len(seen) < 25
    assert len({each.reference for each in Signature.objects.all()}) == 60


def test_many_signatures_with_a_stranger_among_them_write_nothing(
    kunming: Association, qujing: Association, clerk: Actor
) -> None:
    version = factories.published_code(kunming)
    employers = [members.employer(kunming), members.employer(qujing, name="曲靖饭店")]
    entries = [PaperSignature(each.pk, TODAY, "王明") for each in employers]
    with pytest.raises(Hidden):
        commands.record_signatures(by=clerk, version=version, signatures=entries, today=TODAY)
    assert not Signature.objects.exists()


def test_coverage_counts_members_once(kunming: Association, board: Actor) -> None:
    version = factories.published_code(kunming)
    wuhua = {"division_code": "530102", "industry_code": "H62"}
    signed = members.employer(kunming, name="甲饭店", **wuhua)
    members.employer(kunming, name="乙饭店", **wuhua)
    members.employer(kunming, name="丙鞋厂", division_code="530103", industry_code="C19")
    members.employer(kunming, name="已退会", standing="left", **wuhua)
    factories.signature(version, signed)
    double = members.employer(kunming, name="甲饭店（五华）", merged_into=signed)
    Signature.objects.filter(employer=signed).update(employer=double)
    found = queries.coverage(board, version)
    assert (found.total.members, found.total.signed) == (3, 1)
    assert [(s.key, s.members, s.signed) for s in found.districts] == [("530102", 2, 1), ("530103", 1, 0)]
    assert [(s.key, s.members, s.signed) for s in found.trades] == [("C", 1, 0), ("H", 2, 1)]
    assert {e.name for e in queries.members_without_signature(board, version)} == {"乙饭店", "丙鞋厂"}


def test_a_new_version_asks_earlier_signatories(kunming: Association) -> None:
    version = factories.published_code(kunming)
    signer, other = members.employer(kunming), members.employer(kunming, name="滇池鞋厂")
    asked, not_asked = members.contact_of(signer), members.contact_of(other)
    factories.signature(version, signer)
    factories.revised_code(kunming, published_on=TODAY)
    assert [n.person for n in Notice.objects.filter(kind="conduct.new_version")] == [asked.person]
    assert not Notice.objects.filter(person=not_asked.person).exists()


def test_periods_are_half_open_and_leave_out_what_was_withdrawn(kunming: Association, manager: Actor) -> None:
    version = factories.published_code(kunming)
    for day in (date(2025, 4, 1), date(2025, 4, 30), date(2025, 5, 1)):
        factories.signature(version, members.employer(kunming, name=f"{day}饭店"), signed_on=day)
    gone = factories.signature(version, members.employer(kunming, name="丁"), signed_on=date(2025, 4, 9))
    commands.withdraw_signature(by=manager, signature=gone, reason="重复", today=TODAY)
    april = (date(2025, 4, 1), date(2025, 5, 1))
    assert queries.signatures_in(kunming, *april).count() == 2
    assert queries.employers_who_signed(kunming, *april).count() == 2


def test_references_depend_on_every_part() -> None:
    assert reference_of(1, 2, 0) == reference_of(1, 2, 0)
    assert len({reference_of(a, b, c) for a in range(5) for b in range(5) for c in range(5)}) == 125
    assert read_reference("oil1-0000-abcd") == "0111-0000-ABCD"
