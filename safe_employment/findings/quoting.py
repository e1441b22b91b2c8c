"""Whether words for the employer tell what a worker said, so that it could know who spoke.

A sentence is suspect where somebody says something and the last one named before is a worker, a shift or a
post, and not the employer's side, the team or a paper. A net for the most frequent slips, not a proof: the
reviewer reads the report too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safe_employment.findings import errors
from safe_employment.findings.models import StepKind
from safe_employment.kit.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Collection

    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor

SENTENCE = re.compile(r"[。；;！!？?\n]|\.(?=\s|$)")
SAID = re.compile(
    r"(?<![小传])说(?![明法服])|(?<![名职简俗统对])称(?![重职号呼为])|反映|告诉|透露|抱怨|举报|表示|声称|诉说|坦言"
    r"|提到|谈到|讲到|讲述|介绍(?=说|称|[，,：:])|(?<=[员工人们的])[都也曾]?讲"
    r"|\b(?:said|says?|told|tells?|tell|complain(?:s|ed)?|mention(?:s|ed)?|explain(?:s|ed)?|claim(?:s|ed)|stated"
    r"|confirm(?:s|ed)|admitted|revealed|described|reported|according to)\b",
    re.IGNORECASE,
)
# Who is named last before decides; what stands first is taken first where two begin at the same place.
OTHERS = (
    r"老板娘?|店主|店长|业主|雇主|厂长|经理|主管|负责人|管理人员|管理层|人事|会计|法定代表人|企业|公司|单位|店方|厂方"
    r"|我们|小组|走访组|走访人员|协会(?:的?工作人员)?|检查员|督导员|监察员|告示|通知|公告|制度|规定|合同|手册|标语|海报|招牌|表格|记录"
    r"|\b(?:owners?|employers?|managers?|management|boss|directors?|supervisors?|accountants?|personnel|company|firm"
    r"|we|team|monitors?|association|notices?|posters?|signs?|letters?|contracts?|rules?|handbooks?|papers?"
    r"|registers?|ledgers?|rosters?|records?|books|law)\b"
)
SHIFTS = (
    r"[夜早晚中白]班|前台|后厨|厨房|车间|仓库|大堂|收银台|流水线|宿舍(?=的?人|里的?人)"
    r"|\b(?:night|day|morning|evening|late|early)[\s-]?shifts?\b|\b(?:kitchen|reception|workshop|warehouse|laundry)\b"
)
WORKERS = (
    r"工人|员工|职工|劳动者|打工者|从业人员|工作人员|[男女童临小民农普技帮]工(?![资作会])|学徒|实习生|学生工?|师傅"
    r"|(?![会党团成全人])[\u4e00-\u9fff]员(?![工会额])|[厨技面点缝]师(?!傅)|保安|保洁|保姆|阿姨|大姐|小妹|小伙子?|姑娘"
    r"|有人|大家|他们|她们|受访者|被访者|当事人"
    r"|\b(?:workers?|employees?|staff|labou?rers?|cooks?|chefs?|cleaners?|wait(?:er|ress)(?:e?s)?|guards?|porters?"
    r"|drivers?|cashiers?|receptionists?|helpers?|apprentices?|interns?|trainees?|dishwashers?|packers?|loaders?"
    r"|operators?|machinists?|tailors?|sewers?|seamstress(?:es)?|technicians?|maids?|nann(?:y|ies)|housekeepers?"
    r"|girls?|boys?|wom[ae]n|m[ae]n|migrants?|interviewees?|they|somebody|someone|one of them|some of them)\b"
)
# To whom something is said does not say it: 向我们反映, 给员工讲.
NAMED = re.compile(rf"(?<![向对给跟])(?:(?P<others>{OTHERS})|(?P<workers>{SHIFTS}|{WORKERS}))", re.IGNORECASE)
# “Told us” needs no one whom the net knows: a seamstress told us.
TO_US = re.compile(
    r"\A(?:told|tells?)\s+(?:us|me|the team|the monitors?)\b|\A告诉(?:我们|小组|走访)", re.IGNORECASE
)
NOT_SAID = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?|\b(?:to|can|cannot|could|may|must|not)\s+|[被向对给])\Z",
    re.IGNORECASE,
)
AFTER = re.compile(r"\Aaccording to\s+", re.IGNORECASE)


def quoted_in(words: str) -> str:
    """Return the words that tell what a worker said; "" where there are none."""
    for sentence in SENTENCE.split(words):
        for said in SAID.finditer(sentence):
            if _is_a_workers(sentence, said):
                return sentence.strip()[:80]
    return ""


def _is_a_workers(sentence: str, said: re.Match[str]) -> bool:
    before, after = sentence[: said.start()], sentence[said.start() :]
    if AFTER.match(after):
        first = NAMED.search(after)
        return bool(first and first["workers"])
    if NOT_SAID.search(before):
        return False
    last = None
    for last in NAMED.finditer(before):  # noqa: B007 - the last one counts
        pass
    if last is None:
        return bool(TO_US.match(after))
    return bool(last["workers"])


def quoted_of(finding: Finding, own: Collection[str] = ()) -> str:
    """Return what the words of a finding and of its actions tell; `own` are those of the questionnaire."""
    title = "" if finding.title in own else finding.title
    told = [title, finding.description]
    if finding.pk:
        told += [action.what for action in finding.actions.all()]
    if finding.pk and finding.shared_on is None:
        told += _written_by_staff(finding)
    return next(filter(None, map(quoted_in, told)), "")


def _written_by_staff(finding: Finding) -> list[str]:
    """Return what was written before the employer is told; each later text is checked by itself."""
    told = [words for each in finding.containments.all() for words in (each.who, each.how)]
    for action in finding.actions.all():
        back = [each.text for each in action.steps.all() if each.kind == StepKind.SENT_BACK]
        told += [action.done_text, *back]
        told += [words for each in action.postponements.all() for words in (each.reason, each.decision)]
    return told


def check_said(by: Actor, finding: Finding, words: str, field: str) -> None:
    """Hold that what the staff write where the employer reads it tells nothing a worker said.

    Raises ProgrammeError FINDING_QUOTES_A_WORKER. What the employer writes is its own to say.
    """
    is_employers = by.person is not None and not by.is_staff
    if not is_employers and finding.for_employer and (quoted := quoted_in(words)):
        raise ProgrammeError(errors.QUOTES_A_WORKER, {"words": quoted}, field=field)


def check_told(finding: Finding) -> None:
    """Hold that the employer is told nothing a worker said. Raises ProgrammeError FINDING_QUOTES_A_WORKER."""
    if words := quoted_of(finding):
        raise ProgrammeError(errors.QUOTES_A_WORKER, {"words": words})
