"""The review queue: are these two the same employer?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.navigation import address
from safe_employment.members import preview, queries
from safe_employment.members.commands.importing import decide_question
from safe_employment.members.policies import REVIEW_MATCHES
from safe_employment.members.presentation import compared, evidence_of, probability_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import ImportBatch, MatchQuestion

ANSWERS = {"same": True, "different": False, "undo": None}


@door(REVIEW_MATCHES)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the surest open question of an import, or say that all are answered."""
    by = actor_of(request)
    batch = queries.import_for(by, pk)
    open_one = batch.questions.filter(same=None).first()
    if open_one is not None:
        return redirect(address(by, "members:question", pk=open_one.pk))
    answered = list(batch.questions.values_list("pk", "same"))
    context = {
        "batch": batch,
        "same": sum(same is True for _pk, same in answered),
        "different": sum(same is False for _pk, same in answered),
        "first": answered[0][0] if answered else None,
        "last": _decided_before(by, request, batch),
    }
    return render(request, "members/review_done.html", context)


@door(REVIEW_MATCHES)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the two side by side, with the evidence in words."""
    by = actor_of(request)
    found = queries.question_for(by, pk)
    keys = list(found.batch.questions.values_list("pk", flat=True))
    at = keys.index(found.pk)
    left, right = preview.sides_of(found)
    context = {
        "question": found,
        "batch": found.batch,
        "left": left["where"],
        "right": right["where"],
        "rows": compared(left, right),
        "evidence": evidence_of(found),
        "probability": probability_in_words(found.confidence),
        "position": at + 1,
        "count": len(keys),
        "open_count": found.batch.questions.filter(same=None).count(),
        "previous": keys[at - 1] if at else None,
        "next": keys[at + 1] if at + 1 < len(keys) else None,
        "last": found if found.same is not None else _decided_before(by, request, found.batch),
    }
    return render(request, "members/question.html", context)


def _decided_before(by: Actor, request: HttpRequest, batch: ImportBatch) -> MatchQuestion | None:
    """The question that was answered just before this page, which the key u takes back."""
    raw = request.GET.get("last", "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 19):
        return None
    questions = batch.questions.filter(pk=int(raw), decided_by=by.person).exclude(same=None)
    return questions.select_related("decided_by").first()


@require_POST
@door(REVIEW_MATCHES)
def answer(request: HttpRequest, pk: int, answer: str) -> HttpResponse:
    """Take a person's decision, and go on to the next open question."""
    by = actor_of(request)
    found = queries.question_for(by, pk)
    own_page = address(by, "members:question", pk=found.pk)
    try:
        decide_question(by=by, question=found, same=ANSWERS[answer], now=timezone.now())
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
        return redirect(own_page)
    if answer == "undo":
        return redirect(own_page)
    following = queries.following_question(found)
    page = (
        address(by, "members:question", pk=following)
        if following
        else address(by, "members:review", pk=found.batch_id)
    )
    return redirect(f"{page}?{urlencode({'last': found.pk})}")
