import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// Names without a hash: Django's manifest storage adds its own.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: resolve(import.meta.dirname, "../safe_employment/kit/static/built"),
    emptyOutDir: true,
    target: "es2020",
    assetsInlineLimit: 4096,
    modulePreload: false,
    rollupOptions: {
      input: {
        office: resolve(import.meta.dirname, "office/office.ts"),
        style: resolve(import.meta.dirname, "office/style/office.scss"),
        light: resolve(import.meta.dirname, "light/light.ts"),
        "light-style": resolve(import.meta.dirname, "light/light.scss"),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith(".css"))
            ? asset.names.some((name) => name.startsWith("light"))
              ? "light.css"
              : "office.css"
            : "[name][extname]",
      },
    },
  },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  test: { environment: "jsdom", include: ["**/*.test.ts"], setupFiles: ["visit/tests/setup.ts"] },
});
