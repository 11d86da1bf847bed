/** Tests of parts that need no browser; what people see and do is tested in tests/browser. */
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["test/**/*.test.{ts,tsx}"] } });
