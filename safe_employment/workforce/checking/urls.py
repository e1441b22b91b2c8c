"""Addresses of the public check; they belong to no association."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import add_public_page

from . import pages

urlpatterns = [
    path("", pages.check, name="page"),
    path("download/", pages.download, name="download"),
    re_path(r"^template-(?P<language>zh|en)\.xlsx$", pages.template, name="template"),
]

add_public_page("check:page", _("Check your own books, without an account"))
