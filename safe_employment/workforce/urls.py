"""Addresses of the worker register, its counts and the recruitment agencies."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_page
from safe_employment.workforce import policies
from safe_employment.workforce.views import (
    agencies,
    books,
    cases,
    counts,
    glance,
    portal,
    records,
    results,
    screenings,
    steps,
    tallies,
)

_parts = "person|work|home|recruitment|account"

urlpatterns = [
    path("workers/", portal.portal, name="portal"),
    path("workers/of/<int:pk>/", portal.workers, name="workers"),
    path("workers/of/<int:pk>/add/", steps.add_worker, name="add_worker"),
    path("workers/of/<int:pk>/find/", portal.find_worker, name="find_worker"),
    path("workers/check-number/", steps.check_number, name="check_number"),
    path("workers/look-up-agency/", steps.look_up_agency, name="look_up_agency"),
    path("workers/kept/", counts.retention, name="retention"),
    path("workers/<int:pk>/", portal.worker, name="worker"),
    re_path(rf"^workers/(?P<pk>\d{{1,18}})/(?P<part>{_parts})/$", steps.change_part, name="change_part"),
    path("workers/<int:pk>/leave/", portal.record_leaving, name="record_leaving"),
    path("workers/<int:pk>/leave/take-back/", portal.take_leaving_back, name="take_leaving_back"),
    path("workers/<int:pk>/rehire/", portal.rehire_worker, name="rehire_worker"),
    path("workers/<int:pk>/remove/", portal.remove_worker, name="remove_worker"),
    re_path(
        r"^workers/(?P<pk>\d{1,18})/show/(?P<field>id_number|bank_account)/$", portal.unmask, name="unmask"
    ),
    path("workers/<int:pk>/protected/", portal.sensitive, name="sensitive"),
    path("workers/<int:pk>/protected/edit/", portal.change_sensitive, name="change_sensitive"),
    path("workers/<int:pk>/contracts/add/", records.add_contract, name="add_contract"),
    path("workers/<int:pk>/papers/add/", records.add_paper, name="add_paper"),
    path("workers/<int:pk>/family/add/", records.add_family_contact, name="add_family_contact"),
    path("workers/<int:pk>/told/add/", records.add_training, name="add_training"),
    path("workers/contracts/<int:pk>/edit/", records.change_contract, name="change_contract"),
    path("workers/contracts/<int:pk>/remove/", records.remove_contract, name="remove_contract"),
    path("workers/papers/<int:pk>/remove/", records.remove_paper, name="remove_paper"),
    path("workers/family/<int:pk>/edit/", records.change_family_contact, name="change_family_contact"),
    path("workers/family/<int:pk>/remove/", records.remove_family_contact, name="remove_family_contact"),
    path("workers/told/<int:pk>/remove/", records.remove_training, name="remove_training"),
    path("glance/", glance.own_glance, name="own_glance"),
    path("workers/of/<int:pk>/glance/", glance.glance, name="glance"),
    path("workers/of/<int:pk>/books/", books.books, name="books"),
    path("workers/books/empty.xlsx", books.template, name="book_template"),
    path("workers/books/<int:pk>/", books.book_import, name="book_import"),
    path("workers/books/<int:pk>/confirm/", books.confirm, name="confirm_books"),
    path("workers/books/<int:pk>/drop/", books.drop, name="drop_books"),
    path("workers/problems/", results.own_problems, name="own_problems"),
    path("workers/of/<int:pk>/problems/", results.problems, name="problems"),
    path("workers/of/<int:pk>/problems/check/", results.check_now, name="check_now"),
    path("workers/problems/<int:pk>/put-right/", results.make_finding, name="make_finding"),
    path("workforce/<int:pk>/checks/", results.case_results, name="case_results"),
    path("workforce/signs/<int:pk>/screening/", screenings.open_screening, name="open_screening"),
    path("workforce/<int:pk>/checks/single/", results.case_result_list, name="case_result_list"),
    path("workforce/", counts.registers, name="registers"),
    path("workforce/<int:pk>/", counts.counts, name="counts"),
    path("workforce/<int:pk>/workers/", cases.workers, name="case_workers"),
    path("workforce/workers/<int:pk>/", cases.worker, name="case_worker"),
    path("workforce/workers/<int:pk>/protected/", cases.sensitive, name="case_sensitive"),
    re_path(
        r"^workforce/workers/(?P<pk>\d{1,18})/show/(?P<field>id_number|bank_account)/$",
        cases.unmask,
        name="case_unmask",
    ),
    path("books-and-checks/", tallies.tallies, name="tallies"),
    path("books-and-checks/count/", tallies.count, name="count_books"),
    path("books-and-checks/employers/", tallies.employers, name="checked_employers"),
    re_path(r"^books-and-checks/take-out/(?P<kind>xlsx|csv)/$", tallies.take_out, name="take_out_tallies"),
    path("recruitment-agencies/", agencies.agencies, name="agencies"),
    path("recruitment-agencies/add/", agencies.add_agency, name="add_agency"),
    path("recruitment-agencies/<int:pk>/", agencies.agency, name="agency"),
    path("recruitment-agencies/<int:pk>/edit/", agencies.change_agency, name="change_agency"),
    path("recruitment-agencies/<int:pk>/revoke/", agencies.revoke_licence, name="revoke_licence"),
    path("recruitment-agencies/<int:pk>/restore/", agencies.restore_licence, name="restore_licence"),
    path("recruitment-agencies/<int:pk>/remove/", agencies.remove_agency, name="remove_agency"),
]

for _page in (
    Page(
        "chain",
        34,
        "workforce:own_glance",
        _("My register at a glance"),
        "chart-bar",
        policies.CHECK_REGISTER,
        also=("workforce:glance",),
    ),
    Page("chain", 36, "workforce:tallies", _("Books and checks"), "chart-bar", policies.SEE_COUNTS),
    Page("chain", 35, "workforce:portal", _("Our workers"), "address-book", policies.KEEP_WORKERS),
    Page(
        "chain",
        36,
        "workforce:own_problems",
        _("This month's problems"),
        "checklist",
        policies.CHECK_REGISTER,
        also=("workforce:problems", "workforce:make_finding"),
    ),
    Page("chain", 35, "workforce:registers", _("Worker registers"), "address-book", policies.SEE_COUNTS),
    Page(
        "prevention",
        55,
        "workforce:agencies",
        _("Recruitment agencies"),
        "license",
        policies.SEE_RECRUITMENT_AGENCIES,
    ),
):
    add_page(_page)
