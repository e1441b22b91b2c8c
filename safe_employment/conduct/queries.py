"""Reading the code, signatures, advocates and copies: scoped to what the actor may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Left

from safe_employment.conduct.models import (
    Advocacy,
    AdvocacyState,
    CodeVersion,
    CopyDistribution,
    Recommendation,
    RecordState,
    Signature,
    SignatureList,
    SignatureState,
    TextState,
)
from safe_employment.conduct.models.copies import Document
from safe_employment.conduct.policies import READ_CODE, RECORD_SIGNATURES, SEE_CONDUCT, SIGN_FOR_EMPLOYER
from safe_employment.kit.models import Association
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records
from safe_employment.members.models import Employer, Standing
from safe_employment.members.queries import employers_for
from safe_employment.members.queries import own_employers as spoken_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def versions_for(by: Actor) -> QuerySet[CodeVersion]:
    """Return the versions of the code: staff see drafts too, employer contacts what was published."""
    versions = CodeVersion.objects.filter(association=by.association).select_related("code")
    if can(by, SEE_CONDUCT):
        return versions
    return versions.exclude(state=TextState.DRAFT) if can(by, READ_CODE) else versions.none()


def version_for(by: Actor, pk: int) -> CodeVersion:
    """Return one version. Raises Hidden."""
    return one_of(versions_for(by), pk)


def version_in_force(by: Actor) -> CodeVersion | None:
    """Return the published version of the code, if there is one."""
    return versions_for(by).filter(state=TextState.PUBLISHED).first()


def recommendations_for(by: Actor) -> QuerySet[Recommendation]:
    """Return the versions of the recommendation; employer contacts see no drafts."""
    versions = Recommendation.objects.filter(association=by.association)
    if can(by, SEE_CONDUCT):
        return versions
    return versions.exclude(state=TextState.DRAFT) if can(by, READ_CODE) else versions.none()


def recommendation_for(by: Actor, pk: int) -> Recommendation:
    """Return one version of the recommendation. Raises Hidden."""
    return one_of(recommendations_for(by), pk)


def recommendation_in_force(by: Actor) -> Recommendation | None:
    """Return the published recommendation, if there is one."""
    return recommendations_for(by).filter(state=TextState.PUBLISHED).first()


def own_employers(by: Actor) -> QuerySet[Employer]:
    """Return the employers for whom the actor speaks in the portal, whatever else they may see."""
    return spoken_for(by, SIGN_FOR_EMPLOYER)


def own_employer(by: Actor, pk: int) -> Employer:
    """Return an employer for whom the actor speaks. Raises Hidden."""
    return one_of(own_employers(by), pk)


def signatures_for(by: Actor) -> QuerySet[Signature]:
    """Return the signatures that the actor may see: all, or those of their own employers."""
    signatures = Signature.objects.filter(association=by.association).select_related(
        "employer", "version__code"
    )
    return signatures if can(by, SEE_CONDUCT) else signatures.filter(employer__in=own_employers(by))


def signature_for(by: Actor, pk: int) -> Signature:
    """Return one signature. Raises Hidden."""
    return one_of(signatures_for(by), pk)


def signature_by_reference(reference: str) -> Signature | None:
    """Return the signature of a certificate, for anyone who holds its reference."""
    found = Signature.objects.select_related("employer", "version__code", "association")
    return found.filter(reference=reference).first()


def advocacies_for(by: Actor) -> QuerySet[Advocacy]:
    """Return the advocacies that the actor may see."""
    return own_records(Advocacy.objects.select_related("employer", "recommendation"), by, SEE_CONDUCT)


def advocacy_for(by: Actor, pk: int) -> Advocacy:
    """Return one advocacy. Raises Hidden."""
    return one_of(advocacies_for(by), pk)


def distributions_for(by: Actor) -> QuerySet[CopyDistribution]:
    """Return the records of copies that the actor may see."""
    records = CopyDistribution.objects.select_related("code_version__code", "recommendation")
    return own_records(records, by, SEE_CONDUCT)


def copies_for(by: Actor, pk: int) -> CopyDistribution:
    """Return one record of copies. Raises Hidden."""
    return one_of(distributions_for(by), pk)


def copies_handed_out(by: Actor) -> dict[str, int]:
    """Return how many copies were handed out in all, by document."""
    records = distributions_for(by).filter(state=RecordState.RECORDED).order_by()
    counted = dict(records.values_list("document").annotate(number=Sum("copies")))
    return {document.value: counted.get(document.value, 0) for document in Document}


def lists_for(by: Actor) -> QuerySet[SignatureList]:
    """Return the lists of paper signatures that the actor may see."""
    return own_records(
        SignatureList.objects.select_related("version__code", "uploaded_by"), by, RECORD_SIGNATURES
    )


def list_for(by: Actor, pk: int) -> SignatureList:
    """Return one list. Raises Hidden."""
    return one_of(lists_for(by), pk)


# Who signed, and who has not.


def _signed(version: CodeVersion) -> Exists:
    """Whether an employer, or a record merged into it, signed the version."""
    signatures = Signature.objects.filter(version=version, state=SignatureState.SIGNED).alias(
        stands_for=Coalesce("employer__merged_into", "employer")
    )
    return Exists(signatures.filter(stands_for=OuterRef("pk")))


def members_without_signature(by: Actor, version: CodeVersion | None) -> QuerySet[Employer]:
    """Return the members who have not signed a version; all of them where there is none."""
    members = employers_for(by).filter(standing=Standing.MEMBER)
    if not can(by, SEE_CONDUCT):
        return members.none()
    return members if version is None else members.filter(~_signed(version))


@dataclass(frozen=True)
class Share:
    """How many of a group's members have signed; `key` is a division or an industry section."""

    key: str
    members: int
    signed: int

    @property
    def unsigned(self) -> int:
        """Members who have not signed."""
        return self.members - self.signed

    @property
    def percent(self) -> float:
        """Signed of a hundred members."""
        return 100 * self.signed / self.members if self.members else 0.0


