"""Addresses of case studies. The route of each move of the lifecycle is called like its verb."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.interviews.policies import SEE_CASE_STUDIES
from safe_employment.interviews.views import cases, themes
from safe_employment.kit.navigation import Page, add_page

urlpatterns = [
    path("case-studies/", cases.case_studies, name="case_studies"),
    path("case-studies/add/", cases.add_case_study, name="add_case_study"),
    path("case-studies/<int:pk>/", cases.case_study, name="case_study"),
    path("case-studies/<int:pk>/edit/", cases.change_case_study, name="change_case_study"),
    path("case-studies/<int:pk>/text/", cases.story, name="story"),
    path("case-studies/<int:pk>/text/write/", cases.write_story, name="write_story"),
    path("case-studies/<int:pk>/consent/", cases.change_scope, name="change_scope"),
    path("case-studies/<int:pk>/withdraw/", cases.withdraw, name="withdraw_case_study"),
    path("case-studies/<int:pk>/release/", cases.release, name="release_case_study"),
    path("case-studies/<int:pk>/clear/", cases.clear, name="clear_case_study"),
    path("case-studies/<int:pk>/take-back/", cases.take_back, name="take_back_case_study"),
    path("case-studies/codebook/", themes.themes, name="themes"),
    path("case-studies/codebook/add/", themes.add_theme, name="add_theme"),
    path("case-studies/codebook/usual/", themes.usual_themes, name="usual_themes"),
    path("case-studies/codebook/<int:pk>/", themes.theme, name="theme"),
    path("case-studies/codebook/<int:pk>/edit/", themes.change_theme, name="change_theme"),
    path("case-studies/codebook/<int:pk>/remove/", themes.remove_theme, name="remove_theme"),
]

add_page(Page("prevention", 40, "interviews:case_studies", _("Case studies"), "message-2", SEE_CASE_STUDIES))
