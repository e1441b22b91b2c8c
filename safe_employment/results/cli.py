"""Sub-commands for the results: figures of a programme, and the definitions of the indicators."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import translation

from safe_employment.kit.cli import fail
from safe_employment.kit.errors import ProgrammeError

if TYPE_CHECKING:
    from safe_employment.results.counting import Figure
    from safe_employment.results.periods import Parts

results_app = typer.Typer(invoke_without_command=True, help="Figures counted from the records.")


def register(app: typer.Typer) -> None:
    """Add the sub-commands to the program."""
    app.add_typer(results_app, name="results")


@results_app.callback()
def results(
    context: typer.Context,
    *,
    programme: Annotated[str, typer.Option(help="Short name, for example kunming-2005-2008.")] = "",
    association: Annotated[str, typer.Option(help="Short name, where several have such a programme.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: the headline figures by key.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Every indicator, not only the headlines.")
    ] = False,
    language: Annotated[str, typer.Option(help="Language of the table: en or zh-hans.")] = "en",
) -> None:
    """Print the figures of a programme, counted now; exits 2 for a programme that does not exist."""
    if context.invoked_subcommand is not None:
        return
    from safe_employment.results.counting import figures_of
    from safe_employment.results.headlines import HEADLINES
    from safe_employment.results.periods import parts_of
    from safe_employment.results.queries import programme_named

    with translation.override(language):
        try:
            found = programme_named(programme, association)
        except ProgrammeError as problem:
            raise fail(problem, as_json=as_json) from problem
        parts = parts_of(found)
        figures = figures_of(found, parts, None if everything else HEADLINES)
        if as_json:
            typer.echo(json.dumps(_keyed(figures, parts)))
        else:
            _print_table(found.title, figures, parts)


@results_app.command("definitions")
def definitions(
    language: Annotated[str, typer.Option(help="en or zh-hans.")] = "en",
) -> None:
    """Print the definitions of all indicators as Markdown, for the documentation."""
    from safe_employment.results.definitions import as_markdown

    typer.echo(as_markdown(language))


def _keyed(figures: list[Figure], parts: Parts) -> dict[str, int]:
    from safe_employment.results.headlines import BY_PHASE

    found: dict[str, int] = {}
    for figure in figures:
        found[figure.indicator.key] = figure.value(parts.whole)
        if figure.indicator.key in BY_PHASE:
            later = [part for part in parts.phases if part.number > 1]
            found.update(
                {f"{figure.indicator.key}_phase_{part.number}": figure.value(part) for part in later}
            )
    return found


def _print_table(title: str, figures: list[Figure], parts: Parts) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    table.add_column("")
    for part in (parts.whole, *parts.phases):
        table.add_column(part.label, justify="right")
    for figure in figures:
        cells = [f"{figure.value(part):,}" for part in (parts.whole, *parts.phases)]
        table.add_row(str(figure.indicator.name), *cells)
    Console().print(table)
