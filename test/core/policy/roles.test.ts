import { contractHead } from "../../support/contract-head.js";
import { describe, expect, test } from "vitest";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { mergeOrganisation, parsePolicy } from "../../../src/core/policy/parse.js";
import { engagedIn, roleSystemsOf } from "../../../src/core/policy/roles/role-system.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { changeLine } from "../../../src/render/changes.js";

const CONFIG = "version: 1\nlifecycle: dpos\nroles:\n  architect: { users: [ana] }\n  lead: { users: [omar] }\n";
const CONTRACT = `${contractHead({ id: "brief", name: "Brief", owner: "lead" })}context:
  - { id: problem, check: section, section: Problem, min_words: 10 }
gates:
  - { id: priority, check: confirmed_by, role: lead }
trigger:
  acknowledge: { within: 24h }
`;
const PM = `apiVersion: baton/v1
kind: Role
id: pm
name: Data PM
purpose: Works on problems worth solving.
people: { teams: [acme/data-pm], users: [paula] }
engagement: { discover: lead, decide: support, ship: consult }
consumes:
  - { artefact: constraints, from: architect, cadence: 6w }
  - { artefact: sales-voice, from: { external: Sales }, cadence: 1w }
produces:
  - { id: problem-brief, name: Problem brief, to: [architect], by: { contract: brief } }
  - id: learnings
    name: Learnings
    to: all
    by: { document: "docs/learnings/*.md" }
    cadence: 6w
    checks:
      - { check: section, section: What we learned, min_words: 30 }
workflows:
  - id: discover
    stage: discover
    trigger: A new cycle begins
    steps:
      - { id: gather, do: Pull the figures, done: { artefact: constraints } }
      - { id: think, do: Think, agents: [feedback-river] }
      - { id: frame, do: Draft the brief, done: { section: Problem } }
      - { id: confirm, do: Have it confirmed, done: { gate: priority } }
      - { id: handoff, do: Hand it over, done: { contract: brief } }
notes: [Build for interfaces.]
`;
type Files = Record<string, string>;
const BASE: Files = { ".github/baton.yml": CONFIG, "contracts/brief.yml": CONTRACT, "contracts/roles/pm.yml": PM };

function source(files: Files, repository = "acme/shop") {
  return { repository, commit: "c1", files: Object.entries(files).map(([path, text]) => ({ path, text })) };
}
const read = (files: Files) => parsePolicy(source(files).files, { repository: "acme/shop", commit: "c1" });
function policyOf(files: Files): Policy {
  const { policy, problems } = read(files);
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}
const withPm = (from: string, to: string): Files => {
  expect(PM).toContain(from);
  return { ...BASE, "contracts/roles/pm.yml": PM.replace(from, () => to) };
};

describe("a role's file", () => {
  test("says who holds the role, where everything asks for it", () => {
    const { policy, problems } = read(BASE);
    expect(problems).toEqual([]);
    expect(policy?.roles["pm"]).toEqual({ id: "pm", users: ["paula"], teams: ["acme/data-pm"] });
    expect(policy?.places?.["roles.pm.users"]).toEqual({ file: "contracts/roles/pm.yml", line: 6 });
  });

  test("is read whole", () => {
    const [pm] = roleSystemsOf(policyOf(BASE));
    expect(pm).toMatchObject({ name: "Data PM", engagement: { discover: "lead" }, notes: ["Build for interfaces."] });
    expect(pm?.consumes).toMatchObject([
      { artefact: "constraints", from: "architect", cadence: { text: "6w" } },
      { from: { external: "Sales" } },
    ]);
    expect(pm?.produces).toMatchObject([
      { by: { contract: "brief" }, cadence: null, checks: [] },
      { by: { document: "docs/learnings/*.md" }, checks: [{ kind: "section", params: { min_words: 30 } }] },
    ]);
    expect(pm?.workflows[0]?.steps.map(({ done }) => done)).toEqual([
      { artefact: "constraints" },
      null,
      { section: "Problem" },
      { gate: "priority" },
      { contract: "brief" },
    ]);
    expect(engagedIn(pm ? [pm] : [], "ship", "consult").map(({ id }) => id)).toEqual(["pm"]);
  });

  test("without one, a policy says nothing of it", () => {
    expect(policyOf({ ".github/baton.yml": CONFIG, "contracts/brief.yml": CONTRACT })).not.toHaveProperty("parts");
  });

  test("may say who holds the role that may override", () => {
    const config = `${CONFIG}override: { by: pm, second: lead }\n`;
    expect(read({ ...BASE, ".github/baton.yml": config }).problems).toEqual([]);
    expect(read({ ...BASE, ".github/baton.yml": config.replace("by: pm", "by: pmm") }).problems).toMatchObject([{ rule: "unknown-role" }]);
  });
});

