"""Look at pages: pictures at desk and phone width in both languages, and what axe-core has to say.

    python tools/look.py /a/kunming/ /a/kunming/style/ --session KEY --out pictures

Needs a running server, Chromium (`tools/chromium`) and the front end's packages (for axe-core).
Ends with status 1 if axe-core finds a violation or a page logs an error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

AXE = Path(__file__).resolve().parent.parent / "frontend/node_modules/axe-core/axe.min.js"
WIDTHS = {"desk": 1280, "phone": 390}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def main() -> int:
    """Take the pictures; returns the exit status."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for language in options.languages:
            for width in options.widths:
                faults += look(browser, options, language, width)
        browser.close()
    return 1 if faults else 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--session", default="", help="key of a signed-in session")
    parser.add_argument("--out", type=Path, default=Path(".local/looks"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--widths", nargs="+", choices=WIDTHS, default=list(WIDTHS))
    return parser.parse_args()


def look(browser: Browser, options: argparse.Namespace, language: str, width: str) -> int:
    """Look at every page in one language at one width; returns the number of faults."""
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900 if width == "desk" else 844}, bypass_csp=False
    )
    host = urlsplit(options.base).hostname or ""
    cookies = {"language": LANGUAGES[language]} | ({"sessionid": options.session} if options.session else {})
    context.add_cookies([{"name": n, "value": v, "domain": host, "path": "/"} for n, v in cookies.items()])
    faults = 0
    for path in options.paths:
        page = context.new_page()
        said: list[str] = []
        listen(page, said)
        page.goto(f"{options.base}{path}")
        page.wait_for_load_state("networkidle")
        name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
        page.screenshot(path=options.out / f"{name}.{language}.{width}.png", full_page=True)
        faults += tell(path, language, width, violations(page), said)
        page.close()
    context.close()
    return faults


def listen(page: Page, said: list[str]) -> None:
    """Note the errors that a page logs."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe-core finds; run outside the page's content policy."""
    source = AXE.read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {source}; }}")
    found: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
    wide = page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    if wide:
        found["violations"].append(
            {"id": "wider-than-the-screen", "help": "the page scrolls sideways", "nodes": []}
        )
    return list(found["violations"])


def tell(path: str, language: str, width: str, found: list[dict[str, Any]], said: list[str]) -> int:
    """Print the faults of a page; returns how many."""
    for fault in found:
        places = "; ".join(" ".join(map(str, node["target"])) for node in fault["nodes"][:4])
        print(f"{path} [{language} {width}] {fault['id']}: {fault['help']} ({len(fault['nodes'])}) {places}")
    for line in said:
        print(f"{path} [{language} {width}] console: {line}")
    return len(found) + len(said)


if __name__ == "__main__":
    sys.exit(main())
