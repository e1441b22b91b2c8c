"""Every address: the kit's own, those without an association, then each room's under its association."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from safe_employment.config.api import api
from safe_employment.kit.languages import language

rooms = [
    path("", include((f"safe_employment.{room}.urls", room)))
    for room in settings.ROOMS
    if room != "kit" and find_spec(f"safe_employment.{room}.urls")
]

urlpatterns = [
    path("odk/", include(("safe_employment.instruments.openrosa.urls", "openrosa"))),
    path("account/", include("allauth.urls")),
    path("language/", language, name="set_language"),
    path("", include(("safe_employment.kit.urls", "kit"))),
    path("check/", include(("safe_employment.workforce.checking.urls", "check"))),
    path("phone/", include(("safe_employment.visits.phone.urls", "phone"))),
    path("team/", include(("safe_employment.visits.arrival_urls", "arrival"))),
    path("draw/", include(("safe_employment.visits.drawing.public_urls", "draw"))),
    path("api/v1/", api.urls),
    path("a/<slug:association>/", include(rooms)),
]

if not settings.PRODUCTION:
    urlpatterns += [path("demo/", include(("safe_employment.visits.demonstration_urls", "demonstration")))]
