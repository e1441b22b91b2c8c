// One gesture hides an interview: a swipe down, Escape, or the phone's own way back.
const LENGTH = 120;

let entries = 0;

/** Put an entry into the history for the way back to use up; to be called at a touch, else a browser passes over it. */
export function guardBack(): void {
  history.pushState("interview", "");
  entries += 1;
}

/** Call `hide` at the gesture until the returned function is called. */
export function watchGestures(hide: () => void): () => void {
  let from: number | null = null;
  const down = (event: TouchEvent) => {
    // Farther down the page a swipe scrolls, unless it begins at the head, which is always in sight.
    const atHead = event.target instanceof Element && event.target.closest(".interview-head") !== null;
    from = window.scrollY < 4 || atHead ? (event.touches[0]?.clientY ?? null) : null;
  };
  const move = (event: TouchEvent) => {
    if (from === null || (event.touches[0]?.clientY ?? 0) - from < LENGTH) return;
    from = null;
    hide();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
  };
  const back = () => {
    entries -= 1;
    hide();
    guardBack();
  };
  document.addEventListener("touchstart", down, { passive: true });
  document.addEventListener("touchmove", move, { passive: true });
  document.addEventListener("keydown", key);
  window.addEventListener("popstate", back);
  return () => {
    document.removeEventListener("touchstart", down);
    document.removeEventListener("touchmove", move);
    document.removeEventListener("keydown", key);
    window.removeEventListener("popstate", back);
    if (entries > 0) history.go(-entries);
    entries = 0;
  };
}
