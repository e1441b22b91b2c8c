// The visit app: works without a network, keeps every answer as it is given, and lets nobody else read it.
import { createApp } from "vue";
import App from "./App.vue";
import { show, start } from "./core/app";
import { watchForUpdates } from "./core/update";
import "./style.scss";

createApp(App).mount("#app");

// One window only: two would write the same journal. The lock ends with the window that holds it.
if (navigator.locks) {
  void navigator.locks.request("visit-app", { ifAvailable: true }, async (lock) => {
    if (!lock) {
      show({ name: "two-tabs" });
      return;
    }
    await start();
    await new Promise(() => undefined);
  });
} else void start();

void watchForUpdates().catch(() => undefined);