describe("what is wrong in a role's file is told with its place", () => {
  const told = (files: Files) => read(files).problems.map(({ file, line, rule, found }) => `${file}:${line} ${rule} ${found}`);
  const at = "contracts/roles/pm.yml";

  test.each([
    ["an unknown key", "purpose:", "porpose:", `${at}:5 unknown-key the unknown key \`porpose\``],
    ["an unknown stage", "ship: consult", "shipp: consult", `${at}:7 unknown-stage the unknown stage "shipp"`],
    ["an unknown engagement", "ship: consult", "ship: consulted", `${at}:7 invalid-value "consulted"`],
    ["a mistyped role", "from: architect", "from: architct", `${at}:9 unknown-role the unknown role "architct"`],
    ["an unknown contract", "by: { contract: brief }", "by: { contract: breif }", `${at}:12 unknown-contract the unknown contract "breif"`],
    ["two ways at once", "by: { contract: brief }", 'by: { contract: brief, document: "a.md" }', `${at}:12 invalid-value a mapping`],
    [
      "an unknown artefact",
      "done: { artefact: constraints }",
      "done: { artefact: constrains }",
      `${at}:25 unknown-artefact the unknown artefact "constrains"`,
    ],
    ["an unknown gate", "done: { gate: priority }", "done: { gate: prio }", `${at}:28 unknown-gate the unknown gate "prio"`],
    [
      "a check of what no document says",
      "check: section, section: What we learned, min_words: 30",
      "check: no_blockers",
      `${at}:19 invalid-value the check \`no_blockers\`, which does not read the document's own text`,
    ],
    ["a name twice", "id: learnings", "id: problem-brief", `${at}:13 duplicate-name "problem-brief" a second time, after line 12`],
    ["no duration", "cadence: 1w", "cadence: weekly", `${at}:10 invalid-value "weekly"`],
    ["a document with every hand-off", "cadence: 6w\n    checks", "cadence: per_item\n    checks", `${at}:17 invalid-value "per_item"`],
  ])("%s", (_what, from, to, expected) => {
    expect(told(withPm(from, to))).toEqual([expected]);
  });

  test("one role, one place", () => {
    const twice = { ...BASE, ".github/baton.yml": `${CONFIG}  pm: { users: [paula] }\n` };
    expect(told(twice)).toEqual([`${at}:6 duplicate-name who holds "pm" a second time: .github/baton.yml:6 says it, too`]);
    const parted = { ...twice, "contracts/roles/pm.yml": PM.replace(/people:.*\n/, "") };
    expect(told(parted)).toEqual([]);
    expect(policyOf(parted).roles["pm"]?.users).toEqual(["paula"]);
  });

  test("a role or an artefact in two files", () => {
    const second = PM.replace(/people:.*\n/, "");
    expect(told({ ...BASE, "contracts/roles/two.yml": second })).toEqual([
      'contracts/roles/two.yml:3 duplicate-name "pm" a second time: contracts/roles/pm.yml has it, too',
      'contracts/roles/two.yml:11 duplicate-name "problem-brief" a second time: contracts/roles/pm.yml has it, too',
      'contracts/roles/two.yml:12 duplicate-name "learnings" a second time: contracts/roles/pm.yml has it, too',
    ]);
  });
});

describe("what a change of it does", () => {
  const changes = (from: string, to: string) => comparePolicies(policyOf(BASE), policyOf(withPm(from, to))).map(changeLine);

  test.each([
    ["users: [paula]", "users: [paula, petra]", "roles.pm.users: [ paula ] → [ paula, petra ] (loosened)"],
    ["teams: [acme/data-pm], ", "", "roles.pm.teams: [ acme/data-pm ] → [] (tightened, breaking for items in flight)"],
    ["discover: lead", "discover: support", "engagement.discover of role pm: lead → support (loosened)"],
    ["decide: support", "decide: lead", "engagement.decide of role pm: support → lead (loosened)"],
    [", ship: consult", "", "engagement.ship of role pm removed, was consult (loosened)"],
    ["ship: consult", "ship: support", "engagement.ship of role pm: consult → support (tightened)"],
    ["cadence: 1w", "cadence: 2w", "consumes.sales-voice.cadence of role pm: 1w → 2w (loosened)"],
    ["cadence: 1w", "cadence: 3d", "consumes.sales-voice.cadence of role pm: 1w → 3d (tightened)"],
    ["to: [architect]", "to: all", "produces.problem-brief.to of role pm: [ architect ] → all (tightened)"],
    ["min_words: 30", "min_words: 20", "produces.learnings.checks.0.min_words of role pm: 30 → 20 (loosened)"],
    ["Data PM", "PM", "name of role pm: Data PM → PM (neutral)"],
  ])("%s → %s", (from, to, expected) => expect(changes(from, to)).toEqual([expected]));

  test("a file that is gone loosens", () => {
    const { "contracts/roles/pm.yml": _gone, ...rest } = BASE;
    const found = comparePolicies(policyOf(BASE), policyOf(rest));
    expect(found.filter(({ what }) => what === "role/pm/engagement.discover")).toMatchObject([
      { effect: "loosened", file: "contracts/roles/pm.yml", line: 7 },
    ]);
    expect(found.find(({ what }) => what === "roles.pm.users")).toMatchObject({ effect: "loosened", file: ".github/baton.yml" });
  });
});

