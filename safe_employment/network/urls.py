"""Addresses of the network. The route of each move of the lifecycle is called like its verb."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_page
from safe_employment.network.policies import SEE_NETWORK
from safe_employment.network.views import overview, ties, typical

urlpatterns = [
    path("network/", overview.overview, name="overview"),
    path("network/advocates/", overview.advocates, name="advocates"),
    path("network/typical/", typical.typical_employers, name="typical_employers"),
    path("network/typical/select/", typical.select, name="select_typical_employer"),
    path("network/typical/<int:pk>/", typical.typical_employer, name="typical_employer"),
    path("network/typical/<int:pk>/edit/", typical.change, name="change_typical_employer"),
    path("network/typical/<int:pk>/train/", typical.train, name="train_typical_employer"),
    path("network/typical/<int:pk>/end/", typical.end, name="end_typical_employer"),
    path("network/typical/<int:pk>/remove/", typical.remove, name="remove_typical_employer"),
    path("network/typical/<int:pk>/reaches/add/", typical.add_reached, name="add_reached"),
    path("network/ties/", ties.ties, name="ties"),
    path("network/ties/add/", ties.add_tie, name="add_tie"),
    path("network/ties/<int:pk>/", ties.tie, name="tie"),
    path("network/ties/<int:pk>/edit/", ties.change_tie, name="change_tie"),
    path("network/ties/<int:pk>/end/", ties.end_tie, name="end_tie"),
    path("network/ties/<int:pk>/remove/", ties.remove_tie, name="remove_tie"),
]

add_page(Page("chain", 80, "network:overview", _("Network"), "affiliate", SEE_NETWORK))
