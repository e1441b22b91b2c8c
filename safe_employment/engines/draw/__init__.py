"""The draw: who is visited without notice, so that nobody can know, nobody can rig it, and anybody can check.

1. :func:`harm` adds up what is known of each employer, line by line (:mod:`.risk`).
2. :func:`solve` chooses every employer's expected visits a year (:mod:`.probabilities`), with a certified
bound.
3. :class:`Design` and :func:`draw_period` make the weeks of a period of it (:mod:`.schedule`).
4. :func:`seal`, :class:`Drawer` and :func:`verify` make it provable (:mod:`.sealing`, :mod:`.file`).

Nothing here reads a clock, a database or a source of chance: numbers come from a seed that is handed in.

Sources: J. Pita et al., *Deployed ARMOR protection* (AAMAS 2008); E. Shieh et al., *PROTECT* (AAMAS 2012);
J. Blocki et al., *Audit games* (IJCAI 2013); E. Budish, Y.-K. Che, F. Kojima and P. Milgrom, *Designing
random allocation mechanisms* (AER 103, 2013); X.-H. Chen, A. P. Dempster and J. S. Liu (Biometrika 81, 1994);
J.-C. Deville and Y. Tillé (Biometrika 85, 1998); RFC 3797; E. Duflo et al. (Econometrica 86, 2018) on the
share that is kept for visits with reasons.
"""

from .dealing import most_a_day
from .file import Drawer, Opened, facts_hash, read, root_of, seal, steps_of, written
from .probabilities import PARTS, Probabilities, codes, deterred, joined, solve
from .problems import DrawError, ProblemCode
from .risk import LINES, Facts, Weights, harm, lines
from .roster import Roster, Team, Terms, keep_for_targeted
from .schedule import Design, Frame, Visit, draw_period, on_days
from .sealing import HEXADECIMAL, Stream, check_form, commitment, public_number, read_number
from .verifying import Check, Verdict, verify

__all__ = [
    "HEXADECIMAL",
    "LINES",
    "PARTS",
    "Check",
    "Design",
    "DrawError",
    "Drawer",
    "Facts",
    "Frame",
    "Opened",
    "Probabilities",
    "ProblemCode",
    "Roster",
    "Stream",
    "Team",
    "Terms",
    "Verdict",
    "Visit",
    "Weights",
    "check_form",
    "codes",
    "commitment",
    "deterred",
    "draw_period",
    "facts_hash",
    "harm",
    "joined",
    "keep_for_targeted",
    "lines",
    "most_a_day",
    "on_days",
    "public_number",
    "read",
    "read_number",
    "root_of",
    "seal",
    "solve",
    "steps_of",
    "verify",
    "written",
]
