"""Who may not know of a sealed visit, and every address that they can read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor, actor_for
from safe_employment.kit.models import Association, Person
from safe_employment.kit.roles import Role
from safe_employment.kit.tables import ChoiceFilter, Table
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits.cancelling.tables import CancelTable
from safe_employment.visits.drawing.tables import PeriodTable, RequestTable
from safe_employment.visits.tables import VisitTable

NAME, WHY = "昆明盘龙区北辰制衣厂", "隔壁店反映宿舍夜里上锁"
DAY = date(2031, 7, 23)
# Everyone but the manager, who plans, and the team: a role that is new is tried by itself.
OUTSIDERS = [role.value for role in Role if role != Role.MANAGER]
STRANGERS = ["neighbour_manager", "neighbour_monitor", "stranger", "nobody"]
# What differs between two readings of any page.
CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": ?"[^"]*"|hx-headers=\S+'
    r"|\d\d?:\d\d(:\d\d)?"
)
# Samples of components, files of a whole register, signing in and out; of the audit log see below.
LEFT_OUT = ("style/", "example.xlsx", "template", "/download/", "sheets/", "account/", "audit/")
LISTS: dict[str, type[Table[Any]]] = {
    "visits/": VisitTable,
    "visits/asked/": RequestTable,
    "visits/cancelling/": CancelTable,
    "visits/draw/": PeriodTable,
}
NOT_HERE = 999_999_999


@pytest.fixture
def there(kunming: Association) -> Employer:
    return employer(kunming, name=NAME, division_code="530103", address="北辰大道88号")


@pytest.fixture
def reader(
    role: str, kunming: Association, qujing: Association, there: Employer, stranger: Person
) -> Actor | None:
    """Someone of a role, who is on no team of the visits; None without an account."""
    return {
        "nobody": lambda: None,
        "stranger": lambda: actor_for(stranger, kunming, channel="web"),
        "neighbour_manager": lambda: actors.actor(qujing, Role.MANAGER),
        "neighbour_monitor": lambda: actors.actor(qujing, Role.MONITOR),
        "administrator": actors.administrator,
        "employer_contact": lambda: contact_of(there),
    }.get(role, lambda: actors.actor(kunming, Role(role), name="局外人"))()


@pytest.fixture
def client(reader: Actor | None) -> Client:
    return signed_in(reader) if reader else Client(headers={"accept-language": "en"})


def addresses(there: Employer) -> Iterator[str]:
    """Every address that names no record, those that name the employer, and lists in every order."""
    for path in paths():
        pattern = path.replace("<slug:association>", "kunming")
        if any(left in pattern for left in LEFT_OUT):
            continue
        if "<" not in pattern and "(?P" not in pattern:
            yield f"/{pattern}"
        elif re.fullmatch(r"a/kunming/(employers|workers/of|workforce|own)/<int:pk>/[a-z/]*", pattern):
            yield f"/{pattern.replace('<int:pk>', str(there.pk))}"
    yield from (f"/a/kunming/{page}" for page in _asked_of_lists())
    yield from ("/team/?code=12345678", "/team/00000000/", "/draw/kunming-2031-07-21/")


def _asked_of_lists() -> Iterator[str]:
    for page, table in LISTS.items():
        shown = "columns=" + ",".join(column.key for column in table.columns)
        yield f"{page}?{shown}"
        yield from (f"{page}?{shown}&sort={one.key}" for one in table.columns)
        for one in table.filters:
            if isinstance(one, ChoiceFilter):
                yield from (f"{page}?{one.key}={value}" for value, _label in cast("Any", one).choices)
            else:
                yield from (f"{page}?{name}=2031-07-01" for name in one.names)
        yield f"{page}?export=xlsx&{shown}"
    yield from (f"visits/?q={text}" for text in ("北辰", "V-00002", "2031", "隔壁"))
    yield from (
        f"visits/{page}/?day=2031-07-23&sealed={way}" for page in ("week", "day") for way in ("show", "")
    )
    yield from ("employers/?q=北辰", "employers/?export=xlsx", "findings/?export=xlsx", "ties/?export=xlsx")
    yield from ("findings/boards/?export=xlsx", "actions/?export=xlsx", "notices/", "views/")


def paths(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from paths(entry, path)
        elif isinstance(entry, URLPattern):
            yield path


def read(client: Client, address: str) -> tuple[int, str]:
    """What an address answers, sheets too, without what changes from one reading to the next."""
    answer = client.get(address)
    streamed = getattr(answer, "streaming", False)
    content = b"".join(cast("Any", answer).streaming_content) if streamed else answer.content
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return answer.status_code, str(
            [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        )
    return answer.status_code, CHANGING.sub("", content.decode(errors="replace"))
