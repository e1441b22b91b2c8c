"""The invented people: one account for each role."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from safe_employment.kit.models import Association, PartnerAgency, Person, RoleAssignment
from safe_employment.kit.models.associations import AgencyKind
from safe_employment.kit.roles import Role

DOMAIN = "@demo.example"
PASSWORD = "safe-employment-demo"  # noqa: S105 - printed for everyone who tries the demonstration
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - the same


@dataclass(frozen=True)
class Account:
    """An invented person: the part of the address before the @, the name, the role, the language."""

    user: str
    name: str
    role: Role
    language: str = "zh-hans"

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return self.user + DOMAIN


ACCOUNTS = (
    Account("manager", "林静", Role.MANAGER),
    Account("clerk", "周小芸", Role.CLERK),
    Account("trainer", "何立新", Role.TRAINER),
    Account("monitor", "马建国", Role.MONITOR),
    Account("monitor2", "唐敏", Role.MONITOR),
    Account("monitor3", "李春华", Role.MONITOR),
    Account("officer", "罗慧", Role.CASE_OFFICER),
    Account("board", "赵世昌", Role.BOARD),
    Account("employer", "陈美玲", Role.EMPLOYER_CONTACT),
    Account("agency", "杨海波", Role.AGENCY_OFFICER),
    Account("analyst", "Grace Ma", Role.ANALYST, "en"),
    Account("administrator", "方志远", Role.ADMINISTRATOR),
)
AGENCIES = (
    ("昆明市妇女联合会", "Kunming Women's Federation", AgencyKind.WOMEN),
    ("昆明市人力资源和社会保障局", "Kunming Human Resources and Social Security Bureau", AgencyKind.LABOUR),
    ("昆明市教育局", "Kunming Education Bureau", AgencyKind.EDUCATION),
    ("昆明市公安局", "Kunming Public Security Bureau", AgencyKind.POLICE),
    ("昆明市总工会", "Kunming Federation of Trade Unions", AgencyKind.UNION),
)


def associations() -> tuple[Association, Association]:
    """Make Kunming's association and a neighbour, which must see nothing of Kunming's."""
    kunming = Association.objects.create(
        slug="kunming",
        name_zh="昆明市私营经济协会",
        name_en="Kunming Private Economy Association",
        division_code="530100",
        contact_phone="0871-65550100",
        contact_email="office" + DOMAIN,
    )
    neighbour = Association.objects.create(
        slug="qujing",
        name_zh="曲靖市私营经济协会",
        name_en="Qujing Private Economy Association",
        division_code="530300",
    )
    return kunming, neighbour


def agencies(home: Association) -> list[PartnerAgency]:
    """Make the partner agencies of the joint team."""
    return [
        PartnerAgency.objects.create(association=home, name_zh=zh, name_en=en, kind=kind)
        for zh, en, kind in AGENCIES
    ]


def person(user: str, name: str, language: str = "zh-hans") -> Person:
    """Make an invented person with the printed password and second factor."""
    made = Person.objects.create(
        email=user + DOMAIN, name=name, language=language, password=_hashed_password()
    )
    TOTP.activate(made, TOTP_SECRET)
    return made


def _hashed_password() -> str:
    return _HASHES.setdefault("", make_password(PASSWORD))


_HASHES: dict[str, str] = {}


def accounts(home: Association, labour_bureau: PartnerAgency) -> dict[str, Person]:
    """Make an account for each role; returns them by the first part of their address."""
    made = {}
    for account in ACCOUNTS:
        who = person(account.user, account.name, account.language)
        RoleAssignment.objects.create(
            person=who,
            association=None if account.role == Role.ADMINISTRATOR else home,
            role=account.role,
            agency=labour_bureau if account.role == Role.AGENCY_OFFICER else None,
        )
        made[account.user] = who
    return made


def neighbour_account(neighbour: Association) -> Person:
    """Make the manager of the neighbour association."""
    who = person("neighbour", "钱晓东")
    RoleAssignment.objects.create(person=who, association=neighbour, role=Role.MANAGER)
    return who
