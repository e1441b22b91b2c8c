"""How the register's records are put into words for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from safe_employment.kit.divisions import division_name
from safe_employment.kit.parts import ComparedRow, compare
from safe_employment.kit.writing import day_text
from safe_employment.members.models import DatePrecision, Employer
from safe_employment.members.places import section_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from safe_employment.members.models import MatchQuestion

MOST_PERCENT = 99
# Evidence of the matching engine in words: (field, level) → sentence; "" as level is for any other.
EVIDENCE = {
    "name": gettext_lazy("Name"),
    "branch": gettext_lazy("Branch"),
    "code": gettext_lazy("Registration code"),
    "phone": gettext_lazy("Phone"),
    "legal_representative": gettext_lazy("Legal representative"),
    "address": gettext_lazy("Address"),
    "district": gettext_lazy("District"),
    "founded": gettext_lazy("Founded"),
    "staff": gettext_lazy("Staff"),
    "industry": gettext_lazy("Industry"),
    "kind": gettext_lazy("Kind"),
    "one_owner": gettext_lazy("One owner with several businesses"),
}
LEVELS = {
    "same": gettext_lazy("the same"),
    "sound": gettext_lazy("sounds the same"),
    "same_trade_name": gettext_lazy("the same trade name"),
    "other_trade": gettext_lazy("the same trade name, another trade"),
    "alias": gettext_lazy("another name of the same"),
    "slip": gettext_lazy("a slip of the pen apart"),
    "short_slip": gettext_lazy("a slip of the pen apart, but short"),
    "near": gettext_lazy("nearly the same"),
    "contained": gettext_lazy("one is part of the other"),
    "similar": gettext_lazy("similar"),
    "same_building": gettext_lazy("the same building"),
    "same_road": gettext_lazy("the same road"),
    "same_month": gettext_lazy("the same month"),
    "same_year": gettext_lazy("the same year"),
    "other_line": gettext_lazy("another line of the same exchange"),
    "doubtful": gettext_lazy("doubtful"),
    "different_valid": gettext_lazy("two different valid codes"),
    "one_only": gettext_lazy("only one of them is a branch"),
    "different": gettext_lazy("different"),
    "absent": gettext_lazy("not given"),
    "applied": "",
}


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against two being one employer, each (what, how), the strongest first."""

    speaks_for: list[tuple[str, str]]
    speaks_against: list[tuple[str, str]]


def evidence_of(question: MatchQuestion) -> Evidence:
    """Return the evidence of a pair in words; how seldom two rows are one at all is in the probability."""
    reasons = [reason for reason in question.reasons if reason["field"] != "prior"]
    reasons.sort(key=lambda reason: -abs(reason["weight"]))
    return Evidence(
        [_reason_in_words(reason) for reason in reasons if reason["weight"] > 0],
        [_reason_in_words(reason) for reason in reasons if reason["weight"] < 0],
    )


def _reason_in_words(reason: Mapping[str, Any]) -> tuple[str, str]:
    field, level = reason["field"], reason["level"]
    return str(EVIDENCE.get(field, field)), str(LEVELS.get(level, level))


def probability_in_words(share: float) -> str:
    """Return a probability in percent; never 0 or 100, for nothing of this is certain."""
    percent = round(100 * share)
    if percent > MOST_PERCENT:
        return _("more than %(percent)s %%") % {"percent": MOST_PERCENT}
    return _("less than 1 %") if percent < 1 else _("about %(percent)s %%") % {"percent": percent}


def founded_text(employer: Employer) -> str:
    """Return the founding date as exactly as it is known."""
    return partial_day_text(employer.founded_on, employer.founded_precision)


def partial_day_text(day: date | None, precision: str | None) -> str:
    """Return a day of which perhaps only the month or the year is known."""
    if day is None:
        return ""
    if precision == DatePrecision.YEAR:
        return dateformat.format(day, pgettext("date format of a year", "Y"))
    if precision == DatePrecision.MONTH:
        return dateformat.format(day, pgettext("date format of a month", "F Y"))
    return day_text(day)


