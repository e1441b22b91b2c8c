"""Pages of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.interviews import commands, forms, queries
from safe_employment.interviews.policies import KEEP_THEMES
from safe_employment.interviews.tables import ThemeTable
from safe_employment.interviews.views.parts import FULL, action_if, edit_and_remove, page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.charts import Chart
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    link,
    posted,
    record_page,
    removing,
    saving,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor

MOST_SHOWN = 12


def _chart(by: Actor) -> Chart | None:
    """Return how often the most frequent themes were told; None where nothing is coded."""
    often = sorted(queries.themes_for(by), key=lambda theme: (-theme.times, theme.name_zh))[:MOST_SHOWN]
    often = [theme for theme in often if theme.times]
    if not often:
        return None
    rows = [{"theme": str(theme), "number": theme.times} for theme in often]
    return Chart(
        _("What was told most often"),
        rows=rows,
        x="theme",
        y="number",
        horizontal=True,
        x_title=_("Theme"),
        y_title=_("Case studies"),
    )


@door(KEEP_THEMES)
def themes(request: HttpRequest) -> HttpResponseBase:
    """List the codebook with how often each theme was told."""
    by = actor_of(request)
    add = action_if(by, KEEP_THEMES, _("Add a theme"), "add_theme", kind="primary")
    usual = action_if(by, KEEP_THEMES, _("Add the usual themes"), "usual_themes")
    found, template = queries.themes_for(by), "interviews/themes.html"
    return FULL.list_page(request, ThemeTable, found, add, usual, template=template, chart=_chart(by))


@door(KEEP_THEMES)
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a theme."""
    by = actor_of(request)
    found = queries.theme_for(by, pk)
    coded = f"{page(by, 'case_studies')}?theme={found.pk}"
    return record_page(
        request,
        title=found,
        subtitle=found.get_side_display(),
        back=page(by, "themes"),
        back_label=_("Codebook"),
        facts=[
            (_("What it answers"), found.get_side_display()),
            (_("Name in Chinese"), found.name_zh),
            (_("Name in English"), found.name_en),
            (_("No longer used"), found.is_retired),
            (_("Case studies"), link(found.times, coded) if found.times else found.times),
        ],
        actions=edit_and_remove(by, KEEP_THEMES, "theme", pk),
    )


@door(KEEP_THEMES)
def add_theme(request: HttpRequest) -> HttpResponse:
    """Add a theme."""
    by = actor_of(request)
    form = forms.ThemeForm(*posted(request), by=by)
    words = FormWords(_("Add a theme"), _("Add"), _("Theme added."))
    return form_page(request, form, commands.add_theme, words, back=page(by, "themes"), by=by)


@door(KEEP_THEMES)
def change_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or retire a theme."""
    by = actor_of(request)
    form = forms.ThemeForm(*posted(request), by=by, instance=queries.theme_for(by, pk))
    words = saving(_("Edit the theme"))
    back = page(by, "theme", pk)
    return form_page(request, form, commands.change_theme, words, back=back, by=by, theme=pk)


@door(KEEP_THEMES)
def remove_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a theme with which nothing is coded."""
    by = actor_of(request)
    found = queries.theme_for(by, pk)
    words = removing(_("Remove this theme?"), found)
    back, done = page(by, "theme", pk), page(by, "themes")
    return confirm_page(request, commands.remove_theme, words, back=back, done=done, by=by, theme=pk)


@door(KEEP_THEMES)
def usual_themes(request: HttpRequest) -> HttpResponse:
    """Add the usual themes to the codebook."""
    by = actor_of(request)
    words = FormWords(
        _("Add the usual themes?"),
        _("Add them"),
        _("Added."),
        _("Themes that are in the codebook already stay as they are."),
    )
    return confirm_page(request, commands.add_usual_themes, words, back=page(by, "themes"), by=by)
