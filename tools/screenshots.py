"""Take the pictures of the documentation from a running demonstration (`make demo` in another window).

python tools/screenshots.py [ADDRESS]
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
HOME = "/a/kunming"


@dataclass(frozen=True)
class Picture:
    """A picture: its file, the page, whose page it is, how wide and how much of it is shown."""

    name: str
    path: str
    who: str
    width: int = 1280
    height: int = 800
    follow: str = ""


ALL = (
    Picture("results", f"{HOME}/results/kunming-2005-2008/", "赵世昌"),
    Picture("employers", f"{HOME}/employers/", "周小芸"),
    Picture("import", f"{HOME}/imports/1/", "周小芸"),
    Picture("finding", f"{HOME}/findings/", "唐敏", follow="a[href*='/findings/']:has-text('F-')"),
    Picture("own", f"{HOME}/own/", "陈美玲", width=390, height=844),
)


def enter(browser: Browser, address: str, picture: Picture) -> Page:
    """Open a page of the demonstration as one of its people."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, locale="zh-CN", device_scale_factor=1
    )
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.locator("li", has_text=picture.who).first.locator("button").click()
    page.goto(address + picture.path)
    return page


def main() -> int:
    """Take every picture; returns 0."""
    address = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000").rstrip("/")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for picture in ALL:
            page = enter(browser, address, picture)
            if picture.follow:
                page.locator(picture.follow).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{picture.name}.png")
            print(picture.name, re.sub(r"^https?://[^/]+", "", page.url))
            page.context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
