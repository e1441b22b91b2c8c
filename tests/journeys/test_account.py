"""From an invitation by mail to a second factor, and in again with both."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.utils import timezone

from safe_employment.kit.actors import Actor
from safe_employment.kit.commands.people import invite_person
from safe_employment.kit.models import Person
from safe_employment.kit.roles import Role

PASSWORD = "a kitchen with no signal"
EMAIL = "trainer@kunming.example"


def code(secret: str) -> str:
    """The six figures that an authenticator app would show now (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_newcomer_sets_up_a_second_factor_and_comes_back(visit, manager: Actor, phone: bool) -> None:
    invite_person(
        by=manager, name="何晓", email=EMAIL, role=Role.TRAINER, language="zh-hans", now=timezone.now()
    )
    path = re.search(r"/invitation/[^/\s]+/", mail.outbox[-1].body)
    assert path
    screen = visit(phone=phone)
    page = screen.open(path.group())
    assert screen.axe() == []
    page.fill("input[type=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("second-factor"))
    assert screen.axe() == []
    assert not screen.overflows()
    page.locator("main a[href*=totp]").click()
    assert screen.axe() == []
    assert not screen.overflows()
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("input[name=code]", code(secret))
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("recovery-codes"))
    assert page.locator("input[type=password]").count() == 0
    assert screen.axe() == []
    assert Person.objects.get(email=EMAIL).authenticator_set.filter(type="totp").exists()

    again = visit(phone=phone)
    page = again.open("/account/login/")
    page.fill("input[type=email]", EMAIL)
    page.fill("input[type=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("2fa"))
    assert again.axe() == []
    assert not again.overflows()
    page.fill("input[name=code]", "000000")
    page.click("main form button[type=submit]")
    assert page.locator("[aria-invalid=true]").count() == 1
    page.fill("input[name=code]", code(secret))
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("/a/kunming/"))
