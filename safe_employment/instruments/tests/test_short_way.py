"""Devices take a short way to the views: what they are told is the same as by the way of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.module_loading import import_string

from safe_employment.instruments.openrosa import views
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.sending import device, filled
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association

pytestmark = pytest.mark.django_db
HEADERS = {"X-OpenRosa-Version": "1.0"}
XML = filled({"A/A01": "yes"}, instance="uuid:same")
Ask = Callable[[Client, str], Any]


def send(client: Client, token: str, xml: bytes = XML, **facts: Any) -> Any:
    part = SimpleUploadedFile("a.xml", xml, "text/xml")
    return client.post(f"/odk/{token}/submission", {"xml_submission_file": part}, **facts)


ASKED: dict[str, Ask] = {
    "asked how much": lambda client, token: client.head(f"/odk/{token}/submission"),
    "the list": lambda client, token: client.get(f"/odk/{token}/formList"),
    "accepted": send,
    "refused": lambda client, token: send(client, token, b"<data"),
    "held": lambda client, token: send(client, token, filled({}, form="other")),
    "unknown token": lambda client, _token: send(client, "x" * 43),
    "unknown token, in English": lambda client, _token: send(
        client, "x" * 43, headers={"Accept-Language": "en"}
    ),
    "wrong method": lambda client, token: client.put(f"/odk/{token}/submission"),
    "wrong host": lambda client, token: send(client, token, headers={"Host": "evil.example"}),
    "no such address": lambda client, token: client.get(f"/odk/{token}/nothing"),
}  # fmt: skip


def both_ways(ask: Ask, token: str, wanted: Any) -> list[tuple[int, bytes, dict[str, str]]]:
    """Ask by the short way, then by the way of pages; the time of day is no part of an answer."""
    answers = []
    for left_out in ([], ["safe_employment.config.short_way.machines"]):
        wanted.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each not in left_out]
        answer = ask(Client(headers=HEADERS, raise_request_exception=False), token)
        headers = {name: value for name, value in answer.headers.items() if name != "Date"}
        assert not answer.cookies
        answers.append((answer.status_code, answer.content, headers))
    return answers


@pytest.mark.parametrize("name", list(ASKED))
def test_a_device_is_told_the_same_by_both_ways(
    name: str, kunming: Association, monitor: Actor, settings: Any
) -> None:
    factories.published(kunming)
    token = device(monitor)[1]
    send(Client(headers=HEADERS), token)
    short, long = both_ways(ASKED[name], token, settings)
    assert short == long
    assert short[2]["X-Content-Type-Options"] == "nosniff"
    if short[0] != 400 or name == "refused":
        assert "default-src 'none'" in short[2]["Content-Security-Policy"]
        assert short[2]["X-Frame-Options"] == "DENY"


def test_a_fault_of_ours_is_told_the_same_by_both_ways(
    kunming: Association, monitor: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(views, "_receive", fails)
    short, long = both_ways(send, device(monitor)[1], settings)
    assert short == long
    assert short[0] == 500


def test_what_is_sent_without_encryption_is_sent_on_by_both_ways(monitor: Actor, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    token = device(monitor)[1]
    short, long = both_ways(ASKED["the list"], token, settings)
    assert short == long
    assert short[2]["Location"] == f"https://testserver/odk/{token}/formList"
    short, long = both_ways(lambda client, token: send(client, token, secure=True), token, settings)
    assert short == long
    assert "Strict-Transport-Security" in short[2]


def test_devices_pass_the_middleware_of_pages_by(
    kunming: Association, monitor: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the tests above compare a way with itself."""

    def gone(_get_response: object) -> Any:
        def middleware(request: Any) -> Any:
            raise AssertionError(request.path)

        return middleware

    monkeypatch.setattr("safe_employment.kit.middleware.actor", gone)
    factories.published(kunming)
    assert send(Client(headers=HEADERS), device(monitor)[1]).status_code == 201
    with pytest.raises(AssertionError, match="/"):
        Client().get("/")


def test_no_middleware_of_machines_has_a_hook_that_is_not_called() -> None:
    hooks = ("process_view", "process_exception", "process_template_response")
    kinds = [import_string(path) for path in settings.MACHINE_MIDDLEWARE]
    assert not [(kind, hook) for kind in kinds for hook in hooks if hasattr(kind, hook)]
