"""Addresses of the visit app; they belong to no association, the phone's token says which it is."""

from django.urls import path

from safe_employment.visits.phone.views import api, app

urlpatterns = [
    path("", app.app, name="app"),
    path("sw.js", app.worker, name="worker"),
    path("api/pair/", api.pair, name="pair"),
    path("api/bundle/", api.bundle, name="bundle"),
    path("api/media/<int:pk>/", api.media, name="media"),
    path("api/contact/", api.contact, name="contact"),
    path("api/wiped/", api.wiped, name="wiped"),
    path("api/parts/<uuid:part_id>/", api.part, name="part"),
    path("api/parts/<uuid:part_id>/<str:name>/<int:position>/", api.chunk, name="chunk"),
]
