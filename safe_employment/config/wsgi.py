"""The WSGI application, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
application = get_wsgi_application()
