"""Everything that changes the code, the recommendation, signatures, advocates and copies."""

from safe_employment.conduct.commands.advocacies import change_advocacy, end_advocacy, record_advocacy
from safe_employment.conduct.commands.copies import (
    change_copies,
    record_copies,
    restore_copies,
    withdraw_copies,
)
from safe_employment.conduct.commands.lists import (
    answer_list,
    confirm_list,
    discard_list,
    read_signature_list,
)
from safe_employment.conduct.commands.recommendations import (
    draft_recommendation,
    edit_recommendation,
    publish_recommendation,
    publish_standard_recommendation,
    remove_recommendation_draft,
)
from safe_employment.conduct.commands.signing import (
    record_signature,
    record_signatures,
    sign_in_portal,
    withdraw_signature,
)
from safe_employment.conduct.commands.versions import (
    add_article,
    draft_version,
    edit_article,
    edit_version,
    move_article,
    publish_standard_code,
    publish_version,
    remove_article,
    remove_draft,
)

__all__ = [
    "add_article",
    "answer_list",
    "change_advocacy",
    "change_copies",
    "confirm_list",
    "discard_list",
    "draft_recommendation",
    "draft_version",
    "edit_article",
    "edit_recommendation",
    "edit_version",
    "end_advocacy",
    "move_article",
    "publish_recommendation",
    "publish_standard_code",
    "publish_standard_recommendation",
    "publish_version",
    "read_signature_list",
    "record_advocacy",
    "record_copies",
    "record_signature",
    "record_signatures",
    "remove_article",
    "remove_draft",
    "remove_recommendation_draft",
    "restore_copies",
    "sign_in_portal",
    "withdraw_copies",
    "withdraw_signature",
]
