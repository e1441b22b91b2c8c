"""Answers for other programs, in the shape of ODK Central's interface so that its clients can read them.

`projects` are associations. A program shows its token (page of devices) as `Authorization: Bearer …` or as
the password of Basic; a manager who is signed in may look with the browser. Confidential questionnaires
are not here for anyone who may not read them. Every reading of answers is noted in the audit log.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router, Schema

from safe_employment.instruments import policies
from safe_employment.instruments.models import (
    Device,
    DeviceKind,
    Instrument,
    InstrumentVersion,
    Submission,
    VersionState,
)
from safe_employment.instruments.models.instruments import CONFIDENTIAL
from safe_employment.instruments.openrosa.doors import device_of, note_seen
from safe_employment.instruments.outgoing import central, odata
from safe_employment.instruments.outgoing.files import FORMATS, file_of
from safe_employment.instruments.outgoing.shape import AnswerTable, current, tables_of
from safe_employment.instruments.queries import definition_of, submissions_for
from safe_employment.instruments.scoring import score
from safe_employment.kit.actors import Actor, actor_for, roles_held
from safe_employment.kit.commands import record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import place
from safe_employment.kit.models import Association, Person
from safe_employment.kit.policies import can

__all__ = ["answers_file", "login", "router"]

MOST_ROWS = 5_000
ODATA = {"OData-Version": "4.0", "Cache-Control": "no-store"}


def reader(request: HttpRequest) -> object:
    """Return who reads: the person who is signed in, or a program by its token; None for nobody."""
    if isinstance(request.user, Person):
        return request.user
    token = _token(request.headers.get("Authorization", ""))
    caller = device_of(token, DeviceKind.PROGRAM, wanted=policies.EXPORT_SUBMISSIONS) if token else None
    if caller is not None:
        note_seen(caller.device, timezone.now())
        return caller.device
    return None


def _token(header: str) -> str:
    kind, _, rest = header.partition(" ")
    if kind.lower() == "bearer":
        return rest.strip()
    if kind.lower() == "basic":
        try:
            return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


router = Router(tags=["answers"], auth=reader)
login = Router(tags=["answers"])


class Credentials(Schema):
    """What a client of ODK Central logs in with; here the token of a program is the password."""

    email: str = ""
    password: str


@login.post("/sessions", summary="Log in as clients of ODK Central do", auth=None)
def sessions(request: HttpRequest, given: Credentials) -> JsonResponse:  # noqa: ARG001 - ninja gives it
    """Give a program its own token back, if it is one; nothing else is ever a session here."""
    if device_of(given.password, DeviceKind.PROGRAM, wanted=policies.EXPORT_SUBMISSIONS) is None:
        return JsonResponse({"code": 401.2, "message": "Could not authenticate."}, status=401)
    return JsonResponse({"token": given.password}, headers={"Cache-Control": "no-store"})


@login.get("/users/current", summary="Who the token is of", auth=reader, response=dict[str, Any])
def current_user(request: HttpRequest) -> dict[str, Any]:
    """Say that the token is still good."""
    found = getattr(request, "auth", None)
    return {"id": getattr(found, "pk", 0), "displayName": str(found)}


def _actor(request: HttpRequest, association: Association) -> Actor:
    found = getattr(request, "auth", None)
    if isinstance(found, Device):
        if found.association_id != association.pk or found.person is None:
            raise Hidden
        return actor_for(found.person, association, channel="api")
    if not isinstance(found, Person):
        raise Hidden
    return actor_for(found, association, channel="api")


def _homes(request: HttpRequest) -> list[Association]:
    found = getattr(request, "auth", None)
    if isinstance(found, Device):
        return [found.association]
    held = roles_held(found) if isinstance(found, Person) else ()
    return list({each.association.pk: each.association for each in held if each.association}.values())


def _reading(request: HttpRequest, project: int) -> Actor:
    """Return the reader as they act in a project. Raises Hidden."""
    home = next((each for each in _homes(request) if each.pk == project), None)
    if home is None:
        raise Hidden
    by = _actor(request, home)
    if not can(by, policies.EXPORT_SUBMISSIONS):
        raise Hidden
    return by


def _form(by: Actor, form: str) -> Instrument:
    found = Instrument.objects.filter(association=by.home, form_id=form).first()
    if found is None or (found.is_confidential and not can(by, policies.READ_CONFIDENTIAL)):
        raise Hidden
    return found


def _base(request: HttpRequest, project: int, form: str) -> str:
    return request.build_absolute_uri(f"/api/v1/projects/{project}/forms/{form}.svc")


@router.get("", summary="The associations that one may read", response=list[dict[str, Any]])
def projects(request: HttpRequest) -> list[dict[str, Any]]:
    """List the associations whose answers the reader may have."""
    homes = [home for home in _homes(request) if can(_actor(request, home), policies.EXPORT_SUBMISSIONS)]
    return [central.project(home) for home in homes]


@router.get("/{int:project}/forms", summary="The questionnaires", response=list[dict[str, Any]])
def forms(request: HttpRequest, project: int) -> list[dict[str, Any]]:
    """List the questionnaires that are or were in use."""
    by = _reading(request, project)
    found = Instrument.objects.filter(association=by.home)
    if not can(by, policies.READ_CONFIDENTIAL):
        found = found.exclude(kind__in=CONFIDENTIAL)
    return _listed(found)


def _listed(found: QuerySet[Instrument]) -> list[dict[str, Any]]:
    heavy = ("source", "xform", "definition")
    versions = InstrumentVersion.objects.exclude(state=VersionState.DRAFT).defer(*heavy).order_by("pk")
    held = found.prefetch_related(Prefetch("versions", queryset=versions)).order_by("form_id")
    used = [(each, list(each.versions.all())) for each in held]
    return [central.form(each, kept[-1]) for each, kept in used if kept]


@router.get("/{int:project}/forms/{str:form}.svc", summary="OData: the tables")
def service(request: HttpRequest, project: int, form: str) -> HttpResponse:
    """Give the service document."""
    instrument = _form(_reading(request, project), form)
    base = _base(request, project, form)
    return JsonResponse(odata.service_document(base, tables_of(instrument)), headers=ODATA)


@router.get("/{int:project}/forms/{str:form}.svc/$metadata", summary="OData: what the tables hold")
def metadata(request: HttpRequest, project: int, form: str) -> HttpResponse:
    """Give the metadata document."""
    instrument = _form(_reading(request, project), form)
    text = odata.metadata(form, tables_of(instrument))
    return HttpResponse(text, content_type="application/xml; charset=utf-8", headers=ODATA)


@router.get("/{int:project}/forms/{str:form}.svc/{str:table}", summary="OData: the rows of a table")
def rows(request: HttpRequest, project: int, form: str, table: str) -> HttpResponse:
    """Give rows; $top, $skip, $count, $expand=* and $filter are understood."""
    by = _reading(request, project)
    instrument = _form(by, form)
    tables = tables_of(instrument)
    if (entity := odata.entity_named(table)) is not None:
        return _entity(request, by, instrument, tables, entity)
    wanted = next((each for each in tables if each.name == table), None)
    if wanted is None:
        raise Hidden
    base = _base(request, project, form)
    try:
        found, total, following = _page(request, by, instrument, tables, wanted)
    except ProgrammeError as error:
        return JsonResponse({"code": 501.1, "message": f"{error.what} {error.remedy}"}, status=501)
    record(by, "instruments.answers_read", instrument, details={"table": table, "rows": len(found)})
    document: dict[str, Any] = {"@odata.context": f"{base}/$metadata#{table}"}
    if request.GET.get("$count", "").lower() == "true":  # pyODK writes True
        document["@odata.count"] = total
    if following is not None:
        query = request.GET.copy()
        query["$skip"] = str(following)
        document["@odata.nextLink"] = f"{base}/{table}?{query.urlencode()}"
    return JsonResponse({**document, "value": found}, headers=ODATA)


def _entity(
    request: HttpRequest,
    by: Actor,
    instrument: Instrument,
    tables: tuple[AnswerTable, ...],
    entity: tuple[str, str],
) -> HttpResponse:
    """Give one submission. Rows of repeats are read by their table, or from the row above."""
    table, row = entity
    found = current(by, instrument).filter(instance_id=row).first() if odata.is_root(table) else None
    if found is None:
        raise Hidden
    expand = request.GET.get("$expand") == "*"
    (values,) = odata.entities(tables[0], tables, found, expand=expand)
    record(by, "instruments.answers_read", instrument, details={"table": table, "rows": 1})
    base = _base(request, by.home.pk, instrument.form_id)
    return JsonResponse({"@odata.context": f"{base}/$metadata#{table}/$entity", **values}, headers=ODATA)


@router.get(
    "/{int:project}/forms/{str:form}.svc/{str:entity}/{str:below}", summary="OData: the rows below a row"
)
def rows_below(request: HttpRequest, project: int, form: str, entity: str, below: str) -> HttpResponse:
    """Follow a navigation link: give the rows of a repeat that belong to one row."""
    by = _reading(request, project)
    instrument = _form(by, form)
    tables = tables_of(instrument)
    table, row = odata.entity_named(entity) or ("", "")
    wanted = odata.table_below(tables, table, below)
    if wanted is None:
        raise Hidden
    found = current(by, instrument)
    if odata.is_root(table):
        found = found.filter(instance_id=row)
    expand = request.GET.get("$expand") == "*"
    values = [
        each for one in found.iterator(chunk_size=500)
        for each in odata.entities(wanted, tables, one, expand=expand) if each[wanted.parent_column] == row
    ]  # fmt: skip
    record(by, "instruments.answers_read", instrument, details={"table": wanted.name, "rows": len(values)})
    document = {"@odata.context": f"{_base(request, project, form)}/$metadata#{wanted.name}", "value": values}
    return JsonResponse(document, headers=ODATA)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _page(
    request: HttpRequest,
    by: Actor,
    instrument: Instrument,
    tables: tuple[AnswerTable, ...],
    table: AnswerTable,
) -> tuple[list[dict[str, Any]], int, int | None]:
    """Return the rows asked for, how many there are in all, and where the next page begins."""
    found = current(by, instrument)
    if condition := request.GET.get("$filter"):
        found = odata.narrowed(found, condition)
    skip, top = _number(request, "$skip") or 0, _number(request, "$top")
    size = MOST_ROWS if top is None else min(top, MOST_ROWS)
    expand = request.GET.get("$expand") == "*"
    if odata.is_root(table.name):
        total = found.order_by().count()
        some = found[skip : skip + size]
        values = [odata.entities(table, tables, each, expand=expand)[0] for each in some]
    else:
        every = [
            row for each in found.iterator(chunk_size=500)
            for row in odata.entities(table, tables, each, expand=expand)
        ]  # fmt: skip
        total, values = len(every), every[skip : skip + size]
    more = skip + len(values) < total and (top is None or top > MOST_ROWS)
    return values, total, skip + len(values) if more else None


@router.get("/{int:project}/forms/{str:form}/submissions.{str:kind}", summary="Answers as a file")
def taken_out(request: HttpRequest, project: int, form: str, kind: str) -> HttpResponse | FileResponse:
    """Give all answers as xlsx, csv or parquet."""
    return answers_file(_reading(request, project), form, kind)


def answers_file(by: Actor, form: str, kind: str) -> FileResponse:
    """Return the file of a questionnaire's answers, and note who took it. Raises Hidden."""
    instrument = _form(by, form)
    file, ending, number = file_of(by, instrument, kind)
    record(by, "instruments.answers_taken_out", instrument, details={"kind": kind, "rows": number})
    return FileResponse(file, as_attachment=True, filename=f"{form}.{ending}", content_type=FORMATS[ending])


