"""Addresses of the results."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_landing, add_page
from safe_employment.kit.roles import Role
from safe_employment.results.policies import SEE_FIGURES
from safe_employment.results.views import figures, programmes

urlpatterns = [
    path("results/", programmes.programmes, name="programmes"),
    path("results/new/", programmes.new_programme, name="new_programme"),
    path("indicators/", figures.definitions, name="definitions"),
    path("results/<slug:programme>/", figures.programme, name="programme"),
    path("results/<slug:programme>/edit/", programmes.edit_programme, name="edit_programme"),
    path("results/<slug:programme>/remove/", programmes.remove_programme, name="remove_programme"),
    path("results/<slug:programme>/plan/", programmes.plan, name="plan"),
    path("results/<slug:programme>/phases/new/", programmes.new_phase, name="new_phase"),
    path("results/<slug:programme>/phases/<int:pk>/edit/", programmes.edit_phase, name="edit_phase"),
    path("results/<slug:programme>/phases/<int:pk>/remove/", programmes.remove_phase, name="remove_phase"),
    path("results/<slug:programme>/targets/new/", programmes.new_target, name="new_target"),
    path("results/<slug:programme>/targets/<int:pk>/edit/", programmes.edit_target, name="edit_target"),
    path("results/<slug:programme>/targets/<int:pk>/remove/", programmes.remove_target, name="remove_target"),
    path("results/<slug:programme>/export/<slug:kind>/", figures.export, name="export"),
    path(
        "results/<slug:programme>/figures/<slug:indicator>/<slug:part>/", figures.indicator, name="indicator"
    ),
]

add_page(Page("results", 10, "results:programmes", _("Results"), "chart-bar", SEE_FIGURES))
add_page(Page("results", 20, "results:definitions", _("Definitions"), "book", SEE_FIGURES))
add_landing(Role.ANALYST, "results:programmes")
