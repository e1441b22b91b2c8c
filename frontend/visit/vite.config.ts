import { createHash } from "node:crypto";
import { resolve } from "node:path";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;

// The service worker keeps every file of the app; their names and one sum of all go into it.
function precache(): Plugin {
  return {
    name: "precache",
    enforce: "post",
    generateBundle(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("the service worker was not built");
      const names = Object.keys(bundle)
        .filter((name) => name !== "sw.js" && name !== "index.html")
        .sort();
      const sum = createHash("sha256");
      for (const name of names) {
        const file = bundle[name];
        sum.update(name).update(file?.type === "chunk" ? file.code : (file?.source ?? ""));
      }
      sum.update(worker.code);
      const files = names.map((name) => `/static/built/visit/${name}`);
      worker.code = worker.code
        .replaceAll("__FILES__", JSON.stringify(["/phone/", ...files]))
        .replaceAll("__VERSION__", JSON.stringify(sum.digest("hex").slice(0, 16)));
    },
  };
}

export default defineConfig({
  root: here,
  base: "/static/built/visit/",
  publicDir: resolve(here, "public"),
  plugins: [vue(), precache()],
  define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    outDir: resolve(here, "../../safe_employment/kit/static/built/visit"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: resolve(here, "index.html"), sw: resolve(here, "sw.ts") },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "[name]-[hash].js"),
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
