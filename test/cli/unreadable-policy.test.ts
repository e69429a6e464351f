import { contractHead } from "../support/contract-head.js";
import { describe, expect, it } from "vitest";
import { test as runTests } from "../../src/cli/test/test.js";
import { lintPolicy } from "../../src/core/lint/lint.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

const CONTRACT = `${contractHead({ role: "{ to: architect }" })}context:
  - { id: goal, check: section, section: Goal, min_words: 3 }
trigger: { acknowledge: { within: 24h } }
`;

const said = async (files: Record<string, string>): Promise<string> => {
  const world = listener();
  expect(await runTests(folderOf(files), { format: "text", coverage: false }, world)).toBe(2);
  return world.said.err;
};
const changed = (path: string, change: (text: string) => string): Record<string, string> => {
  const files = shippedFiles();
  return { ...files, [path]: change(files[path] ?? "") };
};

describe("a policy that cannot be read", () => {
  it("is told in sentences with one full stop each", async () => {
    const err = await said(changed("contracts/discover-to-decide.yml", (text) => text.replace(/^name:.*\n/m, "")));
    expect(err).toMatch(/needed: the key `name`: [^\n]*\w\. Add `name:` here\.\n/);
    expect(err).not.toContain("..");
  });

  const STAGED = CONTRACT.replace("to: decide", "to: pilot");

  it("says that no configuration was read, and which one is called otherwise", async () => {
    const err = await said({ ".github/baton.yaml": "version: 1\n", "contracts/a.yml": STAGED });
    expect(err).toContain('unknown stage "pilot"');
    expect(err).toContain("No .github/baton.yml was read: the stages of the preset count");
    expect(err).toContain(".github/baton.yaml: found a configuration that is never read");
    expect(err).toContain("Rename it to .github/baton.yml.");
  });

  it("says which contracts lie where none is read, instead of writing a first one", async () => {
    const err = await said({ "contract/a.yml": CONTRACT });
    expect(err).toContain("has no contracts that are read:");
    expect(err).toContain("contract/a.yml: found a contract that is never read");
    expect(err).not.toContain("baton init");
  });

  it("is linted without what only its misnamed configuration would say", () => {
    const others = [{ path: ".github/baton.yaml", text: "version: 1\n" }];
    const told = lintPolicy([{ path: "contracts/a.yml", text: STAGED }], null, others);
    expect(told.map(({ rule }) => rule)).toEqual(["ignored-file"]);
  });
});
