"""Every indicator of the programme, defined once: which records it counts, and how."""

from safe_employment.results.indicators.base import Cut, Indicator, Period, Row
from safe_employment.results.indicators.conduct import CONDUCT
from safe_employment.results.indicators.findings import FINDINGS
from safe_employment.results.indicators.groups import GROUPS
from safe_employment.results.indicators.interviews import INTERVIEWS
from safe_employment.results.indicators.members import MEMBERS
from safe_employment.results.indicators.network import NETWORK
from safe_employment.results.indicators.opportunities import OPPORTUNITIES
from safe_employment.results.indicators.outreach import OUTREACH
from safe_employment.results.indicators.training import TRAINING
from safe_employment.results.indicators.visits import VISITS

INDICATORS: tuple[Indicator, ...] = (
    *MEMBERS,
    *TRAINING,
    *CONDUCT,
    *NETWORK,
    *OUTREACH,
    *INTERVIEWS,
    *OPPORTUNITIES,
    *VISITS,
    *FINDINGS,
)
_BY_KEY = {indicator.key: indicator for indicator in INDICATORS}


def find(key: str) -> Indicator | None:
    """Return the indicator of a key, or None."""
    return _BY_KEY.get(key)


def indicator(key: str) -> Indicator:
    """Return the indicator of a key. Raises KeyError for an unknown one."""
    return _BY_KEY[key]


__all__ = ["GROUPS", "INDICATORS", "Cut", "Indicator", "Period", "Row", "find", "indicator"]
