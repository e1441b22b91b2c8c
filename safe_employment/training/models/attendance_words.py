"""Choices that several records of training share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """Asked only to count how many women and men are reached; may stay empty."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
