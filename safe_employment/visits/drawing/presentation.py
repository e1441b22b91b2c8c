"""How a period is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from safe_employment.engines import draw
from safe_employment.kit.marks import Mark
from safe_employment.kit.pages import known, link

if TYPE_CHECKING:
    from safe_employment.kit.pages import Fact
    from safe_employment.visits.models import DrawPeriod


def facts_of(period: DrawPeriod) -> list[Fact]:
    """Return what is known of a period."""
    address = reverse("draw:sealed", kwargs={"period": period.slug})
    return [
        (_("State"), Mark(period.get_state_display(), period.TONES[period.state])),
        (_("Public page"), link(address, address)),
        (_("Hash of roster and rules"), period.root),
        (_("Commitment to the secret"), period.commitment),
        (_("Public number"), number_of(period)),
        *known(_("The number as announced"), period.number),
        (_("Employers in the draw"), period.employers),
        *known(_("Certain to be left alone"), len(period.left_alone) or None),
        (_("Of what could be deterred at most"), f"{min(period.reached, 1) * 100:.3f} %"),
        (_("Sealed at"), period.sealed_at),
        *known(_("Sealed by"), period.sealed_by),
        *known(_("Secret told at"), period.told_at),
    ]


def number_of(period: DrawPeriod) -> str:
    """Return which public number decides: draw or round, how many numbers of each kind, day."""
    form = "" if period.number_form in ("", draw.HEXADECIMAL) else f" ({period.number_form})"
    return f"{period.get_number_kind_display()}: {period.number_name}{form}, {period.number_on}"
