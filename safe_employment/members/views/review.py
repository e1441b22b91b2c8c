"""The review queue: are these two the same employer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from safe_employment.members.presentation import compared, reasons_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ANSWERS = {"same": True, "different": False, "undo": None}


@door(REVIEW_MATCHES)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the surest open question of an import, or say that all are answered."""
    by = actor_of(request)
    batch = queries.import_for(by, pk)
    first = batch.questions.filter(same=None).first() or batch.questions.order_by("-decided_at").first()
    if first is None:
        return render(request, "members/review_done.html", {"batch": batch})
    return redirect(address(by, "members:question", pk=first.pk))


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
        "rows": compared(left, right),
        "reasons": reasons_in_words(found),
        "position": at + 1,
        "count": len(keys),
        "open_count": found.batch.questions.filter(same=None).count(),
        "previous": keys[at - 1] if at else None,
        "next": keys[at + 1] if at + 1 < len(keys) else None,
        "percent": round(100 * found.confidence),
    }
    return render(request, "members/question.html", context)


@require_POST
@door(REVIEW_MATCHES)
def answer(request: HttpRequest, pk: int, answer: str) -> HttpResponse:
    """Take a person's decision, and go on to the next open question."""
    by = actor_of(request)
    found = queries.question_for(by, pk)
    try:
        decide_question(by=by, question=found, same=ANSWERS[answer], now=timezone.now())
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
        return redirect(address(by, "members:question", pk=found.pk))
    following = found.batch.questions.filter(same=None).exclude(pk=found.pk).first()
    if answer == "undo" or following is None:
        return redirect(address(by, "members:question", pk=found.pk))
    return redirect(address(by, "members:question", pk=following.pk))
