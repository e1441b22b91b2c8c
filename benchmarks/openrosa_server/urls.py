"""The programme's own addresses, after the peer's: neither is looked for longer than the other."""

from django.urls import path

from benchmarks.openrosa_server.plain import audited, plain
from safe_employment.config.urls import urlpatterns as programme

urlpatterns = [
    path("plain/<str:token>/submission", plain),
    path("plain_short/<str:token>/submission", plain),
    path("audited/<str:token>/submission", audited),
    *programme,
]
