"""Who listens to what: every handler of every event, in one place."""

from __future__ import annotations


def subscribe_all() -> None:
    """Connect the handlers of all rooms (called once, when the programme starts)."""
    _members()
    _findings()
    _visits()


def _members() -> None:
    from safe_employment.kit.commands.people import InvitationAccepted
    from safe_employment.kit.events import subscribe
    from safe_employment.members import events, notices
    from safe_employment.members.commands.portal import link_accepted_contact

    subscribe(InvitationAccepted, link_accepted_contact)
    subscribe(events.CorrectionProposed, notices.tell_proposed)
    subscribe(events.CorrectionDecided, notices.tell_decided)


def _findings() -> None:
    from safe_employment.findings import events, notices
    from safe_employment.kit.events import subscribe

    subscribe(events.FindingRecorded, notices.tell_recorded)
    subscribe(events.FindingShared, notices.tell_shared)
    subscribe(events.FindingClosed, notices.tell_closed)
    subscribe(events.FindingContained, notices.tell_contained)
    subscribe(events.FindingReopened, notices.tell_reopened)
    subscribe(events.FindingWithdrawn, notices.tell_withdrawn)
    subscribe(events.ReplyWritten, notices.tell_replied)
    subscribe(events.ActionAgreed, notices.tell_agreed)
    subscribe(events.ActionDone, notices.tell_done)
    subscribe(events.ActionSentBack, notices.tell_sent_back)
    subscribe(events.FindingProposed, notices.tell_proposed)
    subscribe(events.PostponementAsked, notices.tell_more_time_asked)
    subscribe(events.PostponementDecided, notices.tell_more_time_decided)
    subscribe(events.ActionProposed, notices.tell_action_proposed)
    subscribe(events.TieToBeEnded, notices.tell_tie_to_be_ended)
    subscribe(events.ActionNotAgreed, notices.tell_action_not_agreed)


def _visits() -> None:
    from safe_employment.instruments.events import (
        SubmissionFilesReceived,
        SubmissionHeld,
        SubmissionReceived,
    )
    from safe_employment.kit.events import subscribe
    from safe_employment.visits import events, listening, notices
    from safe_employment.visits.drawing import notices as draws

    subscribe(SubmissionReceived, listening.take_received)
    subscribe(SubmissionFilesReceived, listening.take_received_files)
    subscribe(SubmissionHeld, listening.hear_held)
    subscribe(events.TeamFormed, notices.tell_team)
    subscribe(events.SealOpened, notices.tell_seal_opened)
    subscribe(events.CancellingAsked, draws.tell_cancelling_asked)
    subscribe(events.CancellingRefused, draws.tell_cancelling_refused)
    subscribe(events.VisitReleased, notices.tell_released)
    subscribe(events.EntryRefused, notices.tell_refused)
    subscribe(events.NobodyMet, notices.tell_nobody_met)
    subscribe(events.NobodyMet, notices.tell_met_nobody)
    subscribe(events.VisitReported, notices.tell_reported)
    subscribe(events.ReportAnswered, notices.tell_answered)
    subscribe(events.ReportTakenBack, notices.tell_taken_back)
