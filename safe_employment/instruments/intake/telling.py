"""Telling the rooms above what was stored: at least once, also when the server died in between.

Where that happened, also to files that came later, they are told of the whole submission again.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from safe_employment.instruments.events import SubmissionFilesReceived, SubmissionReceived
from safe_employment.instruments.models import Submission
from safe_employment.kit.actors import Actor
from safe_employment.kit.events import publish
from safe_employment.kit.tasks.schedule import hourly

logger = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=5)


def tell(event: SubmissionReceived | SubmissionFilesReceived) -> None:
    """Publish that a submission was stored or its files came, and note that it was told."""

    def now() -> None:
        try:
            publish(event)
        except Exception:
            logger.exception("a submission is stored but was not told; it is told again within the hour")
            return
        Submission.objects.filter(pk=event.submission_id).update(told_at=timezone.now())

    transaction.on_commit(now)


@hourly
def tell_again(by: Actor, now: datetime) -> None:
    """Tell what was not told: the server was stopped between storing and telling."""
    left = Submission.objects.filter(
        association=by.association, told_at=None, received_at__lt=now - AGAIN_AFTER
    ).values_list("pk", "subject")
    for pk, subject in left[:1000]:
        tell(SubmissionReceived(by.home.pk, pk, subject))
