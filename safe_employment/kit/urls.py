"""Addresses of the pages that belong to no single room."""

from django.urls import path

from safe_employment.kit.views import home, saved_views, style

urlpatterns = [
    path("", home.home, name="home"),
    path("second-factor/", home.second_factor, name="second_factor"),
    path("a/<slug:association>/", home.office, name="office"),
    path("a/<slug:association>/style/", style.style, name="style"),
    path("a/<slug:association>/views/save/", saved_views.save, name="save_view"),
    path("a/<slug:association>/views/<int:pk>/remove/", saved_views.remove, name="remove_view"),
]
