"""Limits, not collapse: too large, too often, too many at once, too long, too much."""

from __future__ import annotations

import io
import resource
import threading
import time
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client

from safe_employment.workforce.checking import desk as desks
from safe_employment.workforce.checking.desk import Desk, Turnstile
from safe_employment.workforce.checking.errors import CheckRefused

from .books import as_json, as_workbook
from .test_pages import post, text_of

MB = 1024**2


class _NeverRead(io.RawIOBase):
    """The body of a request that must be refused by its length alone."""

    def read(self, *_args: Any) -> bytes:
        raise AssertionError("the body was read")


@pytest.mark.parametrize("path", ["/check/", "/api/v1/checks"])
def test_two_hundred_megabytes_are_refused_unread(path: str) -> None:
    promised = {"CONTENT_LENGTH": str(200 * MB), "wsgi.input": _NeverRead()}
    answer = Client().generic("POST", path, b"", "application/json", **promised)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert b"CHECK_FILE_TOO_LARGE" in answer.content


def test_a_file_is_counted_while_it_arrives(limited: Any) -> None:
    limited(file_bytes=MB)
    answer = post(b"x" * (MB + 1))
    assert answer.status_code == 413
    assert "CHECK_FILE_TOO_LARGE" in text_of(answer)
    told = Client().post("/api/v1/checks", b"[" + b" " * MB, content_type="application/json")
    assert (told.status_code, told.json()["errors"][0]["code"]) == (413, "CHECK_FILE_TOO_LARGE")


def test_an_uploaded_file_is_never_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", refuse)
    assert post(as_json() + b" " * (6 * MB)).status_code == 200


def test_one_address_checks_so_often_and_no_oftener(limited: Any) -> None:
    limited(per_address=2)
    assert [post(b"{").status_code for _ in range(3)] == [422, 422, 429]
    answer = post(b"{")
    assert int(answer.headers["Retry-After"]) > 0
    assert "Many files came from your address" in text_of(answer)
    told = Client().post("/api/v1/checks", b"{}", content_type="application/json")
    assert (told.status_code, told.json()["errors"][0]["code"]) == (429, "CHECK_TOO_OFTEN")
    assert Client().get("/check/").status_code == 200


def test_addresses_are_hashed_and_forgotten_with_the_window() -> None:
    now = [0.0]
    gate = Turnstile(2, 10.0, clock=lambda: now[0])
    gate.enter("203.0.113.7")
    gate.enter("203.0.113.7")
    with pytest.raises(CheckRefused) as refused:
        gate.enter("203.0.113.7")
    assert refused.value.retry_after == 10
    gate.enter("203.0.113.8")
    assert "203.0.113" not in repr(gate.__dict__)
    now[0] = 10.0
    gate.enter("198.51.100.1")
    assert len(gate) == 1


def test_a_household_is_one_address_in_ipv6() -> None:
    gate = Turnstile(1, 10.0)
    gate.enter("2001:db8:1:2::1")
    with pytest.raises(CheckRefused):
        gate.enter("2001:db8:1:2:ffff::9")
    gate.enter("2001:db8:1:3::1")


def test_when_all_are_busy_one_is_asked_to_come_again(limited: Any) -> None:
    bounds = limited(at_once=1, waiting=1)
    go = threading.Event()
    jobs = [desks.desk().begin(lambda _job: go.wait(60)) for _ in range(bounds.at_once + bounds.waiting)]
    answer = post(as_json())
    told = Client().post("/api/v1/checks", as_json(), content_type="application/json")
    go.set()
    assert all(desks.desk().result(job) for job in jobs)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Other employers' books are being checked" in text_of(answer)
    assert (told.status_code, told.headers["Retry-After"]) == (503, "30")
    assert not desks.desk().is_full


def test_who_waits_too_long_is_asked_to_come_again(limited: Any) -> None:
    limited(at_once=1, waiting=1, quick=0.0, patience=0.5)
    go = threading.Event()
    desks.desk().begin(lambda _job: go.wait(60))
    said = text_of(post(as_json()))
    go.set()
    assert "CHECK_BUSY" in said


