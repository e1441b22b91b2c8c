"""Addresses of field trips, pledges and school support."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_page
from safe_employment.opportunities.policies import SEE_OPPORTUNITIES
from safe_employment.opportunities.views import jobs, trips

urlpatterns = [
    path("opportunities/", trips.trips, name="trips"),
    path("opportunities/plan/", trips.plan_trip, name="plan_trip"),
    path("opportunities/<int:pk>/", trips.trip, name="trip"),
    path("opportunities/<int:pk>/edit/", trips.change_trip, name="change_trip"),
    path("opportunities/<int:pk>/hold/", trips.hold_trip, name="hold_trip"),
    path("opportunities/<int:pk>/cancel/", trips.cancel_trip, name="cancel_trip"),
    path("opportunities/<int:pk>/replan/", trips.replan_trip, name="replan_trip"),
    path("opportunities/<int:pk>/remove/", trips.remove_trip, name="remove_trip"),
    path("opportunities/<int:pk>/employers/add/", trips.add_participant, name="add_participant"),
    path("opportunities/employers/", trips.participants, name="participants"),
    path("opportunities/employers/<int:pk>/", trips.participant, name="participant"),
    path("opportunities/employers/<int:pk>/edit/", trips.change_participant, name="change_participant"),
    path("opportunities/employers/<int:pk>/remove/", trips.remove_participant, name="remove_participant"),
    path("opportunities/jobs/", jobs.pledges, name="pledges"),
    path("opportunities/jobs/add/", jobs.add_pledge, name="add_pledge"),
    path("opportunities/jobs/<int:pk>/", jobs.pledge, name="pledge"),
    path("opportunities/jobs/<int:pk>/edit/", jobs.change_pledge, name="change_pledge"),
    path("opportunities/jobs/<int:pk>/remove/", jobs.remove_pledge, name="remove_pledge"),
    path("opportunities/jobs/<int:pk>/filled/add/", jobs.add_filling, name="add_filling"),
    path("opportunities/filled/", jobs.fillings, name="fillings"),
    path("opportunities/filled/<int:pk>/", jobs.filling, name="filling"),
    path("opportunities/filled/<int:pk>/edit/", jobs.change_filling, name="change_filling"),
    path("opportunities/filled/<int:pk>/remove/", jobs.remove_filling, name="remove_filling"),
    path("opportunities/schools/", jobs.school_supports, name="school_supports"),
    path("opportunities/schools/add/", jobs.add_school_support, name="add_school_support"),
    path("opportunities/schools/<int:pk>/", jobs.school_support, name="school_support"),
    path("opportunities/schools/<int:pk>/edit/", jobs.change_school_support, name="change_school_support"),
    path("opportunities/schools/<int:pk>/remove/", jobs.remove_school_support, name="remove_school_support"),
]

add_page(Page("prevention", 50, "opportunities:trips", _("Opportunities"), "route", SEE_OPPORTUNITIES))
