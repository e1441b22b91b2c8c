import { around } from "./found";

/** Close an open menu (`details[data-closes]`) by a click elsewhere or by Escape. */
export function closeMenus(page: Document): void {
  page.addEventListener("click", (event) => {
    const inside = around(event, "details[data-closes]");
    for (const menu of openMenus(page)) if (menu !== inside) menu.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus(page)) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

function openMenus(page: Document): HTMLDetailsElement[] {
  return [...page.querySelectorAll<HTMLDetailsElement>("details[data-closes][open]")];
}

/** Open and close the side menu of a phone; without scripts its address (#menu) does the same. */
export function toggleMenu(page: Document): void {
  page.addEventListener("click", (event) => {
    const opener = around(event, "[data-menu-toggle]");
    const closer = around(event, "[data-menu-close]");
    if (!opener && !closer) return;
    event.preventDefault();
    const isOpen = page.body.classList.toggle("menu-open", closer ? false : undefined);
    const toggle = page.querySelector<HTMLElement>("[data-menu-toggle]");
    toggle?.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? page.querySelector<HTMLElement>("#menu a") : toggle)?.focus();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && page.body.classList.contains("menu-open"))
      page.querySelector<HTMLElement>("[data-menu-close]")?.click();
  });
}
