"""Addresses of the pages that belong to no single room."""

from django.urls import path

from safe_employment.kit.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("second-factor/", home.second_factor, name="second_factor"),
    path("a/<slug:association>/", home.office, name="office"),
]
