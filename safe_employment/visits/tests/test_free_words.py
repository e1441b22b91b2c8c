"""What is added to an interview in free words reaches the case officers, and waits until one has read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from safe_employment.findings.commands import declare_tie
from safe_employment.instruments.commands import accept_held
from safe_employment.instruments.models import HeldSubmission, InstrumentVersion, Submission
from safe_employment.instruments.tests.sending import device, filled, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.today import TodaySection, sections_for
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import TODAY, under_way
from safe_employment.visits.tests.submissions import NOW, worker_interview

LIST = "/a/kunming/submissions/?words=yes"
REMARK = "她说宿舍晚上不敢一个人"


pytestmark = pytest.mark.usefixtures("visit")


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    return under_way(monitor, other_monitor)


@pytest.fixture
def library(monitor: Actor) -> InstrumentVersion:
    return worker_interview(monitor.home)


def interview(by: Actor, library: InstrumentVersion, remark: str = REMARK, **facts: str) -> Submission:
    """Send an interview about the only visit; `remark` is what is added to it."""
    given = {"consent_group/consent": "yes", "visit": str(Visit.objects.get().pk)}
    send(device(by)[0], written(given, library, remark, **facts), now=timezone.now())
    return Submission.objects.latest("pk")


def written(given: dict[str, str], library: InstrumentVersion, remark: str, **facts: str) -> bytes:
    xml = filled(given, form="worker-interview", version=library.version, **facts).decode()
    added = f"<voice><afterwards><remark>{remark}</remark></afterwards></voice>"
    return xml.replace("<orx:meta>", f"{added}<orx:meta>").encode()


def section(by: Actor) -> TodaySection | None:
    with translation.override("en"):
        found = [one for one in sections_for(by, TODAY) if "free words" in str(one.title)]
    return found[0] if found else None


def told() -> list[tuple[Any, str]]:
    found = Notice.objects.filter(kind="instruments.free_words").order_by("pk")
    assert not any(notice.facts for notice in found)
    return [(notice.person, notice.path) for notice in found]


def test_a_case_officer_is_led_to_it_and_it_is_counted_until_one_has_read_it(
    library: InstrumentVersion, monitor: Actor, case_officer: Actor
) -> None:
    second = actors.actor(monitor.home, Role.CASE_OFFICER)
    sent = interview(monitor, library)
    assert sorted(told(), key=str) == sorted([(by.person, LIST) for by in (case_officer, second)], key=str)
    page = reverse("instruments:submission", args=["kunming", sent.pk])
    for by in (case_officer, second):
        waiting = section(by)
        assert waiting is not None
        assert (waiting.total, waiting.more_url, [item.url for item in waiting.items]) == (1, LIST, [page])
        assert page in signed_in(by).get(LIST).content.decode()
    signed_in(monitor).get(page)
    assert section(case_officer) is not None, "who held the interview has not read it for them"
    assert REMARK in signed_in(second).get(page).content.decode()
    assert section(case_officer) is section(second) is None
    assert page not in signed_in(case_officer).get(LIST).content.decode()


def test_nobody_else_is_led_to_it_or_counts_it(
    library: InstrumentVersion, monitor: Actor, manager: Actor, board: Actor
) -> None:
    interview(monitor, library)
    assert told() == []
    for by in (monitor, manager, board):
        assert section(by) is None
    page = signed_in(monitor).get(LIST).content.decode()
    assert "free words" not in page


def test_a_tied_case_officer_is_not_led_to_what_is_kept_from_them(
    visit: Visit, library: InstrumentVersion, monitor: Actor, case_officer: Actor
) -> None:
    declare_tie(by=case_officer, employer=visit.employer, kind="relative", note="", today=TODAY)
    interview(monitor, library)
    assert (told(), section(case_officer)) == ([], None)


def test_without_words_nobody_is_led_to_it(
    library: InstrumentVersion, monitor: Actor, case_officer: Actor
) -> None:
    interview(monitor, library, "  ")
    assert (told(), section(case_officer)) == ([], None)


def test_of_many_one_notice_until_it_was_read(
    library: InstrumentVersion, monitor: Actor, case_officer: Actor
) -> None:
    for _each in range(3):
        interview(monitor, library)
    waiting = section(case_officer)
    assert waiting is not None
    assert (len(told()), waiting.total) == (1, 3)
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=2))
    interview(monitor, library)
    assert len(told()) == 2


def test_what_was_kept_aside_is_counted_when_it_is_accepted(
    visit: Visit, library: InstrumentVersion, monitor: Actor, case_officer: Actor
) -> None:
    send(device(monitor)[0], written({"visit_number": "V-00021"}, library, REMARK))
    assert told() == []
    accept_held(by=case_officer, held=HeldSubmission.objects.get(), now=NOW, about=visit.reference)
    assert told() == [(case_officer.person, LIST)]


def test_an_edit_waits_to_be_read_in_place_of_what_it_replaces(
    library: InstrumentVersion, monitor: Actor, case_officer: Actor
) -> None:
    first = interview(monitor, library, instance="uuid:1")
    signed_in(case_officer).get(reverse("instruments:submission", args=["kunming", first.pk]))
    interview(monitor, library, f"{REMARK}。", instance="uuid:2", replaces="uuid:1")
    waiting = section(case_officer)
    assert waiting is not None
    assert waiting.total == 1
