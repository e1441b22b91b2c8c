"""Addresses of visits."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.navigation import Page, add_page
from safe_employment.visits import policies
from safe_employment.visits.phone.views import pages as phone
from safe_employment.visits.views import (
    board,
    checklist,
    differences,
    draw_keys,
    drawing,
    reports,
    targets,
    teams,
    visits,
)

urlpatterns = [
    path("visits/", visits.visits, name="visits"),
    path("visits/plan/", visits.plan, name="plan"),
    path("visits/from-paper/", visits.record_on_paper, name="record"),
    path("visits/draw/", drawing.periods, name="periods"),
    path("visits/draw/seal/", drawing.seal, name="seal"),
    path("visits/draw/rules/", drawing.rules, name="draw_rules"),
    path("visits/draw/keys/", draw_keys.keys, name="draw_keys"),
    path("visits/draw/<int:pk>/", drawing.period, name="period"),
    path("visits/draw/<int:pk>/number/", drawing.number, name="number"),
    path("visits/draw/<int:pk>/tell/", drawing.tell_secret, name="tell_secret"),
    path("visits/draw/<int:pk>/risks/", drawing.risks, name="draw_risks"),
    path("visits/asked/", targets.targets, name="targets"),
    path("visits/asked/new/", targets.ask, name="ask"),
    path("visits/asked/<int:pk>/", targets.target, name="target"),
    path("visits/asked/<int:pk>/agree/", targets.agree_target, name="agree_target"),
    path("visits/asked/<int:pk>/decline/", targets.decline_target, name="decline_target"),
    path("visits/asked/<int:pk>/withdraw/", targets.withdraw_target, name="withdraw_target"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/plan/", visits.change_plan, name="change_plan"),
    path("visits/<int:pk>/release/", visits.release, name="release"),
    path("visits/<int:pk>/open/", visits.open_seal, name="open_seal"),
    path("visits/<int:pk>/go-on/", visits.go_on, name="go_on"),
    path("visits/<int:pk>/close/", reports.close, name="close"),
    path("visits/<int:pk>/set-out/", visits.set_out, name="set_out"),
    path("visits/<int:pk>/end/", visits.end, name="end"),
    path("visits/<int:pk>/postpone/", visits.postpone, name="postpone"),
    path("visits/<int:pk>/replan/", visits.replan, name="replan"),
    path("visits/<int:pk>/cancel/", visits.cancel, name="cancel"),
    path("visits/<int:pk>/checklist/", checklist.checklist, name="checklist"),
    path("visits/<int:pk>/checklist/<str:cluster>/", checklist.cluster, name="cluster"),
    path("visits/<int:pk>/finding/<str:question>/", checklist.propose, name="propose"),
    path("visits/<int:pk>/write/", reports.write, name="write"),
    path("visits/<int:pk>/report/", reports.report, name="report"),
    path("visits/<int:pk>/hand-in/", reports.hand_in, name="hand_in"),
    path("visits/<int:pk>/review/", reports.review, name="review"),
    path("visits/<int:pk>/take-back/", reports.take_back, name="take_back"),
    path("phones/", phone.phones, name="phones"),
    path("phones/connect/", phone.connect, name="connect_phone"),
    path("phones/<int:pk>/sign-out/", phone.sign_out, name="sign_phone_out"),
    path("phones/parts/<int:pk>/take/", phone.take_part, name="take_phone_part"),
    path("phones/parts/<int:pk>/put-away/", phone.put_part_away, name="put_phone_part_away"),
    path("visits/<int:pk>/report.pdf", reports.report_pdf, name="report_pdf"),
    path("visits/<int:pk>/photo/", reports.add_photo, name="add_photo"),
    path("visits/<int:pk>/photo/<int:photo>/", reports.leave_photo_out, name="leave_photo_out"),
    path("visits/<int:pk>/settle/<str:question>/", differences.settle, name="settle"),
    path("visits/<int:pk>/officers/", teams.officers, name="officers"),
    path("visits/<int:pk>/move/", board.move, name="move"),
    path("visits/week/", board.week, name="week"),
    path("visits/day/", board.day, name="day"),
    path("visits/teams/", teams.teams, name="teams"),
    path("visits/teams/new/", teams.new_team, name="new_team"),
    path("visits/teams/<int:pk>/", teams.change_team, name="change_team"),
    path("visits/teams/<int:pk>/dissolve/", teams.dissolve_team, name="dissolve_team"),
    path("own/visits/<int:pk>/report.pdf", reports.own_report_pdf, name="own_report_pdf"),
    path("own/visits/<int:pk>/reply/", reports.reply, name="reply"),
    path("own/visits/draw/", draw_keys.own_keys, name="own_draw_keys"),
    path("own/visits/", reports.own_reports, name="own_reports"),
    path("own/visits/<int:pk>/", reports.own_report, name="own_report"),
]

for _page in (
    Page("chain", 40, "visits:visits", pgettext_lazy("the room", "Visits"), "walk", policies.SEE_VISITS),
    Page("chain", 41, "visits:week", _("Week of the teams"), "calendar", policies.SEE_VISITS),
    Page(
        "chain",
        42,
        "visits:phones",
        pgettext_lazy("the room", "Phones"),
        "device-mobile",
        policies.MAKE_VISITS,
    ),
    Page("chain", 45, "visits:own_reports", _("Visits to our workplace"), "walk", policies.SEE_OWN_REPORTS),
):
    add_page(_page)
