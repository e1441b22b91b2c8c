"""The programme's interface for other programs: each room adds its router here."""

from ninja import NinjaAPI

from safe_employment.instruments.api import login
from safe_employment.instruments.api import router as answers
from safe_employment.workforce.checking.api import router as checks

api = NinjaAPI(
    title="Safe employment",
    version="1",
    urls_namespace="api-1",
    description="What other programs may ask. Checks need no key; nothing of them is stored. Answers need "
    "the token of a program, which a manager connects on the page of devices.",
)
api.add_router("/checks", checks)
api.add_router("/projects", answers)
api.add_router("", login)
