"""Who is told that something sent could not be taken as it is: that it waits, never what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.models import Instrument
from safe_employment.instruments.models.instruments import SAID_BY_WORKERS
from safe_employment.instruments.subjects import is_kept_from
from safe_employment.kit.actors import actor_for
from safe_employment.kit.models import Notice
from safe_employment.kit.notices import ANOTHER_NEEDED, notice_kind, notify, people_with, tell_another_needed
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

HELD = notice_kind(
    "instruments.held",
    _("A filled-in questionnaire was kept aside"),
    _("It could not be taken as it is. Look at it, then accept it or put it away."),
)
TOGETHER = timedelta(hours=1)


def tell_held(home: Association, form_id: str, *, sent_by: int | None, subject: str) -> None:
    """Those who may settle it learn that something waits; what workers said: the case officers.

    Where the only ones sent it or have a tie, another is to be named. A phone sends all that it has at once:
    until they read it, they are told of it once an hour.
    """
    said = Instrument.objects.filter(association=home, form_id=form_id, kind__in=SAID_BY_WORKERS).exists()
    lately = Notice.objects.filter(association=home, read_at=None, created_at__gt=timezone.now() - TOGETHER)
    role = Role.CASE_OFFICER if said else Role.MANAGER
    settling = [
        person
        for person in people_with(home, role)
        if person.pk != sent_by and not is_kept_from(actor_for(person, home, channel="notice"), subject)
    ]
    if not settling:
        if not lately.filter(kind=ANOTHER_NEEDED.code).exists():
            tell_another_needed(home, role)
        return
    told = set(lately.filter(kind=HELD.code).values_list("person", flat=True))
    path = reverse("instruments:held", kwargs={"association": home.slug})
    waiting = [person for person in settling if person.pk not in told]
    notify(waiting, HELD, association=home, facts={}, path=path)
