import { describe, expect, it } from "vitest";
import { test as runTests } from "../../src/cli/test/test.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

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
});
