"""The rules' SQL, made once for a version of the rules and kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from safe_employment.engines.labour_law.jurisdiction import Jurisdiction, jurisdiction, jurisdictions
from safe_employment.engines.labour_law.plan import Plan, plan_from_json, plan_to_json

__all__ = ["cache_folder", "is_ready", "kept_plan", "warm_in_background"]

#: What the SQL depends on, besides the versions of the libraries that write it.
_SOURCES = ("safe_employment.engines.labour_law", "safe_employment.reference")
_WRITERS = ("ibis-framework", "sqlglot")


def cache_folder() -> Path:
    """Return the folder of what can be made again (``XDG_CACHE_HOME``, else ``~/.cache``)."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "safe-employment" / "labour-law"


@cache
def _fingerprint() -> str:
    print_of = hashlib.sha256()
    for name in _WRITERS:
        print_of.update(f"{name} {version(name)}".encode())
    for package in _SOURCES:
        root = Path(str(files(package)))
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.yaml")]):
            if "tests" not in path.parts:
                print_of.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return print_of.hexdigest()[:24]


_plans: dict[tuple[str, str], Plan] = {}
_making = threading.Lock()


def kept_plan(law: Jurisdiction, dialect: str) -> Plan:
    """Return the SQL of a jurisdiction in a dialect, from the cache where it is there; else make and keep
    it. Who asks meanwhile waits for the one that is being made.
    """
    known = _plans.get((law.id, dialect))
    if known is not None:
        return known
    with _making:
        if (law.id, dialect) not in _plans:
            _plans[law.id, dialect] = _read_or_make(law, dialect)
        return _plans[law.id, dialect]


def is_ready(law: Jurisdiction, dialect: str) -> bool:
    """Whether the SQL need not be made first, which takes half a minute after the rules have changed."""
    return (law.id, dialect) in _plans or _path(law, dialect).exists()


def warm_in_background() -> None:
    """Make the SQL of every jurisdiction ready, so that no visitor waits (called when serving begins)."""

    def warm() -> None:
        for name in jurisdictions():
            kept_plan(jurisdiction(name), "duckdb")

    threading.Thread(target=warm, name="warm-plans", daemon=True).start()


def _path(law: Jurisdiction, dialect: str) -> Path:
    return cache_folder() / f"{law.id}-{dialect}-{_fingerprint()}.json"


def _read_or_make(law: Jurisdiction, dialect: str) -> Plan:
    path = _path(law, dialect)
    try:
        return plan_from_json(path.read_text(encoding="utf-8"), law)
    except (OSError, ValueError, KeyError):
        # Ibis takes seconds to load and many to write: only where there is no plan yet.
        from safe_employment.engines.labour_law.planning import plan_for

        plan = plan_for(law, dialect)
        _keep(path, plan_to_json(plan))
        return plan


def _keep(path: Path, text: str) -> None:
    """Write the file whole or not at all; a folder that cannot be written to only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            file.write(text)
        Path(file.name).replace(path)
        for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
