/** `/` goes to the search, `j` and `k` to the next and the previous row; Enter opens it as any link. */
export function followKeys(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === "/") {
      const search = page.querySelector<HTMLInputElement>("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === "j" || event.key === "k") {
      step(page, event.key === "j" ? 1 : -1);
    }
  });
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Move the focus to the link of the next row in the given direction. */
export function step(page: Document, by: 1 | -1): void {
  const links = [...page.querySelectorAll<HTMLTableRowElement>("[data-row]")]
    .map((row) => row.querySelector<HTMLElement>("th a, td a"))
    .filter((link): link is HTMLElement => link !== null);
  const row = page.activeElement?.closest("[data-row]");
  const now = row ? links.findIndex((link) => row.contains(link)) : by === 1 ? -1 : links.length;
  const next = links[Math.max(0, Math.min(links.length - 1, now + by))];
  next?.focus();
  next?.scrollIntoView?.({ block: "nearest" });
}
