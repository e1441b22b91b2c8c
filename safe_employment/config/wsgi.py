"""The WSGI application, served by granian (`serving`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Make ready what the first visitor of the public check would otherwise wait for."""
    from django.conf import settings

    from safe_employment.workforce.checking.plans import warm_in_background

    if settings.PRODUCTION or settings.DEMO:
        warm_in_background()


_warm()
