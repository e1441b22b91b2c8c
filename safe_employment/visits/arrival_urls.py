"""The address that an employer types at the door; it names no association."""

from django.urls import path

from safe_employment.visits.views.arrival import check_team

urlpatterns = [
    path("", check_team, name="form"),
    path("<str:code>/", check_team, name="team"),
]
