"""Addresses of questionnaires."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments import policies
from safe_employment.instruments.views import instruments, versions
from safe_employment.kit.navigation import Page, add_page

urlpatterns = [
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/upload/", instruments.upload, name="upload"),
    path("instruments/library/", instruments.add_library, name="add_library"),
    path("instruments/<int:pk>/", instruments.instrument, name="instrument"),
    path("instruments/<int:pk>/edit/", instruments.describe, name="describe"),
    path("instruments/versions/<int:pk>/", versions.version, name="version"),
    path("instruments/versions/<int:pk>/since/<int:other>/", versions.compare, name="compare"),
    path("instruments/versions/<int:pk>/publish/", versions.publish, name="publish"),
    path("instruments/versions/<int:pk>/retire/", versions.retire, name="retire"),
    path("instruments/versions/<int:pk>/discard/", versions.discard, name="discard"),
    path("instruments/versions/<int:pk>/media/", versions.add_media, name="add_media"),
    path("instruments/versions/<int:pk>/file/", versions.source, name="source"),
    path("instruments/versions/<int:pk>/workbook/", versions.workbook, name="workbook"),
    path("instruments/versions/<int:pk>/xform/", versions.xform, name="xform"),
]

add_page(
    Page(
        "chain",
        39,
        "instruments:instruments",
        _("Questionnaires"),
        "clipboard-list",
        policies.SEE_INSTRUMENTS,
    )
)
