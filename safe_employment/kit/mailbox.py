"""Where a demonstration's mail goes: a page that anyone at the demonstration may open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend

from safe_employment.kit.models import MailboxMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class EmailBackend(BaseEmailBackend):
    """Keeps every message in the database instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; returns how many."""
        kept = [
            MailboxMessage(
                to=", ".join(message.to)[:500], subject=message.subject[:300], body=str(message.body)
            )
            for message in email_messages
        ]
        MailboxMessage.objects.bulk_create(kept)
        return len(kept)