def test_a_failing_check_gives_its_place_back() -> None:
    place = Desk()

    def fail(_job: Any) -> None:
        raise CheckRefused("CHECK_NO_FILE")

    for _ in range(20):
        with pytest.raises(CheckRefused):
            place.result(place.begin(fail))
    assert place._taken == 0


def test_a_hundred_at_once_all_get_an_answer_soon(limited: Any) -> None:
    limited(per_address=1000)
    post(as_json())  # the rules are loaded
    data, before = as_workbook(), _memory()

    def ask(_number: int) -> tuple[int, float]:
        begun = time.monotonic()
        status = post(data).status_code
        return status, time.monotonic() - begun

    with ThreadPoolExecutor(100) as people:
        answers = list(people.map(ask, range(100)))
    statuses = Counter(status for status, _ in answers)
    assert set(statuses) <= {200, 503}
    assert statuses[200] >= 1
    assert statuses[503] >= 1
    assert max(seconds for _, seconds in answers) < 120
    assert _memory() - before < 600 * MB
    assert desks.desk()._taken == 0


def test_the_same_address_a_hundred_times_at_once(limited: Any) -> None:
    bounds = limited()
    with ThreadPoolExecutor(100) as people:
        statuses = Counter(people.map(lambda _number: post(b"{").status_code, range(100)))
    assert statuses[429] == 100 - bounds.per_address
    assert statuses[422] + statuses[503] == bounds.per_address


def test_those_who_come_first_at_once_share_one_turnstile(monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(*given: Any) -> Turnstile:
        time.sleep(0.05)
        return Turnstile(*given)

    desks.close()
    monkeypatch.setattr(desks, "Turnstile", slowly)
    with ThreadPoolExecutor(8) as people:
        assert len(set(people.map(lambda _number: desks.turnstile(), range(8)))) == 1
    desks.close()


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_a_check_is_stopped_in_time(limited: Any) -> None:
    limited(seconds=0.01)
    answer = post(as_json())
    assert answer.status_code == 422
    assert "CHECK_TOOK_TOO_LONG" in text_of(answer)


def test_too_many_results_are_not_collected(limited: Any) -> None:
    limited(findings=3)
    assert "CHECK_TOO_MUCH_FOUND" in text_of(post(as_json()))
    limited(untold=3)
    assert "CHECK_TOO_MUCH_FOUND" in text_of(post(as_json()))


def test_results_too_long_for_a_page_are_not_carried(limited: Any) -> None:
    limited(carried_bytes=10)
    answer = post(as_json())
    assert answer.status_code == 200
    assert 'name="results"' not in answer.content.decode()
    assert "too many for this page to carry" in text_of(answer)


@pytest.mark.parametrize(
    ("bounds", "data"),
    [
        ({"rows": 5}, as_json()),
        ({"rows": 1}, as_workbook()),
        ({"json_containers": 5}, as_json()),
        ({"cells": 10}, as_json()),
    ],
)
def test_too_many_rows_are_refused_with_their_code(limited: Any, bounds: dict[str, int], data: bytes) -> None:
    limited(**bounds)
    answer = post(data)
    assert answer.status_code == 422
    assert "BOOKS_TOO_MANY_ROWS" in text_of(answer)


def test_json_with_a_new_key_in_every_row_is_refused() -> None:
    rows = [{"worker": "W", f"key {number}": 1} for number in range(1000)]
    assert "BOOKS_NOT_JSON" in text_of(post(as_json({"workers": rows})))


def test_a_zip_bomb_is_refused() -> None:
    buffer = io.BytesIO(as_workbook())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/large.bin", b"\0" * (300 * MB))
    begun = time.monotonic()
    answer = post(buffer.getvalue())
    assert answer.status_code == 422
    assert "ZIP_BOMB" in text_of(answer)
    assert time.monotonic() - begun < 30


def test_an_upload_that_is_no_form_is_refused() -> None:
    wrong = Client().post("/check/", b"nothing", content_type="multipart/form-data; boundary=x")
    assert wrong.status_code in (400, 422)
    no_boundary = Client().post("/api/v1/checks", b"nothing", content_type="multipart/form-data")
    assert no_boundary.status_code == 422
    several = {"file": [SimpleUploadedFile("a.json", as_json()), SimpleUploadedFile("b.json", b"{")]}
    assert Client().post("/check/", several).status_code in (200, 422)