@dataclass(frozen=True)
class Coverage:
    """How far the version in force has come, in all, by district and by trade (section letter)."""

    total: Share
    districts: list[Share]
    trades: list[Share]


def coverage(by: Actor, version: CodeVersion | None) -> Coverage:
    """Count members and signatories of a version; two queries whatever the size."""
    members = employers_for(by).filter(standing=Standing.MEMBER)
    if not can(by, SEE_CONDUCT):
        members = members.none()
    counted = _by_district_and_trade(members)
    signed = _by_district_and_trade(members.filter(_signed(version))) if version else Counter()
    total = Share("", counted.total(), signed.total())
    return Coverage(total, _shares(counted, signed, 0), _shares(counted, signed, 1))


def _by_district_and_trade(employers: QuerySet[Employer]) -> Counter[tuple[str, str]]:
    groups = (
        employers.order_by().annotate(trade=Left("industry_code", 1)).values_list("division_code", "trade")
    )
    return Counter({(district, trade): n for district, trade, n in groups.annotate(number=Count("pk"))})


def _shares(counted: Counter[tuple[str, str]], signed: Counter[tuple[str, str]], place: int) -> list[Share]:
    """Return the shares of the districts (`place` 0) or of the trades (1), those without a code last."""
    members: Counter[str] = Counter()
    signers: Counter[str] = Counter()
    for key, number in counted.items():
        members[key[place]] += number
        signers[key[place]] += signed[key]
    ordered = sorted(members.items(), key=lambda pair: (not pair[0], pair[0]))
    return [Share(key, number, signers[key]) for key, number in ordered]


# What results are counted from: the very records, of a half-open period [since, until).


def signatures_in(association: Association, since: date, until: date) -> QuerySet[Signature]:
    """Return the signatures given in the period that were not withdrawn."""
    return Signature.objects.filter(
        association=association, state=SignatureState.SIGNED, signed_on__gte=since, signed_on__lt=until
    )


def employers_who_signed(association: Association, since: date, until: date) -> QuerySet[Employer]:
    """Return the distinct employers who signed any version in the period."""
    keys = signatures_in(association, since, until).annotate(
        stands_for=Coalesce("employer__merged_into", "employer")
    )
    return Employer.objects.filter(pk__in=keys.values("stands_for"))


def code_copies_in(association: Association, since: date, until: date) -> QuerySet[CopyDistribution]:
    """Return the distributions of the code in the period; the figure is the sum of `copies`."""
    return _copies_in(association, Document.CODE, since, until)


def recommendation_copies_in(
    association: Association, since: date, until: date
) -> QuerySet[CopyDistribution]:
    """Return the distributions of the recommendation in the period; the figure is the sum of `copies`."""
    return _copies_in(association, Document.RECOMMENDATION, since, until)


def _copies_in(
    association: Association, document: Document, since: date, until: date
) -> QuerySet[CopyDistribution]:
    return CopyDistribution.objects.filter(
        association=association,
        document=document,
        state=RecordState.RECORDED,
        handed_out_on__gte=since,
        handed_out_on__lt=until,
    )


def advocacies_in(association: Association, since: date, until: date) -> QuerySet[Advocacy]:
    """Return the advocacies in force on any day of the period; the figure is that of distinct employers."""
    return Advocacy.objects.filter(association=association, since__lt=until).filter(
        Q(state=AdvocacyState.ACTIVE) | Q(ended_on__gt=since)
    )


def advocates_in(association: Association, since: date, until: date) -> QuerySet[Employer]:
    """Return the distinct employers who advocated the recommendation on any day of the period."""
    keys = advocacies_in(association, since, until).annotate(
        stands_for=Coalesce("employer__merged_into", "employer")
    )
    return Employer.objects.filter(pk__in=keys.values("stands_for"))
