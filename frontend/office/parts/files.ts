import { around } from "./found";

/** Take files that are dropped, say what was chosen, and show how far the upload is. */
export function dropFiles(page: Document): void {
  for (const name of ["dragover", "dragleave", "drop"] as const) {
    page.addEventListener(name, (event) => {
      const area = around(event, "[data-file-drop]");
      if (!area) return;
      event.preventDefault();
      area.classList.toggle("is-over", name === "dragover");
      if (name === "drop") take(area, (event as DragEvent).dataTransfer?.files ?? null);
    });
  }
  page.addEventListener("change", (event) => {
    const area = around(event, "[data-file-drop]");
    if (area) say(area);
  });
  page.addEventListener("htmx:xhr:progress", (event) => {
    const bar = (event.target as Element).querySelector<HTMLProgressElement>("[data-upload]");
    const { loaded, total } = (event as CustomEvent<{ loaded: number; total: number }>).detail;
    if (!bar || !total) return;
    bar.hidden = false;
    bar.max = total;
    bar.value = loaded;
  });
}

function take(area: HTMLElement, files: FileList | null): void {
  const input = area.querySelector<HTMLInputElement>("input[type=file]");
  if (!input || !files?.length) return;
  input.files = files;
  say(area);
}

function say(area: HTMLElement): void {
  const files = [...(area.querySelector<HTMLInputElement>("input[type=file]")?.files ?? [])];
  const line = area.querySelector("[data-file-names]");
  if (line) line.textContent = files.map((file) => `${file.name} · ${size(file.size)}`).join(", ");
  area.classList.toggle("has-file", files.length > 0);
}

/** Write a number of bytes for a person. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
