"""Addresses of the public pages of the draw; they belong to no association."""

from django.urls import path

from safe_employment.visits.views import public_draw

urlpatterns = [
    path("<slug:period>/", public_draw.sealed, name="sealed"),
    path("<slug:period>/file.json", public_draw.file, name="file"),
]
