"""Sub-commands for the people who keep the machine: the audit log, associations, people and keys."""

from __future__ import annotations

import getpass
import json
import sys
from typing import Annotated

import typer

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError

audit_app = typer.Typer(no_args_is_help=True, help="The audit log.")
association_app = typer.Typer(no_args_is_help=True, help="Associations and their first people.")
keys_app = typer.Typer(no_args_is_help=True, help="The keys of sealed values, such as identity numbers.")
Slug = Annotated[str, typer.Option(help="The short name of the association.")]


def register(app: typer.Typer) -> None:
    """Add the sub-commands to the program."""
    app.add_typer(audit_app, name="audit")
    app.add_typer(association_app, name="association")
    app.add_typer(keys_app, name="keys")


def fail(problem: ProgrammeError, *, as_json: bool = False) -> typer.Exit:
    """Print a coded error on stderr; returns the exit to raise (2, bad input)."""
    if as_json:
        words = {"code": problem.code, "what": problem.what, "remedy": problem.remedy}
        typer.echo(json.dumps({"error": words}, ensure_ascii=False), err=True)
    else:
        typer.echo(f"{problem.code}: {problem.what} {problem.remedy}", err=True)
    return typer.Exit(2)


@audit_app.command("verify")
def audit_verify(
    head: Annotated[
        list[str] | None, typer.Option(help="A head noted earlier, as CHAIN:POSITION:HASH; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Prove that no entry of the audit log was altered or removed; exits 1 if one was."""
    from safe_employment.kit import audit

    anchors = {}
    for noted in head or []:
        chain, position, digest = noted.split(":")
        anchors[int(chain)] = (int(position), digest)
    found = audit.verify(anchors)
    heads = [f"{chain}:{position}:{digest}" for chain, (position, digest) in sorted(found.heads.items())]
    if as_json:
        faults = [{"chain": f.chain, "position": f.position, "kind": f.kind} for f in found.faults]
        typer.echo(
            json.dumps({"entries": found.entries, "holds": found.holds, "heads": heads, "faults": faults})
        )
    else:
        for fault in found.faults:
            typer.echo(f"chain {fault.chain}, entry {fault.position}: {fault.kind}", err=True)
        word = "holds" if found.holds else "DOES NOT HOLD"
        typer.echo(f"{found.entries} entries, {len(found.heads)} chains: the log {word}")
        for line in heads:
            typer.echo(f"  head {line}")
    if not found.holds:
        raise typer.Exit(1)


@association_app.command("create")
def association_create(slug: str, name_zh: str, name_en: str, division: str = "530100") -> None:
    """Add an association."""
    from safe_employment.kit.commands.associations import create_association

    made = create_association(
        by=machine(None, channel="cli"), slug=slug, name_zh=name_zh, name_en=name_en, division_code=division
    )
    typer.echo(f"{made.slug}: {made}")


@association_app.command("appoint")
def association_appoint(
    email: str, name: str, role: str, slug: Annotated[str, typer.Argument()] = ""
) -> None:
    """Give someone a role from the machine: the first manager of SLUG, or an administrator (no SLUG).

    The password of a new person is asked for, or read from standard input where that is no terminal.
    """
    from safe_employment.kit.commands.associations import appoint

    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    by = Actor(person=None, association=None, channel="cli")
    try:
        assignment = appoint(by=by, email=email, name=name, role=role, slug=slug, password=password)
    except ProgrammeError as problem:
        raise fail(problem) from problem
    typer.echo(str(assignment))


@keys_app.command("rotate")
def keys_rotate(
    association: Slug, batch: Annotated[int, typer.Option(min=1, help="Rows a transaction.")] = 500
) -> None:
    """Make a new key and bring every sealed value under it; run it again if it was broken off."""
    from safe_employment.kit.commands.associations import association_called
    from safe_employment.kit.sealed.rotation import rotate_keys

    try:
        by = machine(association_called(association), channel="cli")
        done = rotate_keys(by=by, batch=batch, tell=lambda count: typer.echo(f"  {count}", err=True))
    except ProgrammeError as problem:
        raise fail(problem) from problem
    how = "taken up again" if done.was_resumed else "done"
    typer.echo(
        f"{association}: rotation {how}, key {done.version} in force, {done.values} values brought to it"
    )


@keys_app.command("rewrap")
def keys_rewrap(association: Slug) -> None:
    """Encrypt the keys anew by the first of SEALING_KEYS; afterwards the older ones may be taken out."""
    from safe_employment.kit.commands.associations import association_called
    from safe_employment.kit.sealed.rotation import rewrap_keys

    try:
        count = rewrap_keys(by=machine(association_called(association), channel="cli"))
    except ProgrammeError as problem:
        raise fail(problem) from problem
    typer.echo(f"{association}: {count} keys encrypted by the master key in force")
