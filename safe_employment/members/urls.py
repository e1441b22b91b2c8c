"""Addresses of the register."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_landing, add_page
from safe_employment.kit.roles import Role
from safe_employment.members import policies
from safe_employment.members.views import corrections, employers, imports, merging, portal, reaching, review

_standing = r"admit_employer|suspend_employer|reinstate_employer|let_employer_go|readmit_employer"

urlpatterns = [
    path("employers/", employers.employers, name="employers"),
    path("employers/add/", employers.add_employer, name="add_employer"),
    path("employers/<int:pk>/", employers.employer, name="employer"),
    path("employers/<int:pk>/edit/", employers.edit_employer, name="edit_employer"),
    re_path(
        rf"^employers/(?P<pk>\d{{1,18}})/standing/(?P<verb>{_standing})/$",
        employers.move_standing,
        name="move_standing",
    ),
    path("employers/<int:pk>/workplaces/add/", reaching.add_workplace, name="add_workplace"),
    path("employers/<int:pk>/contacts/add/", reaching.add_contact, name="add_contact"),
    path("employers/<int:pk>/invite/", reaching.invite_contact, name="invite_contact"),
    path("employers/<int:pk>/merge/", merging.merge, name="merge"),
    path("employers/<int:pk>/merge/<int:other>/", merging.merge_with, name="merge_with"),
    path("employers/merges/<int:pk>/undo/", merging.unmerge, name="unmerge"),
    path("employers/workplaces/<int:pk>/edit/", reaching.edit_workplace, name="edit_workplace"),
    path("employers/workplaces/<int:pk>/close/", reaching.close_workplace, name="close_workplace"),
    path("employers/contacts/<int:pk>/remove/", reaching.remove_contact, name="remove_contact"),
    path("employers/access/<int:pk>/head/", reaching.mark_head, name="mark_head"),
    path("employers/access/<int:pk>/end/", reaching.end_contact, name="end_contact"),
    path("imports/", imports.imports, name="imports"),
    path("imports/upload/", imports.upload, name="import_upload"),
    path("imports/<int:pk>/", imports.import_, name="import"),
    path("imports/<int:pk>/columns/", imports.columns, name="import_columns"),
    path("imports/<int:pk>/problems.xlsx", imports.problem_sheet, name="problem_sheet"),
    path("imports/<int:pk>/read/", imports.read_again, name="read_again"),
    path("imports/<int:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<int:pk>/undo/", imports.undo, name="undo_import"),
    path("imports/<int:pk>/discard/", imports.discard, name="discard_import"),
    path("imports/<int:pk>/review/", review.review, name="review"),
    path("imports/questions/<int:pk>/", review.question, name="question"),
    re_path(
        r"^imports/questions/(?P<pk>\d{1,18})/(?P<answer>same|different|undo)/$", review.answer, name="answer"
    ),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    re_path(
        r"^corrections/(?P<pk>\d{1,18})/(?P<verb>approve|decline)/$",
        corrections.decide_correction,
        name="decide_correction",
    ),
    path("own/", portal.portal, name="portal"),
    path("own/<int:pk>/", portal.own, name="own"),
    path("own/<int:pk>/correct/", portal.correct, name="correct"),
    path("own/corrections/<int:pk>/withdraw/", portal.withdraw, name="withdraw_correction"),
]

for _page in (
    Page("chain", 10, "members:employers", _("Employers"), "building-store", policies.SEE_EMPLOYERS),
    Page("office", 2, "members:imports", _("Imports"), "file-import", policies.IMPORT_EMPLOYERS),
    Page("office", 4, "members:corrections", _("Corrections"), "pencil-check", policies.APPROVE_CORRECTIONS),
    Page("chain", 10, "members:portal", _("Our page"), "building-store", policies.SEE_OWN_EMPLOYER),
):
    add_page(_page)
add_landing(Role.EMPLOYER_CONTACT, "members:portal")
