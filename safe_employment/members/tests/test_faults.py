"""Bad files, two clerks at once, a killed process, a full disk."""

import errno
import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from safe_employment.kit.errors import ProgrammeError
from safe_employment.members.commands.importing import stage_import, upload_import
from safe_employment.members.importing.writing import confirming, creating
from safe_employment.members.importing.writing.confirming import confirm_import
from safe_employment.members.models import Employer, ImportBatch, ImportState, Workplace
from safe_employment.members.tests.registers import HEADER, code, csv, row, staged, xlsx


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(600):
                sheet.write(b"0" * 1_000_000)
    return out.getvalue()


def protected():
    import msoffcrypto.format.ooxml

    sealed = io.BytesIO()
    plain = io.BytesIO(xlsx([list(HEADER), list(row(1).values())]))
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("password", sealed)
    return sealed.getvalue()


def wide():
    return xlsx(
        [[f"列{n}" for n in range(300)], [f"值{n}" for n in range(300)], [f"值{n}" for n in range(300)]]
    )


def million():
    line = b"\xe6\x98\x86\xe6\x98\x8e,1\n"
    return "单位名称,从业人数\n".encode() + line * 1_000_001


FAULTS = [
    ("not a spreadsheet", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 500, "NOT_A_SPREADSHEET"),
    ("zip bomb", zip_bomb, "ZIP_BOMB"),
    ("password", protected, "PASSWORD_PROTECTED"),
    ("empty sheet", lambda: xlsx([]), "EMPTY_SHEET"),
    ("no names", lambda: b"1,2\n3,4\n5,6\n", "IMPORT_NO_NAMES"),
    ("a million rows", million, "TOO_MANY_ROWS"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("_what", "content", "expected"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_bad_file_is_told_and_changes_nothing(clerk, _what, content, expected):
    batch = upload_import(by=clerk, content=io.BytesIO(content()), name="名册.xlsx")
    with pytest.raises(ProgrammeError) as refusal:
        stage_import(by=clerk, batch=batch)
    assert refusal.value.code == expected
    assert refusal.value.remedy
    batch.refresh_from_db()
    assert (batch.state, batch.error_code) == (ImportState.FAILED, expected)
    assert not Employer.objects.exists()


@pytest.mark.django_db
def test_300_columns_are_refused_or_read(clerk):
    batch = upload_import(by=clerk, content=io.BytesIO(wide()), name="宽.xlsx")
    with pytest.raises(ProgrammeError) as refusal:
        stage_import(by=clerk, batch=batch)
    assert refusal.value.code in {"TOO_MANY_COLUMNS", "IMPORT_NO_NAMES"}


@pytest.mark.django_db
def test_two_header_candidates_are_told(clerk):
    rows = [list(HEADER), *([r[name] for name in HEADER] for r in (row(1), row(2))), [], list(HEADER)]
    rows += [[r[name] for name in HEADER] for r in (row(3), row(4))]
    batch = staged(clerk, xlsx(rows), name="两张表.xlsx")
    assert batch.counts["created"] == 4
    assert {"HEADER_ROW_REPEATED", "HEADER_AMBIGUOUS"} & set(batch.counts["problems"])


@pytest.mark.django_db
def test_formulas_and_markup_are_text(clerk):
    bad = row(1, 单位名称="<img src=x onerror=alert(1)>昆明饭庄", 经营地址="=HYPERLINK(1)")
    batch = staged(clerk, csv([bad, row(2)]))
    assert {"FORMULA_TEXT", "MARKUP_TEXT"} <= set(batch.counts["problems"])
    confirm_import(by=clerk, batch=batch, now=timezone.now())
    assert Employer.objects.count() == 2


@pytest.mark.django_db
def test_a_code_of_another_city_and_a_doubled_code_are_told(clerk):
    twin = row(3, 单位名称="昆明别的鞋厂", 统一社会信用代码=code(2))
    batch = staged(clerk, csv([row(1, 统一社会信用代码=code(1, division="110101")), row(2), twin]))
    assert batch.counts["problems"]["CODE_OTHER_CITY"] == 1
    assert batch.counts["problems"]["CODE_DUPLICATE_IN_FILE"] == 1
    confirm_import(by=clerk, batch=batch, now=timezone.now())
    assert Employer.objects.filter(code=code(2), code_kind="social_credit").count() == 1


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_file(clerk, monkeypatch, tmp_path):
    real_open = Path.open

    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    def open_(self, mode="r", *args, **kwargs):
        if "x" in mode:
            real_open(self, mode, *args, **kwargs).close()
            return Full()
        return real_open(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", open_)
    with pytest.raises(ProgrammeError, match="FILE_NOT_KEPT"):
        upload_import(by=clerk, content=io.BytesIO(csv([row(1)])), name="名册.csv")
    monkeypatch.undo()
    assert not ImportBatch.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_disk_that_fills_while_reading_is_told(clerk, monkeypatch, tmp_path):
    import polars as pl

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    batch = upload_import(by=clerk, content=io.BytesIO(csv([row(1)])), name="名册.csv")
    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(ProgrammeError, match="FILE_NOT_KEPT"):
        stage_import(by=clerk, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.error_code) == (ImportState.FAILED, "FILE_NOT_KEPT")
    assert not list(tmp_path.rglob("*.parquet*"))


@pytest.mark.django_db(transaction=True)
def test_two_clerks_confirm_at_once_and_one_is_told(clerk, manager, monkeypatch):
    batch = staged(clerk, csv([row(n) for n in range(1, 40)]))
    inside, go_on = threading.Event(), threading.Event()
    real = creating.create_employers

    def slowly(*args, **kwargs):
        inside.set()
        go_on.wait(30)
        return real(*args, **kwargs)

    monkeypatch.setattr(confirming, "create_employers", slowly)
    answers = []

    def first():
        try:
            answers.append(confirm_import(by=clerk, batch=batch, now=timezone.now()).state)
        finally:
            connections.close_all()

    worker = threading.Thread(target=first)
    worker.start()
    assert inside.wait(30)
    with pytest.raises(ProgrammeError) as refusal:
        confirm_import(by=manager, batch=batch, now=timezone.now())
    go_on.set()
    worker.join(60)
    assert refusal.value.code == "IMPORT_BUSY"
    assert answers == [ImportState.CONFIRMED]
    assert Employer.objects.count() == 39


CONFIRM = """
import os, sys, time
import django
django.setup()
from django.conf import settings
from django.db import connection
from django.utils import timezone
connection.settings_dict["NAME"] = os.environ["THE_DATABASE"]
settings.MEDIA_ROOT = os.environ["THE_FILES"]
from safe_employment.kit.actors import machine
from safe_employment.members.importing.writing import confirming, creating
from safe_employment.members.models import ImportBatch
batch = ImportBatch.objects.get(pk=int(os.environ["THE_BATCH"]))
real = confirming.copy_into
def stop(model, frame):
    real(model, frame)
    print("written", flush=True)
    time.sleep(60)
confirming.copy_into = stop
confirming.confirm_import(by=machine(batch.association, channel="cli"), batch=batch, now=timezone.now())
"""


@pytest.mark.django_db(transaction=True)
def test_kill_nine_in_the_middle_of_a_confirm_leaves_nothing(clerk, settings):
    """Everything but the commit is done, all employers are written, then the process is killed."""
    batch = staged(clerk, csv([row(n) for n in range(1, 40)]))
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "safe_employment.config.settings",
        "THE_DATABASE": str(connection.settings_dict["NAME"]),
        "THE_FILES": str(settings.MEDIA_ROOT),
        "THE_BATCH": str(batch.pk),
    }
    process = subprocess.Popen([sys.executable, "-c", CONFIRM], env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    assert not Employer.objects.exists()
    assert not Workplace.objects.exists()
    batch.refresh_from_db()
    assert batch.state == ImportState.READY
    for _ in range(100):  # the server notices the broken connection and frees its locks
        try:
            done = confirm_import(by=clerk, batch=batch, now=timezone.now())
            break
        except ProgrammeError:
            time.sleep(0.1)
    assert done.state == ImportState.CONFIRMED
    assert Employer.objects.count() == 39
