"""Finding a part of a text: the pairs of neighbouring signs, which PostgreSQL keeps under a GIN index.

What the pairs find is then compared exactly. PostgreSQL's own pg_trgm is not available everywhere.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField


class Pairs(Func):
    """The pairs of neighbouring signs of a text, in capitals."""

    function = "findings_pairs"
    output_field = ArrayField(TextField())
