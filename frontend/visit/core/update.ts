// A new version of the app is taken only when nothing is unsaved and no form is open.
import { state, vault } from "./app";
import { left } from "./left";

export async function watchForUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne || taking) location.reload();
  });
  const found = await navigator.serviceWorker.register("/phone/sw.js", { scope: "/phone/", updateViaCache: "none" });
  const look = () => {
    state.update = found.waiting !== null && navigator.serviceWorker.controller !== null;
    if (state.update && !vault.value && state.screen.name === "enter-pin") takeUpdate();
  };
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));
  look();
  window.setInterval(() => navigator.onLine && void found.update().catch(() => undefined), 60 * 60_000);
}

let taking = false;

/** Whether the app may be exchanged now: nothing is being written and no questionnaire is open or to be gone on with. */
export function mayUpdate(): boolean {
  return state.unsaved === 0 && left.size === 0 && !["form", "interview", "set-pin"].includes(state.screen.name);
}

export function takeUpdate(): void {
  if (!mayUpdate()) return;
  taking = true;
  void navigator.serviceWorker.getRegistration("/phone/").then((found) => found?.waiting?.postMessage("take over"));
}
