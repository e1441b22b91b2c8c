"""Addresses of the public check; they belong to no association."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import add_public_page
from safe_employment.workforce.lawbook import pages as lawbook

from . import pages

urlpatterns = [
    path("", pages.check, name="page"),
    path("download/", pages.download, name="download"),
    re_path(r"^template-(?P<language>zh|en)\.xlsx$", pages.template, name="template"),
    path("rules/", lawbook.rules, name="rules"),
    path("rules/<slug:law>/<slug:rule>/", lawbook.rule, name="rule"),
    path("rules/<slug:law>/figures/<slug:figure>/", lawbook.figure, name="figure"),
]

add_public_page("check:page", _("Check your own books, without an account"))
add_public_page("check:rules", _("Rules and figures of the law"))
