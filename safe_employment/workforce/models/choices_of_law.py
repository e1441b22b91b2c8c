"""The codes of facts that single rules of the law ask for, as `reference/rules.yaml` names them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HoursSystem(models.TextChoices):
    """How working time is reckoned (Labour Law art. 39)."""

    STANDARD = "standard", _("Standard hours")
    COMPREHENSIVE = "comprehensive", _("Comprehensive hours")
    FLEXIBLE = "flexible", _("Flexible hours")


# What needs the approval of the labour bureau.
SPECIAL_SYSTEMS = [choice for choice in HoursSystem.choices if choice[0] != HoursSystem.STANDARD]


class HoursCycle(models.TextChoices):
    """Over which time comprehensive hours are reckoned."""

    MONTH = "month", pgettext_lazy("a cycle", "Month")
    QUARTER = "quarter", pgettext_lazy("a cycle", "Quarter")
    HALF_YEAR = "half_year", pgettext_lazy("a cycle", "Half a year")
    YEAR = "year", pgettext_lazy("a cycle", "Year")


class PostKind(models.TextChoices):
    """For which posts dispatched workers may be used (Labour Contract Law art. 66)."""

    TEMPORARY = "temporary", _("Temporary, up to six months")
    AUXILIARY = "auxiliary", _("Auxiliary")
    SUBSTITUTE = "substitute", _("Substitute for someone absent")


class InsuranceExemption(models.TextChoices):
    """Why a worker need not be registered for social insurance by the employer."""

    PART_TIME = "part_time_pension", _("Part-time, insured by themselves")
    RETIRED = "retired", _("Draws a pension")
    STUDENT = "student_intern", _("Student on an internship")


class WaiverClause(models.TextChoices):
    """What a contract makes the worker give up (Labour Contract Law art. 26; Women's Law art. 44)."""

    OVERTIME = "overtime", _("Overtime pay")
    INSURANCE = "insurance", pgettext_lazy("a waiver", "Social insurance")
    INJURY = "injury", _("The employer's liability for injuries")
    MARRIAGE = "marriage", _("Marrying")
    CHILDBIRTH = "childbirth", _("Having children")
    OTHER = "other", pgettext_lazy("a clause", "Something else")


class TerminationGround(models.TextChoices):
    """On what ground the employment ended (articles of the Labour Contract Law)."""

    RESIGNATION = "resignation", _("Resignation")
    AGREEMENT = "agreement", _("Agreement")
    ART_36 = "art_36", _("Article 36: agreement of both")
    ART_37 = "art_37", _("Article 37: notice of the worker")
    ART_38 = "art_38", _("Article 38: fault of the employer")
    ART_39 = "art_39", _("Article 39: fault of the worker")
    ART_40 = "art_40", _("Article 40: dismissal without fault")
    ART_41 = "art_41", _("Article 41: reduction of staff")
    ART_44 = "art_44", _("Article 44: the contract ended")
    OTHER = "other", pgettext_lazy("a ground", "Another ground")


class AdvertCondition(models.TextChoices):
    """What adverts ask of applicants and the law forbids (Employment Promotion Law arts 26-31)."""

    SEX = "sex", pgettext_lazy("a condition", "Sex")
    MARRIAGE = "marriage", pgettext_lazy("a condition", "Marriage")
    CHILDBIRTH = "childbirth", pgettext_lazy("a condition", "Children")
    ETHNICITY = "ethnicity", pgettext_lazy("a condition", "Ethnicity")
    RELIGION = "religion", pgettext_lazy("a condition", "Religion")
    ORIGIN = "household_origin", _("Origin or household registration")
    HEALTH = "health_carrier", _("Being a carrier of a disease, such as hepatitis B")
    OTHER = "other", pgettext_lazy("a condition", "Something that the law allows")


class LedgerItem(models.TextChoices):
    """What the wage ledger must show (Order 724 art. 15)."""

    EMPLOYER = "employer_name", _("Name of the employer")
    PERIOD = "pay_period", _("Month of pay")
    PAY_DATE = "pay_date", _("Day of payment")
    WORKER = "worker_name", _("Name of the worker")
    ID_NUMBER = "id_number", _("Identity number")
    CONTACT = "contact", pgettext_lazy("a ledger", "Contact")
    HOURS = "hours_worked", _("Hours worked")
    GROSS = "gross_items_and_amounts", _("Gross pay by item")
    DEDUCTIONS = "withheld_and_deducted_items_and_amounts", _("Deductions by item")
    NET = "net_pay", pgettext_lazy("a ledger", "Net pay")
    PROOF = "bank_payment_proof_or_signature", _("Proof of the bank, or signature")
