"""The code of conduct, the recommendation, who signed and advocates, and the copies handed out."""

from safe_employment.conduct.models.advocacies import Advocacy, AdvocacyState, AdvocacyWay
from safe_employment.conduct.models.codes import Article, CodeOfConduct, CodeVersion, Point, TextState
from safe_employment.conduct.models.copies import Audience, CopyDistribution, Document, RecordState
from safe_employment.conduct.models.lists import ListState, SignatureList
from safe_employment.conduct.models.recommendations import Recommendation
from safe_employment.conduct.models.signatures import Signature, SignatureState, SignatureWay

__all__ = [
    "Advocacy",
    "AdvocacyState",
    "AdvocacyWay",
    "Article",
    "Audience",
    "CodeOfConduct",
    "CodeVersion",
    "CopyDistribution",
    "Document",
    "ListState",
    "Point",
    "Recommendation",
    "RecordState",
    "Signature",
    "SignatureList",
    "SignatureState",
    "SignatureWay",
    "TextState",
]
