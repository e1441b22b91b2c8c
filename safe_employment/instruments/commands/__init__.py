"""What can be done with questionnaires."""

from safe_employment.instruments.commands.devices import add_device, revoke_device
from safe_employment.instruments.commands.held import accept_held, discard_held
from safe_employment.instruments.commands.library import add_library, draft_edition
from safe_employment.instruments.commands.versions import (
    add_media,
    describe_instrument,
    discard_draft,
    publish_version,
    retire_version,
    upload_version,
)

__all__ = [
    "accept_held",
    "add_device",
    "add_library",
    "add_media",
    "describe_instrument",
    "discard_draft",
    "discard_held",
    "draft_edition",
    "publish_version",
    "retire_version",
    "revoke_device",
    "upload_version",
]
