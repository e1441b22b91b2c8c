"""What the engine says of a screening, as a picture in words and shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.engines import screening as engine
from safe_employment.kit.marks import Mark
from safe_employment.screenings.assessing import assess, digest_of, indicators_for
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Kind
from safe_employment.screenings.presentation import assessment_mark, step_mark
from safe_employment.screenings.sections import kept_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.screenings.models import Screening, ScreeningAnswer
    from safe_employment.screenings.sections import Kept

A = engine.Assessment


@dataclass(frozen=True)
class DimensionLine:
    """A dimension: its conclusion, and a dot for each indicator by what was answered."""

    key: str
    title: str
    mark: Mark
    dots: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class Reading:
    """One conclusion: what it is called, what it is, and how it comes about."""

    title: str
    mark: Mark
    text: str = ""


@dataclass(frozen=True)
class SignLine:
    """One of the ILO's eleven indicators of forced labour."""

    number: int
    title: str
    mark: Mark


@dataclass(frozen=True)
class Picture:
    """Everything that a page shows of an assessment."""

    found: engine.Screening
    step: Mark
    refer: Mark
    dimensions: list[DimensionLine]
    readings: list[Reading]
    case_class: str
    signs: list[SignLine]
    elements: list[Reading]
    trafficking: Reading
    labour: Reading
    missing: list[str]
    emergency: list[str]
    is_child: bool
    age_group: str
    notice: str
    digest: str

    @property
    def signs_indicated(self) -> int:
        """How many of the eleven are indicated."""
        return sum(line.mark.tone == "attention" for line in self.signs)


def picture_of(screening: Screening, answers: Sequence[ScreeningAnswer]) -> Picture:
    """Return the picture of a screening by its answers."""
    found = assess(screening, answers)
    indicators = indicators_for(screening)
    return Picture(
        found=found,
        step=step_mark(found.next_step),
        refer=assessment_mark(found.refer),
        dimensions=_dimensions(found, indicators, kept_of(answers)),
        readings=_readings(found),
        case_class=said(engine.wording(found.adult.case_class)) if found.adult else "",
        signs=[_sign(sign) for sign in found.forced_labour_signs],
        elements=_elements(found),
        trafficking=Reading(_("Trafficking by the Protocol"), assessment_mark(found.palermo.trafficking)),
        labour=Reading(_("Forced labour as it is counted"), assessment_mark(found.forced_labour_stat)),
        missing=missing_of(found, indicators),
        emergency=[said(engine.wording(reason)) for reason in found.emergency.reasons],
        is_child=found.age_group is engine.AgeGroup.CHILD,
        age_group=said(engine.wording(found.age_group)),
        notice=said(found.provenance.notice),
        digest=digest_of(indicators),
    )


def _dimension_mark(found: engine.Assessment) -> Mark:
    """Return how a dimension stands: positive, negative, or not assessed."""
    if found is A.YES:
        return Mark(_("Positive"), "attention")
    return Mark(_("Negative"), "plain") if found is A.NO else Mark(_("Not assessed"), "waiting")


def _dimensions(found: engine.Screening, indicators: engine.IndicatorSet, kept: Kept) -> list[DimensionLine]:
    titles = {heading.dimension: said(heading.words) for heading in indicators.headings}
    lines = []
    for result in found.dimensions:
        dots = tuple(
            kept[Kind.INDICATOR, each.id].answer if (Kind.INDICATOR, each.id) in kept else "not_asked"
            for each in indicators.of(result.dimension)
        )
        counts = {
            "yes": dots.count("yes"),
            "no": dots.count("no"),
            "unknown": dots.count("unknown") + dots.count("refused"),
            "left": dots.count("not_asked"),
        }
        told = _("%(yes)s yes, %(no)s no, %(unknown)s not known, %(left)s not asked") % counts
        key = f"dimension-{int(result.dimension)}"
        lines.append(
            DimensionLine(key, titles[result.dimension], _dimension_mark(result.assessment), dots, told)
        )
    return lines


def _readings(found: engine.Screening) -> list[Reading]:
    if found.adult is not None:
        texts = {
            engine.AdultOutput.STRICT: _(
                "Exploitation and coercion at destination, and deceptive or coercive recruitment"
            ),
            engine.AdultOutput.PALERMO_WIDE: _(
                "Exploitation and any means, abuse of vulnerability among them"
            ),
            engine.AdultOutput.FORCED_LABOUR_SIGN: _(
                "Exploitation, and coercion or abuse of vulnerability at destination"
            ),
        }
        return [
            Reading(said(engine.wording(each)), assessment_mark(found.adult.output(each)), text)
            for each, text in texts.items()
        ]
    child = found.child
    if child is None:
        return []
    reasons = "; ".join(said(engine.wording(reason)) for reason in child.reasons)
    return [
        Reading(_("To be referred"), assessment_mark(child.refer), reasons),
        Reading(
            _("Trafficking of a child"), assessment_mark(child.trafficking), _("An act and exploitation")
        ),
        Reading(_("Exploited"), assessment_mark(child.exploited)),
    ]


def _sign(found: engine.SignIndicated) -> SignLine:
    title = said(found.sign.words)
    if found.is_indicated:
        return SignLine(found.sign.number, title, Mark(_("Indicated"), "attention"))
    if found.open:
        return SignLine(found.sign.number, title, Mark(_("Not all asked"), "waiting"))
    return SignLine(found.sign.number, title, Mark(_("Not indicated"), "plain"))


def _elements(found: engine.Screening) -> list[Reading]:
    palermo = found.palermo
    not_needed = _("Not needed for someone under 18") if found.child is not None else ""
    return [
        Reading(_("Act"), assessment_mark(palermo.act), _("What was done")),
        Reading(_("Means"), assessment_mark(palermo.means), not_needed or _("How it was done")),
        Reading(_("Purpose"), assessment_mark(palermo.purpose), _("For what")),
    ]


def missing_of(found: engine.Screening, indicators: engine.IndicatorSet) -> list[str]:
    """Return in sentences what must still be asked before anything can be concluded."""
    missing = []
    if found.emergency.to_ask:
        asked = "; ".join(said(engine.wording(reason)) for reason in found.emergency.to_ask)
        missing.append(_("Danger at this moment is not cleared: %(questions)s.") % {"questions": asked})
    titles = {heading.dimension: said(heading.words) for heading in indicators.headings}
    for result in found.dimensions:
        if result.assessment is not A.NOT_ASSESSED:
            continue
        total = len(indicators.of(result.dimension))
        needed = max(1, -(-total // 2) - len(result.no))
        words = ngettext(
            "%(dimension)s: not assessed; %(needed)s more clear answer at least.",
            "%(dimension)s: not assessed; %(needed)s more clear answers at least.",
            needed,
        )
        missing.append(words % {"dimension": titles[result.dimension], "needed": needed})
    if found.palermo.act is A.NOT_ASSESSED:
        missing.append(_("What was done to bring the person there (the act) is not written down."))
    if found.child is not None and found.child.to_ask:
        count = len(found.child.to_ask)
        words = ngettext(
            "%(count)s question that could decide for a child by itself is open.",
            "%(count)s questions that could decide for a child, alone or with another, are open.",
            count,
        )
        missing.append(words % {"count": count})
    return missing