@router.get(
    "/{int:project}/forms/{str:form}/scores", summary="Scores by cluster", response=list[dict[str, Any]]
)
def scores(request: HttpRequest, project: int, form: str) -> list[dict[str, Any]]:
    """Give the score of each submission; `percent` is empty where a critical answer stops it."""
    by = _reading(request, project)
    instrument = _form(by, form)
    found = current(by, instrument).defer("xml")
    record(by, "instruments.answers_read", instrument, details={"table": "scores"})
    definitions = {version.pk: definition_of(version) for version in instrument.versions.all()}
    return [_scored(each, score(definitions[each.version_id], each.answers)) for each in found]


def _scored(submission: Submission, found: Any) -> dict[str, Any]:
    return {
        "instanceId": submission.instance_id,
        "subject": submission.subject,
        "percent": found.percent,
        "stoppedBy": [question.id for question in found.stopped_by],
        "clusters": {each.group.cluster: each.percent for each in found.clusters},
    }


@router.get(
    "/{int:project}/forms/{str:form}/submissions", summary="Submissions", response=list[dict[str, Any]]
)
def submissions(request: HttpRequest, project: int, form: str) -> list[dict[str, Any]]:
    """List the submissions without their answers."""
    by = _reading(request, project)
    found = current(by, _form(by, form))
    return [central.submission(each) for each in found]


