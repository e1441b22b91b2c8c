"""Addresses of screenings. The route of each move of the lifecycle is called like its verb."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_page
from safe_employment.screenings.policies import READ_SCREENINGS
from safe_employment.screenings.views import answers, conclusions, screenings, urgent

urlpatterns = [
    path("screenings/", screenings.screenings, name="screenings"),
    path("screenings/open/", screenings.open_screening, name="open_screening"),
    path("screenings/kept/", screenings.retention, name="retention"),
    path("screenings/urgent/", urgent.urgent_records, name="urgent_records"),
    path("screenings/urgent/<int:pk>/", urgent.urgent, name="urgent"),
    path("screenings/<int:pk>/", screenings.screening, name="screening"),
    path("screenings/<int:pk>/answer/", answers.answer, name="answer"),
    path("screenings/<int:pk>/elements/", screenings.elements, name="elements"),
    path("screenings/<int:pk>/result/", screenings.result, name="result"),
    path("screenings/<int:pk>/agency/", screenings.agency, name="agency"),
    path("screenings/<int:pk>/print/", screenings.printed, name="print"),
    path("screenings/<int:pk>/person/", screenings.change_person, name="change_person"),
    path("screenings/<int:pk>/contact/", screenings.contact, name="contact"),
    path("screenings/<int:pk>/conclude/", conclusions.conclude, name="conclude_screening"),
    path("screenings/<int:pk>/close/", conclusions.close, name="close_screening"),
    path("screenings/<int:pk>/reopen/", conclusions.reopen, name="reopen_screening"),
]

add_page(Page("chain", 37, "screenings:screenings", _("Screenings"), "shield-search", READ_SCREENINGS))
