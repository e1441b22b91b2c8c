"""Reading the worker register: the doorways, scoped to what the actor may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records
from safe_employment.members.models import Employer
from safe_employment.members.queries import own_employers
from safe_employment.workforce.models import (
    AnnualLeave,
    BankFile,
    Channel,
    Contract,
    EmploymentForm,
    Establishment,
    FamilyContact,
    HoursApproval,
    Leaving,
    LicenceKind,
    PaperSeen,
    Recruitment,
    RecruitmentAgency,
    SensitiveFacts,
    TrainingReceived,
    Worker,
)
from safe_employment.workforce.policies import (
    KEEP_WORKERS,
    READ_WORKERS,
    SEE_COUNTS,
    SEE_RECRUITMENT_AGENCIES,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from safe_employment.kit.actors import Actor

M = TypeVar("M", bound="Model")
S = TypeVar("S", bound=QuerySet[Any])


def of_employers(workers: S, employers: QuerySet[Employer] | list[Employer]) -> S:
    """Return the workers of the employers, also those entered under a record that was merged into one.

    The records are found first: asked of each of a million workers, it takes a second.
    """
    keys: Any = [one.pk for one in employers] if isinstance(employers, list) else employers
    records = Employer.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys))
    return workers.filter(employer__in=records.order_by().values("pk"))


def own_workers(by: Actor) -> QuerySet[Worker]:
    """Return the workers of the employers for whom the actor speaks."""
    if by.association is None:
        return Worker.objects.none()
    rows = Worker.objects.filter(association=by.association)
    return of_employers(rows, own_employers(by, KEEP_WORKERS)).select_related("employer")


def own_worker(by: Actor, pk: int) -> Worker:
    """Return one worker of an employer for whom the actor speaks. Raises Hidden."""
    return one_of(own_workers(by), pk)


def workers_for(by: Actor) -> QuerySet[Worker]:
    """Return the workers whose records the actor may read: their own employers', or for a case all."""
    if can(by, READ_WORKERS):
        return own_records(Worker.objects.select_related("employer"), by, READ_WORKERS)
    return own_workers(by)


def worker_for(by: Actor, pk: int) -> Worker:
    """Return one worker whose record the actor may read. Raises Hidden."""
    return one_of(workers_for(by), pk)


def _own(records: QuerySet[M], by: Actor) -> QuerySet[M]:
    """Return the records that hang on workers of the actor's own employers."""
    return records.filter(worker__in=own_workers(by).order_by().values("pk")).select_related(
        "worker__employer"
    )


def own_contract(by: Actor, pk: int) -> Contract:
    """Return one contract. Raises Hidden."""
    return one_of(_own(Contract.objects.all(), by), pk)


def own_paper(by: Actor, pk: int) -> PaperSeen:
    """Return one paper that was seen. Raises Hidden."""
    return one_of(_own(PaperSeen.objects.all(), by), pk)


def own_family_contact(by: Actor, pk: int) -> FamilyContact:
    """Return one family contact. Raises Hidden."""
    return one_of(_own(FamilyContact.objects.all(), by), pk)


def own_training(by: Actor, pk: int) -> TrainingReceived:
    """Return one thing that a worker was told. Raises Hidden."""
    return one_of(_own(TrainingReceived.objects.all(), by), pk)


def own_annual_leave(by: Actor, pk: int) -> AnnualLeave:
    """Return the annual leave of one year. Raises Hidden."""
    return one_of(_own(AnnualLeave.objects.all(), by), pk)


def _of_own_employer(records: QuerySet[M], by: Actor) -> QuerySet[M]:
    """Return the records of the employers for whom the actor speaks."""
    return records.filter(employer__in=own_employers(by, KEEP_WORKERS)).select_related("employer")


def own_approval(by: Actor, pk: int) -> HoursApproval:
    """Return one approval of special hours. Raises Hidden."""
    return one_of(_of_own_employer(HoursApproval.objects.all(), by), pk)


def own_bank_file(by: Actor, pk: int) -> BankFile:
    """Return the bank file of one month. Raises Hidden."""
    return one_of(_of_own_employer(BankFile.objects.all(), by), pk)


