"""Answers for other programs: OData in the shape of ODK Central's, files, scores, media."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import polars as pl
import pytest
from defusedxml import ElementTree
from django.test import Client
from python_calamine import CalamineWorkbook

from safe_employment.instruments import commands
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, NOW, group, judged, text
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in

pytestmark = pytest.mark.django_db

ROOMS = [
    *group("A"),
    judged("A01"),
    {"type": "integer", "name": "beds", "label::English (en)": "Beds", "label::中文 (zh)": "床位"},
    {"type": "image", "name": "front", "label::English (en)": "Front", "label::中文 (zh)": "门面"},
    *END,
    {"type": "begin_repeat", "name": "rooms", "label::English (en)": "Room", "label::中文 (zh)": "房间"},
    text("door"),
    {"type": "end_repeat"},
]
REPEATED = b"<rooms><door>=1+1</door></rooms><rooms><door>open</door></rooms><orx:meta>"
SENT = "__system/submissionDate"
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


@pytest.fixture
def answers(kunming: Association, monitor: Actor) -> str:
    factories.published(kunming, ROOMS)
    factories.published(kunming, form_id="secret", kind="screening")
    phone, _token = device(monitor)
    for number in range(3):
        xml = filled({"A/A01": "yes", "A/beds": str(number), "A/front": "1.jpg"}, instance=f"uuid:{number}")
        send(phone, xml.replace(b"<orx:meta>", REPEATED), {"1.jpg": photo()}, now=NOW.replace(day=number + 1))
    return f"/api/v1/projects/{kunming.pk}/forms/checklist"


@pytest.fixture
def program(manager: Actor) -> Client:
    token = device(manager, kind="program")[1]
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_the_service_and_its_metadata_name_the_tables(answers: str, program: Client) -> None:
    document = program.get(f"{answers}.svc").json()
    assert [each["name"] for each in document["value"]] == ["Submissions", "Submissions.rooms"]
    metadata = ElementTree.fromstring(program.get(f"{answers}.svc/$metadata").content)
    names = {each.get("Name") for each in metadata.iter(f"{EDM}EntityType")}
    assert names == {"Submissions", "Submissions.rooms"}
    assert "Submissions.meta" in {each.get("Name") for each in metadata.iter(f"{EDM}ComplexType")}
    kinds = {each.get("Name"): each.get("Type") for each in metadata.iter(f"{EDM}Property")}
    assert (kinds["beds"], kinds["A"]) == ("Edm.Int64", "org.opendatakit.user.Submissions.A")


def test_rows_have_groups_system_facts_and_links(answers: str, program: Client) -> None:
    found = program.get(f"{answers}.svc/Submissions?$count=true&$top=2&$skip=1").json()
    assert found["@odata.count"] == 3
    assert [row["__id"] for row in found["value"]] == ["uuid:1", "uuid:2"]
    row = found["value"][0]
    assert row["A"] == {"A01": "yes", "beds": 1, "front": "1.jpg"}
    assert row["__system"]["submissionDate"] == "2026-03-02T01:00:00Z"
    assert (row["__system"]["attachmentsPresent"], row["__system"]["attachmentsExpected"]) == (1, 1)
    assert row["rooms@odata.navigationLink"] == "Submissions('uuid:1')/rooms"
    rooms = program.get(f"{answers}.svc/Submissions.rooms?$count=true").json()
    assert rooms["@odata.count"] == 6
    assert [room["door"] for room in rooms["value"] if room["__Submissions-id"] == "uuid:1"] == [
        "=1+1",
        "open",
    ]
    assert len({room["__id"] for room in rooms["value"]}) == 6
    whole = program.get(f"{answers}.svc/Submissions?$expand=*&$top=1").json()["value"][0]
    assert [room["door"] for room in whole["rooms"]] == ["=1+1", "open"]
    assert AuditEntry.objects.filter(action="instruments.answers_read").count() == 3


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("__system/submissionDate ge 2026-03-02", ["uuid:1", "uuid:2"]),
        (f"{SENT} gt 2026-03-01T01:00:00Z and {SENT} lt 2026-03-03", ["uuid:1"]),
        ("__system/submitterId eq 999999", []),
    ],
)  # fmt: skip
def test_a_filter_by_date_or_person(answers: str, program: Client, condition: str, ids: list[str]) -> None:
    found = program.get(f"{answers}.svc/Submissions", {"$filter": condition}).json()
    assert [row["__id"] for row in found["value"]] == ids


def test_another_filter_is_told_so(answers: str, program: Client) -> None:
    found = program.get(f"{answers}.svc/Submissions", {"$filter": "year(x) eq 2026"})
    assert found.status_code == 501


def test_an_edit_takes_the_place_of_what_it_replaces(answers: str, program: Client, monitor: Actor) -> None:
    phone, _token = device(monitor)
    send(phone, filled({"A/beds": "9"}, instance="uuid:9", replaces="uuid:0"), now=NOW.replace(day=9))
    found = program.get(f"{answers}.svc/Submissions").json()["value"]
    assert [row["__id"] for row in found] == ["uuid:1", "uuid:2", "uuid:9"]
    assert found[-1]["__system"]["reviewState"] == "edited"


def test_only_a_token_of_a_manager_or_a_manager_reads(
    answers: str, program: Client, manager: Actor, monitor: Actor, neighbour_manager: Actor
) -> None:
    assert Client().get(f"{answers}.svc").status_code == 401
    assert Client(headers={"Authorization": "Bearer nothing"}).get(f"{answers}.svc").status_code == 401
    assert signed_in(monitor).get(f"{answers}.svc").status_code == 404
    assert signed_in(manager).get(f"{answers}.svc").status_code == 200
    theirs = device(neighbour_manager, kind="program")[1]
    assert Client(headers={"Authorization": f"Bearer {theirs}"}).get(f"{answers}.svc").status_code == 404
    phone = device(monitor)[1]
    assert Client(headers={"Authorization": f"Bearer {phone}"}).get(f"{answers}.svc").status_code == 401
    made, token = device(manager, kind="program")
    basic = base64.b64encode(f"any:{token}".encode()).decode()
    other = Client(headers={"Authorization": f"Basic {basic}"})
    assert other.get(f"{answers}.svc").status_code == 200
    commands.revoke_device(by=manager, device=made, now=NOW)
    assert other.get(f"{answers}.svc").status_code == 401


def test_confidential_questionnaires_are_not_there(answers: str, program: Client) -> None:
    forms = program.get(answers.removesuffix("/checklist")).json()
    assert [form["xmlFormId"] for form in forms] == ["checklist"]
    assert program.get(answers.replace("checklist", "secret") + ".svc").status_code == 404
    assert program.get(answers.replace("checklist", "secret") + "/scores").status_code == 404


def streamed(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_answers_as_files(answers: str, program: Client) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(streamed(program.get(f"{answers}/submissions.xlsx"))))
    assert book.sheet_names == ["Submissions", "Submissions.rooms"]
    assert book.get_sheet_by_name("Submissions").to_python()[1][-3:] == ["yes", 0.0, "1.jpg"]
    packed = zipfile.ZipFile(io.BytesIO(streamed(program.get(f"{answers}/submissions.csv"))))
    rooms = packed.read("Submissions.rooms.csv").decode("utf-8-sig").splitlines()
    assert rooms[0] == "KEY,PARENT_KEY,door"
    assert rooms[1].endswith("uuid:0,'=1+1")
    parquet = zipfile.ZipFile(io.BytesIO(streamed(program.get(f"{answers}/submissions.parquet"))))
    frame = pl.read_parquet(io.BytesIO(parquet.read("Submissions.parquet")))
    assert frame["A-beds"].to_list() == [0, 1, 2]
    assert program.get(f"{answers}/submissions.exe").status_code == 404


def test_scores_and_media(answers: str, program: Client) -> None:
    scores = program.get(f"{answers}/scores").json()
    assert scores[0] == {
        "instanceId": "uuid:0", "subject": "", "percent": 100, "stoppedBy": [], "clusters": {"A": 100},
    }  # fmt: skip
    listed = program.get(f"{answers}/submissions/uuid:0/attachments").json()
    assert listed == [{"name": "1.jpg", "exists": True}]
    assert streamed(program.get(f"{answers}/submissions/uuid:0/attachments/1.jpg")) == photo()
    assert program.get(f"{answers}/submissions/uuid:0/attachments/2.jpg").status_code == 404
