"""Addresses of the pages that belong to no single room."""

from django.conf import settings
from django.urls import path

from safe_employment.kit.views import charts, home, people, records, saved_views, sheets, style

urlpatterns = [
    path("", home.home, name="home"),
    path("second-factor/", home.second_factor, name="second_factor"),
    path("chart/<str:facts>.svg", charts.chart, name="chart"),
    path("invitation/<str:token>/", people.invitation, name="invitation"),
    path("a/<slug:association>/", home.office, name="office"),
    path("a/<slug:association>/style/", style.style, name="style"),
    path("a/<slug:association>/views/save/", saved_views.save, name="save_view"),
    path("a/<slug:association>/views/<int:pk>/remove/", saved_views.remove, name="remove_view"),
    path("a/<slug:association>/people/", people.people, name="people"),
    path("a/<slug:association>/people/invite/", people.invite, name="invite"),
    path(
        "a/<slug:association>/people/invitations/<int:pk>/withdraw/",
        people.withdraw,
        name="withdraw_invitation",
    ),
    path("a/<slug:association>/people/<int:pk>/end/", people.end, name="end_role"),
    path("a/<slug:association>/roles/", people.roles, name="roles"),
    path("a/<slug:association>/audit/", records.audit_log, name="audit"),
    path("a/<slug:association>/tasks/", records.tasks, name="tasks"),
    path("a/<slug:association>/tasks/<int:pk>/", records.task, name="task"),
    path("a/<slug:association>/tasks/<int:pk>/cancel/", records.cancel_task, name="cancel_task"),
    path("a/<slug:association>/sheets/", sheets.make_sheet, name="make_sheet"),
    path("a/<slug:association>/sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("a/<slug:association>/sheets/<int:pk>/stop/", sheets.stop_sheet, name="stop_sheet"),
    path("a/<slug:association>/agencies/", records.agencies, name="agencies"),
    path("a/<slug:association>/agencies/new/", records.agency, name="new_agency"),
    path("a/<slug:association>/agencies/<int:pk>/", records.agency, name="agency"),
    path("a/<slug:association>/notices/", records.notices, name="notices"),
    path("a/<slug:association>/notices/read/", records.read_all_notices, name="read_all_notices"),
    path("a/<slug:association>/notices/<int:pk>/read/", records.read_notice, name="read_notice"),
    path("a/<slug:association>/files/<int:pk>/", records.download, name="file"),
]

if not settings.PRODUCTION:
    from safe_employment.kit.views import demo

    urlpatterns += [
        path("mailbox/", demo.mailbox, name="mailbox"),
        path("demo/", demo.entrance, name="demo"),
        path("demo/<int:pk>/", demo.enter, name="demo_enter"),
    ]
