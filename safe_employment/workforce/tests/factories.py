"""Workers and agencies for tests of this room and of the rooms above it. No number is a real person's."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from stdnum.iso7064 import mod_11_2

from safe_employment.kit.models import Association
from safe_employment.kit.sealed import Plain, put_sealed
from safe_employment.members.models import Employer
from safe_employment.workforce.models import (
    Channel,
    Contract,
    EmploymentForm,
    FamilyContact,
    LicenceKind,
    Recruitment,
    RecruitmentAgency,
    SensitiveFacts,
    Sex,
    Worker,
)

_serial = count(1)


def identity_number(born_on: date = date(1990, 1, 1), *, sex: str = "M", division: str = "530102") -> str:
    """A number of an invented person, new each time, whose check digit fits."""
    serial = next(_serial) * 2 % 998 + (1 if sex == "M" else 0)
    body = f"{division}{born_on:%Y%m%d}{serial:03d}"
    return body + mod_11_2.calc_check_digit(body)


def worker(employer: Employer, *, number: str = "", account: str = "", **facts: Any) -> Worker:
    """A waiter who has worked full-time since 1 March 2026, born in 1990."""
    values: dict[str, Any] = {
        "name": "李小明",
        "sex": Sex.MALE,
        "birth_date": date(1990, 1, 1),
        "employment_form": EmploymentForm.FULL_TIME,
        "post": "服务员",
        "hire_date": date(2026, 3, 1),
        **facts,
    }
    made = Worker(association=employer.association, employer=employer, **values)
    given = number or identity_number(values["birth_date"], sex=values["sex"])
    put_sealed(made, "id_number", Plain(given))
    if account:
        put_sealed(made, "bank_account", Plain(account))
    made.save()
    return made


def agency(association: Association, **facts: Any) -> RecruitmentAgency:
    """A placement agency whose licence holds from 2024 to 2028."""
    values: dict[str, Any] = {
        "name": "昆明春城人力资源有限公司",
        "kind": LicenceKind.PLACEMENT,
        "licence_no": f"（滇）人服证字〔2024〕第{next(_serial):06d}号",
        "issued_by": "昆明市人力资源和社会保障局",
        "valid_from": date(2024, 1, 1),
        "valid_to": date(2028, 12, 31),
        "source": "昆明市人社局网站",
        "checked_on": date(2026, 1, 5),
        **facts,
    }
    return RecruitmentAgency.objects.create(association=association, **values)


def recruitment(of: Worker, **facts: Any) -> Recruitment:
    """They came by an agency."""
    values: dict[str, Any] = {"channel": Channel.AGENCY, **facts}
    return Recruitment.objects.create(association=of.association, worker=of, **values)


def contract(of: Worker, **facts: Any) -> Contract:
    """A contract for the year 2026 at 2,300 yuan a month."""
    values: dict[str, Any] = {
        "signed_on": date(2026, 3, 1),
        "from_date": date(2026, 3, 1),
        "to_date": date(2026, 12, 31),
        "base_wage": "2300.00",
        **facts,
    }
    return Contract.objects.create(association=of.association, worker=of, **values)


def family_contact(of: Worker, **facts: Any) -> FamilyContact:
    """The worker's mother."""
    values: dict[str, Any] = {"name": "王秀英", "relation": "parent", "phone": "13800000001"}
    values = {**values, "consent_on": date(2026, 3, 1), **facts}
    return FamilyContact.objects.create(association=of.association, worker=of, **values)


def sensitive(of: Worker, **facts: Any) -> SensitiveFacts:
    """Protected facts."""
    return SensitiveFacts.objects.create(association=of.association, worker=of, **facts)