describe("under an organisation", () => {
  const merge = (own: Files, above: Files = BASE) => mergeOrganisation(source(own), source(above, "acme/.github"));

  test("its roles hold, and their people", () => {
    const { policy, problems } = merge({});
    expect(problems).toEqual([]);
    expect(policy?.roles["pm"]?.users).toEqual(["paula"]);
    expect(roleSystemsOf(policy)).toMatchObject([{ id: "pm", file: ".github:contracts/roles/pm.yml" }]);
  });

  test("what asks for more is taken, what is looser is told and does not count", () => {
    const own = `apiVersion: baton/v1
kind: Role
id: pm
name: Our PM
purpose: Works on problems worth solving.
people: { users: [petra] }
engagement: { discover: none, build: consult }
consumes:
  - { artefact: sales-voice, from: { external: Sales }, cadence: 1d }
`;
    const { policy, problems } = merge({ "contracts/roles/pm.yml": own });
    const [pm] = roleSystemsOf(policy);
    expect(pm).toMatchObject({ name: "Our PM", engagement: { discover: "lead", build: "consult" } });
    expect(pm?.consumes.map(({ cadence }) => cadence?.text)).toEqual(["6w", "1d"]);
    expect(policy?.roles["pm"]?.users).toEqual(["paula"]);
    expect(problems.map(({ line, rule, severity }) => `${line} ${rule} ${severity}`)).toEqual([
      "6 looser-than-organisation warning",
      "7 looser-than-organisation warning",
    ]);
  });

  test("a role without people there is the repository's to fill", () => {
    const above = { ...BASE, "contracts/roles/pm.yml": PM.replace(/people:.*\n/, "") };
    const own = { "contracts/roles/pm.yml": PM.replace("[paula]", "[petra]") };
    const { policy, problems } = merge(own, above);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(policy?.roles["pm"]?.users).toEqual(["petra"]);
    expect(policy?.places?.["roles.pm.users"]?.file).toBe("contracts/roles/pm.yml");
  });

  test("the repository's configuration adds nobody to a role that the organisation fills in a file", () => {
    const { policy, problems } = merge(
      { ".github/baton.yml": "version: 1\nroles: { pm: { users: [mallory] } }\n" },
      { "contracts/brief.yml": CONTRACT, "contracts/roles/pm.yml": PM },
    );
    expect(policy?.roles["pm"]?.users).toEqual(["paula"]);
    expect(problems.map(({ rule, file }) => `${file} ${rule}`)).toContain(".github/baton.yml looser-than-organisation");
  });

  test("an artefact of the organisation's is no other role's", () => {
    const own = PM.replace("id: pm", "id: pm-two").replace(/people:.*\n/, "");
    const { policy, problems } = merge({ "contracts/roles/two.yml": own });
    expect(roleSystemsOf(policy).map(({ id, produces }) => [id, produces.length])).toEqual([
      ["pm", 2],
      ["pm-two", 0],
    ]);
    expect(problems.map(({ rule }) => rule)).toContain("looser-than-organisation");
  });
});

describe("hostile files", () => {
  test("are bounded and told", () => {
    const many = PM.replace(
      "consumes:\n",
      () => `consumes:\n${Array.from({ length: 500 }, (_, n) => `  - { artefact: a${n}, from: architect }\n`).join("")}`,
    );
    expect(read({ ...BASE, "contracts/roles/pm.yml": many }).problems).toMatchObject([
      { rule: "invalid-value", needed: "at most 50 of them" },
    ]);
    for (const name of ["__proto__", "constructor", "toString"]) {
      const text = PM.replace("ship: consult", `"${name}": consult`);
      expect(read({ ...BASE, "contracts/roles/pm.yml": text }).policy).toBeNull();
    }
    expect(read({ ...BASE, "contracts/roles/pm.yml": "- a\n- b\n" }).policy).toBeNull();
  });
});