def establishment_of(employer: Employer) -> Establishment:
    """Return what an employer told of itself; an empty record where it told nothing."""
    found = Establishment.objects.filter(employer=employer).first()
    return found or Establishment(employer=employer, association_id=employer.association_id)


def leaving_of(worker: Worker) -> Leaving:
    """Return how an employment ended; an empty record where nothing is told."""
    found: Leaving | None = getattr(worker, "leaving", None)  # read along where it was selected
    return found or Leaving(worker=worker, association_id=worker.association_id)


def recruitment_of(worker: Worker) -> Recruitment | None:
    """Return how a worker was recruited, if that is recorded."""
    return Recruitment.objects.filter(worker=worker).select_related("agency").first()


def sensitive_of(worker: Worker) -> SensitiveFacts:
    """Return the protected facts of a worker; an empty record where there are none."""
    found = SensitiveFacts.objects.filter(worker=worker).first()
    return found or SensitiveFacts(worker=worker, association_id=worker.association_id)


def agencies_for(by: Actor) -> QuerySet[RecruitmentAgency]:
    """Return the recruitment agencies of the association's register."""
    return own_records(RecruitmentAgency.objects.all(), by, SEE_RECRUITMENT_AGENCIES)


def agency_for(by: Actor, pk: int) -> RecruitmentAgency:
    """Return one recruitment agency. Raises Hidden."""
    return one_of(agencies_for(by), pk)


def agencies_called(by: Actor, text: str) -> QuerySet[RecruitmentAgency]:
    """Return the agencies that a name, a code or a licence number, or a part of one, finds."""
    code = text.replace(" ", "").upper()
    return agencies_for(by).filter(
        Q(name__icontains=text) | Q(uscc__startswith=code) | Q(licence_no__icontains=text)
    )


def active_on(workers: S, day: date) -> S:
    """Return those who work on a day."""
    return workers.filter(hire_date__lte=day).exclude(leave_date__lte=day)


def _licensed(path: str, kind: LicenceKind) -> Q:
    """Whether the agency at `path` of a worker had a valid licence of the kind on the day of hiring."""
    named = {"found": True, "kind": kind, "valid_from__lte": F("hire_date")}
    holds = Q(**{f"{path}__{name}": value for name, value in named.items()})
    open_end = Q(**{f"{path}__valid_to": None}) | Q(**{f"{path}__valid_to__gte": F("hire_date")})
    kept = Q(**{f"{path}__revoked_on": None}) | Q(**{f"{path}__revoked_on__gt": F("hire_date")})
    return holds & open_end & kept


def _lacks(condition: Q, licensed: Q) -> Case:
    """True where the condition holds and no licence does (NULL of a missing agency counts as none)."""
    return Case(
        When(condition & Case(When(licensed, then=Value(False)), default=Value(True)), then=Value(True)),
        default=Value(False),
    )


def flagged(workers: QuerySet[Worker]) -> QuerySet[Any]:
    """Add `unlicensed`: placed or dispatched by an agency without a licence valid on the day of hiring."""
    dispatched = _lacks(
        Q(employment_form=EmploymentForm.DISPATCHED), _licensed("dispatch_agency", LicenceKind.DISPATCH)
    )
    by_dispatch = _lacks(
        Q(recruitment__channel=Channel.DISPATCH), _licensed("recruitment__agency", LicenceKind.DISPATCH)
    )
    placed = _lacks(
        Q(recruitment__channel=Channel.AGENCY), _licensed("recruitment__agency", LicenceKind.PLACEMENT)
    )
    return workers.annotate(
        unlicensed=Case(
            When(dispatched, then=Value(True)),
            When(by_dispatch, then=Value(True)),
            When(placed, then=Value(True)),
            default=Value(False),
        )
    )


def employers_with_register(by: Actor, day: date) -> QuerySet[Employer]:
    """Return the employers who keep a worker register, for counting."""
    kept = Worker.objects.filter(Q(employer=OuterRef("pk")) | Q(employer__merged_into=OuterRef("pk")))
    rows = own_records(Employer.objects.live(), by, SEE_COUNTS)
    return rows.filter(Exists(active_on(kept, day)))
