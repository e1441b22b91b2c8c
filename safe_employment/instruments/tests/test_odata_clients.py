"""Answers as their clients read them: pyODK against a running server, and every row against the metadata."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client
from pyodk._utils.config import CentralConfig, Config
from pyodk.client import Client as PyOdk
from pyodk.errors import PyODKError

from safe_employment.instruments import commands
from safe_employment.instruments.outgoing.shape import value_of
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, NOW, group, judged, text
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
USER, SUBMISSION = "org.opendatakit.user", "org.opendatakit.submission"
ROWS = [
    *group("A"), judged("A01"), text("n", type="integer"), text("share", type="decimal"),
    text("day", type="date"), text("at", type="dateTime"), text("where", type="geopoint"),
    text("front", type="image"), *END,
    {"type": "begin_repeat", "name": "rooms", "label::English (en)": "Room"}, text("door"),
    {"type": "begin_repeat", "name": "beds", "label::English (en)": "Bed"}, text("width", type="integer"),
    {"type": "end_repeat"}, {"type": "end_repeat"},
]  # fmt: skip
ROOMS = (
    b"<rooms><door>one</door><beds><width>90</width></beds><beds><width>wide</width></beds></rooms>"
    b"<rooms><door>two</door></rooms><orx:meta>"
)


def sent(association: Association, monitor: Actor) -> str:
    """Three submissions, one of them full of what does not fit; the path of their form."""
    factories.published(association, ROWS)
    phone, _token = device(monitor)
    good = {"A/A01": "yes", "A/n": "3", "A/share": "0.5", "A/day": "2026-03-01",
            "A/at": "2026-03-01T08:00:00.000+08:00", "A/where": "25.04 102.7 1890 5",
            "A/front": "1.jpg"}  # fmt: skip
    odd = {"A/n": "9" * 30, "A/share": "NaN", "A/day": "tomorrow", "A/at": "2026-03-01T08:00:00",
           "A/where": "inf 1 2 3"}  # fmt: skip
    for number, answers in enumerate((good, odd, {})):
        xml = filled(answers, instance=f"uuid:{number}").replace(b"<orx:meta>", ROOMS)
        send(phone, xml, {"1.jpg": photo()} if number == 0 else {}, now=NOW.replace(day=number + 1))
    return f"projects/{association.pk}/forms/checklist"


class Metadata:
    """What a $metadata document declares, and whether rows keep to it."""

    def __init__(self, text: bytes) -> None:
        self.types: dict[str, dict[str, str]] = {}
        self.links: dict[str, dict[str, str]] = {}
        self.sets: dict[str, str] = {}
        for schema in ElementTree.fromstring(text).iter(f"{EDM}Schema"):
            space = schema.get("Namespace")
            for each in [*schema.iter(f"{EDM}EntityType"), *schema.iter(f"{EDM}ComplexType")]:
                name = f"{space}.{each.get('Name')}"
                assert name not in self.types
                self.types[name] = {one.get("Name"): one.get("Type") for one in each.iter(f"{EDM}Property")}
                found = each.iter(f"{EDM}NavigationProperty")
                self.links[name] = {one.get("Name"): one.get("Type") for one in found}
            for each in schema.iter(f"{EDM}EntitySet"):
                self.sets[each.get("Name")] = each.get("EntityType")

    def check(self, value: Any, kind: str) -> None:
        """Fail where a value is not of its type: nothing undeclared, nothing missing."""
        if value is None:
            return
        if kind.startswith("Edm."):
            self._primitive(value, kind)
            return
        declared, links = self.types[kind], self.links.get(kind, {})
        plain = {name for name in value if "@" not in name}
        assert plain - set(links) == set(declared), kind
        for name, inner in declared.items():
            self.check(value[name], inner)
        for name in value:
            if "@" in name:
                assert name.partition("@")[0] in links
        for name in plain & set(links):
            for row in value[name]:
                self.check(row, links[name].removeprefix("Collection(").removesuffix(")"))

    def _primitive(self, value: Any, kind: str) -> None:
        if kind == "Edm.Int64":
            assert type(value) is int
            assert -(2**63) <= value < 2**63
        elif kind == "Edm.Decimal":
            assert type(value) in (int, float)
        elif kind == "Edm.Date":
            date.fromisoformat(value)
        elif kind == "Edm.DateTimeOffset":
            assert datetime.fromisoformat(value).tzinfo is not None
        elif kind == "Edm.GeographyPoint":
            assert value["type"] == "Point"
            assert all(type(part) is float for part in value["coordinates"])
        else:
            assert kind == "Edm.String"
            assert isinstance(value, str)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?$expand=*", "?$top=1&$count=true"])
def test_every_row_is_what_the_metadata_declares(
    kunming: Association, monitor: Actor, manager: Actor, query: str
) -> None:
    service = f"/api/v1/{sent(kunming, monitor)}.svc"
    program = Client(headers={"Authorization": f"Bearer {device(manager, kind='program')[1]}"})
    metadata = Metadata(program.get(f"{service}/$metadata").content)
    document = program.get(service).json()
    assert {each["name"]: each["url"] for each in document["value"]} == {name: name for name in metadata.sets}
    assert set(metadata.sets) == {"Submissions", "Submissions.rooms", "Submissions.rooms.beds"}
    for name, kind in metadata.sets.items():
        response = program.get(f"{service}/{name}{query}")
        assert "NaN" not in response.content.decode()
        for row in response.json()["value"]:
            metadata.check(row, kind)
    follow(program, service, metadata, metadata.sets)


def follow(program: Client, service: str, metadata: Metadata, sets: dict[str, str]) -> None:
    """Every link of every row leads to the rows that name it."""
    followed = 0
    for name, kind in sets.items():
        for row in program.get(f"{service}/{name}").json()["value"]:
            for key in [key for key in row if key.endswith("@odata.navigationLink")]:
                found = program.get(f"{service}/{row[key]}")
                assert found.status_code == 200, row[key]
                inner = (
                    metadata.links[kind][key.partition("@")[0]].removeprefix("Collection(").removesuffix(")")
                )
                for below in found.json()["value"]:
                    metadata.check(below, inner)
                    followed += 1
    assert followed == 3 * (2 + 2)
    one = program.get(f"{service}/Submissions('uuid:0')").json()
    assert one.pop("@odata.context").endswith("#Submissions/$entity")
    metadata.check(one, sets["Submissions"])
    for nothing in (
        "Submissions('uuid:9')",
        "Submissions('uuid:0')/walls",
        "Walls('1')/rooms",
        "Submissions()",
    ):
        assert program.get(f"{service}/{nothing}").status_code == 404


def test_what_does_not_fit_its_kind_is_nothing() -> None:
    assert [value_of("1e400", "Decimal"), value_of("-inf", "Decimal"), value_of("2026-13-01", "Date")] == [
        None
    ] * 3
    assert [value_of(str(2**63), "Int64"), value_of("2026-03-01T08:00", "DateTimeOffset")] == [None] * 2
    assert value_of("2026-03-01T00:00:00+08:00", "Date") == "2026-03-01"


@pytest.mark.django_db(transaction=True)
def test_pyodk_logs_in_lists_and_reads(
    live_server: Any, kunming: Association, monitor: Actor, manager: Actor, tmp_path: Path
) -> None:
    form = sent(kunming, monitor)
    program, token = device(manager, kind="program")

    def client(password: str) -> PyOdk:
        central = CentralConfig(
            base_url=f"{live_server.url}/api/v1/", username="any@example.org", password=password
        )
        return PyOdk(
            config=Config(central=central), cache_path=tmp_path / "cache.toml", project_id=kunming.pk
        )

    with pytest.raises(PyODKError, match="401"):
        client("no token").projects.list()
    with client(token) as odk:
        assert [(each.id, each.name) for each in odk.projects.list()] == [(kunming.pk, str(kunming))]
        assert odk.projects.get().id == kunming.pk
        (listed,) = odk.forms.list()
        assert (listed.xmlFormId, listed.version, listed.state) == ("checklist", "1", "open")
        assert odk.forms.get("checklist") == listed
        table = odk.submissions.get_table(form_id="checklist", count=True, expand="*")
        assert table["@odata.count"] == 3
        assert table["value"][0]["A"]["n"] == 3
        assert [room["door"] for room in table["value"][0]["rooms"]] == ["one", "two"]
        filtered = odk.submissions.get_table(
            form_id="checklist", filter="__system/submissionDate ge 2026-03-02", top=1, skip=1
        )
        assert [row["__id"] for row in filtered["value"]] == ["uuid:2"]
        beds = odk.submissions.get_table(form_id="checklist", table_name="Submissions.rooms.beds")
        assert [bed["width"] for bed in beds["value"]] == [90, None] * 3
        found = odk.submissions.list(form_id="checklist")
        assert [each.instanceId for each in found] == ["uuid:0", "uuid:1", "uuid:2"]
        assert monitor.person is not None
        assert found[0].submitterId == monitor.person.pk
        assert odk.submissions.get("uuid:1", form_id="checklist").instanceId == "uuid:1"
        files = odk.get(f"{form}/submissions/uuid:0/attachments").json()
        assert files == [{"name": "1.jpg", "exists": True}]
    with client(token) as again:  # from its cache, which it verifies
        assert len(again.projects.list()) == 1
    assert re.search(token, (tmp_path / "cache.toml").read_text())
    commands.revoke_device(by=manager, device=program, now=NOW)
    with pytest.raises(PyODKError, match="401"), client(token) as late:
        late.projects.list()
