"""The public page on which an employer checks their own books. It needs no account, no cookie, no script.

Nothing is stored: the file is read in memory, the answer is sent, and both are forgotten. Therefore nothing
here is written by a command, and there is nothing for an audit log to hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safe_employment.engines.labour_law.jurisdiction import jurisdiction, jurisdictions
from safe_employment.kit.doors import public
from safe_employment.workforce.books.problems import BooksUnreadable

from .admitting import admit, begin, enter
from .carrying import carried, unpacked
from .desk import Job, desk, without_values
from .errors import CheckRefused
from .forms import CheckForm
from .limits import LIMITS
from .presenting import report_of
from .problems import problems_in_order
from .report import as_document
from .steps import Line, lines_of
from .uploads import KeptInMemory
from .words import word_of
from .writing import write_template, write_workbook

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from .doing import Outcome

__all__ = ["check", "download", "template"]

_LANGUAGES = {"zh": "zh-hans", "en": "en"}
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
#: Stand in the page where the steps of a long check appear one after the other, and then its answer.
_STEPS, _ANSWER = "<!-- the steps -->", "<!-- the answer -->"
#: Problems that a page lists; correcting so many shows the rest.
MOST_PROBLEMS = 100


# No CSRF token: the page has no cookie and no session that a forged form could use. It computes an answer
# from the file that comes with the question and changes nothing.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponseBase:
    """Show the form; check the file that it sends."""
    language = _language(request.GET.get("lang"))
    if request.method != "POST":
        with translation.override(language):
            return _page(request, {"form": _blank()})
    try:
        admit(request)
        request.upload_handlers = [KeptInMemory(request, LIMITS)]
        language = _language(request.POST.get("lang"), otherwise=language)
        with translation.override(language):
            form = CheckForm(request.POST, request.FILES)
            if not form.is_valid():
                return _page(request, {"form": form}, status=422)
            job = begin(form.cleaned_data["file"].read(), form.question)
    except MultiPartParserError as problem:
        raise BadRequest from problem
    except CheckRefused as refused:
        with translation.override(language):
            return _refusal(request, refused)
    if job.wait_until_over(LIMITS.quick):
        with translation.override(language):
            return _page(request, *_answer(job))
    return _unfold(request, job, language)


# As above: whoever sends a signed result gets it back as a file, and nothing else happens.
@csrf_exempt
@public
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """Hand out as a file what the page carried along; as a workbook it is a check's worth of work."""
    results = unpacked(request.POST.get("results", ""))
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "json"
    language = _language(request.POST.get("lang"))
    if kind == "xlsx":
        try:
            enter(request)
        except CheckRefused as refused:
            with translation.override(language):
                return _refusal(request, refused)
        results = write_workbook(json.loads(results), _short(language))
    response = HttpResponse(results, content_type=_KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="books-checked.{kind}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@public
@require_GET
@cache_control(public=True, max_age=3600)
def template(_request: HttpRequest, language: str) -> HttpResponse:
    """Give the empty workbook."""
    response = HttpResponse(_template(language), content_type=_KINDS["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="books-{language}.xlsx"'
    return response


@cache
def _template(language: str) -> bytes:
    return write_template(language)


def _language(asked: str | None, *, otherwise: str = "") -> str:
    return _LANGUAGES.get(asked or "", otherwise or translation.get_language() or "zh-hans")


def _short(language: str) -> str:
    return "en" if language.startswith("en") else "zh"


def _refusal(request: HttpRequest, refused: CheckRefused) -> HttpResponse:
    response = _page(request, {"form": _blank(), "refused": refused}, status=refused.status)
    if refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


def _page(request: HttpRequest, facts: dict[str, object], status: int = 200) -> HttpResponse:
    """Return the whole page in the language in force; a browser keeps no copy of it."""
    response = HttpResponse(_text("page", facts, request), status=status)
    response.headers["Content-Language"] = translation.get_language() or ""
    response.headers["Cache-Control"] = "no-store"
    return response


def _text(name: str, facts: dict[str, object], request: HttpRequest | None = None) -> str:
    short = _short(translation.get_language() or "")
    caution = word_of(jurisdiction(jurisdictions()[0]).caution)
    return render_to_string(
        f"workforce/check/{name}.html", {"caution": caution, **facts, "lang": short}, request
    )


def _answer(job: Job[Outcome]) -> tuple[dict[str, object], int]:
    """Return what a finished check puts on its page, and the status of the answer."""
    try:
        outcome = desk().result(job)
        facts = without_values(lambda: {"report": report_of(outcome), "carried": _carried(outcome)})
    except BooksUnreadable as unreadable:
        problems = problems_in_order(unreadable.problems)
        shown = problems[:MOST_PROBLEMS]
        more = len(problems) - len(shown)
        return {"problems": shown, "problems_more": more, "form": _blank()}, 422
    except CheckRefused as refused:
        return {"refused": refused, "form": _blank()}, refused.status
    return facts, 200


def _blank() -> CheckForm:
    return CheckForm(initial={"lang": _short(translation.get_language() or "")})


def _carried(outcome: Outcome) -> str:
    """Return the results as the page carries them to its downloads; nothing where they are too much."""
    document = as_document(outcome.checked, outcome.window, outcome.law)
    text = carried(json.dumps(document, ensure_ascii=False).encode())
    return text if len(text) <= LIMITS.carried_bytes else ""


def _unfold(request: HttpRequest, job: Job[Outcome], language: str) -> StreamingHttpResponse:
    """Return a page that begins at once, tells the steps while they are done, and ends with the answer."""
    with translation.override(language):
        head, _steps, rest = _text("page", {"under_way": True}, request).partition(_STEPS)
    response = StreamingHttpResponse(_pieces(job, head, rest.partition(_ANSWER), language))
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy would hold the steps back until all is done
    return response


def _pieces(job: Job[Outcome], head: str, rest: tuple[str, str, str], language: str) -> Iterator[str]:
    """Yield the page piece by piece; where the reader goes away, the check is broken off."""
    try:
        yield head
        known, waited = 0, 0.0
        while not job.is_over:
            news = job.wait_for_news(known, 1.0)
            known += len(news)
            waited += 0.0 if news or known else 1.0
            if waited > LIMITS.patience:
                break
            if news:
                yield _lines(lines_of(news), language)
        yield _lines(lines_of(job.wait_for_news(known, 0)), language)
        if not job.is_over:
            job.stop()
        with translation.override(language):
            busy: dict[str, object] = {"refused": desk().refuse(), "form": _blank()}
            answer = _text("answer", _answer(job)[0] if job.has_result else busy)
        yield rest[0] + answer
        yield rest[2]
    finally:
        job.stop()


def _lines(lines: list[Line], language: str) -> str:
    with translation.override(language):
        return _text("steps", {"lines": lines})