@router.get(
    "/{int:project}/forms/{str:form}/submissions/{str:instance}",
    summary="A submission",
    response=dict[str, Any],
)
def submission(request: HttpRequest, project: int, form: str, instance: str) -> dict[str, Any]:
    """Give what is known of a submission besides its answers."""
    return central.submission(_submission(_reading(request, project), form, instance))


@router.get(
    "/{int:project}/forms/{str:form}/submissions/{str:instance}/attachments",
    summary="Files of a submission",
    response=list[dict[str, Any]],
)
def attachments(request: HttpRequest, project: int, form: str, instance: str) -> list[dict[str, Any]]:
    """List the files that a submission names, and whether they are here."""
    found = _submission(_reading(request, project), form, instance)
    return [{"name": each.name, "exists": each.file_id is not None} for each in found.files.all()]


@router.get(
    "/{int:project}/forms/{str:form}/submissions/{str:instance}/attachments/{str:name}",
    summary="A file of a submission",
)
def attachment(
    request: HttpRequest, project: int, form: str, instance: str, name: str
) -> HttpResponse | FileResponse:
    """Give a file as it was sent."""
    by = _reading(request, project)
    found = _submission(by, form, instance)
    kept = found.files.select_related("file").filter(name=name, file__isnull=False).first()
    if kept is None or kept.file is None:
        raise Hidden
    record(by, "instruments.file_read", found, details={"file": name})
    return FileResponse(
        place(kept.file.path).open("rb"),
        as_attachment=True,
        filename=kept.file.name,
        content_type=kept.file.content_type,
    )


def _submission(by: Actor, form: str, instance: str) -> Submission:
    _form(by, form)
    found = submissions_for(by).filter(instance_id=instance, version__instrument__form_id=form).first()
    if found is None:
        raise Hidden
    return found


@router.get("/{int:project}", summary="An association", response=dict[str, Any])
def project_one(request: HttpRequest, project: int) -> dict[str, Any]:
    """Give one association."""
    return central.project(_reading(request, project).home)


@router.get("/{int:project}/forms/{str:form}", summary="A questionnaire", response=dict[str, Any])
def form_one(request: HttpRequest, project: int, form: str) -> dict[str, Any]:
    """Give one questionnaire."""
    found = _form(_reading(request, project), form)
    listed = _listed(Instrument.objects.filter(pk=found.pk))
    if not listed:
        raise Hidden
    return listed[0]
