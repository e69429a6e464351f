import { defineConfig } from "vitest/config";

const common = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" as const, setupFiles: ["test/support/tidy.ts"] };
// nock takes over a whole process's network, and replaced modules its imports: such tests keep to processes of their own; all others share
// theirs, which loads modules once.
const APART = ["test/github/**/*.test.ts", "test/app/run-item.test.ts", "test/extending*.test.ts"];

export default defineConfig({
  test: {
    // Much of the time is spent waiting for servers and processes, so a worker more than there are cores pays.
    maxWorkers: 3,
    globalSetup: ["test/support/own-temporary.ts"],
    projects: [
      { test: { ...common, name: "apart", include: APART, isolate: true } },
      { test: { ...common, name: "house", include: ["test/**/*.test.ts"], exclude: APART, isolate: false } },
    ],
  },
});
