"""The lifecycle of a typical employer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.network.models import TypicalState
from safe_employment.network.policies import KEEP_NETWORK

TYPICAL = lifecycle(
    Lifecycle(
        key="network.typical_employer",
        title=_("Typical employer"),
        states=TypicalState,
        initial=TypicalState.SELECTED,
        final=frozenset({TypicalState.ENDED.value}),
        transitions=(
            Transition(
                verb="train_typical_employer",
                words=_("Record the training"),
                sources=(TypicalState.SELECTED, TypicalState.TRAINED),
                target=TypicalState.TRAINED,
                permission=KEEP_NETWORK,
                records=_("the day of the training"),
            ),
            Transition(
                verb="end_typical_employer",
                words=_("End"),
                sources=(TypicalState.SELECTED, TypicalState.TRAINED),
                target=TypicalState.ENDED,
                permission=KEEP_NETWORK,
                needs_reason=True,
                records=_("the day and why"),
            ),
        ),
    )
)
