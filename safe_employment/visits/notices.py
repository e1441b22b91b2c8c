"""Who is told of what about visits: a number, never a target or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.untied import managers_or_board, untied_as
from safe_employment.kit.models import Person
from safe_employment.kit.notices import notice_kind, notify, people_with, tell_another_needed
from safe_employment.kit.roles import Role
from safe_employment.visits.models import TO_REVIEW, Origin, Visit
from safe_employment.visits.states import took_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safe_employment.kit.models import Association
    from safe_employment.kit.notices import NoticeKind
    from safe_employment.visits import events
    from safe_employment.visits.models import TargetRequest

ON_THE_TEAM = notice_kind(
    "visits.on_the_team",
    _("You are on the team of visit %(reference)s"),
    _("Open it to see where and when; every look is noted. Tell no one. Declare a tie if you have one."),
)
SEAL_OPENED = notice_kind(
    "visits.seal_opened",
    _("Someone outside the team opened visit %(reference)s"),
    _("Who it was and why stands on its page. Tell the manager if that is no reason."),
)
RELEASED = notice_kind(
    "visits.released",
    _("Visit %(reference)s is released: today"),
    _("Open it for the place, the route and the code by which the employer knows you."),
)
NOT_RELEASED = notice_kind(
    "visits.not_released",
    _("Visit %(reference)s could not be released"),
    _("Its team is not fit for it any more. Open it, change the team or postpone it; each look is noted."),
)
NO_TEAM = notice_kind(
    "visits.no_team",
    _("Visit %(reference)s was drawn and has no team"),
    _("Its team is dissolved or not fit for it. Open it and give it another; each look is noted."),
)
DAY_PASSED = notice_kind(
    "visits.day_passed",
    _("The day of visit %(reference)s has passed"),
    _("It was never released. Open it and give it a new day; each look is noted."),
)
NOT_TAKEN = notice_kind(
    "visits.answers_not_taken",
    _("Answers arrived for visit %(reference)s, which takes none"),
    _("It is not open any more, or who sent them is not on its team or has a tie. Nothing is lost."),
)
STOPPED_EARLY = notice_kind(
    "visits.stopped_early",
    _("The team of visit %(reference)s had to leave early"),
    _("It was not safe to stay. Ask the team at once how they are; then see whether to postpone the visit."),
)
STOPPED_SOMEWHERE = notice_kind(
    "visits.stopped_early_somewhere",
    _("A team had to leave early; which visit it was is not known"),
    _("It was not safe to stay. %(person)s sent it: ask at once how they are, then which visit it was."),
)
PART_KEPT = notice_kind(
    "visits.part_kept",
    _("What a phone sent was kept aside"),
    _("It is sealed, and could not be handed in as it is. Look at it, then take it or put it away."),
)
PART_LATE = notice_kind(
    "visits.part_late",
    _("What a phone began to send three days ago is not here whole"),
    _("Ask whoever carries it to open the app where there is a network. It is listed with the phones."),
)
WITHDRAWN = notice_kind(
    "visits.request_withdrawn",
    _("Request %(reference)s was withdrawn after it was agreed"),
    _("Its visit stays planned and sealed. Cancel it where the reasons no longer hold."),
)
NOBODY_MET = notice_kind(
    "visits.nobody_met",
    _("A team met nobody at an employer: visit %(reference)s"),
    _("Open the employer's page, ask whether it has moved or closed, and correct the register."),
)
MET_NOBODY = notice_kind(
    "visits.met_nobody",
    _("Visit %(reference)s met nobody"),
    _("Someone who was not on the team reviews it. Where you doubt it, have the place looked for again."),
)
DRAWN_MET_NOBODY = notice_kind(
    "visits.drawn_met_nobody",
    _("Visit %(reference)s, which was drawn, met nobody"),
    _("Who was drawn is visited, or it is known why not. Someone who was not on the team reviews it."),
)
REFUSED = notice_kind(
    "visits.refused",
    _("Entry was refused to visit %(reference)s"),
    _("It is to be made again within six weeks. Plan it: the reason is filled in."),
)
RETURN_SOON = notice_kind(
    "visits.return_soon",
    _("Visit %(reference)s was refused and is to be made again within two weeks"),
    _("Plan it, if that is not done; a planned one stays sealed and ends this when the team sets out."),
)
RETURN_LATE = notice_kind(
    "visits.return_late",
    _("Visit %(reference)s was refused and was not made again in time"),
    _("Plan it now, or write on the finding why not."),
)
NOT_ENDED = notice_kind(
    "visits.not_ended",
    _("The day of visit %(reference)s has passed, and nobody has ended it"),
    _("Note how it went, or postpone it. Until then this comes back each week."),
)
NO_DAY = notice_kind(
    "visits.no_day",
    _("Visit %(reference)s waits for a day"),
    _("It was postponed, or could not be made. Give it a new day or cancel it; each look is noted."),
)
REPORTED = notice_kind(
    "visits.reported",
    _("Visit %(reference)s was reported"),
    _("Someone who was not on the team reviews it."),
)
REVIEW_WAITS = notice_kind(
    "visits.review_waits",
    _("Visit %(reference)s waits for its review"),
    _("Someone who was not on the team reviews it. Until then this comes back each week."),
)
REPORT_FOR_EMPLOYER = notice_kind(
    "visits.report_for_employer",
    _("The report of the visit to you is ready: %(reference)s"),
    _("Read it, reply to what you see differently, and agree what will be done."),
)
REPORT_BY_HAND = notice_kind(
    "visits.report_by_hand",
    _("Bring the employer its report: visit %(reference)s"),
    _("It has no access to the programme. Print the report, bring or send it, and say how to reply."),
)
ANSWERED = notice_kind(
    "visits.report_answered",
    _("The employer has replied to the report of visit %(reference)s"),
    _("Read the reply before the visit is reviewed or closed."),
)
TAKEN_BACK = notice_kind(
    "visits.taken_back",
    _("The report of visit %(reference)s was taken back"),
    _("Read the reason, correct the report and hand it in again."),
)
REPORT_SOON = notice_kind(
    "visits.report_soon",
    _("The report of visit %(reference)s is due in a week"),
    _("Complete it and hand it in: the employer waits for it."),
)
REPORT_OVERDUE = notice_kind(
    "visits.report_overdue",
    _("The report of visit %(reference)s is a week overdue"),
    _("Ask the team what it lacks."),
)
REPORT_LATE = notice_kind(
    "visits.report_late",
    _("The report of visit %(reference)s is due"),
    _("Thirty days have passed since the visit. Complete the report and hand it in."),
)


def _tell(people: Iterable[Person], kind: NoticeKind, visit: Visit, route: str = "visits:visit") -> None:
    path = reverse(route, kwargs={"association": visit.association.slug, "pk": visit.pk})
    notify(people, kind, association=visit.association, facts={"reference": visit.reference}, path=path)


def _visit(pk: int) -> Visit:
    return Visit.objects.select_related("association").get(pk=pk)


def team_of(visit: Visit) -> list[Person]:
    """Return the people on the team who still have an account."""
    return list(Person.objects.filter(is_active=True, visits__visit=visit))


def deciders_of(visit: Visit) -> list[Person]:
    """Return the managers who are not tied to the employer, else the board.

    Of a sealed visit all managers: who is missing would tell its target.
    """
    if visit.is_sealed:
        return people_with(visit.association, Role.MANAGER)
    return managers_or_board(visit.association, visit.employer_id)


def tell_team(event: events.TeamFormed) -> None:
    """Those who are new on a team learn it."""
    people = Person.objects.filter(pk__in=event.people, is_active=True).exclude(pk=event.person_id or 0)
    _tell(people, ON_THE_TEAM, _visit(event.visit_id))


def tell_seal_opened(event: events.SealOpened) -> None:
    """The team learns that somebody else opened its sealed visit."""
    visit = _visit(event.visit_id)
    _tell(team_of(visit), SEAL_OPENED, visit)


def tell_released(event: events.VisitReleased) -> None:
    """The team learns that its visit is released."""
    visit = _visit(event.visit_id)
    _tell(team_of(visit), RELEASED, visit)


def tell_not_released(visit: Visit) -> None:
    """The managers learn that the clock could not release a visit; which one by its number only."""
    _tell(people_with(visit.association, Role.MANAGER), NOT_RELEASED, visit)


def tell_day_passed(visit: Visit) -> None:
    """The managers learn that nobody set out on the day of a visit; which one by its number only."""
    _tell(people_with(visit.association, Role.MANAGER), DAY_PASSED, visit)


def tell_no_team(visit: Visit) -> None:
    """The managers learn that a drawn visit waits for a team; which one by its number only."""
    _tell(people_with(visit.association, Role.MANAGER), NO_TEAM, visit)


def tell_not_taken(visit: Visit) -> None:
    """The managers learn that answers came for a visit that takes none."""
    _tell(deciders_of(visit), NOT_TAKEN, visit)


def tell_stopped_early(visit: Visit) -> None:
    """The managers learn that a team had to leave because it was not safe to stay."""
    _tell(deciders_of(visit), STOPPED_EARLY, visit)


def tell_stopped_somewhere(home: Association, sender: Person | None, listed: str) -> None:
    """The managers learn the same where what was sent names no visit: by whom, and where it is listed."""
    path = reverse(listed, kwargs={"association": home.slug})
    facts = {"person": str(sender or "—")}
    notify(people_with(home, Role.MANAGER), STOPPED_SOMEWHERE, association=home, facts=facts, path=path)


def tell_part_kept(home: Association, *, said_by_workers: bool, sent_by: int) -> None:
    """Those who settle it learn that something a phone sent waits; what workers said: the case officers.

    Where the only one filled it in, another is to be named.
    """
    path = reverse("visits:phones", kwargs={"association": home.slug})
    role = Role.CASE_OFFICER if said_by_workers else Role.MANAGER
    people = [person for person in people_with(home, role) if person.pk != sent_by]
    notify(people, PART_KEPT, association=home, facts={}, path=path)
    if not people:
        tell_another_needed(home, role)


def tell_part_late(home: Association) -> None:
    """The managers learn that something a phone began to send did not come whole."""
    path = reverse("visits:phones", kwargs={"association": home.slug})
    notify(people_with(home, Role.MANAGER), PART_LATE, association=home, facts={}, path=path)


def tell_request_withdrawn(asked: TargetRequest) -> None:
    """The managers learn that whoever asked for a visit no longer wants it."""
    path = reverse("visits:target", kwargs={"association": asked.association.slug, "pk": asked.pk})
    managers = people_with(asked.association, Role.MANAGER)
    notify(managers, WITHDRAWN, association=asked.association, facts={"reference": str(asked)}, path=path)


def _tell_planners(visit: Visit, kind: NoticeKind) -> None:
    """Tell the managers of a refused visit; the way leads to planning it again."""
    path = reverse("visits:plan", kwargs={"association": visit.association.slug}) + f"?after={visit.pk}"
    facts = {"reference": visit.reference}
    notify(deciders_of(visit), kind, association=visit.association, facts=facts, path=path)


def tell_refused(event: events.EntryRefused) -> None:
    """The managers learn that a visit is to be made again."""
    _tell_planners(_visit(event.visit_id), REFUSED)


def tell_return_is_due_soon(visit: Visit) -> None:
    """The managers learn that the time to make a refused visit again ends."""
    _tell_planners(visit, RETURN_SOON)


def tell_return_is_late(visit: Visit) -> None:
    """The managers learn that a refused visit was not made again in time."""
    _tell_planners(visit, RETURN_LATE)


def tell_left_lying(visit: Visit) -> None:
    """The managers learn which visit waits for somebody, and of one that was out also its team."""
    if visit.state in TO_REVIEW:
        _ask_for_review(visit, REVIEW_WAITS)
        return
    people = {person.pk: person for person in deciders_of(visit)}
    if not visit.is_sealed:
        people |= {person.pk: person for person in team_of(visit)}
    _tell(people.values(), NO_DAY if visit.is_sealed else NOT_ENDED, visit)


def tell_nobody_met(event: events.NobodyMet) -> None:
    """The membership clerks learn that the register may be wrong."""
    visit = Visit.objects.select_related("association", "employer").get(pk=event.visit_id)
    kwargs = {"association": visit.association.slug, "pk": visit.employer_id}
    notify(
        people_with(visit.association, Role.CLERK),
        NOBODY_MET,
        association=visit.association,
        facts={"reference": visit.reference},
        path=reverse("members:employer", kwargs=kwargs),
    )


def tell_met_nobody(event: events.NobodyMet) -> None:
    """The managers who can review it learn that a visit met nobody; of a drawn one the board, too."""
    visit = _visit(event.visit_id)
    drawn = visit.origin == Origin.DRAWN
    board = people_with(visit.association, Role.BOARD) if drawn else []
    _ask_for_review(visit, DRAWN_MET_NOBODY if drawn else MET_NOBODY, *board)


def _ask_for_review(visit: Visit, kind: NoticeKind, *besides: Person) -> None:
    """Tell the managers who may review a visit: they had no part in it, and are not tied to the employer.

    Without any the board is told (else all managers), and managers and board that another is to be named.
    """
    home, employer = visit.association, visit.employer_id
    barred = {person.pk for person in team_of(visit)} | took_part(visit)
    reviewers = untied_as(home, Role.MANAGER, employer, without=barred)
    told = reviewers or managers_or_board(home, employer, without=barred)
    _tell((*told, *besides), kind, visit)
    if not reviewers:
        tell_another_needed(home, Role.MANAGER)


def tell_reported(event: events.VisitReported) -> None:
    """The managers who can review it, and the employer, learn of a report; where it cannot, the team."""
    visit = _visit(event.visit_id)
    _ask_for_review(visit, REPORTED)
    contacts = Person.objects.filter(
        is_active=True, employer_contacts__employer=visit.employer_id, employer_contacts__ended_at=None
    ).distinct()
    if contacts.exists():
        _tell(contacts, REPORT_FOR_EMPLOYER, visit, "visits:own_report")
    else:
        _tell(team_of(visit), REPORT_BY_HAND, visit)


def tell_answered(event: events.ReportAnswered) -> None:
    """The team and the managers learn that the employer has replied."""
    visit = _visit(event.visit_id)
    people = {person.pk: person for person in team_of(visit)}
    people |= {person.pk: person for person in deciders_of(visit)}
    _tell(people.values(), ANSWERED, visit)


def tell_taken_back(event: events.ReportTakenBack) -> None:
    """The team learns that its report needs correcting."""
    visit = _visit(event.visit_id)
    _tell([person for person in team_of(visit) if person.pk != event.person_id], TAKEN_BACK, visit)


def tell_report_is_late(visit: Visit) -> None:
    """The team learns that its report is due."""
    _tell(team_of(visit), REPORT_LATE, visit)


def tell_report_is_due_soon(visit: Visit) -> None:
    """The team learns that its report is due in a week."""
    _tell(team_of(visit), REPORT_SOON, visit)


def tell_managers_report_is_late(visit: Visit) -> None:
    """The managers learn that a report is a week overdue."""
    _tell(deciders_of(visit), REPORT_OVERDUE, visit)
