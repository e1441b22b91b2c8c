"""`POST /api/v1/checks`: the books of an employer checked for another program; nothing is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from ninja import Query, Router

from safe_employment.workforce.books.problems import BooksUnreadable

from .admitting import admit, begin
from .asking import asked
from .desk import desk, without_values
from .errors import CheckRefused
from .limits import LIMITS
from .problems import problems_in_order
from .report import as_document
from .schemas import BODY, Answer, Errors
from .uploads import KeptInMemory, read_body

if TYPE_CHECKING:
    from .asking import Asked

__all__ = ["router"]

router = Router(tags=["checks"])


@router.post(
    "",
    response={200: Answer, 413: Errors, 422: Errors, 429: Errors, 503: Errors},
    by_alias=True,
    summary="Check books against the law",
    openapi_extra=BODY,
)
def check(  # noqa: PLR0917 - Ninja reads the question from these
    request: HttpRequest,
    place: Annotated[str, Query(description="District code of the workplace, for example 530102.")] = "",
    first: Annotated[str, Query(alias="from", description="First month to check, 2026-01.")] = "",
    last: Annotated[str, Query(alias="to", description="Last month to check, 2026-09.")] = "",
    jurisdiction: Annotated[str, Query(description="Whose law: kunming, viet_nam.")] = "",
    lang: Annotated[Literal["zh", "en"], Query(description="Language of error messages.")] = "zh",
) -> HttpResponse:
    """Answer what `safe-employment check --json` prints.

    Send the books as JSON, or a workbook as the part `file` of a form. At most 20 MB; nothing is stored.
    Errors have codes that stay the same; those of a file name its sheet, row and column.
    """
    with translation.override("en" if lang == "en" else "zh-hans"):
        try:
            admit(request)
            question = asked(jurisdiction_id=jurisdiction, place=place, first=first, last=last)
            return _answered(question, _file(request))
        except CheckRefused as refused:
            headers = {"Retry-After": str(refused.retry_after)} if refused.retry_after else {}
            return _json({"errors": [refused.as_dict()]}, refused.status, headers)
        except BooksUnreadable as unreadable:
            problems = [each.as_dict() for each in problems_in_order(unreadable.problems)]
            return _json({"errors": problems}, 422)


def _answered(question: Asked, data: bytes) -> HttpResponse:
    job = begin(data, question)
    try:
        outcome = desk().result(job)
    finally:
        job.stop()
    return without_values(lambda: _json(as_document(outcome.checked, outcome.window, outcome.law), 200))


def _file(request: HttpRequest) -> bytes:
    """Return the file of a form, or the whole body; raises CheckRefused."""
    if request.content_type != "multipart/form-data":
        data = read_body(request, LIMITS)
    else:
        request.upload_handlers = [KeptInMemory(request, LIMITS)]
        try:
            found = request.FILES.get("file")
        except MultiPartParserError:
            found = None
        data = found.read() if found else b""
    if not data:
        raise CheckRefused("CHECK_NO_FILE")
    return data


def _json(document: object, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return the document just as the command line prints it."""
    text = json.dumps(document, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json", status=status, headers=headers)
    response.headers["Cache-Control"] = "no-store"
    return response
