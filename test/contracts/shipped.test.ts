import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findContract, nextStage } from "../../src/core/policy/lifecycle.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { parseYaml } from "../../src/core/yaml/yaml.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => ({ path, text: readFileSync(root + path, "utf8") });
const contracts = readdirSync(`${root}contracts`)
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => read(`contracts/${name}`));
const source = { repository: "acme/baton", commit: "c0ffee" };

describe("the shipped policy", () => {
  const { policy, problems } = parsePolicy([read(".github/baton.yml"), ...contracts], source);
  it("parses without a problem", () => {
    expect(problems).toEqual([]);
    expect(policy?.contracts).toHaveLength(6);
  });
  it.each(["discover", "decide", "build", "test", "ship", "evaluate"])("leads on from %s", (from) => {
    if (!policy) throw new Error("no policy");
    const to = nextStage(policy, from)?.id ?? "";
    expect(findContract(policy, from, to, { kind: "issue", labels: ["problem-brief"] })).toMatchObject({ kind: "found" });
  });
  it("keeps every contract small, blocking and explained", () => {
    for (const contract of policy?.contracts ?? []) {
      expect(contract.gates.length).toBeLessThanOrEqual(10);
      expect(contract.gates.some((gate) => gate.level === "block")).toBe(true);
    }
    for (const { text } of contracts) expect(text).toMatch(/^# \w+ -> \w+: /);
  });
  it("parses the same without the configuration, with warnings for the roles", () => {
    const alone = parsePolicy(contracts, source);
    expect(alone.policy?.enforcement).toBe("observe");
    expect(alone.policy?.lifecycle.initial).toBeNull();
    expect(new Set(alone.problems.map((problem) => problem.severity))).toEqual(new Set(["warning"]));
  });
  it("has a form that asks for every section of the brief", () => {
    const form = parseYaml(read(".github/ISSUE_TEMPLATE/problem-brief.yml").text);
    if (!form.ok) throw new Error("the form is broken");
    const { body, labels } = form.data as { body: { attributes: { label: string } }[]; labels: string[] };
    expect(labels).toEqual(["problem-brief"]);
    expect(body.map((field) => field.attributes.label)).toEqual([
      "Customer problem",
      "Evidence",
      "Business rationale",
      "Success criteria",
      "Constraints",
      "Ethical considerations",
    ]);
  });
});
