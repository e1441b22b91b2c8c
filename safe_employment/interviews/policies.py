"""Who may do what with case studies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import Role

FEW = frozenset({Role.CASE_OFFICER, Role.MANAGER})

SEE_CASE_STUDIES = permission(
    "interviews.see",
    _("See the list of case studies (trainers: only those released inside)"),
    FEW | {Role.TRAINER},
)
READ_STORIES = permission(
    "interviews.read_stories", _("Read the text of every case study; each reading is noted"), FEW
)
READ_RELEASED = permission(
    "interviews.read_released",
    _("Read the text of case studies that may be used inside and were released; each reading is noted"),
    {Role.TRAINER},
)
KEEP_CASE_STUDIES = permission(
    "interviews.keep", _("Record consent, case studies and their texts, and withdraw them"), FEW
)
RELEASE_STORIES = permission(
    "interviews.release", _("Release case studies and clear them for publication"), FEW
)
EXPORT_CASE_STUDIES = permission(
    "interviews.export", _("Take the list of case studies out, without any text"), FEW
)
KEEP_THEMES = permission("interviews.keep_themes", _("Keep the codebook of themes"), FEW)
