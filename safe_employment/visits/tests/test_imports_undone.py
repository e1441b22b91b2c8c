"""Undoing an import tells nothing of sealed visits to the employers that it brought."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.members.importing.writing.confirming import confirm_import
from safe_employment.members.importing.writing.undoing import undo_import
from safe_employment.members.models import Employer
from safe_employment.members.tests.registers import code, csv, row, staged
from safe_employment.visits.commands.targeting import ask_target
from safe_employment.visits.tests.factories import planned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("kind", ["visit", "request"])
def test_a_refusal_names_and_counts_nobody(
    clerk: Actor, manager: Actor, monitor: Actor, other_monitor: Actor, kind: str
) -> None:
    batch = confirm_import(by=clerk, batch=staged(clerk, csv([row(1), row(2)])), now=timezone.now())
    meant = Employer.objects.get(code=code(2))
    if kind == "visit":
        planned(manager, monitor, other_monitor, employer=meant)
    else:
        ask_target(by=monitor, employer=meant, why="隔壁店反映", today=date(2026, 3, 1))
    with pytest.raises(ProgrammeError, match="IMPORT_RESTED_UPON") as refusal:
        undo_import(by=clerk, batch=batch, now=timezone.now())
    told = f"{refusal.value.what} {refusal.value.remedy}"
    assert not [each for each in Employer.objects.all() if each.name in told]
    assert not any(sign.isdecimal() for sign in told)
    assert Employer.objects.filter(code=code(1)).exists(), "nothing is half undone"
