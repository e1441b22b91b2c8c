"""How a period is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.engines import draw
from safe_employment.kit.marks import Mark
from safe_employment.kit.pages import known, link
from safe_employment.visits.drawing.queries import kept_places, with_reasons

if TYPE_CHECKING:
    from safe_employment.kit.pages import Fact
    from safe_employment.visits.drawing.proving import Proof
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
        (_("Places kept for visits with reasons"), kept_places(period)),
        (_("Visits with reasons since, those that were released"), _made(period)),
        (_("Of what could be deterred at most"), f"{min(period.reached, 1) * 100:.3f} %"),
        (_("Sealed at"), period.sealed_at),
        *known(_("Sealed by"), period.sealed_by),
        *known(_("Secret told at"), period.told_at),
    ]


def proof_of(proof: Proof) -> list[Fact]:
    """Return what was recomputed of a period's risks, each line with its outcome."""
    follow = _not(proof.different, _("All follow from the facts"))
    return [
        (_("Hash of roster and rules"), _mark(_("As it was published"), holds=proof.file_is_published)),
        (
            _("Facts and points behind the risks"),
            _mark(_("As they were sealed"), holds=proof.rows_are_sealed),
        ),
        (_("Employers in the draw"), proof.rows),
        (_("Harm, hours and ties"), follow),
        *known(_("What does not follow"), _("; ").join(proof.differing)),
        *known(_("Rows of which nothing is known"), proof.unknown or None),
    ]


def _mark(words: str, *, holds: bool) -> Mark:
    return Mark(words, "good") if holds else Mark(_("Changed since"), "urgent")


def _not(number: int, words: str) -> Mark:
    wrong = ngettext("Of %(number)s employer they do not", "Of %(number)s employers they do not", number)
    return Mark(wrong % {"number": number}, "urgent") if number else Mark(words, "good")


def _made(period: DrawPeriod) -> int:
    """Count visits with reasons that are no secret any more."""
    return with_reasons(period).filter(released_at__isnull=False).count()


def number_of(period: DrawPeriod) -> str:
    """Return which public number decides: draw or round, how many numbers of each kind, day."""
    form = "" if period.number_form in ("", draw.HEXADECIMAL) else f" ({period.number_form})"
    return f"{period.get_number_kind_display()}: {period.number_name}{form}, {period.number_on}"
