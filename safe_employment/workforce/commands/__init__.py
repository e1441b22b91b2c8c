"""How the worker register and the register of agencies are changed."""

from safe_employment.workforce.commands.agencies import (
    add_agency,
    change_agency,
    remove_agency,
    restore_licence,
    revoke_licence,
)
from safe_employment.workforce.commands.endings import (
    keep_leaving,
    record_annual_leave,
    remove_annual_leave,
)
from safe_employment.workforce.commands.establishment import (
    add_approval,
    change_approval,
    keep_establishment,
    record_bank_file,
    remove_approval,
    remove_bank_file,
)
from safe_employment.workforce.commands.protected import (
    keep_sensitive_facts,
    read_sensitive_facts,
    read_worker,
    unmask_number,
)
from safe_employment.workforce.commands.records import (
    add_contract,
    add_family_contact,
    change_contract,
    change_family_contact,
    note_paper_seen,
    record_recruitment,
    record_training,
    remove_contract,
    remove_family_contact,
    remove_paper_seen,
    remove_training,
)
from safe_employment.workforce.commands.workers import (
    add_worker,
    change_worker,
    find_by_number,
    record_leaving,
    rehire_worker,
    remove_worker,
    take_leaving_back,
)

__all__ = [
    "add_agency",
    "add_approval",
    "add_contract",
    "add_family_contact",
    "add_worker",
    "change_agency",
    "change_approval",
    "change_contract",
    "change_family_contact",
    "change_worker",
    "find_by_number",
    "keep_establishment",
    "keep_leaving",
    "keep_sensitive_facts",
    "note_paper_seen",
    "read_sensitive_facts",
    "read_worker",
    "record_annual_leave",
    "record_bank_file",
    "record_leaving",
    "record_recruitment",
    "record_training",
    "rehire_worker",
    "remove_agency",
    "remove_annual_leave",
    "remove_approval",
    "remove_bank_file",
    "remove_contract",
    "remove_family_contact",
    "remove_paper_seen",
    "remove_training",
    "remove_worker",
    "restore_licence",
    "revoke_licence",
    "take_leaving_back",
    "unmask_number",
]
