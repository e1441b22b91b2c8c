// The light pages, for people without an account: every one works without this file. It imports nothing, so that
// the office's script stays one file and this one stays short.

for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

document.querySelector<HTMLElement>("[data-focus]")?.focus();

// A large file takes a while to send: say so, and do not send it twice.
document.addEventListener("submit", (event) => say((event.target as Element).closest("[data-sends]"), true));

// Back by the browser's own button the page is as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sends]")) say(form, false);
});

function say(form: Element | null, sending: boolean): void {
  const note = form?.querySelector<HTMLElement>("[data-sending]");
  if (!form || !note) return;
  note.hidden = !sending;
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[type=submit]")) button.disabled = sending;
}
