"""The programme's interface for other programs: each room adds its router here."""

from ninja import NinjaAPI

from safe_employment.workforce.checking.api import router as checks

api = NinjaAPI(
    title="Safe employment",
    version="1",
    urls_namespace="api-1",
    description="What other programs may ask. Checks need no key; nothing of them is stored.",
)
api.add_router("/checks", checks)
