import { defineConfig } from "vitest/config";

const common = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" as const };
// nock takes over a whole process's network, so its tests keep to processes of their own; all others share theirs, which loads modules once.
const WIRE = "test/github/**/*.test.ts";

export default defineConfig({
  test: {
    // Much of the time is spent waiting for servers and processes, so a worker more than there are cores pays.
    maxWorkers: 3,
    projects: [
      { test: { ...common, name: "wire", include: [WIRE], isolate: true } },
      { test: { ...common, name: "house", include: ["test/**/*.test.ts"], exclude: [WIRE], isolate: false } },
    ],
  },
});
