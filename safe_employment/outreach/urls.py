"""Addresses of outreach."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_page
from safe_employment.outreach.policies import SEE_OUTREACH
from safe_employment.outreach.views import distributions, materials, occasions, publicity

urlpatterns = [
    path("outreach/", occasions.the_year, name="year"),
    path("outreach/events/", occasions.events, name="events"),
    path("outreach/events/plan/", occasions.plan_event, name="plan_event"),
    path("outreach/events/<int:pk>/", occasions.event, name="event"),
    path("outreach/events/<int:pk>/edit/", occasions.change_event, name="change_event"),
    path("outreach/events/<int:pk>/hold/", occasions.hold_event, name="hold_event"),
    path("outreach/events/<int:pk>/cancel/", occasions.cancel_event, name="cancel_event"),
    path("outreach/events/<int:pk>/replan/", occasions.replan_event, name="replan_event"),
    path("outreach/events/<int:pk>/remove/", occasions.remove_event, name="remove_event"),
    path("outreach/materials/", materials.materials, name="materials"),
    path("outreach/materials/add/", materials.add_material, name="add_material"),
    path("outreach/materials/<int:pk>/", materials.material, name="material"),
    path("outreach/materials/<int:pk>/edit/", materials.change_material, name="change_material"),
    path("outreach/materials/<int:pk>/withdraw/", materials.withdraw_material, name="withdraw_material"),
    path("outreach/materials/<int:pk>/remove/", materials.remove_material, name="remove_material"),
    path("outreach/materials/<int:pk>/print-runs/add/", materials.add_print_run, name="add_print_run"),
    path("outreach/materials/<int:pk>/hand-out/", distributions.distribute, name="distribute"),
    path("outreach/print-runs/", materials.print_runs, name="print_runs"),
    path("outreach/print-runs/<int:pk>/", materials.print_run, name="print_run"),
    path("outreach/print-runs/<int:pk>/edit/", materials.change_print_run, name="change_print_run"),
    path("outreach/print-runs/<int:pk>/remove/", materials.remove_print_run, name="remove_print_run"),
    path("outreach/copies/", distributions.distributions, name="distributions"),
    path("outreach/copies/add/", distributions.add_distribution, name="add_distribution"),
    path("outreach/copies/<int:pk>/", distributions.distribution, name="distribution"),
    path("outreach/copies/<int:pk>/edit/", distributions.change_distribution, name="change_distribution"),
    path("outreach/copies/<int:pk>/remove/", distributions.remove_distribution, name="remove_distribution"),
    path("outreach/wall-newspapers/", publicity.wall_newspapers, name="wall_newspapers"),
    path("outreach/wall-newspapers/add/", publicity.add_wall_newspaper, name="add_wall_newspaper"),
    path("outreach/wall-newspapers/<int:pk>/", publicity.wall_newspaper, name="wall_newspaper"),
    path(
        "outreach/wall-newspapers/<int:pk>/edit/",
        publicity.change_wall_newspaper,
        name="change_wall_newspaper",
    ),
    path(
        "outreach/wall-newspapers/<int:pk>/remove/",
        publicity.remove_wall_newspaper,
        name="remove_wall_newspaper",
    ),
    path("outreach/radio/", publicity.radio_messages, name="radio_messages"),
    path("outreach/radio/add/", publicity.add_radio_message, name="add_radio_message"),
    path("outreach/radio/<int:pk>/", publicity.radio_message, name="radio_message"),
    path("outreach/radio/<int:pk>/edit/", publicity.change_radio_message, name="change_radio_message"),
    path("outreach/radio/<int:pk>/remove/", publicity.remove_radio_message, name="remove_radio_message"),
    path("outreach/media/", publicity.media_items, name="media_items"),
    path("outreach/media/add/", publicity.add_media_item, name="add_media_item"),
    path("outreach/media/<int:pk>/", publicity.media_item, name="media_item"),
    path("outreach/media/<int:pk>/edit/", publicity.change_media_item, name="change_media_item"),
    path("outreach/media/<int:pk>/remove/", publicity.remove_media_item, name="remove_media_item"),
]

add_page(Page("prevention", 30, "outreach:year", _("Outreach"), "speakerphone", SEE_OUTREACH))
