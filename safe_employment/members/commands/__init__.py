"""Everything that changes the register."""

from safe_employment.members.commands.corrections import (
    approve_correction,
    decline_correction,
    from_json,
    overtaken_facts,
    propose_correction,
    withdraw_correction,
)
from safe_employment.members.commands.employers import create_employer, edit_employer, move_standing
from safe_employment.members.commands.merging import merge_employers, unmerge_employers
from safe_employment.members.commands.portal import (
    end_contact,
    give_contact,
    invite_contact,
    mark_head,
)
from safe_employment.members.commands.reaching import (
    add_contact,
    add_workplace,
    close_workplace,
    edit_workplace,
    remove_contact,
    set_contacts,
)

__all__ = [
    "add_contact",
    "add_workplace",
    "approve_correction",
    "close_workplace",
    "create_employer",
    "decline_correction",
    "edit_employer",
    "edit_workplace",
    "end_contact",
    "from_json",
    "give_contact",
    "invite_contact",
    "mark_head",
    "merge_employers",
    "move_standing",
    "overtaken_facts",
    "propose_correction",
    "remove_contact",
    "set_contacts",
    "unmerge_employers",
    "withdraw_correction",
]
