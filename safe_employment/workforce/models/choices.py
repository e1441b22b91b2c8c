"""The codes of the worker register; where `reference/rules.yaml` names an input, they are its codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(models.TextChoices):
    """Sex as in the identity document."""

    FEMALE = "F", _("Female")
    MALE = "M", _("Male")


class Answer(models.TextChoices):
    """What was asked and may not be known."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class IdType(models.TextChoices):
    """The identity document that was shown."""

    RESIDENT_ID = "resident_id", _("Resident identity card")
    HMT_PERMIT = "hmt_permit", _("Residence permit for Hong Kong, Macao and Taiwan residents")
    PERMANENT_RESIDENCE = "permanent_residence", _("Foreigner's permanent residence card")
    PASSPORT = "passport", _("Passport")
    BORDER_PASS = "border_pass", _("Border pass")
    OTHER = "other", pgettext_lazy("a document", "Another document")


class EmploymentForm(models.TextChoices):
    """The form of employment."""

    FULL_TIME = "full_time", _("Full-time")
    PART_TIME = "part_time", _("Part-time")
    DISPATCHED = "dispatched", _("Labour dispatch")
    INTERN = "intern", _("Student intern")
    OVERAGE = "overage", _("Over retirement age")
    CONTRACTOR = "contractor", _("Contractor")


class Hazard(models.TextChoices):
    """Hazards of a post, in the words of the rules (1994 No. 498 art. 3; Order 619, annex)."""

    DUST = "dust", _("Dust")
    TOXIC = "toxic", _("Poisonous substances")
    HEIGHT = "height", _("Work at height")
    COLD_WATER = "cold_water", _("Cold water")
    HEAT = "heat_3", _("Great heat")
    COLD = "cold_3", _("Great cold")
    COLD_PLACE = "cold", _("Cold workplace")
    LABOUR_3 = "labour_3", _("Heavy labour (grade 3)")
    LABOUR_4 = "labour_4", _("Very heavy labour (grade 4)")
    LIFTING = "heavy_lifting", _("Lifting more than 20 kg again and again")
    UNDERGROUND = "underground", _("Underground mining or quarrying")
    LOGGING = "logging", _("Logging and forest guarding")
    RADIATION = "radioactive", _("Radiation")
    FIRE = "fire_explosion", _("Danger of fire, explosion or burns")
    FIELD_SURVEY = "field_survey", _("Geological survey in the field")
    DIVING = "diving", _("Diving, tunnels or culverts")
    VIBRATION = "vibration", _("Strong vibration")
    POSTURE = "forced_posture", _("Forced posture for a long time")
    BOILER = "boiler", _("Stoking of boilers")
    NOISE = "noise_3", _("Great noise")
    CONFINED = "confined_space", _("Confined space")
    PRESSURE = "high_pressure", _("High pressure")
    BENDING = "frequent_bending", _("Bending, climbing or squatting again and again")
    CANCER_DRUGS = "anticancer_drugs", _("Drugs against cancer")
    ANAESTHETIC = "anaesthetic", _("Anaesthetic gases")


class ContractKind(models.TextChoices):
    """The kinds of term of a labour contract (Labour Contract Law art. 12)."""

    FIXED = "fixed", _("Fixed term")
    OPEN = "open", _("Open-ended")
    TASK = "task", _("Until a task is completed")


class ContractTerm(models.TextChoices):
    """The nine terms that a labour contract must have (Labour Contract Law art. 17).

    With a woman, her special protection too (Law on the Protection of Women's Rights and Interests art. 44).
    """

    EMPLOYER = "employer_name_domicile_legal_rep", _("The employer's name, address and representative")
    WORKER = "worker_name_address_id_number", _("The worker's name, address and identity number")
    TERM = "term", _("How long it holds")
    WORK = "work_content_and_place", _("The work and where it is done")
    HOURS = "hours_rest_leave", _("Working hours, rest and leave")
    PAY = "pay", pgettext_lazy("a contract's term", "Pay")
    SOCIAL_INSURANCE = "social_insurance", _("Social insurance")
    PROTECTION = (
        "labour_protection_conditions_occupational_hazard",
        _("Labour protection, working conditions, occupational hazards"),
    )
    OTHER = "other_by_law", _("What other laws require")
    WOMEN = "women_protection", _("Special protection of women workers")


