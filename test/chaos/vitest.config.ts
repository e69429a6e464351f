import { defineConfig } from "vitest/config";

// Real processes that are killed, frozen and misled: minutes, not seconds.
export default defineConfig({
  test: {
    include: ["test/chaos/**/*.chaos.ts"],
    testTimeout: 1_800_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    setupFiles: ["test/support/tidy.ts"],
    globalSetup: ["test/support/own-temporary.ts"],
  },
});
