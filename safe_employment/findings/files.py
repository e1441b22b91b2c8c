"""Evidence: who may open the files of actions and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.findings.models import CorrectiveAction, Reply
from safe_employment.findings.queries import findings_for
from safe_employment.kit.files import PAPERS, doorway

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

EVIDENCE = "findings.evidence"
REPLY = "findings.reply"


def _may_read_evidence(by: Actor, stored: StoredFile) -> bool:
    action = CorrectiveAction.objects.filter(pk=stored.subject_id or 0).first()
    return action is not None and findings_for(by, few=True).filter(pk=action.finding_id).exists()


def _may_read_reply(by: Actor, stored: StoredFile) -> bool:
    reply = Reply.objects.filter(pk=stored.subject_id or 0).first()
    return reply is not None and findings_for(by, few=True).filter(pk=reply.finding_id).exists()


doorway(EVIDENCE, _may_read_evidence, PAPERS)
doorway(REPLY, _may_read_reply, PAPERS)
