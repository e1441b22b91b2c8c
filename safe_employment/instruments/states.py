"""The lifecycle of a version of a questionnaire."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.instruments import policies
from safe_employment.instruments.models import VersionState
from safe_employment.kit.states import Lifecycle, Transition, lifecycle

VERSION = lifecycle(
    Lifecycle(
        key="instruments.version",
        title=_("Version of a questionnaire"),
        states=VersionState,
        initial=VersionState.DRAFT,
        final=frozenset({VersionState.RETIRED}),
        transitions=(
            Transition(
                "publish", _("Publish"), (VersionState.DRAFT,), VersionState.PUBLISHED,
                policies.MANAGE_INSTRUMENTS, records=_("the hour; the version before it is retired"),
            ),
            Transition(
                "retire", pgettext_lazy("a questionnaire", "Retire"), (VersionState.PUBLISHED,),
                VersionState.RETIRED, policies.MANAGE_INSTRUMENTS,
                records=_("the hour; what was begun with it is still taken"),
            ),
        ),
    )
)  # fmt: skip
