"""What the pages of this room have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.divisions import division_name
from safe_employment.kit.pages import RoomPages
from safe_employment.kit.sealed import Sealer, masked
from safe_employment.workforce.models import EmploymentForm, Hazard, Leaving, Paper, Recruitment, Worker
from safe_employment.workforce.presentation import licence_words, nationality_name, words_of

if TYPE_CHECKING:
    from safe_employment.kit.pages import Fact

WORKFORCE = RoomPages("workforce")
page, page_of, list_page = WORKFORCE.page, WORKFORCE.page_of, WORKFORCE.list_page
action_if, edit_and_remove = WORKFORCE.action_if, WORKFORCE.edit_and_remove


def filled(facts: list[Fact]) -> list[Fact]:
    """Leave out what is not known: on a phone a page of dashes is long."""
    return [(label, value) for label, value in facts if value not in (None, "")]


def person_facts(worker: Worker, sealer: Sealer) -> list[Fact]:
    """Return who a worker is, the number hidden but for its end."""
    return [
        (_("Identity document"), worker.get_id_type_display()),
        (pgettext_lazy("a document", "Number"), masked(worker, "id_number", sealer)),
        (_("Sex"), worker.get_sex_display()),
        (_("Birth date"), worker.birth_date),
        (pgettext_lazy("of a person", "Age"), worker.age(timezone.localdate())),
        (_("Nationality"), nationality_name(worker.nationality)),
    ]


def work_facts(worker: Worker) -> list[Fact]:
    """Return where, as what and since when."""
    facts: list[Fact] = [
        (_("Form of employment"), worker.get_employment_form_display()),
        (pgettext_lazy("a job", "Post"), worker.post),
        (_("First day of work"), worker.hire_date),
    ]
    if worker.leave_date:
        facts.append((_("First day no longer at work"), worker.leave_date))
    if worker.employment_form == EmploymentForm.DISPATCHED:
        company = licence_words(worker.dispatch_agency, "", worker.hire_date)
        facts += [
            (_("Dispatching company"), company),
            (_("Kind of the post"), worker.get_post_kind_display()),
        ]
    return [
        *facts,
        (_("Workplace"), worker.workplace),
        (_("Staff number"), worker.staff_no),
        (_("District of work"), division_name(worker.work_district)),
        (_("Hours system"), worker.get_hours_system_display()),
        (_("Work agreement signed on"), worker.agreement_signed_on),
        (_("Hazards of the post"), words_of(Hazard, worker.post_hazard_tags or ())),
        (_("Papers of the worker that are held"), words_of(Paper, worker.documents_held or ())),
        (_("Lives in the employer's dormitory"), worker.in_dormitory),
    ]


def home_facts(worker: Worker) -> list[Fact]:
    """Return where they are at home."""
    return [
        (_("Household registration"), worker.household_address),
        (_("District"), division_name(worker.household_code)),
        (_("Rural household"), worker.get_hukou_rural_display()),
        (_("Current address"), worker.current_address),
        (_("Phone"), worker.phone),
        (_("Understands the language of the contract"), worker.get_speaks_language_display()),
    ]


def account_facts(worker: Worker, sealer: Sealer) -> list[Fact]:
    """Return where the wage is paid to, the account hidden but for its end."""
    return [
        (_("Account for wages"), masked(worker, "bank_account", sealer)),
        (_("The account is the worker's own"), worker.get_account_holder_is_worker_display()),
        (_("Registered for social insurance on"), worker.si_registered_on),
        (_("Need not be registered because"), worker.get_si_exempt_display()),
        (_("Insured against injuries at work"), worker.get_work_injury_insured_display()),
    ]


def leaving_facts(found: Leaving) -> list[Fact]:
    """Return how an employment ended, and how the last pay was settled."""
    return [
        (_("Gave notice on"), found.resigned_on),
        (_("The notice was accepted"), found.resignation_accepted),
        (_("Ground of the ending"), found.get_termination_ground_display()),
        (_("Last pay on"), found.final_pay_date),
        (_("Pay withheld (yuan)"), found.pay_withheld_at_exit),
    ]


def recruitment_facts(found: Recruitment | None, worker: Worker) -> list[Fact]:
    """Return how they came; nothing where that is not recorded."""
    if found is None:
        return []
    facts: list[Fact] = [
        (_("How they came"), found.get_channel_display()),
        (
            pgettext_lazy("recruitment", "Agency"),
            licence_words(found.agency, found.agency_name, worker.hire_date),
        ),
        (_("Licence as the employer writes it"), found.agency_licence_no),
        (_("That licence from"), found.agency_licence_from),
        (_("That licence until"), found.agency_licence_to),
        (_("Who recruited them"), " ".join(filter(None, (found.recruiter, found.recruiter_contact)))),
        (_("From where they came"), found.origin),
        (_("Came together with others"), found.get_arrived_in_group_display()),
        (_("Who travelled with them"), found.travelled_with),
        (_("Paid by the worker for the job (yuan)"), found.recruitment_fee),
    ]
    if found.recruitment_fee:
        facts += [(_("Paid to"), found.get_fee_paid_to_display()), (_("Paid back on"), found.fee_repaid_on)]
    return [
        *facts,
        (_("Debt or advance to be worked off (yuan)"), found.debt_to_employer),
        (_("The job is what was promised"), found.get_promise_kept_display()),
        (_("What was different"), found.remarks),
    ]
