"""Identifiers of employers and persons: codes, their check characters, divisions. Pure functions.

- :func:`parse_social_credit_code` — unified social credit code, GB 32100-2015
- :func:`parse_registration_number` — the 15-digit number that came before it
- :func:`parse_resident_identity` — resident identity number, GB 11643-1999
- :func:`age_on` — full years of life on a day
- :func:`short_name` — the name of an administrative division as people write it
- :func:`normalise`, :func:`without_look_alikes` — width, case, look-alike characters
"""

from .divisions import short_name
from .normalisation import normalise, without_look_alikes
from .registration_number import RegistrationNumber, parse_registration_number
from .resident_id import IdentityProblem, ResidentIdentity, age_on, parse_resident_identity
from .social_credit import CodeProblem, CodeWarning, SocialCreditCode, parse_social_credit_code

__all__ = [
    "CodeProblem",
    "CodeWarning",
    "IdentityProblem",
    "RegistrationNumber",
    "ResidentIdentity",
    "SocialCreditCode",
    "age_on",
    "normalise",
    "parse_registration_number",
    "parse_resident_identity",
    "parse_social_credit_code",
    "short_name",
    "without_look_alikes",
]
