interface RequestEvent extends Event {
  detail: { headers: Record<string, string>; verb: string };
}

/** Give every request that changes something the token that Django asks for. */
export function sendToken(page: Document): void {
  page.addEventListener("htmx:configRequest", (event) => {
    const { headers, verb } = (event as RequestEvent).detail;
    if (verb !== "get") headers["X-CSRFToken"] = cookie(page.cookie, "csrftoken");
  });
}

/** Return a cookie's value, or nothing. */
export function cookie(all: string, name: string): string {
  const found = all.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** Keep what was typed into the search while the list was on its way. */
export function keepTyping(page: Document): void {
  let typed = "";
  let isTyping = false;
  page.addEventListener("htmx:beforeSwap", () => {
    const search = page.activeElement;
    isTyping = search instanceof HTMLInputElement && search.matches("[data-search]");
    typed = isTyping ? (search as HTMLInputElement).value : "";
  });
  page.addEventListener("htmx:afterSettle", () => {
    const search = page.querySelector<HTMLInputElement>("[data-search]");
    if (!isTyping || !search) return;
    isTyping = false;
    if (search.value.trim() !== typed.trim()) {
      search.value = typed;
      search.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      search.value = typed;
    }
    search.focus();
    search.setSelectionRange(typed.length, typed.length);
  });
}
