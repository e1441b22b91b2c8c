"""Reading the register: the doorways, scoped to what the actor may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.policies import can, check
from safe_employment.kit.queries import one_of, own_records
from safe_employment.members import search
from safe_employment.members.models import (
    Contact,
    Correction,
    Employer,
    EmployerContact,
    EmployerMerge,
    ImportBatch,
    ImportedRow,
    ImportState,
    MatchQuestion,
    Workplace,
)
from safe_employment.members.policies import (
    APPROVE_CORRECTIONS,
    IMPORT_EMPLOYERS,
    SEE_EMPLOYERS,
    SEE_OWN_EMPLOYER,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.policies import Permission


def employers_for(by: Actor) -> QuerySet[Employer]:
    """Return the live employers that the actor may see: all of the association's, or only their own."""
    return _records_for(by).filter(merged_into=None)


def employer_for(by: Actor, pk: int) -> Employer:
    """Return one employer; a record that was merged leads to the one that it was merged into.

    Raises Hidden for what does not exist and for what the actor may not see.
    """
    return successor(one_of(_records_for(by), pk))


def own_employers(by: Actor, wanted: Permission) -> QuerySet[Employer]:
    """Return the employers for whom the actor speaks in the portal, whatever else they may see; none
    without the permission.
    """
    if by.person is None or not can(by, wanted):
        return Employer.objects.none()
    spoken_for = by.person.employer_contacts.filter(ended_at=None)
    return employers_for(by).filter(pk__in=spoken_for.values("employer"))


def successor(employer: Employer) -> Employer:
    """Return the living record that stands for this one, following merge after merge."""
    seen = {employer.pk}
    while employer.merged_into is not None and employer.merged_into_id not in seen:
        employer = employer.merged_into
        seen.add(employer.pk)
    return employer


def _records_for(by: Actor) -> QuerySet[Employer]:
    if by.association is None:
        return Employer.objects.none()
    records = Employer.objects.filter(association=by.association)
    if can(by, SEE_EMPLOYERS):
        return records
    if can(by, SEE_OWN_EMPLOYER) and by.person is not None:
        own = by.person.employer_contacts.filter(ended_at=None, employer__association=by.association)
        return records.filter(pk__in=own.values("employer"))
    return Employer.objects.none()


def workplace_for(by: Actor, pk: int) -> Workplace:
    """Return a workplace of an employer that the actor may see.

    Raises Hidden.
    """
    return one_of(Workplace.objects.filter(employer__in=_records_for(by)).select_related("employer"), pk)


def contact_for(by: Actor, pk: int) -> Contact:
    """Return a contact of an employer that the actor may see.

    Raises Hidden.
    """
    return one_of(Contact.objects.filter(employer__in=_records_for(by)).select_related("employer"), pk)


def portal_contact_for(by: Actor, pk: int) -> EmployerContact:
    """Return who speaks for an employer of the association; for staff.

    Raises Hidden.
    """
    check(by, SEE_EMPLOYERS)
    rows = EmployerContact.objects.filter(employer__association=by.association, ended_at=None)
    return one_of(rows.select_related("employer", "person"), pk)


def merge_for(by: Actor, pk: int) -> EmployerMerge:
    """Return a merge that stands; for staff.

    Raises Hidden.
    """
    check(by, SEE_EMPLOYERS)
    rows = EmployerMerge.objects.filter(association=by.association, undone_at=None)
    return one_of(rows.select_related("kept", "gone"), pk)


def sources_of(employer: Employer) -> QuerySet[ImportedRow]:
    """Return the imported rows that stand for an employer or for a record that was merged into it."""
    records = [employer.pk, *employer.merged_records.values_list("pk", flat=True)]
    rows = ImportedRow.objects.filter(employer__in=records, batch__state=ImportState.CONFIRMED)
    return rows.select_related("batch").order_by("-batch", "data_row")[:20]


def imports_for(by: Actor) -> QuerySet[ImportBatch]:
    """Return the imports that the actor may see."""
    return own_records(ImportBatch.objects.all(), by, IMPORT_EMPLOYERS)


def import_for(by: Actor, pk: int) -> ImportBatch:
    """Return one import.

    Raises Hidden.
    """
    return one_of(imports_for(by).select_related("task", "uploaded_by", "confirmed_by"), pk)


def question_for(by: Actor, pk: int) -> MatchQuestion:
    """Return a question of an import that the actor may see.

    Raises Hidden.
    """
    questions = MatchQuestion.objects.filter(batch__in=imports_for(by))
    return one_of(questions.select_related("batch", "employer"), pk)


def following_question(question: MatchQuestion) -> int | None:
    """Return the key of the open question that comes next; behind the last one the first that was skipped."""
    order = list(question.batch.questions.values_list("pk", "same"))
    at = [pk for pk, _same in order].index(question.pk)
    turned = order[at + 1 :] + order[:at]
    return next((pk for pk, same in turned if same is None), None)


def corrections_for(by: Actor) -> QuerySet[Correction]:
    """Return the corrections that the actor may see: a clerk all, a contact their own."""
    if by.association is None:
        return Correction.objects.none()
    rows = Correction.objects.filter(association=by.association)
    if can(by, APPROVE_CORRECTIONS):
        return rows
    if can(by, SEE_OWN_EMPLOYER) and by.person is not None:
        return rows.filter(proposed_by=by.person)
    return rows.none()


def correction_for(by: Actor, pk: int) -> Correction:
    """Return one correction.

    Raises Hidden.
    """
    return one_of(corrections_for(by).select_related("employer", "proposed_by", "decided_by"), pk)


def employers_named(by: Actor, text: str) -> QuerySet[Employer]:
    """Return the association's employers that `text` finds, for the searches of other lists."""
    return search.matching(Employer.objects.filter(association=by.association), text)
