import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Node 20 optimises functions so soon that for most of them it does not pay within a test: a seventh of all processor time. Later ones do not know the flag.
const execArgv = process.versions.node.startsWith("20.") ? ["--interrupt-budget=1000000"] : [];
const common = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" as const, execArgv, setupFiles: ["test/support/tidy.ts"] };
// Node loads and runs what was built faster than the sources: only tests that replace modules need these.
const REPLACING = ["test/app/run-item.test.ts", "test/extending/{files,one-file-one-line,stage-source}.test.ts"];
// nock takes over a whole process's network: such tests share processes with each other only. All but those that replace modules share theirs, which loads modules once.
const WIRE = ["test/github/**/*.test.ts"];
const BUILT = {
  resolve: { alias: [{ find: /^(?:\.\.\/)+src\//, replacement: fileURLToPath(new URL("dist/", import.meta.url)) }] },
  server: { deps: { external: [/\/dist\//] } },
};

export default defineConfig({
  test: {
    // Much of the time is spent waiting for servers and processes, so a worker more than there are cores pays.
    maxWorkers: 3,
    globalSetup: ["test/support/own-temporary.ts", "test/support/built.ts"],
    projects: [
      { test: { ...common, name: "replacing", include: REPLACING, isolate: true } },
      { resolve: BUILT.resolve, test: { ...common, name: "wire", include: WIRE, isolate: false, server: BUILT.server } },
      {
        resolve: BUILT.resolve,
        test: {
          ...common,
          name: "house",
          include: ["test/**/*.test.ts"],
          exclude: [...REPLACING, ...WIRE],
          isolate: false,
          server: BUILT.server,
        },
      },
    ],
  },
});
