"""Indicators of the code of conduct and of the recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import queries
from safe_employment.conduct.models import AdvocacyWay, Audience, SignatureWay
from safe_employment.conduct.policies import SEE_CONDUCT
from safe_employment.members.models import EmployerKind, SizeClass
from safe_employment.results.indicators.base import EMPLOYER, Cut, Indicator, district, words_of
from safe_employment.results.indicators.groups import UNITS

if TYPE_CHECKING:
    from safe_employment.conduct.models import Advocacy, CopyDistribution, Signature

DISTRICT = Cut("district", _("District"), "division_code", district)
EMPLOYER_DISTRICT = Cut("district", _("District"), "employer__division_code", district)
EMPLOYER_SIZE = Cut("size", _("Size"), "employer__size_class", words_of(SizeClass))


def _copies(record: CopyDistribution) -> str:
    return " · ".join(part for part in (str(record.text), record.place) if part)


def _employer(record: Signature | Advocacy) -> str:
    return str(record.employer)


CONDUCT = (
    Indicator(
        key="signatures",
        group="conduct",
        name=_("Employers that signed the code"),
        definition=_("Employers that signed the association's code of conduct, in any of its versions."),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer with a signature that was not withdrawn is counted once in a programme, "
            "in the period of its first signature there. The share is that of the members at the "
            "end of the period."
        ),
        room="conduct",
        records=queries.signatures_in,
        on="signed_on",
        once_per=EMPLOYER,
        label=_employer,
        permission=SEE_CONDUCT,
        opened_by=queries.signatures_for,
        route="conduct:signature",
        related=("employer",),
        share_of="members",
        cuts=(
            Cut("way", _("How it was signed"), "way", words_of(SignatureWay)),
            Cut("kind", _("Kind of employer"), "employer__kind", words_of(EmployerKind)),
            EMPLOYER_SIZE,
            EMPLOYER_DISTRICT,
        ),
    ),
    Indicator(
        key="women_at_signatories",
        group="conduct",
        name=_("Women employed by signatories"),
        definition=_("Women who work for employers that signed the code."),
        unit=UNITS["women"],
        how_counted=_(
            "For every employer counted under “Employers that signed the code” the number of women "
            "among its staff is added as the register has it today. Employers whose number of women "
            "is not known add nothing."
        ),
        room="conduct",
        records=queries.signatures_in,
        on="signed_on",
        once_per=EMPLOYER,
        quantity="employer__women",
        of_persons=True,
        label=_employer,
        permission=SEE_CONDUCT,
        opened_by=queries.signatures_for,
        route="conduct:signature",
        related=("employer",),
        cuts=(EMPLOYER_SIZE, EMPLOYER_DISTRICT),
    ),
    Indicator(
        key="codes_distributed",
        group="conduct",
        name=_("Copies of the code handed out"),
        definition=_(
            "Copies of the code of conduct that were handed out to employers, workers and the public."
        ),
        unit=UNITS["copies"],
        how_counted=_(
            "The copies of every recorded distribution of the code are added, by the day on which "
            "they were handed out. Withdrawn records do not count."
        ),
        room="conduct",
        records=queries.code_copies_in,
        on="handed_out_on",
        quantity="copies",
        label=_copies,
        permission=SEE_CONDUCT,
        opened_by=queries.distributions_for,
        route="conduct:copies",
        related=("code_version__code",),
        cuts=(
            Cut("version", _("Version"), "code_version__number", str),
            Cut("audience", _("Audience"), "audience", words_of(Audience)),
            DISTRICT,
        ),
    ),
    Indicator(
        key="recommendations_distributed",
        group="conduct",
        name=_("Copies of the recommendation handed out"),
        definition=_("Copies of the public recommendation to all employers that were passed on."),
        unit=UNITS["copies"],
        how_counted=_(
            "The copies of every recorded distribution of the recommendation are added, by the day "
            "on which they were handed out. Withdrawn records do not count."
        ),
        room="conduct",
        records=queries.recommendation_copies_in,
        on="handed_out_on",
        quantity="copies",
        label=_copies,
        permission=SEE_CONDUCT,
        opened_by=queries.distributions_for,
        route="conduct:copies",
        related=("recommendation",),
        cuts=(Cut("audience", _("Audience"), "audience", words_of(Audience)), DISTRICT),
    ),
    Indicator(
        key="advocates",
        group="conduct",
        name=_("Advocates of the recommendation"),
        definition=_(
            "Members that advocate the recommendation: they sign it in public, display it, pass it on "
            "or speak for it."
        ),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer with a recorded advocacy is counted once in a programme, in the period "
            "in which it began to advocate. One that stopped later stays counted."
        ),
        room="conduct",
        records=queries.advocacies_in,
        on="since",
        once_per=EMPLOYER,
        label=_employer,
        permission=SEE_CONDUCT,
        opened_by=queries.advocacies_for,
        route="conduct:advocacy",
        related=("employer",),
        cuts=(
            Cut("way", _("How it advocates"), "way", words_of(AdvocacyWay)),
            EMPLOYER_SIZE,
            EMPLOYER_DISTRICT,
        ),
    ),
)
