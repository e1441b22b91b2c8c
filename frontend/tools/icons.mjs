// Collects the icons that the pages name into one sprite: Tabler's outlines, and our own shapes of states.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const here = import.meta.dirname;
const programme = resolve(here, "../../safe_employment");
const tabler = resolve(here, "../node_modules/@tabler/icons/icons/outline");
const own = resolve(here, "../icons");
const target = process.argv[2] ?? join(programme, "kit/static/built/icons.svg");

/** In templates an icon stands in these places; in Python any string that is an icon's name may be one. */
const TEMPLATE = /(?:\{%\s*icon\s+|\bicon(?:_name)?=|<c-icon\s+name=)["']([a-z0-9-]+)["']/g;
const PYTHON = /["']([a-z][a-z0-9-]{2,40})["']/g;
const PYTHON_FILES = /(?:urls|navigation|marks|stations|board|home)\.py$/;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "static" || entry.name === "tests" || entry.name.startsWith("__")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

const names = new Set();
for (const path of files(programme)) {
  const pattern = path.endsWith(".html") ? TEMPLATE : PYTHON_FILES.test(path) ? PYTHON : null;
  if (pattern) for (const [, name] of readFileSync(path, "utf8").matchAll(pattern)) names.add(name);
}

function symbol(name, source) {
  const inner = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>"));
  const body = inner.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
}

const shapes = readdirSync(own).filter((file) => file.endsWith(".svg"));
const symbols = shapes.map((file) => symbol(file.slice(0, -4), readFileSync(join(own, file), "utf8")));
const missing = [];
for (const name of [...names].sort()) {
  const path = join(tabler, `${name}.svg`);
  if (existsSync(path)) symbols.push(symbol(name, readFileSync(path, "utf8")));
  else missing.push(name);
}
if (!existsSync(dirname(target))) throw new Error(`build the pages first: ${dirname(target)} is missing`);
writeFileSync(target, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
console.log(`${symbols.length} icons`);
