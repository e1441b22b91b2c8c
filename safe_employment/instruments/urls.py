"""Addresses of questionnaires."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments import policies
from safe_employment.instruments.views import devices, instruments, submissions, versions
from safe_employment.kit.navigation import Page, add_page

urlpatterns = [
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/upload/", instruments.upload, name="upload"),
    path("instruments/library/", instruments.add_library, name="add_library"),
    path("instruments/<int:pk>/", instruments.instrument, name="instrument"),
    path("instruments/<int:pk>/edit/", instruments.describe, name="describe"),
    path("instruments/<int:pk>/edition/", instruments.edition, name="edition"),
    path("instruments/versions/<int:pk>/", versions.version, name="version"),
    path("instruments/versions/<int:pk>/since/<int:other>/", versions.compare, name="compare"),
    path("instruments/versions/<int:pk>/publish/", versions.publish, name="publish"),
    path("instruments/versions/<int:pk>/retire/", versions.retire, name="retire"),
    path("instruments/versions/<int:pk>/discard/", versions.discard, name="discard"),
    path("instruments/versions/<int:pk>/media/", versions.add_media, name="add_media"),
    path("instruments/versions/<int:pk>/file/", versions.source, name="source"),
    path("instruments/versions/<int:pk>/workbook/", versions.workbook, name="workbook"),
    path("instruments/versions/<int:pk>/xform/", versions.xform, name="xform"),
    path("instruments/<int:pk>/answers/<str:kind>/", submissions.answers, name="answers"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/xml/", submissions.submission_xml, name="submission_xml"),
    path("submissions/held/", submissions.held, name="held"),
    path("submissions/held/<int:pk>/", submissions.held_one, name="held_one"),
    path(
        "submissions/held/<int:pk>/photos/<int:photo>/<str:size>.jpg",
        submissions.held_photo,
        name="held_photo",
    ),
    path("submissions/held/<int:pk>/accept/", submissions.accept_held, name="accept_held"),
    path("submissions/held/<int:pk>/discard/", submissions.discard_held, name="discard_held"),
    path("devices/", devices.devices, name="devices"),
    path("devices/own/", devices.own_devices, name="own_devices"),
    path("devices/new/", devices.add_device, name="add_device"),
    path("devices/<int:pk>/", devices.device, name="device"),
    path("devices/<int:pk>/revoke/", devices.revoke_device, name="revoke_device"),
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

add_page(
    Page(
        "chain",
        40,
        "instruments:submissions",
        _("Filled-in questionnaires"),
        "inbox",
        policies.READ_SUBMISSIONS,
        also=(
            "instruments:own_devices",
            "instruments:devices",
            "instruments:add_device",
            "instruments:device",
        ),
    )
)
