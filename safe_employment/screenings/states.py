"""The lifecycle of a screening."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.screenings.models import State
from safe_employment.screenings.policies import KEEP_SCREENINGS

SCREENING = lifecycle(
    Lifecycle(
        key="screenings.screening",
        title=_("Screening"),
        states=State,
        initial=State.OPEN,
        transitions=(
            Transition(
                verb="conclude_screening",
                words=pgettext_lazy("a screening", "Conclude"),
                sources=(State.OPEN,),
                target=State.CONCLUDED,
                permission=KEEP_SCREENINGS,
                records=_("the conclusion, and all that the answers say by the lists of that day"),
            ),
            Transition(
                verb="close_screening",
                words=pgettext_lazy("a screening", "Close"),
                sources=(State.CONCLUDED,),
                target=State.CLOSED,
                permission=KEEP_SCREENINGS,
                needs_reason=True,
                records=_("what was done"),
            ),
            Transition(
                verb="reopen_screening",
                words=pgettext_lazy("a screening", "Open again"),
                sources=(State.CONCLUDED, State.CLOSED),
                target=State.OPEN,
                permission=KEEP_SCREENINGS,
                needs_reason=True,
                records=_("why; the earlier conclusion is taken back"),
            ),
        ),
    )
)
