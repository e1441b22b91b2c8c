/** Go to what went wrong, so that it is read first. */
export function focusErrors(page: Document): void {
  const go = () => page.querySelector<HTMLElement>("[data-focus]:not(:focus)")?.focus();
  go();
  page.addEventListener("htmx:load", go);
}
