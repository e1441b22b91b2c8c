"""Sealed values: what is stored, what is shown, and new keys. The values here are not of real people.

The tables of a room come with that room; here the values themselves, their keys and hashes are tested.
"""

from __future__ import annotations

import logging
import pickle

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, SealingKey
from safe_employment.kit.sealed import Ciphertext, Plain, Sealer, mask
from safe_employment.kit.sealed.rotation import rewrap_keys, rotate_keys
from safe_employment.kit.sealed.sealer import forget_keys

NUMBER = "53010219900101123X"
OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture(autouse=True)
def _no_keys_of_other_tests() -> None:
    forget_keys()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("53010219900101123X", "**************123X"),
        ("6222021234567890", "************7890"),
        ("E12345678", "*****5678"),
        ("12345678", "********"),
        ("A1", "**"),
        ("", ""),
    ],
)
def test_only_the_end_is_shown_and_of_a_short_value_nothing(value: str, shown: str) -> None:
    assert mask(Plain(value)) == shown


@given(st.text(min_size=1, max_size=40))
def test_a_mask_keeps_the_length_and_at_most_four_signs(value: str) -> None:
    shown = mask(Plain(value))
    assert len(shown) == len(value)
    assert shown.count("*") >= len(value) - 4


def test_a_plain_value_does_not_write_itself(caplog: pytest.LogCaptureFixture) -> None:
    plain = Plain(NUMBER)
    with caplog.at_level(logging.INFO):
        logging.getLogger("x").info("%s %r %s", plain, plain, [plain])
    written = f"{plain} {plain!r} {plain!s} {plain:>30} {[plain]} {vars(type(plain))} {caplog.text}"
    assert "1990" not in written
    assert plain.reveal() == NUMBER
    assert plain == Plain(NUMBER)
    assert plain != Plain("x")
    with pytest.raises(TypeError):
        pickle.dumps(plain)


def test_what_is_stored_tells_nothing_and_is_never_the_same_twice(kunming: Association) -> None:
    sealer = Sealer(kunming.pk)
    one, two = (sealer.seal("identity_number", Plain(NUMBER)) for _ in range(2))
    assert bytes(one).find(NUMBER.encode()) == -1
    assert one != two
    assert repr(one) == "Ciphertext(…)"
    assert str(one) == f"{one}" == "…"
    assert Sealer(kunming.pk).open("identity_number", one) == Plain(NUMBER)


def test_the_hash_is_of_one_association_and_one_purpose(kunming: Association, qujing: Association) -> None:
    here, there = Sealer(kunming.pk), Sealer(qujing.pk)
    digest = here.digest("identity_number", Plain(NUMBER))
    assert len(digest) == 32
    assert Sealer(kunming.pk).digest("identity_number", Plain(NUMBER)) == digest
    assert here.digest("bank_account", Plain(NUMBER)) != digest
    assert there.digest("identity_number", Plain(NUMBER)) != digest


@pytest.mark.parametrize("place", [0, 1, 5, 20, -1])
def test_an_altered_value_does_not_open(kunming: Association, place: int) -> None:
    sealer = Sealer(kunming.pk)
    altered = bytearray(sealer.seal("identity_number", Plain(NUMBER)))
    altered[place] ^= 1
    with pytest.raises(ProgrammeError, match="SEAL_BROKEN") as refused:
        sealer.open("identity_number", Ciphertext(altered))
    assert NUMBER not in str(refused.value)


def test_a_value_opens_only_where_it_belongs(kunming: Association, qujing: Association) -> None:
    sealed = Sealer(kunming.pk).seal("identity_number", Plain(NUMBER))
    with pytest.raises(ProgrammeError, match="SEAL_BROKEN"):
        Sealer(kunming.pk).open("bank_account", sealed)
    Sealer(qujing.pk).seal("identity_number", Plain(NUMBER))
    with pytest.raises(ProgrammeError, match="SEAL_BROKEN"):
        Sealer(qujing.pk).open("identity_number", sealed)


def test_keys_are_wrapped_and_opened_by_the_master_key_alone(kunming: Association) -> None:
    with override_settings(SEALING_KEYS=(OLD,)):
        sealed = Sealer(kunming.pk).seal("identity_number", Plain(NUMBER))
    forget_keys()
    with override_settings(SEALING_KEYS=(NEW,)), pytest.raises(ProgrammeError, match="SEAL_BROKEN"):
        Sealer(kunming.pk).open("identity_number", sealed)
    with override_settings(SEALING_KEYS=(NEW, OLD)):
        assert rewrap_keys(by=machine(kunming)) == 1
    forget_keys()
    with override_settings(SEALING_KEYS=(NEW,)):
        assert Sealer(kunming.pk).open("identity_number", sealed) == Plain(NUMBER)
    assert AuditEntry.objects.get().action == "kit.rewrap_keys"


def test_only_the_machine_changes_keys(manager: Actor, administrator: Actor) -> None:
    for by in (manager, administrator):
        with pytest.raises((Hidden, ValueError)):
            rotate_keys(by=by)
        with pytest.raises((Hidden, ValueError)):
            rewrap_keys(by=by)
    assert not SealingKey.objects.exists()
