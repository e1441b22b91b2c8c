"""The employer checks at the door that the team is real."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.client_addresses import client_address
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands
from safe_employment.visits.arrival import WRONG_CODES, first_name, real_team
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import people, planned

NAME = "昆明官渡区滇池制衣厂"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def out(monitor: Actor, other_monitor: Actor) -> Visit:
    """A visit whose team was released today."""
    now = timezone.now()
    visit = planned(
        monitor, monitor, other_monitor, employer=employer(monitor.home, name=NAME),
        planned_on=timezone.localdate(now), today=timezone.localdate(now),
    )  # fmt: skip
    return commands.release_visit(by=machine(monitor.home), visit=visit, now=now)


def asked(code: str, *, language: str = "en", address: str = "127.0.0.1"):
    client = Client(headers={"accept-language": language})
    return client.get(reverse("arrival:form"), {"code": code}, REMOTE_ADDR=address)


def test_a_right_code_tells_that_the_team_is_real_and_nothing_else(out: Visit, monitor: Actor) -> None:
    commands.name_officers(by=monitor, visit=out, officers=[("五华区劳动监察大队", "张队长", "工资")])
    answer = asked(out.arrival_code)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert monitor.home.name_en in page
    (person,) = people(monitor)
    assert first_name(person) in page
    assert "五华区劳动监察大队" in page
    for secret in (NAME, out.reference, person.name, person.email, "张队长", out.why):
        assert secret not in page
    out.refresh_from_db()
    assert out.code_checked_at is not None


def test_it_needs_no_cookie_no_script_and_few_bytes(out: Visit) -> None:
    answer = asked(out.arrival_code[:4] + " " + out.arrival_code[4:], language="zh-hans")
    assert answer.status_code == 200
    assert not answer.cookies
    assert len(answer.content) < 10_000
    assert "onclick" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    by_path = Client().get(reverse("arrival:team", kwargs={"code": out.arrival_code}))
    assert by_path.status_code == 200


def test_wrong_codes_all_look_the_same(out: Visit, monitor: Actor, other_monitor: Actor) -> None:
    sealed = planned(monitor, monitor, other_monitor)
    wrong = f"{(int(out.arrival_code) + 1) % 10**8:08}"
    pages = set()
    for code in (wrong, "0" * 8, sealed.reference, "abc", "１２３４５６７８", "'; --"):
        answer = asked(code)
        assert answer.status_code == 404
        pages.add(answer.content)
    assert len(pages) == 1


@pytest.mark.parametrize("fate", ["not_released", "ended", "postponed", "cancelled", "yesterday", "tomorrow"])
def test_a_code_holds_only_while_the_team_is_out_on_its_day(fate: str, out: Visit, monitor: Actor) -> None:
    code, now = out.arrival_code, timezone.now()
    if fate == "not_released":
        code = ""
        assert real_team(code, now) is None
    if fate == "ended":
        commands.set_out(by=monitor, visit=out, now=now)
        assert real_team(code, now) is not None
        commands.end_visit(by=monitor, visit=out, outcome="held", now=now)
    if fate == "postponed":
        commands.postpone_visit(by=monitor, visit=out, reason="狗没有拴")
    if fate == "cancelled":
        commands.cancel_visit(by=monitor, visit=out, reason="已注销")
    days = {"yesterday": -1, "tomorrow": 1}.get(fate, 0)
    assert real_team(code, now + timedelta(days=days)) is None


def test_who_tries_too_often_waits_even_with_the_right_code(out: Visit) -> None:
    for _ in range(WRONG_CODES):
        assert asked("11111111").status_code == 404
    assert asked(out.arrival_code).status_code == 429
    assert asked(out.arrival_code, address="203.0.113.9").status_code == 200
    assert asked("").status_code == 200


@pytest.mark.parametrize(
    ("name", "first"), [("马监督", "监督"), ("Anna Maria Lee", "Anna"), ("李", "李"), ("", "")]
)
def test_first_names(name: str, first: str) -> None:
    from safe_employment.kit.models import Person

    assert first_name(Person(name=name)) == first


def test_only_the_team_sees_the_code(
    out: Visit, monitor: Actor, manager: Actor, board: Actor, case_officer: Actor
) -> None:
    from safe_employment.kit.tests.actors import signed_in
    from safe_employment.visits.tests.test_pages import url

    shown = f"{out.arrival_code[:4]} {out.arrival_code[4:]}"
    for by, sees in ((monitor, True), (manager, False), (board, False), (case_officer, False)):
        for page in (url(by, "visit", pk=out.pk), url(by, "day"), url(by, "week")):
            text = signed_in(by).get(page).content.decode()
            assert (shown in text) == (sees and page != url(by, "week")), page
            assert out.arrival_code not in text


class TestBehindServersOfOurOwn:
    def tried(self, path: str, address: str, *, proxies: int, forged: str = "") -> int:
        """Ask with a wrong code, as the last of our own servers passes it on."""
        told = ", ".join(filter(None, [forged, address, *["10.0.0.2"] * (proxies - 1)]))
        client = Client(headers={"x-forwarded-for": told} if proxies else {})
        if path == "team":
            return client.get(reverse("arrival:form"), {"code": "0"}, REMOTE_ADDR="10.0.0.1").status_code
        return client.post(
            "/phone/api/pair/", {"code": "0"}, content_type="application/json", REMOTE_ADDR="10.0.0.1"
        ).status_code

    @pytest.mark.parametrize("proxies", [1, 2])
    @pytest.mark.parametrize("path", ["team", "phone"])
    @pytest.mark.django_db
    def test_wrong_codes_from_elsewhere_lock_nobody_out(self, path: str, proxies: int, settings: Any) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        wrong = [
            self.tried(path, "203.0.113.9", proxies=proxies, forged=f"198.51.100.{at}")
            for at in range(WRONG_CODES + 5)
        ]
        assert wrong[-1] == 429, "an address that was only claimed is not believed"
        assert self.tried(path, "203.0.113.7", proxies=proxies) == wrong[0]

    def test_without_such_servers_the_header_is_not_believed(self) -> None:
        request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "192.0.2.2"})
        assert client_address(request) == "192.0.2.1"
