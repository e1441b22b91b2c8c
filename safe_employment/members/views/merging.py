"""Merging two records and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import run
from safe_employment.kit.navigation import address
from safe_employment.members import commands, queries, search
from safe_employment.members.forms import ReasonForm
from safe_employment.members.policies import MERGE_EMPLOYERS
from safe_employment.members.presentation import compared, side_of_employer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

OFFERED = 20
LONGEST_NUMBER = 9  # digits


@door(MERGE_EMPLOYERS)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the record that is the same employer."""
    by = actor_of(request)
    kept = queries.employer_for(by, pk)
    text = request.GET.get("q", "").strip()[:100]
    found = _others(by, kept, text) if text else []
    return render(request, "members/merge.html", {"employer": kept, "q": text, "found": found})


def _others(by: Actor, kept: Employer, text: str) -> list[Employer]:
    """The other employers that a text may mean, the one with that member number first."""
    others = queries.employers_for(by).exclude(pk=kept.pk).defer("search_grams")
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    numbered = list(others.filter(number=int(text))) if is_number else []
    alike = search.matching(others, text).exclude(pk__in=[one.pk for one in numbered])
    return numbered + list(alike.order_by("name")[:OFFERED])


@door(MERGE_EMPLOYERS)
def merge_with(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show the two side by side, and merge them when that is confirmed."""
    by = actor_of(request)
    kept, gone = queries.employer_for(by, pk), queries.employer_for(by, other)
    form = ReasonForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = run(form, commands.merge_employers, by=by, kept=kept, gone=gone)
    if made is not None:
        messages.success(request, _("The two records are one now. The other address leads here."))
        return redirect(address(by, "members:employer", pk=kept.pk))
    context = {
        "kept": kept,
        "gone": gone,
        "rows": compared(side_of_employer(kept), side_of_employer(gone)),
        "form": form,
    }
    return render(request, "members/merge_with.html", context, status=422 if form.is_bound else 200)


@require_POST
@door(MERGE_EMPLOYERS)
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    by = actor_of(request)
    found = queries.merge_for(by, pk)
    try:
        commands.unmerge_employers(by=by, merge=found, now=timezone.now())
        messages.success(
            request, _("The merge is undone: “%(name)s” stands on its own again.") % {"name": found.gone}
        )
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
    return redirect(address(by, "members:employer", pk=found.kept_id))
