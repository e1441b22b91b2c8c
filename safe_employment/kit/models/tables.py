"""Views of a table that a person saved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models.base import AssociationRecord


class SavedView(AssociationRecord):
    """A named search of a table: filters, order and columns, as the query string that opens it."""

    person = models.ForeignKey("kit.Person", on_delete=models.CASCADE, related_name="saved_views")
    table = models.CharField(max_length=60)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=60)
    query = models.CharField(max_length=2000)

    class Meta:
        ordering = ["table", "name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "association", "table", "name"], name="view_name_once")
        ]

    def __str__(self) -> str:
        return self.name
