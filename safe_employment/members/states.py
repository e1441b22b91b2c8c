"""The lifecycles of the register: a member's standing, a proposed correction, an import."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.members.models import CorrectionState, ImportState, Standing
from safe_employment.members.policies import (
    APPROVE_CORRECTIONS,
    CORRECT_OWN_EMPLOYER,
    IMPORT_EMPLOYERS,
    MOVE_STANDING,
)

STANDING = lifecycle(
    Lifecycle(
        key="members.standing",
        title=_("Standing of a member"),
        states=Standing,
        initial=Standing.APPLICANT,
        field="standing",
        transitions=(
            Transition(
                "admit_employer",
                _("Admit"),
                (Standing.APPLICANT,),
                Standing.MEMBER,
                MOVE_STANDING,
                records=_("the day it joined"),
            ),
            Transition(
                "suspend_employer",
                _("Suspend"),
                (Standing.MEMBER,),
                Standing.SUSPENDED,
                MOVE_STANDING,
                needs_reason=True,
                records=_("the reason"),
            ),
            Transition(
                "reinstate_employer", _("Reinstate"), (Standing.SUSPENDED,), Standing.MEMBER, MOVE_STANDING
            ),
            Transition(
                "let_employer_go",
                _("Let go"),
                (Standing.APPLICANT, Standing.MEMBER, Standing.SUSPENDED),
                Standing.LEFT,
                MOVE_STANDING,
                needs_reason=True,
                records=_("the reason"),
            ),
            Transition(
                "readmit_employer", _("Admit again"), (Standing.LEFT,), Standing.MEMBER, MOVE_STANDING
            ),
        ),
    )
)

CORRECTION = lifecycle(
    Lifecycle(
        key="members.correction",
        title=_("Correction proposed by an employer"),
        states=CorrectionState,
        initial=CorrectionState.PROPOSED,
        transitions=(
            Transition(
                "approve_correction",
                _("Approve"),
                (CorrectionState.PROPOSED,),
                CorrectionState.APPROVED,
                APPROVE_CORRECTIONS,
                records=_("who and when; the new values go into the register"),
                tells=_("the employer's contact"),
            ),
            Transition(
                "decline_correction",
                _("Decline"),
                (CorrectionState.PROPOSED,),
                CorrectionState.DECLINED,
                APPROVE_CORRECTIONS,
                needs_reason=True,
                records=_("who, when and why"),
                tells=_("the employer's contact"),
            ),
            Transition(
                "withdraw_correction",
                _("Withdraw"),
                (CorrectionState.PROPOSED,),
                CorrectionState.WITHDRAWN,
                CORRECT_OWN_EMPLOYER,
            ),
        ),
        final=frozenset({CorrectionState.APPROVED, CorrectionState.DECLINED, CorrectionState.WITHDRAWN}),
    )
)

IMPORT = lifecycle(
    Lifecycle(
        key="members.import",
        title=_("Import of a register"),
        states=ImportState,
        initial=ImportState.UPLOADED,
        transitions=(
            Transition(
                "read_import",
                _("Read and compare"),
                (ImportState.UPLOADED, ImportState.READING, ImportState.READY, ImportState.FAILED),
                ImportState.READING,
                IMPORT_EMPLOYERS,
            ),
            Transition(
                "offer_import",
                _("Offer for confirmation"),
                (ImportState.READING,),
                ImportState.READY,
                IMPORT_EMPLOYERS,
                records=_("counts of rows, problems and matches"),
            ),
            Transition(
                "fail_import",
                _("Give up reading"),
                (ImportState.READING,),
                ImportState.FAILED,
                IMPORT_EMPLOYERS,
                records=_("the coded error"),
            ),
            Transition(
                "confirm_import",
                _("Confirm"),
                (ImportState.READY,),
                ImportState.CONFIRMED,
                IMPORT_EMPLOYERS,
                records=_("which row became or changed which employer"),
            ),
            Transition(
                "undo_import",
                _("Undo"),
                (ImportState.CONFIRMED,),
                ImportState.UNDONE,
                IMPORT_EMPLOYERS,
                records=_("what was removed and restored"),
            ),
            Transition(
                "discard_import",
                _("Discard"),
                (ImportState.UPLOADED, ImportState.READING, ImportState.READY, ImportState.FAILED),
                ImportState.DISCARDED,
                IMPORT_EMPLOYERS,
            ),
        ),
        final=frozenset({ImportState.UNDONE, ImportState.DISCARDED}),
    )
)
