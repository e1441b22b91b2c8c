"""Counting the books by the clock, and when someone asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.tasks import Progress, long_work
from safe_employment.kit.tasks.schedule import hourly
from safe_employment.workforce.commands.tallies import count_books, is_to_be_counted

COUNT = "workforce.count_books"


@hourly
def count_what_was_checked(by: Actor, now: datetime) -> None:
    """Count the books anew where any were checked since the last count."""
    if is_to_be_counted(by):
        count_books(by=by, now=now)


@long_work(COUNT, _("Counting books and checks"))
def count_work(by: Actor, _facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Count the books of an association."""
    progress(gettext("Counting"), 0, None)
    return {"cells": count_books(by=machine(by.home), now=timezone.now())}
