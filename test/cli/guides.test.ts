import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { parse } from "yaml";
import { createProgram } from "../../src/cli/program.js";
import { test as runTests } from "../../src/cli/test/test.js";
import { folderOf, listener } from "./workbench.js";

const guide = (name: string) => readFileSync(new URL(`../../.github/docs/${name}`, import.meta.url), "utf8");
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, block]) => block ?? "");

it("the tests on the page of contract tests hold, and notice every weaker contract", async () => {
  const [tests = "", contract = ""] = blocks(guide("contract-tests.md"), "yaml");
  const dir = folderOf({ "contracts/brief.yml": contract, "contracts/tests/brief.yml": tests });
  const world = listener();
  const code = await runTests(dir, { format: "text", coverage: true, minCoverage: 100, mutate: true }, world);
  expect([code, world.said.err, world.said.out]).toEqual([0, "", expect.stringContaining("All 3 cases hold.")]);
});

it("the workflow to copy calls commands that are understood, of our own package, which no registry has", async () => {
  const [workflow = ""] = blocks(guide("own-ci.md"), "yaml");
  const { jobs } = parse(workflow) as { jobs: { contracts: { steps: { run?: string }[] } } };
  const runs = jobs.contracts.steps.flatMap(({ run }) => run ?? []);
  expect(runs[0]).toBe("npm ci && npm pack --ignore-scripts && npm install --global ./baton-app-baton-*.tgz");
  expect(runs.slice(1).map((run) => run.split(" ")[1])).toEqual(["lint", "test", "form", "check"]);
  for (const run of runs.slice(1)) {
    const words = run.split(" ").slice(1);
    const program = await createProgram(words);
    for (const command of program.commands) command.action(() => {});
    const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Error(`${run} ends with ${code}`);
    });
    await program.parseAsync(words, { from: "user" });
    exit.mockRestore();
  }
});
