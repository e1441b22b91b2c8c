"""The pages of one's account and of errors look like ours, in both languages, and keep the CSP."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.tests.actors import signed_in

# A script without an address is run only if it is data: the policy refuses every other.
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)
INLINE = re.compile(r'<[^>]+\s(?:style|on[a-z]+)="', re.IGNORECASE)


def keeps_the_policy(html: str) -> bool:
    return not INLINE_SCRIPT.search(html) and not INLINE.search(html) and "<style" not in html


@pytest.mark.parametrize(
    ("path", "chinese"),
    [("/account/login/", "登录"), ("/account/password/reset/", "密码"), ("/account/signup/", "注册")],
)
def test_pages_for_visitors(db: None, path: str, chinese: str) -> None:
    for language in ("zh-hans", "en"):
        html = Client(headers={"accept-language": language}).get(path).content.decode()
        assert f'<html lang="{language}">' in html
        assert 'class="entrance-main"' in html
        assert keeps_the_policy(html)
        assert (chinese in re.sub(r"<[^>]+>", "", html)) is (language == "zh-hans")


@pytest.mark.parametrize(
    "path",
    [
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/webauthn/",
        "/account/2fa/recovery-codes/generate/",
        "/account/sessions/",
        "/account/logout/",
    ],
)
def test_pages_of_ones_account(manager: Actor, path: str) -> None:
    html = signed_in(manager).get(path, follow=True).content.decode()
    assert "brand-programme" in html
    assert "built/office.css" in html
    assert keeps_the_policy(html)


def test_no_one_is_asked_to_sign_up(db: None) -> None:
    assert "/account/signup/" not in Client().get("/account/login/").content.decode()


def test_what_is_hidden_looks_like_what_is_missing(manager: Actor, neighbour_manager: Actor) -> None:
    browser = signed_in(neighbour_manager)
    hidden = browser.get("/a/kunming/people/")
    missing = browser.get("/a/nowhere/people/")
    gone = browser.get("/nothing-here/")
    assert hidden.status_code == missing.status_code == gone.status_code == 404
    assert hidden.content == missing.content == gone.content
    assert b"This page does not exist" in gone.content


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_nothing_and_speak_both_languages(name: str) -> None:
    words = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            html = render_to_string(name)
        assert f'<html lang="{language}">' in html
        assert keeps_the_policy(html)
        words.add(html)
    assert len(words) == 2


def test_a_form_from_elsewhere_is_refused_in_words(manager: Actor) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    assert manager.person is not None
    browser.force_login(manager.person)
    response = browser.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert b"open for too long" in response.content


def test_a_chosen_language_stays_with_the_person(manager: Actor) -> None:
    browser = signed_in(manager, language="en")
    browser.post("/language/", {"language": "zh-hans", "next": "/"})
    assert manager.person is not None
    manager.person.refresh_from_db()
    assert manager.person.language == "zh-hans"
    assert 'lang="zh-hans"' in browser.get("/a/kunming/style/").content.decode()
    assert AuditEntry.objects.filter(action="kit.choose_language").count() == 1


@pytest.mark.parametrize("language", ["xx", "", "zh-hans'--"])
def test_an_unknown_language_changes_nothing(manager: Actor, language: str) -> None:
    signed_in(manager).post("/language/", {"language": language})
    assert manager.person is not None
    manager.person.refresh_from_db()
    assert manager.person.language == ""


def test_choosing_a_language_needs_a_post(manager: Actor) -> None:
    assert signed_in(manager).get("/language/?language=en").status_code == 405
