"""The programme's own addresses, and the peer's."""

from django.urls import path

from benchmarks.openrosa_server.plain import audited, plain
from safe_employment.config.urls import urlpatterns as programme

urlpatterns = [
    *programme,
    path("plain/<str:token>/submission", plain),
    path("audited/<str:token>/submission", audited),
]
