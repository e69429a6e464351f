import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/core/lint/lint.js";
import { shippedFiles } from "../../cli/workbench.js";

const SHIPPED = Object.entries(shippedFiles()).map(([path, text]) => ({ path, text }));
const ROLE = "apiVersion: baton/v1\nkind: Role\nid: x\nname: X\n";
const AGENT = ROLE.replace("Role", "Agent");
const CONTRACT = SHIPPED.find(({ path }) => path === "contracts/discover-to-decide.yml")?.text ?? "";
const TEST = "contract: x\ncases:\n  - { name: one, expect: { green: true } }\n";

const toldOf = (path: string, text: string) => {
  const file = { path, text };
  const isTest = path.startsWith("contracts/tests/");
  return lintPolicy(isTest ? SHIPPED : [...SHIPPED, file], null, isTest ? [file] : []).filter((problem) => problem.file === path);
};

describe("a file in the folder of another kind", () => {
  it.each([
    ["a role", "contracts/x.yml", ROLE, "Move it to contracts/roles/x.yml; or if `kind:` is mistyped, write `kind: Contract`."],
    ["an agent", "contracts/x.yml", AGENT, "Move it to contracts/agents/x.yml; or if `kind:` is mistyped, write `kind: Contract`."],
    ["a test of a contract", "contracts/x.yml", TEST, "Move it to contracts/tests/x.yml."],
    ["an agent", "contracts/roles/x.yml", AGENT, "Move it to contracts/agents/x.yml; or if `kind:` is mistyped, write `kind: Role`."],
    ["a contract", "contracts/agents/x.yml", CONTRACT, "Move it to contracts/x.yml; or if `kind:` is mistyped, write `kind: Agent`."],
    ["a contract", "contracts/tests/x.yml", CONTRACT, "Move it to contracts/x.yml."],
  ])("is told once, with where it belongs: %s in %s", (what, path, text, fix) => {
    const told = toldOf(path, text);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ severity: "error", fix, found: expect.stringMatching(`^${what}, among files`) as unknown });
  });

  it("is not one whose `kind:` is written in another case", () => {
    expect(toldOf("contracts/x.yml", CONTRACT.replace("kind: Contract", "kind: contract")).map(({ key }) => key)).toEqual(["kind"]);
  });
});
