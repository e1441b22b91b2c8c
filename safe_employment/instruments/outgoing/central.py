"""Projects, forms and submissions as ODK Central's interface lists them (docs.getodk.org/central-api)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.instruments.models import VersionState

if TYPE_CHECKING:
    from safe_employment.instruments.models import Instrument, InstrumentVersion, Submission
    from safe_employment.kit.models import Association


def project(home: Association) -> dict[str, Any]:
    """Return an association as a project."""
    return {"id": home.pk, "name": str(home), "slug": home.slug, "createdAt": home.created_at.isoformat()}


def form(instrument: Instrument, version: InstrumentVersion) -> dict[str, Any]:
    """Return a questionnaire; `version` is the one in use, or the last that was."""
    return {
        "projectId": instrument.association_id,
        "xmlFormId": instrument.form_id,
        "name": instrument.title,
        "version": version.version,
        "hash": version.digest,
        "state": "open" if version.state == VersionState.PUBLISHED else "closed",
        "createdAt": instrument.created_at.isoformat(),
        "publishedAt": version.published_at.isoformat() if version.published_at else None,
        "updatedAt": None,
        "enketoId": None,
        "keyId": None,
    }


def submission(found: Submission) -> dict[str, Any]:
    """Return what is known of a submission besides its answers."""
    return {
        "instanceId": found.instance_id,
        "submitterId": found.person_id or 0,
        "createdAt": found.received_at.isoformat(),
        "deviceId": str(found.device or ""),
        "reviewState": "edited" if found.replaces_id else None,
        "instanceName": None,
        "updatedAt": None,
        "userAgent": None,
        "currentVersion": {"instanceId": found.instance_id},
    }
