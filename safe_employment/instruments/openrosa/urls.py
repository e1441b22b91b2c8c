"""Addresses for devices, under `/odk/<token>/`."""

from django.urls import path

from safe_employment.instruments.openrosa import views

urlpatterns = [
    path("<str:token>/formList", views.form_list, name="form_list"),
    path("<str:token>/forms/<int:pk>.xml", views.form, name="form"),
    path("<str:token>/forms/<int:pk>/manifest", views.manifest, name="manifest"),
    path("<str:token>/forms/<int:pk>/media/<int:media>", views.media, name="media"),
    path("<str:token>/submission", views.submission, name="submission"),
]
