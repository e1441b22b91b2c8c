"""Employer matching: which rows of a member register are the same employer.

``match(frame)`` looks inside one file; ``match_against(register, incoming)`` places new rows in a
register that is clean already. Both take Polars data frames and return a :class:`Matching`; nothing is
read or written, and the same input gives the same output.

Input columns (all but the first two may be missing): ``row`` Int64, ``name``, ``other_names``, ``code``,
``legal_representative``, ``phone`` (one or several), ``address``, ``district`` (words or a division code),
``industry``, ``staff``, ``founded`` (as written), ``kind``.

``Matching.clusters``, one row an input row, in its order:

===================  =======  =========================================================================
``row``              Int64    as given
``cluster``          Int64    row that stands for the employer (the register's row, else the earliest)
``confidence``       Float64  probability that the row is where it belongs
``needs_review``     Int64    cluster that the row would join if a person agrees, or null
``register_row``     Int64    *match_against only*: employer of the register that it is, or null
``review_register_row`` Int64 *match_against only*: employer of the register it would join, or null
``status``           String   *match_against only*: ``matched``, ``review`` or ``new``
===================  =======  =========================================================================

From ``match_against``, ``cluster`` and ``needs_review`` are rows of the register where ``register_row`` and
``review_register_row`` say so, and incoming rows elsewhere.

``Matching.pairs``, one row a pair that was worth weighing: ``row_a``, ``row_b`` (with ``side_a``,
``side_b`` from ``match_against``), ``probability``, ``decision`` (``merge``; ``review``; ``apart``:
weighed and left apart) and ``explanation``, a list of structs ``field``, ``level``, ``weight`` in bits
(see :mod:`.comparisons` and :mod:`.weights`), plus ``prior`` and ``one_owner``, from which a page can say
why.

How: names are taken apart (:mod:`.names`), candidate pairs come from blocks (:mod:`.blocking`), each pair
is weighed after Fellegi and Sunter (:mod:`.weights`), and clusters grow from the surest pair on without
breaking a rule (:mod:`.clusters`). Sources: I. P. Fellegi and A. B. Sunter, *A Theory for Record
Linkage*, JASA 64 (1969) 1183–1210; W. E. Winkler on frequency-based weights (1989); the Splink
documentation, https://moj-analytical-services.github.io/splink/.
"""

from .engine import Matching, match, match_against

__all__ = ["Matching", "match", "match_against"]
