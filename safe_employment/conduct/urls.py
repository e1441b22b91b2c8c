"""Addresses of the code of conduct and the recommendation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import policies
from safe_employment.conduct.views import copies, portal, recommendations, signatures, texts
from safe_employment.kit.navigation import Page, add_page

urlpatterns = [
    path("conduct/", texts.overview, name="overview"),
    path("conduct/read/", texts.read, name="read"),
    path("conduct/versions/", texts.versions, name="versions"),
    path("conduct/versions/draft/", texts.draft, name="draft"),
    path("conduct/versions/standard/", texts.publish_standard, name="publish_standard"),
    path("conduct/versions/<int:pk>/", texts.version, name="version"),
    path("conduct/versions/<int:pk>/edit/", texts.edit_version, name="edit_version"),
    path("conduct/versions/<int:pk>/publish/", texts.publish, name="publish"),
    path("conduct/versions/<int:pk>/remove/", texts.remove_draft, name="remove_draft"),
    path("conduct/versions/<int:pk>/articles/add/", texts.add_article, name="add_article"),
    path("conduct/articles/<int:pk>/edit/", texts.edit_article, name="edit_article"),
    path("conduct/articles/<int:pk>/move/", texts.move_article, name="move_article"),
    path("conduct/articles/<int:pk>/remove/", texts.remove_article, name="remove_article"),
    path("conduct/recommendations/", recommendations.recommendations, name="recommendations"),
    path("conduct/recommendations/add/", recommendations.add_recommendation, name="add_recommendation"),
    path(
        "conduct/recommendations/standard/",
        recommendations.publish_standard_recommendation,
        name="publish_standard_recommendation",
    ),
    path("conduct/recommendations/<int:pk>/", recommendations.recommendation, name="recommendation"),
    path(
        "conduct/recommendations/<int:pk>/edit/",
        recommendations.edit_recommendation,
        name="edit_recommendation",
    ),
    path(
        "conduct/recommendations/<int:pk>/publish/",
        recommendations.publish_recommendation,
        name="publish_recommendation",
    ),
    path(
        "conduct/recommendations/<int:pk>/remove/",
        recommendations.remove_recommendation_draft,
        name="remove_recommendation_draft",
    ),
    path("conduct/signatures/", signatures.signatures, name="signatures"),
    path("conduct/signatures/add/", signatures.add_signature, name="add_signature"),
    path("conduct/signatures/<int:pk>/", signatures.signature, name="signature"),
    path("conduct/signatures/<int:pk>/withdraw/", signatures.withdraw_signature, name="withdraw_signature"),
    path("conduct/signatures/<int:pk>/certificate/", portal.certificate, name="certificate"),
    path("conduct/unsigned/", signatures.unsigned, name="unsigned"),
    path("conduct/lists/", signatures.lists, name="lists"),
    path("conduct/lists/add/", signatures.add_list, name="add_list"),
    path("conduct/lists/<int:pk>/", signatures.signature_list, name="list"),
    path("conduct/lists/<int:pk>/confirm/", signatures.confirm_list, name="confirm_list"),
    path("conduct/lists/<int:pk>/discard/", signatures.discard_list, name="discard_list"),
    path("conduct/advocates/", recommendations.advocacies, name="advocacies"),
    path("conduct/advocates/add/", recommendations.add_advocacy, name="add_advocacy"),
    path("conduct/advocates/<int:pk>/", recommendations.advocacy, name="advocacy"),
    path("conduct/advocates/<int:pk>/edit/", recommendations.edit_advocacy, name="edit_advocacy"),
    path("conduct/advocates/<int:pk>/end/", recommendations.end_advocacy, name="end_advocacy"),
    path("conduct/copies/", copies.distributions, name="distributions"),
    path("conduct/copies/add/", copies.add_copies, name="add_copies"),
    path("conduct/copies/<int:pk>/", copies.copies, name="copies"),
    path("conduct/copies/<int:pk>/edit/", copies.edit_copies, name="edit_copies"),
    path("conduct/copies/<int:pk>/withdraw/", copies.withdraw_copies, name="withdraw_copies"),
    path("conduct/copies/<int:pk>/restore/", copies.restore_copies, name="restore_copies"),
    path("conduct/own/", portal.portal, name="portal"),
    path("conduct/own/<int:pk>/sign/", portal.sign, name="sign"),
    path("certificate/<str:reference>/", portal.check, name="check"),
]

for _page in (
    Page("chain", 20, "conduct:overview", _("Code of conduct"), "file-certificate", policies.SEE_CONDUCT),
    Page("prevention", 10, "conduct:advocacies", _("Advocates"), "speakerphone", policies.SEE_CONDUCT),
    Page("prevention", 20, "conduct:distributions", _("Copies handed out"), "files", policies.SEE_CONDUCT),
    Page("chain", 20, "conduct:portal", _("Sign the code"), "file-certificate", policies.SIGN_FOR_EMPLOYER),
):
    add_page(_page)
