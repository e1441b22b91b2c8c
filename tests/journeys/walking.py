"""What a journey through a whole visit carries along: who walks, what they answer, what they type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from safe_employment.findings.models import Finding
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.phone.tests.phone import picture
from tests.journeys.conftest import Visitor
from tests.journeys.handset import Handset

# What each of the two sees; the critical questions with the good answer, and what is not good.
GOOD = {
    "documents": {
        "B02": "no", "B04": "yes", "B08": "no", "C04": "no", "D01": "yes", "D05": "yes", "D06": "yes",
        "F04": "yes", "G03": "no", "G04": "yes", "G09": "no", "H01": "yes", "H07": "no", "H09": "no",
        "L02": "no", "L04": "yes",
    },
    "tour": {
        "D01": "yes", "D05": "yes", "D06": "yes", "H02": "yes", "H05": "yes", "H06": "no", "I02": "yes",
        "L06": "no",
    },
}  # fmt: skip
OVERTIME, EXIT, POSTED = "F03", "H03", "A01"  # major, critical, and what the two see differently
CHINESE = {
    "Locked with a chain; a key is at the till.": "用链条锁着，钥匙在收银台。",
    "We saw the kitchen and the books.": "看了后厨和账册。",
    "The notice hangs in the canteen; both saw it.": "食堂里贴着，两人都看到了。",
    "We will open the exit today.": "今天就把门打开。",
    "Two cooks more, no one above 36 hours": "再招两名厨师，每人每月加班不超过三十六小时",
    "Wang, owner": "王老板，业主",
    "Manager on duty, Wang": "值班经理王某",
    "The chain was taken off while we stood there.": "当着我们的面拆掉了链条。",
    "Two cooks began; the hours of last month are here.": "两名厨师已到岗，上月工时见附件。",
    "The attendance of two months and the pay slips.": "两个月的考勤和工资条。",
}


@dataclass
class Walk:
    """Who walks, in which language, and how they get a screen."""

    language: str
    screen: Callable[..., Visitor]
    handset: Callable[..., Handset]
    visit: Visit
    manager: Actor
    monitor: Actor
    colleague: Actor
    verifier: Actor
    owner: Actor

    def at(self, by: Actor | None = None, *, phone: bool = False) -> Visitor:
        """A screen of someone's own."""
        return self.screen(by, phone=phone, language=self.language)

    def words(self, english: str) -> str:
        """What a person types."""
        return CHINESE[english] if self.language.startswith("zh") else english

    def now(self) -> Visit:
        """The visit as it is."""
        return Visit.objects.get(pk=self.visit.pk)


def route(name: str, pk: int | None = None) -> str:
    """The address of a page in Kunming."""
    return reverse(name, kwargs={"association": "kunming", **({} if pk is None else {"pk": pk})})


def photo(name: str) -> Any:
    """A picture as a browser's file field takes it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture(200)}


def finding(question: str) -> Finding:
    """The finding to which a question led."""
    return Finding.objects.get(question=question)


def show(screen: Visitor, name: str, pk: int, looked: str) -> Page:
    """Open a record's page and look at it."""
    page = screen.open(route(name, pk))
    screen.look(looked)
    return page
