import { around } from "./found";

const SHOWN_FOR = 8000;

/** Let messages be dismissed; those that only confirm leave by themselves. */
export function dismissToasts(page: Document): void {
  const begin = () => {
    for (const toast of page.querySelectorAll<HTMLElement>("[data-toast]:not([data-begun])")) {
      toast.dataset.begun = "";
      toast.querySelector("[data-toast-close]")?.removeAttribute("hidden");
      if (toast.classList.contains("toast-success")) setTimeout(() => leave(toast), SHOWN_FOR);
    }
  };
  begin();
  page.addEventListener("htmx:load", begin);
  page.addEventListener("click", (event) => {
    if (around(event, "[data-toast-close]")) around(event, "[data-toast]")?.remove();
  });
}

function leave(toast: HTMLElement): void {
  if (toast.matches(":hover") || toast.contains(toast.ownerDocument.activeElement)) {
    setTimeout(() => leave(toast), SHOWN_FOR);
  } else {
    toast.remove();
  }
}
