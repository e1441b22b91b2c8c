"""Keep the translations: `update` the catalogues, `check` for gaps and conflicts, `compile` for use.

Needs no gettext installed: strings of templates are found with Django's own template reader, the
rest is Babel's. Each room has its own catalogue in `<room>/locale/zh_Hans/LC_MESSAGES/django.po`.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "safe_employment"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACE = re.compile(r"%\([a-z_0-9]+\)[sd]|\{[a-z_0-9]*\}")


def owners() -> list[Path]:
    """Return the folders that own a catalogue, the innermost first."""
    rooms = [path for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))]
    inner = [path.parent for room in rooms for path in room.glob("*/locale")]
    return [*inner, *(room for room in rooms if room.name != "config"), PACKAGE / "config"]


def strings(owner: Path, taken: set[Path]) -> Catalog:
    """Return the messages of one owner's Python files and templates."""
    found = Catalog(locale="zh_Hans", project="safe-employment", charset="utf-8")
    for path in sorted([*owner.rglob("*.py"), *owner.rglob("*.html"), *owner.rglob("*.txt")]):
        if path in taken or "/tests/" in str(path) or "/migrations/" in str(path) or "/static/" in str(path):
            continue
        taken.add(path)
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            from django.utils.translation.template import templatize

            lines = templatize(source, origin=str(path)).splitlines()
            source = "\n".join(line.lstrip() for line in lines)  # indentation means nothing in a page
        place = str(path.relative_to(PACKAGE.parent))
        for line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, comment_tags=["Translators:"]
        ):
            found.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def catalogues() -> list[tuple[Path, Catalog]]:
    """Return each catalogue's file and the messages that its owner uses now."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    taken: set[Path] = set()
    pairs = []
    for owner in owners():
        found = strings(owner, taken)
        if len(found):
            pairs.append((owner / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po", found))
    return pairs


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="zh_Hans", project="safe-employment", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update(only: str | None) -> None:
    """Bring the catalogues up to date; what is not translated yet stays empty."""
    for path, found in catalogues():
        if only and only not in path.parts:
            continue
        kept = _read(path)
        kept.update(found, no_fuzzy_matching=True)
        kept.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, kept, width=110, sort_by_file=True, include_previous=False)


def faults(path: Path, found: Catalog) -> list[str]:
    """Return what is missing, fuzzy or has other places than its source."""
    kept = _read(path)
    wrong = []
    for message in found:
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else message.id[0]
        entry = kept.get(source, message.context)
        string = entry.string if entry is not None else ""
        texts = [string] if isinstance(string, str) else list(string or ())
        if not texts or not all(texts):
            wrong.append(f"{path}: not translated: {source!r}")
        elif entry is not None and entry.fuzzy:
            wrong.append(f"{path}: fuzzy: {source!r}")
        elif not set(PLACE.findall(texts[0])) <= set(
            PLACE.findall(source if isinstance(message.id, str) else " ".join(message.id))
        ):
            wrong.append(f"{path}: other places: {source!r}")
    return wrong


def conflicts(paths: list[Path]) -> list[str]:
    """Return the texts that two catalogues translate differently.

    Django merges all catalogues, so that one source text with one context has one translation; a word
    that means something else in one room has a context there.
    """
    texts: dict[tuple[str, str | None], dict[str, str]] = {}
    for path in paths:
        for message in _read(path):
            if message.id and message.string:
                source = message.id if isinstance(message.id, str) else message.id[0]
                text = message.string if isinstance(message.string, str) else " | ".join(message.string)
                place = str(path.relative_to(PACKAGE)).partition("/locale/")[0]
                texts.setdefault((source, message.context), {})[place] = text
    return [
        f"several translations: {source!r}" + (f" of {context!r}" if context else "") + f": {by_place}"
        for (source, context), by_place in texts.items()
        if len(set(by_place.values())) > 1
    ]


def check() -> int:
    """Print every gap and every conflict; returns how many there are."""
    pairs = catalogues()
    wrong = [line for path, found in pairs for line in faults(path, found)]
    wrong += conflicts(sorted(PACKAGE.rglob("locale/zh_Hans/LC_MESSAGES/django.po")))
    print("\n".join(wrong) or "every text is translated")
    return len(wrong)


def compile_all() -> None:
    """Write the files that the program reads."""
    for path in PACKAGE.rglob("locale/*/LC_MESSAGES/django.po"):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, _read(path))


if __name__ == "__main__":
    verb = sys.argv[1] if len(sys.argv) > 1 else "check"
    if verb == "update":
        update(sys.argv[2] if len(sys.argv) > 2 else None)
    elif verb == "compile":
        compile_all()
    else:
        sys.exit(1 if check() else 0)
