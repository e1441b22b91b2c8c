"""Whose law an employer's books are checked against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.engines.labour_law.rules import Rule
    from safe_employment.members.models import Employer

# The first deployment is Kunming's: its association's members are in Kunming. Districts within it, with
# their own minimum wages, are told apart by the employer's division.
LAW = "kunming"

# The rule that compares the wage table with the bank file: of one month in each check.
BANK_FILE_RULE = "PAY-20"

# Rule family and single rules → cluster of the checklist, for findings.
_CLUSTERS = {
    "REG": "B", "FRE": "C", "CON": "C", "HRS": "F", "PAY": "G",
    **dict.fromkeys(("REG-03", "REG-04", "REG-05", "REG-06", "REG-07"), "D"),
    **dict.fromkeys(("REG-08", "FRE-09", "FRE-10", "CON-09", "HRS-06", "HRS-07", "HRS-08"), "E"),
    **dict.fromkeys(("REG-10", "REG-11", "REG-12", "REG-13", "REG-14"), "K"),
    "FRE-05": "B", "FRE-06": "G", "FRE-07": "L", "FRE-08": "J",
}  # fmt: skip


def law_of(employer: Employer) -> Jurisdiction:  # noqa: ARG001 - one law today; asked by employer already
    """Return the jurisdiction of an employer."""
    from safe_employment.engines.labour_law.jurisdiction import jurisdiction

    return jurisdiction(LAW)


def is_confidential(rule: Rule) -> bool:
    """Whether a rule looks only for signs of forced labour.

    Nothing of it is told to the employer, not even a sign that was lowered to a warning because a figure
    is not confirmed.
    """
    from safe_employment.engines.labour_law.rules import Level

    return all(part.level == Level.ALERT for part in rule.parts)


def cluster_of(rule: str) -> str:
    """Return the cluster of the checklist that a rule belongs to."""
    return _CLUSTERS.get(rule) or _CLUSTERS.get(rule[:3], "A")
