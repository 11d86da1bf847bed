/** Builds the app into the Python package, which serves it: hashed names, packed copies, and a budget that holds. */
import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { budget } from "./build/budget.ts";
import { pack } from "./build/pack.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), pack(), budget({ entry: "index", firstLoadKib: 180 })],
  build: {
    rolldownOptions: { input: { index: at("index.html"), console: at("console.html") } },
    outDir: at("../src/bangwo/site"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // the content security policy allows no inline anything
    reportCompressedSize: false,
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8787", "/readyz": "http://127.0.0.1:8787" } },
});