def industry_of(employer: Employer) -> str:
    """Return the industry as written, with its section."""
    section = section_name(employer.industry_code) if employer.industry_code else ""
    parts = [employer.industry_text, f"{employer.industry_code} {section}".strip()]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def staff_of(employer: Employer) -> str:
    """Return the staff with the women among them and the day of the count."""
    if employer.staff is None:
        return ""
    words = _("%(staff)s, of them %(women)s women") if employer.women is not None else "%(staff)s"
    text = words % {"staff": employer.staff, "women": employer.women}
    if employer.staff_counted_on:
        text += _(" (counted on %(day)s)") % {"day": day_text(employer.staff_counted_on)}
    return text


def listed(parts: Iterable[str]) -> str:
    """Return texts one after the other, parted as the language does."""
    return pgettext("between the parts of a list", ", ").join(parts)


def facts_of(employer: Employer) -> list[tuple[str, Any]]:
    """Return the facts of an employer as (label, value)."""
    code = employer.code
    if code and employer.code_kind == "unverified":
        code = _("%(code)s (not verified)") % {"code": code}
    return [
        (_("Member number"), employer.member_number),
        (_("Other names"), listed(employer.other_names)),
        (_("Kind"), employer.get_kind_display()),
        (_("Registration code"), code),
        (_("Legal representative"), employer.legal_representative),
        (_("District"), division_name(employer.division_code)),
        (_("Industry"), industry_of(employer)),
        (_("Staff"), staff_of(employer)),
        (_("Size"), employer.get_size_class_display()),
        (_("Founded"), founded_text(employer)),
        (_("Joined"), employer.joined_on),
        *([(_("Left"), employer.left_on)] if employer.left_on else []),
        (_("Tags"), listed(employer.tags)),
        (_("Remarks"), employer.remarks),
    ]


def fact_text(value: object) -> str:
    """Return the value of a fact as it stands in a comparison."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    return listed(value) if isinstance(value, list) else str(value)


def compared(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[ComparedRow]:
    """Return two employers or rows side by side; see `side_of_employer` and `side_of_row`."""
    return compare((LABELS[name], left.get(name), right.get(name)) for name in LABELS)


LABELS = {
    "name": gettext_lazy("Name"),
    "other_names": gettext_lazy("Other names"),
    "code": gettext_lazy("Registration code"),
    "legal_representative": gettext_lazy("Legal representative"),
    "phones": gettext_lazy("Phone"),
    "address": gettext_lazy("Address"),
    "district": gettext_lazy("District"),
    "industry": gettext_lazy("Industry"),
    "staff": gettext_lazy("Staff"),
    "founded": gettext_lazy("Founded"),
}


def side_of_employer(employer: Employer) -> dict[str, Any]:
    """Return an employer as one side of a comparison."""
    return {
        "where": _("Register, member %(number)s") % {"number": employer.member_number},
        "name": employer.name,
        "other_names": listed(employer.other_names),
        "code": employer.code,
        "legal_representative": employer.legal_representative,
        "phones": listed(contact.phone for contact in employer.contacts.all() if contact.phone),
        "address": "；".join(place.address for place in employer.workplaces.all()),
        "district": division_name(employer.division_code),
        "industry": employer.industry_text or section_name(employer.industry_code),
        "staff": employer.staff,
        "founded": founded_text(employer),
    }


def side_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a prepared row of a list as one side of a comparison."""
    return {
        "where": _("Row %(row)s of the list") % {"row": row["sheet_row"]},
        "name": row["name"],
        "other_names": row["other_names"],
        "code": row["code"],
        "legal_representative": row["legal_representative"],
        "phones": listed(row["phones"] or []),
        "address": row["address"],
        "district": division_name(row["district"] or ""),
        "industry": row["industry_text"],
        "staff": row["staff"],
        "founded": partial_day_text(row["founded"], row["founded_precision"]),
    }
