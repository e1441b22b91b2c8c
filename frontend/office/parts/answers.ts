/** Say beside a question that its answer did not arrive: what is chosen on the page is not what is kept. */
export function tellUnsaved(page: Document): void {
  const tell = (event: Event) => {
    const form = (event.target as Element | null)?.closest?.("form[data-answer]");
    const status = form?.querySelector<HTMLElement>("[data-unsaved]");
    if (!status) return;
    status.textContent = status.dataset.unsaved ?? "";
    status.classList.add("question-refused");
  };
  page.addEventListener("htmx:sendError", tell);
  page.addEventListener("htmx:responseError", tell);
}
