"""What the demonstration shows: every state, visits walked to the end, and what a newcomer opens at once.

A part of `test_demonstration`, which loads the data once for all its tests.
"""

from __future__ import annotations

from datetime import UTC, datetime
from unittest import mock

from django.apps import apps
from django.test import Client, TestCase
from django.urls import reverse

from safe_employment.demo.today import bring_to
from safe_employment.kit.demonstration import openings
from safe_employment.kit.models import Person

# The models whose states the demonstration shows, all of them but those with a reason.
SHOWN_IN_EVERY_STATE = (
    "visits.Visit", "visits.TargetRequest", "visits.CancelRequest",
    "findings.Finding", "findings.CorrectiveAction",
    "findings.Postponement", "findings.ProposedFinding", "findings.ProposedAction",
)  # fmt: skip
LEFT_OUT = {
    (
        "visits.Visit",
        "drawn",
    ): "its day and its team are given with the draw, unless nobody without a tie is free",
}


class WhatIsShown(TestCase):
    """What the demonstration shows of visits and findings."""

    def test_every_state_is_shown(self) -> None:
        lacking: set[tuple[str, str]] = set()
        for label in SHOWN_IN_EVERY_STATE:
            model = apps.get_model(label)
            held = set(model._default_manager.values_list("state", flat=True))
            states = dict(model._meta.get_field("state").flatchoices)
            lacking |= {(label, str(state)) for state in states if state not in held}
        assert lacking == set(LEFT_OUT)

    def test_drawn_visits_are_walked_to_the_end(self) -> None:
        visits = apps.get_model("visits.Visit")._default_manager
        drawn = visits.filter(origin="drawn", state="closed")
        assert set(drawn.values_list("outcome", flat=True)) == {
            "held",
            "not_found",
            "business_closed",
        }
        assert visits.filter(origin="drawn", state="refused", return_by__isnull=False).exists()
        held = drawn.filter(outcome="held")
        assert held.filter(photos__isnull=False).distinct().count() >= 3
        findings = apps.get_model("findings.Finding")._default_manager
        keys = [str(pk) for pk in held.values_list("pk", flat=True)]
        found = findings.filter(source_kind="visit", source_id__in=keys)
        assert {"closed", "correcting", "done"} <= set(found.values_list("state", flat=True))
        walked = visits.filter(state="closed", on_paper=False, photos__isnull=False).distinct()
        for visit in walked.filter(outcome="held"):
            team = set(visit.team.values_list("person", flat=True))
            assert visit.reported_by_id in team
            assert visit.reviewed_by_id not in team
            assert visit.answers.count() > 80

    def test_a_newcomer_opens_phone_door_and_draw_on_any_day(self) -> None:
        for now in (datetime(2025, 7, 1, 4, tzinfo=UTC), datetime(2027, 3, 3, 4, tzinfo=UTC)):
            bring_to(now)
            with (
                self.settings(DEMO=True),
                mock.patch("django.utils.timezone.now", return_value=now),
            ):
                offered = {each.title: each for each in openings()}
                browser = Client()
                page = browser.get("/demo/").content.decode()
                assert all(each.url in page for each in offered.values())
                door = browser.get(
                    next(each.url for each in offered.values() if each.url.startswith("/team/"))
                )
                assert door.status_code == 200
                [first, *_] = [each for each in offered.values() if each.posts]
                phone = browser.post(first.url)
                code = phone["Location"].partition("#")[2]
                assert phone["Location"].startswith("/phone/#")
                paired = browser.post(
                    "/phone/api/pair/", {"code": code, "name": "x"}, "application/json"
                ).json()
                head = {"Authorization": f"Bearer {paired['token']}"}
                bundle = browser.get("/phone/api/bundle/", headers=head).json()
                assert [visit["code"] for visit in bundle["visits"] if visit["is_today"]] != []
                draw = next(each.url for each in offered.values() if each.url.startswith("/draw/"))
                assert browser.get(f"{draw}file.json").status_code == 200

    def test_elsewhere_nobody_is_handed_a_phone(self) -> None:
        monitor = Person.objects.get(email="monitor@demo.example")
        assert Client().post(reverse("demonstration:phone", args=[monitor.pk])).status_code == 404
        assert openings() == []

    def test_the_next_visit_is_released_where_all_were_made(self) -> None:
        visits = apps.get_model("visits.Visit")._default_manager
        for visit in visits.filter(state__in=["released", "under_way"], origin="targeted", outcome=""):
            visit.state, visit.outcome, visit.reason, visit.arrival_code = "not_found", "not_found", "-", ""
            visit.save()
        now = datetime(2026, 12, 24, 4, tzinfo=UTC)
        bring_to(now)
        [out] = visits.filter(state="released", origin="targeted")
        assert str(out.visited_on) == "2026-12-24"
        assert out.arrival_code
        assert not visits.filter(state="sealed", origin="targeted", planned_on__lt="2026-12-24").exists()
