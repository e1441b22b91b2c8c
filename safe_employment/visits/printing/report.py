"""The report of a visit as the employer gets it, in Chinese and in English, set by Typst for print."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn
import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.findings.models import Basis, Cluster
from safe_employment.kit.files import small_picture
from safe_employment.kit.writing import day_text, instant_text
from safe_employment.visits.arrival import first_name
from safe_employment.visits.checklist import in_its_language
from safe_employment.visits.models.choices import REFUSAL
from safe_employment.visits.submissions import interviews_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from safe_employment.findings.models import CorrectiveAction, Finding
    from safe_employment.visits.models import Visit, VisitPhoto

LANGUAGES = (("zh-hans", "zh", "CN"), ("en", "en", "GB"))
FEWEST_INTERVIEWS = 5
MOST_PHOTOS = 24
LARGEST_SIDE = 1200  # pixels; on A4 this is sharp enough


def write_visit_report(visit: Visit, findings: Sequence[Finding], now: datetime) -> bytes:
    """Return the report as PDF: Chinese first, then English, the words of the team as they were written,
    those of the questionnaire in the language of each part.

    `findings` are those that the employer may be told of. Interviews with workers appear as a count of at
    least five or not at all; no note, no remark and no answer that rests on what workers said is read.
    """
    photos = list(visit.photos.filter(for_employer=True).select_related("file")[:MOST_PHOTOS])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pictures = [_picture(photo, root, number) for number, photo in enumerate(photos, 1)]
        shown = [picture for picture in pictures if picture]
        facts = {
            "title": f"{visit.reference} · {visit.employer}",
            "author": str(visit.association.name_en),
            "languages": [_part(visit, findings, shown, now, language) for language in LANGUAGES],
        }
        source = root / "report.typ"
        source.write_bytes(files("safe_employment.visits.printing").joinpath("report.typ").read_bytes())
        made = typst.compile(
            source,
            root=root,
            font_paths=_fonts(),
            sys_inputs={"report": json.dumps(facts, ensure_ascii=False)},
            timestamp=int(now.timestamp()),
        )
    return made if isinstance(made, bytes) else b"".join(made or ())


@cache
def _fonts() -> typst.Fonts:
    folder = str(pylopdf_fonts_zh_cn.sans_path().parent)
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _picture(photo: VisitPhoto, root: Path, number: int) -> dict[str, str] | None:
    """Lay a photograph beside the page, small enough for print; None where it cannot be read."""
    name, picture = f"photo-{number}.jpg", small_picture(photo.file, LARGEST_SIDE)
    if picture is None:
        return None
    (root / name).write_bytes(picture)
    return {"file": name, "caption": photo.caption, "question": photo.question}


def _part(
    visit: Visit,
    findings: Sequence[Finding],
    photos: list[dict[str, str]],
    now: datetime,
    language: tuple[str, str, str],
) -> dict[str, Any]:
    code, lang, region = language
    with translation.override(code):
        return {
            "lang": lang, "region": region, "association": str(visit.association), "title": _heading(visit),
            "employer": str(visit.employer), "facts": _facts(visit, now), "report": visit.report,
            "draft": "" if visit.is_reported else _("Draft: not handed in"),
            "clusters": _clusters(visit, findings), "photos": _captioned(visit, photos),
            "interviews": _interviews(visit),
            "reply": _right_of_reply(visit), "replies": [
                {"when": instant_text(timezone.localtime(reply.created_at)), "text": reply.text}
                for reply in visit.replies.all()
            ],
            "words": _words(),
        }  # fmt: skip


def _heading(visit: Visit) -> str:
    return f"{_('Report of an unannounced visit')} {visit.reference}"


def _facts(visit: Visit, now: datetime) -> list[tuple[str, str]]:
    """Return the facts; of who came no more than the door was told: first names, and of others the agency."""
    place_ = visit.workplace or visit.employer.workplaces.filter(is_main=True).first()
    facts = [(_("Employer"), str(visit.employer))]
    if place_ is not None:
        facts.append((_("Workplace"), place_.address))
    if visit.visited_on:
        facts.append((_("Visited on"), day_text(visit.visited_on)))
    facts.append((_("Outcome"), visit.get_outcome_display()))
    facts.append((_("Team"), _("; ").join(first_name(one.person) for one in visit.team.all())))
    officers = [one.agency for one in visit.officers.all()]
    if officers:
        facts.append((_("Came along"), _("; ").join(officers)))
    if visit.reported_on:
        facts.append((_("Reported on"), day_text(visit.reported_on)))
    facts.append((_("Printed at"), instant_text(timezone.localtime(now))))
    return facts


def _captioned(visit: Visit, photos: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the photographs with their captions in the part's language where the questionnaire has them."""
    return [{**each, "caption": in_its_language(visit, each["question"], each["caption"])} for each in photos]


def _clusters(visit: Visit, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings by cluster, those of the law apart from those of the programme's own rules."""
    found = []
    for cluster in Cluster:
        here = [finding for finding in findings if finding.cluster == cluster]
        if here:
            law = [_finding(visit, finding) for finding in here if finding.basis == Basis.LAW]
            rules = [_finding(visit, finding) for finding in here if finding.basis != Basis.LAW]
            found.append({"title": str(cluster.label), "law": law, "rules": rules})
    return found


def _finding(visit: Visit, finding: Finding) -> dict[str, Any]:
    return {
        "number": finding.reference, "title": _title(visit, finding),
        "severity": finding.get_severity_display(),
        "statement": finding.get_statement_display(), "article": finding.article_told,
        "description": finding.description, "state": finding.get_state_display(),
        "actions": [_action(action) for action in finding.actions.all()],
    }  # fmt: skip


def _title(visit: Visit, finding: Finding) -> str:
    """Return the title in the part's language where the questionnaire, or a refusal, gave it."""
    refusals = set()
    for code, _lang, _region in LANGUAGES:
        with translation.override(code):
            refusals.add(_(REFUSAL))
    if finding.title in refusals:
        return _(REFUSAL)
    return in_its_language(visit, finding.question, finding.title)


def _action(action: CorrectiveAction) -> dict[str, str]:
    owner = action.owner_name or str(action.owner_person or "")
    return {
        "what": action.what, "who": owner, "due": day_text(action.due_on),
        "state": action.get_state_display(),
    }  # fmt: skip


def _interviews(visit: Visit) -> str:
    count = interviews_of(visit)
    if count < FEWEST_INTERVIEWS:
        return ""
    return _("The team spoke alone with %(count)s workers. What each of them said stays with the team.") % {
        "count": count
    }


def _right_of_reply(visit: Visit) -> str:
    if visit.reply_until is None:
        return _("The employer may reply to the report and to each finding once it is handed in.")
    return _(
        "The employer may reply to this report until %(day)s, and to each finding as long as it is open, "
        "with photographs or papers, and may propose what will be done. The association reads and answers "
        "every reply."
    ) % {"day": day_text(visit.reply_until)}


def _words() -> dict[str, str]:
    return {
        "findings": _("Findings"), "none": _("No findings from this visit."),
        "law": _("By the law"), "rules": _("By the rules of the programme, not the law"),
        "actions": _("What was agreed"), "who": _("Who"), "due": _("Due on"), "state": _("State"),
        "photos": _("Photographs"), "reply": _("Right of reply"), "replies": _("What the employer replied"),
        "said": _("What was seen and agreed"), "article": _("Article"), "no_action": _("Nothing agreed yet"),
        "page": pgettext("page number", "Page"),
    }  # fmt: skip
