"""Who is told that something sent could not be taken as it is: that it waits, never what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.models import Instrument
from safe_employment.instruments.models.instruments import SAID_BY_WORKERS
from safe_employment.kit.models import Notice
from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

HELD = notice_kind(
    "instruments.held",
    _("A filled-in questionnaire was kept aside"),
    _("It could not be taken as it is. Look at it, then accept it or put it away."),
)
TOGETHER = timedelta(hours=1)


def tell_held(home: Association, form_id: str) -> None:
    """Those who settle it learn that something waits; what workers said: the case officers.

    A phone sends all that it has at once: until they read it, they are told of it once an hour.
    """
    said = Instrument.objects.filter(association=home, form_id=form_id, kind__in=SAID_BY_WORKERS).exists()
    lately = Notice.objects.filter(
        association=home, kind=HELD.code, read_at=None, created_at__gt=timezone.now() - TOGETHER
    )
    told = set(lately.values_list("person", flat=True))
    people = people_with(home, Role.CASE_OFFICER if said else Role.MANAGER)
    path = reverse("instruments:held", kwargs={"association": home.slug})
    waiting = [person for person in people if person.pk not in told]
    notify(waiting, HELD, association=home, facts={}, path=path)