class PenaltyClause(models.TextChoices):
    """For what a contract makes the worker pay (Labour Contract Law arts 22, 23 and 25)."""

    TRAINING = "training_service", _("Leaving before the end of a service period after training")
    CONFIDENTIALITY = "confidentiality", _("Breach of confidentiality")
    NON_COMPETE = "non_compete", _("Breach of a non-competition clause")
    LEAVING = "leaving", _("Leaving before the contract ends")
    OTHER = "other", pgettext_lazy("a clause", "Something else")


class Paper(models.TextChoices):
    """A paper of the worker: seen and handed back, or wrongly held."""

    ID_CARD = "id_card", _("Identity card")
    PASSPORT = "passport", _("Passport")
    PERMIT = "permit", _("Residence or work permit")
    HOUSEHOLD_BOOK = "household_book", _("Household register book")
    DIPLOMA = "diploma", _("Diploma or certificate")
    DISPATCH_LETTER = "dispatch_letter", _("Letter of a school or an agency")
    BANK_CARD = "bank_card", _("Bank card")
    LICENCE = "licence", _("Driving or trade licence")
    OTHER = "other", pgettext_lazy("a document", "Another document")


class Channel(models.TextChoices):
    """How a worker came to the job."""

    DIRECT = "direct", _("Direct hire")
    PUBLIC_SERVICE = "public_service", _("Public employment service")
    AGENCY = "agency", _("Placement agency")
    DISPATCH = "dispatch", pgettext_lazy("a channel", "Labour dispatch company")
    SCHOOL = "school", _("School")
    RELATIVE = "relative", _("Relative or someone from the same village")
    BROKER = "broker", _("Individual broker")
    ONLINE = "online", _("Online platform")
    OTHER = "other", pgettext_lazy("a channel", "Another way")


# Channels that the law allows only to whoever holds a licence (Order 700 art. 18; Labour Contract Law 57).
LICENSED_CHANNELS = (Channel.AGENCY, Channel.DISPATCH)


class FeeReceiver(models.TextChoices):
    """To whom a worker paid for the job."""

    EMPLOYER = "employer", _("The employer")
    AGENCY = "agency", pgettext_lazy("a receiver", "The agency")
    BROKER = "broker", pgettext_lazy("a receiver", "A broker")
    OTHER = "other", pgettext_lazy("a receiver", "Someone else")


class Relation(models.TextChoices):
    """Who a family contact is to the worker."""

    PARENT = "parent", _("Parent")
    SPOUSE = "spouse", _("Husband or wife")
    SIBLING = "sibling", _("Brother or sister")
    CHILD = "child", _("Son or daughter")
    GUARDIAN = "guardian", _("Guardian")
    OTHER = "other", pgettext_lazy("a relation", "Another person they trust")


class Topic(models.TextChoices):
    """What a worker was told."""

    CONTRACT = "contract", _("Contract, work and pay")
    HOURS = "hours", _("Hours, rest and overtime")
    SAFETY = "safety", _("Safety at work")
    RIGHTS = "rights", _("Rights, and where to get help")
    TRAFFICKING = "trafficking", _("Trafficking and forced labour")
    EQUALITY = "equality", _("Equality and harassment")
    HOUSE_RULES = "house_rules", _("House and dormitory rules")


class LicenceKind(models.TextChoices):
    """What an agency is licensed for."""

    PLACEMENT = "placement", _("Placement of workers")
    DISPATCH = "dispatch", pgettext_lazy("a licence", "Labour dispatch")


class LicenceState(models.TextChoices):
    """How a licence stands on a day."""

    VALID = "valid", _("Valid")
    NOT_YET = "not_yet", _("Not yet valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
    NOT_FOUND = "not_found", _("Not found")
