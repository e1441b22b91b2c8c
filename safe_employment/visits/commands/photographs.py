"""Photographs that came with a filled-in questionnaire of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from safe_employment.instruments.definitions import Definition, Question
from safe_employment.instruments.models import Submission, SubmissionFile
from safe_employment.kit.commands import command, record
from safe_employment.visits.commands.answering import TAKES_ANSWERS
from safe_employment.visits.models import Visit, VisitPhoto
from safe_employment.visits.submissions import ABOUT_THE_VISIT, counts_for, is_taken

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

PHOTOS = ("image", "photo")
SUFFIX = "_photo"  # the photo of a question B02 is asked for as B02_photo, beside it


def photo_changes(visit: Visit, submission: Submission) -> tuple[list[SubmissionFile], list[VisitPhoto]]:
    """Return which photos of a submission are to become the visit's, and which of the visit's are to go.

    What goes came with the submission that this one replaces: it is asked for no more, or came again. Of an
    interview nothing is taken: what workers show stays with it. A visit that takes no answers, or none from
    this person, takes no photo, nor does one that was sealed again since.
    """
    if (
        visit.state not in TAKES_ANSWERS
        or submission.version.instrument.kind not in ABOUT_THE_VISIT
        or not counts_for(visit, submission)
        or not is_taken(visit, submission)
        or Submission.objects.filter(replaces=submission).exists()
    ):
        return [], []
    asked = _asked(submission)
    sent = submission.files.filter(name__in=asked, file__content_type__startswith="image/")
    arrived = {each.name: each for each in sent.select_related("file")}
    taken = set(visit.photos.filter(source__submission=submission).values_list("source", flat=True))
    return [each for each in arrived.values() if each.pk not in taken], [
        photo
        for photo in _of_the_replaced(visit, submission)
        if photo.source and (photo.source.name not in asked or photo.source.name in arrived)
    ]


def _of_the_replaced(visit: Visit, submission: Submission) -> QuerySet[VisitPhoto]:
    """Return the photographs of the submission that this one replaces; what was reported stays as it is."""
    if submission.replaces_id is None or visit.is_reported:
        return visit.photos.none()
    return visit.photos.filter(source__submission=submission.replaces_id).select_related("source")


def _asked(submission: Submission) -> dict[str, tuple[Question, Question | None]]:
    """Return by the file's name: the question that asked for a photo, and the one that the photo is about."""
    definition = Definition.from_json(submission.version.definition)
    found: dict[str, tuple[Question, Question | None]] = {}
    for path, value in submission.answers.items():
        question = definition.question(path)
        if question is not None and question.type in PHOTOS:
            about = definition.question(question.path.removesuffix(SUFFIX))
            found[str(value).strip()] = question, about if about is not question else None
    return found


@command
def take_photos(*, by: Actor, visit: Visit, submission: Submission) -> list[VisitPhoto]:
    """Take the photographs of a submission into its visit, each once; the file itself stays where it is.

    What the team said of a picture that an edit sends again stays. What comes after the report was handed in
    is not shown to the employer: it has read another report.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    new, old = photo_changes(visit, submission)
    asked = _asked(submission)
    shown = {bytes(each.source.sha256 or b""): each.for_employer for each in old if each.source}
    VisitPhoto.objects.filter(pk__in=[each.pk for each in old]).delete()
    made = [
        _photo(visit, submission, each, *asked[each.name], shown=shown.get(bytes(each.sha256 or b""), True))
        for each in new
    ]
    VisitPhoto.objects.bulk_create(made)
    counts = {"photos": len(made), "gone": len(old)}
    record(by, "visits.take_photos", visit, details={"submission": submission.pk, **counts})
    return made


def _photo(
    visit: Visit, submission: Submission, sent: SubmissionFile, asked: Question, about: Question | None,
    *, shown: bool,
) -> VisitPhoto:  # fmt: skip
    with translation.override(submission.person.language if submission.person else None):
        caption = (about or asked).label or asked.label or sent.name
    told = asked.tells and (about is None or about.tells)
    return VisitPhoto(
        visit=visit, file=sent.file, source=sent, caption=caption[:200],
        question=about.id if about else asked.id, added_by=submission.person,
        for_employer=shown and told and not visit.is_reported,
    )  # fmt: skip
