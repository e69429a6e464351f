import { describe, expect, test } from "vitest";
import { agentsOf } from "../../../src/core/policy/agents/agent.js";
import type { PullRequestRef } from "../../../src/core/facts/linked-pull.js";
import { doubtedByAgent } from "../../../src/core/policy/agents/accounts.js";
import { modeOf } from "../../../src/core/policy/agents/delegation.js";
import { isClosed, isInRadius, radiusTrouble, reachesPolicy } from "../../../src/core/policy/agents/radius.js";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { mergeOrganisation, parsePolicy, readPolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { AGENT, agentFiles, CONFIG } from "./agent-files.js";

const PATH = "contracts/agents/scanner.yml";
const swapped = (swaps: Record<string, string>) => {
  const text = Object.entries(swaps).reduce((whole, [from, to]) => {
    if (!whole.includes(from)) throw new Error(`there is no ${from}`);
    return whole.replace(from, () => to);
  }, AGENT);
  return agentFiles(text);
};
const problems = (swaps: Record<string, string>) => readPolicy(swapped(swaps)).problems;
function policyOf(files = agentFiles(AGENT)): Policy {
  const found = parsePolicy(files, { repository: "acme/shop", commit: "c1" });
  if (!found.policy) throw new Error(JSON.stringify(found.problems));
  return found.policy;
}

describe("an agent's file", () => {
  test("is read with what it leaves out", () => {
    const [agent] = agentsOf(policyOf());
    expect(agent).toMatchObject({
      id: "scanner",
      mode: "autonomous",
      reads: null,
      writes: { paths: ["docs/market/**"], issues: { create: 5 }, comments: null, pullRequests: { open: 2, files: 20, lines: null } },
      destructive: { paths: [], deletes: "confirm" },
      stages: ["discover"],
    });
  });

  test("may order environments, which the configuration names where it names any", () => {
    const agent = AGENT.replace("stages: [discover]", "environments: [staging, prodction]");
    const config = `${CONFIG}environments: { Staging: {}, production: { stage: decide } }\n`;
    expect(agentsOf(policyOf(agentFiles(agent)))).toMatchObject([{ environments: ["staging", "prodction"] }]);
    const found = parsePolicy(agentFiles(agent, config), { repository: "acme/shop", commit: "c1" }).problems;
    expect(found).toMatchObject([{ file: PATH, rule: "unknown-environment", severity: "error", fix: "Did you mean `production`?" }]);
    expect(agentsOf(policyOf())).toMatchObject([{ environments: null }]);
  });

  test("without any, a policy says what it said before", () => {
    const policy = policyOf([{ path: ".github/baton.yml", text: CONFIG }]);
    expect(policy).not.toHaveProperty("parts");
    expect(policy.agents).toBeUndefined();
  });

  test.each([
    [{ "oversight:": "overseen:" }, "unknown-key", "Did you mean `oversight`, which is missing here?"],
    [{ "id: scanner\n": "" }, "missing-key", "Add `id:` here."],
    [{ "when: weekly": "when: wekly" }, "invalid-value", "Did you mean `weekly`?"],
    [{ "create: 5": "create: -5" }, "invalid-value", null],
    [{ "within: 1d": "within: 32d" }, "invalid-value", null],
    [{ "within: 1d": "within: 0h" }, "invalid-value", null],
    [{ "role: pm": "role: pmm" }, "unknown-role", "Did you mean `pm`?"],
    [{ "stages: [discover]": "stages: [dicsover]" }, "unknown-stage", "Did you mean `discover`?"],
    [{ '["scanner[bot]"]': "[]" }, "invalid-value", null],
    [{ "stages: [discover]": "environments: [staging, Staging]" }, "duplicate-name", "Rename one of the two."],
    [{ "stages: [discover]": "environments: []" }, "invalid-value", null],
    [{ "stages: [discover]": "environments: staging" }, "invalid-value", null],
    [{ "kind: Agent": "kind: Agentt" }, "invalid-value", "Did you mean `Agent`?"],
    [{ "task:": "mode: coordinated\ntask:" }, "contradicting-mode", "Write `mode: autonomous`, or correct `task`."],
    [
      { "tools: single": "tools: multiple", "task:": "mode: autonomous\ntask:" },
      "contradicting-mode",
      "Write `mode: coordinated`, or correct `task`.",
    ],
  ] as [Record<string, string>, string, string | null][])("%j is refused", (swaps, rule, fix) => {
    const found = problems(swaps).filter(({ severity }) => severity === "error");
    expect(found).toMatchObject([{ file: PATH, rule, fix }]);
    expect(found[0]?.line).toBeGreaterThan(0);
    expect(found[0]?.needed).not.toBe("");
  });

  test.each([
    "contracts/**",
    "./contracts/brief.yml",
    "docs/../contracts/**",
    "Contracts/**",
    "CONTRACTS/*",
    "/contracts/agents/*",
    ".github/workflows/**",
    ".GitHub/**",
    "**/contracts/**",
    "**/**/.github/*",
    "contract?/**",
    "c*/**",
    "*s/x.yml",
    ".git*b/**",
    "\uff43ontracts/**",
    "\u212aontracts/../contracts/x",
    "https://example.org/contracts",
    "docs\\market",
    "docs//market",
  ])("a radius of %j is refused", (glob) => {
    const found = problems({ "docs/market/**": glob.replaceAll("\\", "\\\\") });
    expect(found.filter(({ severity }) => severity === "error")).toMatchObject([{ file: PATH, key: "blast_radius.writes.paths.0" }]);
  });

  test("two agents share neither id nor account", () => {
    const twin = { path: "contracts/agents/twin.yml", text: AGENT };
    const found = readPolicy([...agentFiles(AGENT), twin]).problems;
    expect(found.map(({ key, rule }) => [key, rule])).toEqual([["id", "duplicate-name"]]);
    const other = { ...twin, text: AGENT.replace("id: scanner", "id: twin").replace("scanner[bot]", "Scanner") };
    expect(readPolicy([...agentFiles(AGENT), other]).problems).toMatchObject([{ key: "accounts.0", rule: "duplicate-name" }]);
  });

  test("a mistake in one is no policy", () => {
    expect(parsePolicy(swapped({ "id: scanner\n": "" }), { repository: "acme/shop", commit: "c1" }).policy).toBeNull();
  });
});

describe("delegation", () => {
  const TOLERANCE = ["high", "low"] as const;
  const TOOLS = ["single", "multiple"] as const;
  const INDEPENDENCE = ["self_contained", "interdependent"] as const;
  test("only what is tolerable, simple and alone is autonomous", () => {
    const all = TOLERANCE.flatMap((tolerance) =>
      TOOLS.flatMap((tools) => INDEPENDENCE.map((independence) => modeOf({ tolerance, tools, independence }))),
    );
    expect(all).toEqual(["autonomous", ...Array.from({ length: 7 }, () => "coordinated")]);
  });
});

describe("a linked pull request by an agent whose work is seen first", () => {
  const actor = (login: string, type: "User" | "Bot" = "User") => ({ login, id: null, type, isSelf: false });
  const pull = (state: "open" | "merged", mergedBy?: ReturnType<typeof actor> | null) =>
    ({ state, author: actor("scanner", "Bot"), ...(mergedBy !== undefined && { mergedBy }) }) as unknown as PullRequestRef;
  test.each([
    ["while it is open", pull("open"), { is: "agent", agent: "Scanner", merged: false }],
    ["once a person merged it", pull("merged", actor("paula")), undefined],
    ["when the agent merged it", pull("merged", actor("scanner", "Bot")), { is: "agent", agent: "Scanner", merged: true }],
    ["when nobody tells who merged it", pull("merged", null), { is: "agent", agent: "Scanner", merged: true }],
  ])("is doubted or not %s", (_when, one, doubt) => {
    expect(doubtedByAgent(policyOf(swapped({ "when: weekly": "when: before_use" })), one).doubt).toEqual(doubt);
    expect(doubtedByAgent(policyOf(), one).doubt).toBeUndefined();
  });
});

describe("a radius", () => {
  const radius = (...paths: string[]) => ({
    writes: { paths, issues: null, comments: null, pullRequests: { open: null, files: null, lines: null } },
  });
  test.each([
    "contracts/a.yml",
    ".github/workflows/ci.yml",
    "Contracts/a.yml",
    ".GITHUB/x",
    "./contracts/a.yml",
    "contracts",
    "contracts\\a.yml",
    "con\u200btracts/a.yml",
    ".git\u00adhub/x.yml",
    "contracts./a.yml",
    "\uff43ontracts/a.yml",
    "Contract\u017f/a.yml",
    "docs/../contracts/a.yml",
    "docs\\..\\contracts\\a.yml",
    "docs/./a.yml",
    "docs//a.yml",
  ])("of everything leaves out %s", (path) => {
    expect(isClosed(path)).toBe(true);
    expect(isInRadius(radius("**", "*/**", "**/*.yml"), path)).toBe(false);
  });
  test("is what its globs match", () => {
    expect(
      ["docs/market/a/b.md", "docs/other.md", "src/contracts/a.ts"].map((path) => isInRadius(radius("docs/market/**", "src/**"), path)),
    ).toEqual([true, false, true]);
    expect(isInRadius({ writes: null }, "docs/market/a.md")).toBe(false);
  });
  test.each([
    ["**", true],
    ["*/x.md", true],
    ["**/migrations/**", true],
    ["docs/**", false],
    ["docs*/**", false],
  ])("%s reaches policy but for its bounds: %s", (glob, reaches) => {
    expect(radiusTrouble(glob)).toBeNull();
    expect(reachesPolicy(glob)).toBe(reaches);
  });
  test("of hostile globs and paths is told in time", () => {
    const began = performance.now();
    for (let times = 0; times < 20; times += 1)
      isInRadius(radius(...Array.from({ length: 50 }, () => `${"*a".repeat(99)}/b`)), "a".repeat(255));
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe("what a change of an agent does", () => {
  const effect = (swaps: Record<string, string>) =>
    comparePolicies(policyOf(), policyOf(swapped(swaps))).map(({ what, effect: is }) => `${what} ${is}`);
  test.each([
    [{ "name: Scanner": "name: Market scanner" }, ["agents.scanner.name neutral"]],
    [{ "docs/market/**": "docs/market/*.md" }, ["agents.scanner.blast_radius.writes.paths loosened"]],
    [{ '["docs/market/**"]': '["docs/market/**", "docs/b/**"]' }, ["agents.scanner.blast_radius.writes.paths loosened"]],
    [{ '["docs/market/**"]': "[]" }, ["agents.scanner.blast_radius.writes.paths tightened"]],
    [{ "create: 5": "create: 6" }, ["agents.scanner.blast_radius.writes.issues loosened"]],
    [{ "create: 5": "create: 4" }, ["agents.scanner.blast_radius.writes.issues tightened"]],
    [{ "within: 1d": "within: 2d" }, ["agents.scanner.blast_radius.writes.issues tightened"]],
    [
      { "files: 20": "lines: 20" },
      [
        "agents.scanner.blast_radius.writes.pull_requests.files loosened",
        "agents.scanner.blast_radius.writes.pull_requests.lines tightened",
      ],
    ],
    [{ "when: weekly": "when: before_use" }, ["agents.scanner.oversight.when tightened"]],
    [{ "by: pm": "by: lead" }, ["agents.scanner.oversight.by loosened"]],
    [{ "tools: single": "tools: multiple" }, ["agents.scanner.task tightened"]],
    [{ "stages: [discover]": "stages: [discover, decide]" }, ["agents.scanner.stages loosened"]],
    [{ "scanner[bot]": "other[bot]" }, ["agents.scanner.accounts loosened"]],
    [
      { "  reads: all\n": "  reads: all\n  destructive: { deletes: refuse }\n" },
      ["agents.scanner.blast_radius.destructive.deletes tightened"],
    ],
    [{ "stages: [discover]": "stages: [discover]\nenvironments: [staging]" }, ["agents.scanner.environments tightened"]],
  ] as [Record<string, string>, string[]][])("%j", (swaps, expected) => expect(effect(swaps)).toEqual(expected));

  test.each([
    ["[a, b]", "[A]", "tightened"],
    ["[a]", "[a, b]", "loosened"],
    ["[a, b]", "[b, a]", "loosened"],
    ["[a, b]", "[b]", "loosened"],
    ["[a, b]", "[A, b]", "neutral"],
  ])("the order %s made %s is %s", (was, is, expected) => {
    const at = (order: string) => policyOf(swapped({ "stages: [discover]": `environments: ${order}` }));
    expect(comparePolicies(at(was), at(is))).toMatchObject([{ what: "agents.scanner.environments", effect: expected }]);
  });

  test("a new one, and one that is gone, wait for the owners", () => {
    const without = policyOf([{ path: ".github/baton.yml", text: CONFIG }]);
    expect(comparePolicies(without, policyOf())).toMatchObject([
      { what: "agents.scanner", effect: "loosened", owners: ["pm"], file: PATH, line: 3 },
    ]);
    expect(comparePolicies(policyOf(), without)).toMatchObject([
      { what: "agents.scanner", effect: "loosened", owners: ["pm"], file: PATH },
    ]);
  });

  test("what becomes of undeclared bots is compared, too", () => {
    const refusing = policyOf([
      { path: ".github/baton.yml", text: `${CONFIG}agents: { undeclared: refuse, exempt: ["renovate[bot]"] }\n` },
    ]);
    const without = policyOf([{ path: ".github/baton.yml", text: CONFIG }]);
    expect(comparePolicies(without, refusing).map(({ what, effect: is }) => [what, is])).toEqual([
      ["agents.undeclared", "tightened"],
      ["agents.exempt", "loosened"],
    ]);
  });
});

describe("an organisation's agent", () => {
  const inherited = (own: string) => {
    const source = (repository: string, text: string) => ({ repository, commit: "c1", files: agentFiles(text) });
    return mergeOrganisation(source("acme/shop", own), source("acme/.github", AGENT));
  };
  test("is in force in each repository, and may be tightened", () => {
    const { policy, problems: found } = inherited(AGENT.replace("create: 5", "create: 3").replace("when: weekly", "when: before_use"));
    expect(found).toEqual([]);
    expect(agentsOf(policy as Policy)).toMatchObject([
      { oversight: { when: "before_use" }, writes: { issues: { create: 3 }, paths: ["docs/market/**"] } },
    ]);
  });
  test("is never loosened", () => {
    const { policy, problems: found } = inherited(AGENT.replace("create: 5", "create: 9").replace("docs/market/**", "docs/**"));
    expect(found.map(({ rule, severity, key }) => [rule, severity, key])).toEqual([
      ["looser-than-organisation", "warning", "blast_radius.writes.paths"],
      ["looser-than-organisation", "warning", "blast_radius.writes.issues"],
    ]);
    expect(agentsOf(policy as Policy)).toMatchObject([{ writes: { issues: { create: 5 }, paths: ["docs/market/**"] } }]);
  });
  test("may be left with less than it says: nothing to write at all", () => {
    const readOnly = AGENT.replace(/ {2}writes:[\s\S]*?(?=stages:)/, "");
    expect(agentsOf(inherited(readOnly).policy as Policy)).toMatchObject([{ writes: null }]);
  });
});
