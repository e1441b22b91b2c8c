"""The checklist on a phone: one cluster at a time, big answers, no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.visits import commands, forms, policies
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.models import AnswerChoice
from safe_employment.visits.progress import ClusterPage, pages_of
from safe_employment.visits.queries import visit_for
from safe_employment.visits.reading import check_reader
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit

NOTE_LENGTH = 2000


def _next_page(by: Actor, visit: Visit, cluster: str) -> str:
    """Return the next cluster with something to answer, round to the first; else the visit."""
    pages = {page.cluster: page for page in pages_of(visit)}
    letters = tuple(pages)
    place = letters.index(cluster) + 1 if cluster else 0
    for letter in (*letters[place:], *letters[:place]):
        if letter != cluster and not pages[letter].is_complete:
            return address(by, "visits:cluster", pk=visit.pk, cluster=letter)
    return page(by, "visit", visit.pk)


@door(policies.MAKE_VISITS)
def checklist(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Lead to the first cluster with something to answer."""
    by = actor_of(request)
    visit = visit_for(by, pk)
    check_reader(by, visit)
    onward = _next_page(by, visit, "")
    if onward == page(by, "visit", pk):
        onward = address(by, "visits:cluster", pk=pk, cluster=checklist_of(visit).clusters[0])
    return HttpResponseRedirect(onward)


@door(policies.MAKE_VISITS)
def cluster(request: HttpRequest, pk: int, cluster: str) -> HttpResponse | HttpResponseRedirect:
    """Show one cluster, or keep its answers and go on."""
    by = actor_of(request)
    visit = visit_for(by, pk)
    check_reader(by, visit)
    pages = [] if visit.is_sealed else pages_of(visit)
    page = next((page for page in pages if page.cluster == cluster), None)
    if page is None:
        raise Hidden
    if request.method == "POST":
        try:
            if changed := _changed(request.POST, page):
                commands.answer_questions(by=by, visit=visit, answers=changed)
                messages.success(request, gettext("Kept."))
            return HttpResponseRedirect(_next_page(by, visit, cluster))
        except ProgrammeError as error:
            messages.error(request, f"{error.what} {error.remedy}")
    return render(
        request,
        "visits/checklist.html",
        {
            "visit": visit,
            "page": page,
            "pages": pages,
            "choices": AnswerChoice.choices,
            "to_record": [row for each in pages for row in each.rows if row.needs_finding],
        },
    )


def _changed(sent: QueryDict, page: ClusterPage) -> dict[str, tuple[str, str]]:
    """Return the answers that are new or other than before: question → (answer, note)."""
    changed = {}
    for row in page.rows:
        answer = sent.get(row.question.id, "")
        note = sent.get(f"{row.question.id}-note", "").strip()[:NOTE_LENGTH]
        before = (row.answer.answer, row.answer.note) if row.answer else ("", "")
        if answer in AnswerChoice.values and (answer, note) != before:
            changed[row.question.id] = (answer, note)
    return changed


@door(policies.MAKE_VISITS)
def propose(request: HttpRequest, pk: int, question: str) -> HttpResponse:
    """Record the finding that an adverse answer proposes: everything is filled in."""
    by, today = actor_of(request), timezone.localdate()
    visit = visit_for(by, pk)
    check_reader(by, visit)
    asked = checklist_of(visit).asked.get(question)
    if asked is None or visit.is_sealed:
        raise Hidden
    initial = {
        "title": asked.finding, "statement": asked.statement, "severity": asked.severity,
        "article": asked.law, "for_employer": asked.tell,
    }  # fmt: skip
    form = forms.AnswerFindingForm(*posted(request), initial=initial)
    words = FormWords(_("Record the finding"), _("Record the finding"), _("Finding recorded."), asked.text)
    back = page(by, "visit", pk)
    return form_page(
        request, form, commands.record_answer_finding, words,
        back=back, by=by, visit=visit, question=question, today=today,
    )  # fmt: skip
