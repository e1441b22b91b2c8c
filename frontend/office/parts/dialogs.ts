import { around } from "./found";

/** Open `<a href="#id" data-dialog-open>` as a modal dialog; without scripts CSS shows the target. */
export function openDialogs(page: Document): void {
  page.addEventListener("click", (event) => {
    const opener = around<HTMLAnchorElement>(event, "a[data-dialog-open]");
    const dialog = opener && page.getElementById(opener.hash.slice(1));
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = around(event, "[data-dialog-close]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog")?.close();
    }
  });
}
