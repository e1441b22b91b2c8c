"""Devices, and questionnaires that came from them: some whole, one edited, one kept aside."""

from __future__ import annotations

import io
import uuid
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # only writes; what is sent is read by the intake's own parser

from django.utils import timezone

from safe_employment.demo.photos import photo
from safe_employment.demo.stage import TODAY, Stage
from safe_employment.instruments.commands import add_device
from safe_employment.instruments.intake import receive
from safe_employment.instruments.models import Device, InstrumentVersion, VersionState
from safe_employment.instruments.queries import definition_of
from safe_employment.visits.models import Outcome, Visit, VisitState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.instruments.definitions import Definition, Question

ORX = "http://openrosa.org/xforms"
WORDS = "与负责人一起看过，情况属实。"
ADVERSE_OF_TEN = 1
ROOMS = ("dormitory", "kitchen", "gas")


def present(stage: Stage) -> None:
    """Two phones and a program; a dozen questionnaires of the last weeks."""
    first, _token = add_device(by=stage.by("monitor"), kind="collect", name="红色手机")
    second, _token = add_device(by=stage.by("monitor3"), kind="collect", name="协会平板")
    add_device(by=stage.by("manager"), kind="program", name="Excel")
    checklist, dormitory = _version(stage, "visit-checklist"), _version(stage, "dormitory-walk-through")
    about = iter(_visits_without_answers(stage))
    for number in range(10):
        version = (checklist, dormitory)[number % 3 == 0]
        visit = next(about, None) if version is checklist else None
        _send(stage, second if visit or number % 2 else first, version, number, visit=visit)
    again = _send(stage, first, dormitory, 10)
    _send(stage, first, dormitory, 11, replaces=again)
    _send(stage, second, checklist, 12, instance=again)  # two devices with one ID: kept aside


def _version(stage: Stage, form_id: str) -> InstrumentVersion:
    return InstrumentVersion.objects.select_related("instrument").get(
        association=stage.home, instrument__form_id=form_id, state=VersionState.PUBLISHED
    )


def _visits_without_answers(stage: Stage) -> QuerySet[Visit]:
    """The drawn visits of the last days: the second phone's monitor was on all their teams."""
    return Visit.objects.filter(
        association=stage.home, state=VisitState.UNDER_WAY, outcome=Outcome.HELD, answers=None,
        team__person=stage.people["monitor3"],
    ).order_by("visited_on", "pk")  # fmt: skip


def _send(
    stage: Stage, device: Device, version: InstrumentVersion, number: int, *,
    replaces: str = "", instance: str = "", visit: Visit | None = None,
) -> str:  # fmt: skip
    """Fill a questionnaire in and hand it over as a phone does; returns its instance ID."""
    instance = instance or f"uuid:{uuid.UUID(int=stage.rng.getrandbits(128), version=4)}"
    files: dict[str, io.BytesIO] = {}
    xml = _filled(stage, definition_of(version), instance, replaces, files)
    day = (visit.visited_on if visit else None) or TODAY - timedelta(days=26 - 2 * number)
    at = timezone.make_aware(datetime.combine(day, time(15, 10 + number)))
    subject = f"visit:{visit.pk}" if visit else ""
    receive(
        device=device, xml=xml, files=files, now=at, subject=subject, device_time=at - timedelta(seconds=4)
    )
    return instance


def _filled(
    stage: Stage, definition: Definition, instance: str, replaces: str, files: dict[str, io.BytesIO]
) -> bytes:
    root = ElementTree.Element(definition.root, {"id": definition.form_id, "version": definition.version})
    for question in definition.questions:
        if value := _answer(stage, definition, question, files):
            _place(root, question.path).text = value
    meta = ElementTree.SubElement(root, f"{{{ORX}}}meta")
    ElementTree.SubElement(meta, f"{{{ORX}}}instanceID").text = instance
    if replaces:
        ElementTree.SubElement(meta, f"{{{ORX}}}deprecatedID").text = replaces
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _place(root: ElementTree.Element, path: str) -> ElementTree.Element:
    for name in path.split("/"):
        found = root.find(name)
        root = ElementTree.SubElement(root, name) if found is None else found
    return root


def _answer(stage: Stage, definition: Definition, question: Question, files: dict[str, io.BytesIO]) -> str:
    """Invent an answer; conditions of the form are not gone by, a phone would leave more out."""
    if question.is_judged:
        good = min(question.good)
        adverse = "no" if good == "yes" else "yes"
        return adverse if not question.is_critical and stage.rng.randrange(10) < ADVERSE_OF_TEN else good
    if question.type == "image" and not files:
        name = f"{1700000000 + stage.rng.randrange(10**7)}.jpg"
        files[name] = _photo("notice" if question.name.startswith("A01") else stage.rng.choice(ROOMS))
        return name
    if question.type.startswith("select_one") and question.choices in definition.choices:
        return stage.rng.choice(definition.choices[question.choices]).name
    if question.type == "geopoint":
        return f"25.0{stage.rng.randrange(1000):03d} 102.7{stage.rng.randrange(1000):03d} 1890 5"
    if question.type in ("integer", "range"):
        return str(stage.rng.randint(2, 8))
    return WORDS if question.type == "text" and question.name.endswith("note") else ""


def _photo(motif: str) -> io.BytesIO:
    """A room or a notice: nobody's."""
    return io.BytesIO(photo(motif, Random(0)))  # noqa: S311 - invented data
