// The engine's XPath parser asks for what only CommonJS has when it sees Node, and stored values must be
// those of the platform, not of the simulated window.
import { createRequire } from "node:module";
import "fake-indexeddb/auto";

Object.assign(globalThis, { __dirname: import.meta.dirname, require: createRequire(import.meta.url) });
