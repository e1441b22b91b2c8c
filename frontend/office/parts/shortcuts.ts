/** A key that a button or link names in `data-shortcut` presses it, unless someone is writing. */
export function pressShortcuts(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const at = event.target;
    if (at instanceof HTMLElement && at.matches("input, textarea, select, [contenteditable]")) return;
    if (page.querySelector("dialog[open]")) return;
    const wanted = [...page.querySelectorAll<HTMLElement>("[data-shortcut]")].find(
      (element) => element.dataset.shortcut === event.key,
    );
    if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  });
}
