"""Commands for the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.interviews import errors
from safe_employment.interviews.codebook import USUAL_THEMES
from safe_employment.interviews.models import Theme
from safe_employment.interviews.policies import KEEP_THEMES
from safe_employment.interviews.queries import theme_for
from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _save(theme: Theme, facts: dict[str, object]) -> list[str]:
    with refusing("theme_once_in_codebook", ProgrammeError(errors.THEME_TWICE, field="name_zh")):
        return put(theme, facts)


@command
def add_theme(*, by: Actor, side: str, name_zh: str, name_en: str = "", is_retired: bool = False) -> Theme:
    """Add a theme to the codebook. Raises ProgrammeError INTERVIEWS_THEME_TWICE."""
    check(by, KEEP_THEMES)
    theme = Theme(association=by.home)
    _save(theme, {"side": side, "name_zh": name_zh, "name_en": name_en, "is_retired": is_retired})
    record(by, "interviews.add_theme", theme)
    return theme


@command
def change_theme(
    *, by: Actor, theme: int, side: str, name_zh: str, name_en: str = "", is_retired: bool = False
) -> Theme:
    """Change a theme or retire it. Raises ProgrammeError INTERVIEWS_THEME_TWICE."""
    check(by, KEEP_THEMES)
    found = theme_for(by, theme)
    named: dict[str, object] = {"side": side, "name_zh": name_zh, "name_en": name_en}
    changed = _save(found, {**named, "is_retired": is_retired})
    record(by, "interviews.change_theme", found, details={"changed": changed})
    return found


@command
def remove_theme(*, by: Actor, theme: int) -> Theme:
    """Remove a theme with which nothing is coded. Raises ProgrammeError INTERVIEWS_THEME_IN_USE."""
    check(by, KEEP_THEMES)
    found = theme_for(by, theme)
    used = found.case_studies.count()
    if used:
        raise ProgrammeError(errors.THEME_IN_USE, {"number": used})
    record(by, "interviews.remove_theme", found)
    Theme.objects.filter(pk=found.pk).delete()
    return found


@command
def add_usual_themes(*, by: Actor) -> list[Theme]:
    """Add the usual themes that the codebook does not have yet; returns those that were added."""
    check(by, KEEP_THEMES)
    known = set(Theme.objects.filter(association=by.home).values_list("side", "name_zh"))
    added = [
        Theme(association=by.home, side=side, name_zh=zh, name_en=en)
        for side, zh, en in USUAL_THEMES
        if (side.value, zh) not in known
    ]
    Theme.objects.bulk_create(added)
    record(by, "interviews.add_usual_themes", None, details={"added": len(added)})
    return added
