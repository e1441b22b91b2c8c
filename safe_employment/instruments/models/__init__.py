"""Instruments and their versions, devices, submissions with their files, and what was kept aside."""

from safe_employment.instruments.models.devices import Device, DeviceKind
from safe_employment.instruments.models.instruments import (
    Instrument,
    InstrumentKind,
    InstrumentVersion,
    MediaFile,
    SourceFormat,
    VersionState,
)
from safe_employment.instruments.models.submissions import (
    HeldReason,
    HeldSubmission,
    Submission,
    SubmissionFile,
)

__all__ = [
    "Device",
    "DeviceKind",
    "HeldReason",
    "HeldSubmission",
    "Instrument",
    "InstrumentKind",
    "InstrumentVersion",
    "MediaFile",
    "SourceFormat",
    "Submission",
    "SubmissionFile",
    "VersionState",
]
