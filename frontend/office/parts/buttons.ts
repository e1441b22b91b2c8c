import { around } from "./found";

/** `[data-print]` prints the page. */
export function printPages(page: Document): void {
  const show = () => {
    for (const button of page.querySelectorAll("[data-print][hidden]")) button.removeAttribute("hidden");
  };
  show();
  page.addEventListener("htmx:load", show);
  page.addEventListener("click", (event) => {
    if (around(event, "[data-print]")) page.defaultView?.print();
  });
}

/** `[data-copy="#id"]` copies the text of an element and says so. */
export function copyTexts(page: Document): void {
  page.addEventListener("click", async (event) => {
    const button = around(event, "[data-copy]");
    const text = button && page.querySelector(button.dataset.copy ?? "")?.textContent;
    if (!button || !text) return;
    await page.defaultView?.navigator.clipboard.writeText(text.trim());
    button.textContent = button.dataset.done ?? button.textContent;
  });
}

/** `[data-select-all="name"]` ticks every box of that name. */
export function selectAll(page: Document): void {
  page.addEventListener("change", (event) => {
    const all = around<HTMLInputElement>(event, "[data-select-all]");
    if (!all) return;
    for (const box of page.querySelectorAll<HTMLInputElement>(`input[name="${all.dataset.selectAll}"]`))
      if (!box.disabled) box.checked = all.checked;
  });
}
