"""The rules' SQL, made once for a version of the rules and kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
from safe_employment.engines.labour_law.plan import Plan, plan_from_json, plan_to_json

__all__ = ["cache_folder", "kept_plan"]

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


@cache
def kept_plan(jurisdiction: Jurisdiction, dialect: str) -> Plan:
    """Return the SQL of a jurisdiction in a dialect, from the cache where it is there; else make and keep
    it.
    """
    path = cache_folder() / f"{jurisdiction.id}-{dialect}-{_fingerprint()}.json"
    try:
        return plan_from_json(path.read_text(encoding="utf-8"), jurisdiction)
    except (OSError, ValueError, KeyError):
        # Ibis takes seconds to load and many to write: only where there is no plan yet.
        from safe_employment.engines.labour_law.planning import plan_for

        plan = plan_for(jurisdiction, dialect)
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
