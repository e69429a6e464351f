import { describe, expect, it } from "vitest";
import type { PolicyChange } from "../../../src/core/policy/compare/change.js";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";

const CONFIG = `version: 1
initial: discover
enforcement: block
roles:
  pm: { users: [pia] }
  architect: { teams: [acme/architects] }
  lead: { users: [lea, ben] }
override: { by: lead }
`;
const GATES = `  - id: problem
    check: section
    section: Problem
    min_words: 25
  - { id: done, check: checklist, section: To do }
`;
const CONTRACT = `apiVersion: baton/v1
kind: Contract
id: brief
name: Brief
version: 1.0.0
stage: { from: discover, to: decide }
role: { from: pm, to: architect }
applies_to: { labels: { any: [problem-brief] } }
owner: pm
source_of_truth: { body: true }
context:
${GATES}trigger:
  acknowledge: { within: 24h }
  begin: { within: 48h }
`;

function policy(files: { config?: string; contracts?: string[] } = {}): Policy {
  const contracts = (files.contracts ?? [CONTRACT]).map((text, index) => ({ path: `contracts/${index}.yml`, text }));
  const parsed = parsePolicy([{ path: ".github/baton.yml", text: files.config ?? CONFIG }, ...contracts], {
    repository: "a/b",
    commit: "c",
  });
  if (!parsed.policy) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
}

/** `effect what`, with `!` when it breaks what is in flight. */
function short(changes: PolicyChange[]): string[] {
  return changes.map(({ effect, what, gate, breaking }) => `${effect}${breaking ? "!" : ""} ${gate === null ? "" : `${gate}: `}${what}`);
}

function contractChange(from: string, to: string, base = CONTRACT): string[] {
  if (!base.includes(from)) throw new Error(`no ${from}`);
  return short(comparePolicies(policy({ contracts: [base] }), policy({ contracts: [base.replace(from, to)] })));
}

function gateChange(from: string, to: string): string[] {
  const base = CONTRACT.replace(GATES, `${from}\n`);
  return short(comparePolicies(policy({ contracts: [base] }), policy({ contracts: [CONTRACT.replace(GATES, `${to}\n`)] })));
}

function configChange(from: string, to: string, base = CONFIG): string[] {
  return short(comparePolicies(policy({ config: base }), policy({ config: base.replace(from, to) })));
}

describe("nothing", () => {
  it("changes with blank lines, comments, the order of keys or another file", () => {
    const moved = policy({
      contracts: [`# a comment\n\n${CONTRACT.replace("{ from: discover, to: decide }", "{ to: decide, from: discover }")}`],
    });
    expect(comparePolicies(policy(), moved)).toEqual([]);
  });
});

describe("a gate", () => {
  it("tells what changed, from what to what, where, and who must approve", () => {
    const [change, ...more] = comparePolicies(policy(), policy({ contracts: [CONTRACT.replace("min_words: 25", "min_words: 10")] }));
    expect(more).toEqual([]);
    expect(change).toEqual({
      effect: "loosened",
      breaking: false,
      contract: "brief",
      gate: "problem",
      what: "params.min_words",
      before: "25",
      after: "10",
      owners: ["pm"],
      file: "contracts/0.yml",
      line: 15,
    } satisfies PolicyChange);
  });
  it.each<[string, string, string, string[]]>([
    ["more words", "min_words: 25", "min_words: 30", ["tightened! problem: params.min_words"]],
    ["no number of words any more", "    min_words: 25\n", "", ["loosened problem: params.min_words"]],
    ["a number where all were asked for", "section: To do }", "section: To do, min: 3 }", ["loosened! done: params.min"]],
    ["another section", "section: Problem", "section: Purpose", ["loosened! problem: params.section"]],
    ["another kind", "check: section\n    section: Problem\n    min_words: 25", "check: forbid", ["loosened! problem: check"]],
    ["only a warning", "check: section", "level: warn\n    check: section", ["loosened problem: level"]],
    ["a condition", "check: section", "when: { labels: { all: [big] } }\n    check: section", ["loosened problem: when"]],
    ["the linked document in place of the body", "check: section", "in: document\n    check: section", ["loosened! problem: in"]],
    ["another title", "check: section", "title: The problem\n    check: section", ["neutral problem: title"]],
    ["another id", "id: problem", "id: trouble", ["tightened! trouble: gate", "loosened problem: gate"]],
    ["a gate less", "  - { id: done, check: checklist, section: To do }\n", "", ["loosened done: gate"]],
    ["a gate more", "trigger:", "  - { id: more, check: forbid }\ntrigger:", ["tightened! more: gate"]],
    ["a warning more", "trigger:", "  - { id: more, check: forbid, level: warn }\ntrigger:", ["tightened more: gate"]],
  ])("with %s", (_what, from, to, expected) => {
    expect(contractChange(from, to)).toEqual(expected);
  });

  it("is red for more items with a wider condition, and perhaps for fewer with another", () => {
    const gate = (filter: string) => `  - { id: g, check: forbid, when: { labels: ${filter} } }`;
    expect(gateChange(gate("{ any: [a] }"), gate("{ any: [a, b] }"))).toEqual(["tightened! g: when"]);
    expect(gateChange(gate("{ any: [a], all: [x] }"), gate("{ any: [A] }"))).toEqual(["tightened! g: when"]);
    expect(gateChange(gate("{ any: [a] }"), gate("{ none: [b] }"))).toEqual(["loosened! g: when"]);
    expect(gateChange(gate("{ none: [b] }"), gate("{ any: [a] }"))).toEqual(["loosened! g: when"]);
    expect(gateChange(gate("{ any: [a, b] }"), gate("{ any: [a] }"))).toEqual(["loosened! g: when"]);
    expect(gateChange(`  - { id: g, check: forbid }`, gate("{ any: [a] }"))).toEqual(["loosened g: when"]);
    expect(gateChange(gate("{ any: [a] }"), `  - { id: g, check: forbid }`)).toEqual(["tightened! g: when"]);
  });

  it("asks for more with more words that it forbids, and for something else when the usual ones are replaced", () => {
    const forbid = (rest: string) => `  - { id: g, check: forbid${rest} }`;
    expect(gateChange(forbid(", words: [a]"), forbid(", words: [a, b]"))).toEqual(["tightened! g: params.words"]);
    expect(gateChange(forbid(", words: [a, b]"), forbid(", words: [a]"))).toEqual(["loosened g: params.words"]);
    expect(gateChange(forbid(", words: [a]"), forbid(", words: [b]"))).toEqual(["loosened! g: params.words"]);
    expect(gateChange(forbid(""), forbid(", words: [zzz]"))).toEqual(["loosened! g: params.words"]);
  });

  it("does not ask for less by a list that was left empty", () => {
    const metadata = (any: string) => `  - { id: g, check: metadata, labels: { any: ${any}, all: [x] } }`;
    expect(gateChange(metadata("[a]"), metadata("[]"))[0]).toMatch(/^loosened/);
  });

  it("asks for younger sources with a shorter age, in whatever unit", () => {
    const items = (age: string) => `  - { id: g, check: items, section: E, each: { max_age: ${age} } }`;
    expect(gateChange(items("180d"), items("90d"))).toEqual(["tightened! g: params.each.max_age"]);
    expect(gateChange(items("2w"), items("15d"))).toEqual(["loosened g: params.each.max_age"]);
    expect(gateChange(items("2w"), items("14d"))[0]).toMatch(/^neutral/);
  });
});

describe("criteria that are asked for more exactly", () => {
  const criteria = (rest: string) => `  - { id: g, check: measurable, section: C${rest} }`;
  const outcome = (rest: string) => `  - { id: g, check: outcome, section: C${rest} }`;
  it("are tightened by a table, and loosened without", () => {
    expect(gateChange(criteria(""), criteria(", form: table"))).toEqual(["tightened! g: params.form"]);
    expect(gateChange(criteria(", form: table"), criteria(", form: any"))).toEqual(["loosened g: params.form"]);
  });
  it("are tightened by a narrower `partly`, or one at all", () => {
    expect(gateChange(outcome(""), outcome(", partly_within: 10"))).toEqual(["tightened! g: params.partly_within"]);
    expect(gateChange(outcome(", partly_within: 10"), outcome(", partly_within: 5"))).toEqual(["tightened! g: params.partly_within"]);
    expect(gateChange(outcome(", partly_within: 5"), outcome(""))).toEqual(["loosened g: params.partly_within"]);
  });
});

describe("nested checks", () => {
  const nest = (kind: string, ...checks: string[]) =>
    `  - { id: g, check: ${kind}, checks: [${checks.map((one) => `{ check: ${one} }`).join(", ")}] }`;
  const ten = "section, section: A, min_words: 10";
  const twenty = "section, section: A, min_words: 20";
  it.each<[string, string, string, string]>([
    ["all with one more", nest("all", ten), nest("all", "forbid", ten), "tightened"],
    ["all with one less", nest("all", "forbid", ten), nest("all", ten), "loosened"],
    ["all with a stricter one", nest("all", "forbid", ten), nest("all", twenty, "forbid"), "tightened"],
    ["any with one more", nest("any", ten), nest("any", ten, "forbid"), "loosened"],
    ["any with one less", nest("any", ten, "forbid"), nest("any", ten), "tightened"],
    ["any with a looser one", nest("any", "forbid", twenty), nest("any", "forbid", ten), "loosened"],
    ["not with one more", nest("not", ten), nest("not", ten, "forbid"), "tightened"],
    ["not with one less", nest("not", ten, "forbid"), nest("not", ten), "loosened"],
    ["not with a stricter one", nest("not", ten), nest("not", twenty), "loosened"],
    ["not with a looser one", nest("not", twenty), nest("not", ten), "tightened"],
    ["not with another one", nest("not", ten), nest("not", "section, section: B, min_words: 10"), "loosened"],
    [
      "not inside not",
      nest("not", "not, checks: [{ check: section, section: A, min_words: 10 }]"),
      nest("not", "not, checks: [{ check: section, section: A, min_words: 20 }]"),
      "tightened",
    ],
  ])("%s", (_what, before, after, effect) => {
    const changes = gateChange(before, after);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.split(/[! ]/)[0]).toBe(effect);
  });
});

describe("a contract", () => {
  it.each<[string, string, string, string[]]>([
    ["name", "name: Brief", "name: Short brief", ["neutral name"]],
    ["version", "version: 1.0.0", "version: 1.1.0", ["neutral version"]],
    ["stage", "to: decide", "to: build", ["loosened! stage"]],
    ["giver", "from: pm,", "from: lead,", ["loosened! role.from"]],
    ["no giver: anyone with triage rights", "{ from: pm, to: architect }", "{ to: architect }", ["loosened role.from"]],
    ["receiver", "to: architect }", "to: lead }", ["loosened! role.to", "loosened! trigger.acknowledge.by"]],
    ["items", "any: [problem-brief]", "any: [problem-brief, bug]", ["loosened! applies_to"]],
    ["owner", "owner: pm", "owner: lead", ["loosened owner"]],
    ["document", "{ body: true }", '{ body: true, document: "docs/*.md" }', ["loosened! source_of_truth"]],
    ["count", "{ within: 24h }", "{ within: 24h, count: 2 }", ["tightened! trigger.acknowledge.count"]],
    ["a longer service level", "24h", "48h", ["loosened trigger.acknowledge.within"]],
    ["a shorter service level", "24h", "30m", ["tightened trigger.acknowledge.within"]],
    ["no time to begin", "  begin: { within: 48h }\n", "", ["loosened trigger.begin"]],
    ["signal", "within: 48h", "within: 48h, signal: command", ["tightened trigger.begin.signal"]],
    ["notes", "trigger:", "notes: [Be kind.]\ntrigger:", ["neutral notes"]],
  ])("with another %s", (_what, from, to, expected) => {
    expect(contractChange(from, to)).toEqual(expected);
  });

  it("that is new opens a way, which those who own the contracts so far approve", () => {
    const more = CONTRACT.replace("id: brief", "id: more")
      .replace("from: discover, to: decide", "from: decide, to: build")
      .replace("owner: pm", "owner: lead");
    const [change] = comparePolicies(policy(), policy({ contracts: [CONTRACT, more] }));
    expect(change).toMatchObject({
      effect: "loosened",
      contract: "more",
      what: "contract",
      before: null,
      owners: ["pm"],
      file: "contracts/1.yml",
      line: 3,
    });
    expect(comparePolicies(policy({ contracts: [] }), policy())[0]).toMatchObject({ effect: "loosened", owners: ["pm"] });
  });

  it("that is removed asks for nothing any more", () => {
    const [change] = comparePolicies(policy(), policy({ contracts: [] }));
    expect(change).toMatchObject({
      effect: "loosened",
      breaking: true,
      contract: "brief",
      what: "contract",
      after: null,
      owners: ["pm"],
      file: "contracts/0.yml",
    });
  });
});

describe("the configuration", () => {
  it.each<[string, string, string, string[]]>([
    ["observing", "enforcement: block", "enforcement: observe", ["loosened enforcement"]],
    ["no first stage", "initial: discover\n", "", ["loosened initial"]],
    ["a later first stage", "initial: discover", "initial: build", ["loosened initial"]],
    ["a day it begins", "version: 1", "version: 1\ngoverns_since: 2026-01-01", ["loosened governs_since"]],
    ["no way back", "version: 1", "version: 1\nbackward: forbid", ["tightened! backward"]],
    ["own acks", "version: 1", "version: 1\nacknowledgement: { self: true }", ["loosened acknowledgement.self"]],
    ["a bot", "version: 1", 'version: 1\nacknowledgement: { bots: ["x[bot]"] }', ["loosened acknowledgement.bots"]],
    ["another overrider", "by: lead", "by: pm", ["loosened override.by"]],
    ["a second for overriding", "by: lead", "by: lead, second: pm", ["tightened override.second"]],
    ["no overriding", "override: { by: lead }\n", "", ["tightened override"]],
    ["a calendar", "version: 1", "version: 1\ncalendar: { timezone: Europe/Berlin }", ["neutral calendar"]],
    [
      "issues for pull requests",
      "version: 1",
      "version: 1\npull_requests: { require_issue: true }",
      ["tightened! pull_requests.require_issue"],
    ],
    [
      "fewer stages to merge in",
      "version: 1",
      "version: 1\npull_requests: { allowed_stages: [build] }",
      ["tightened! pull_requests.allowed_stages"],
    ],
    [
      "more stages to merge in",
      "version: 1",
      "version: 1\npull_requests: { allowed_stages: [decide, build, test, ship] }",
      ["loosened pull_requests.allowed_stages"],
    ],
    [
      "an exempt author",
      "version: 1",
      "version: 1\npull_requests: { exempt: { authors: [eve] } }",
      ["loosened pull_requests.exempt.authors"],
    ],
    [
      "an exempt label",
      "version: 1",
      "version: 1\npull_requests: { exempt: { labels: [hotfix] } }",
      ["loosened pull_requests.exempt.labels"],
    ],
    [
      "an exempt branch",
      "version: 1",
      "version: 1\npull_requests: { exempt: { base: [release/*] } }",
      ["loosened pull_requests.exempt.base"],
    ],
    ["environments", "version: 1", "version: 1\nenvironments: { staging: {} }", ["tightened! environments"]],
    ["a placeholder more", "version: 1", "version: 1\nplaceholders: [à compléter]", ["tightened! placeholders"]],
    ["other labels", "version: 1", "version: 1\nlabels: { blocked: stop }", ["neutral labels.blocked"]],
    ["somebody more in a role", "[pia]", "[pia, eve]", ["loosened roles.pm.users"]],
    ["somebody less in a role", "[lea, ben]", "[lea]", ["tightened! roles.lead.users"]],
    ["somebody else in a role", "[pia]", "[eve]", ["loosened! roles.pm.users"]],
    ["nobody in a role", "{ users: [pia] }", "{}", ["loosened roles.pm.users"]],
    ["a team more in a role", "[acme/architects]", "[acme/architects, acme/all]", ["loosened roles.architect.teams"]],
    ["a role that nothing names", "roles:", "roles:\n  legal: { users: [lou] }", ["neutral roles.legal.users"]],
    ["letters' case", "[pia]", "[PIA]", []],
  ])("with %s", (_what, from, to, expected) => {
    expect(configChange(from, to)).toEqual(expected);
  });

  it.each([
    ["{ a: {} }", "", ["loosened environments"]],
    ["{ a: {} }", "{ A: {} }", []],
    ["{ a: {} }", "{ a: { stage: ship } }", ["tightened! environments.a"]],
    ["{ a: { stage: ship } }", "{ a: {} }", ["loosened environments.a"]],
    ["{ a: { stage: test } }", "{ a: { stage: ship } }", ["tightened! environments.a"]],
    ["{ a: { stage: ship } }", "{ a: { stage: test } }", ["loosened environments.a"]],
    ["{ a: {} }", "{ a: {}, b: { stage: ship } }", ["loosened environments.b"]],
    ["{ a: {}, b: {} }", "{ a: {} }", ["tightened! environments.b"]],
  ])("environments %s made %s", (was, is, expected) => {
    const at = (named: string) => CONFIG.replace("version: 1", named === "" ? "version: 1" : `version: 1\nenvironments: ${named}`);
    expect(short(comparePolicies(policy({ config: at(was) }), policy({ config: at(is) })))).toEqual(expected);
  });

  it("without a parameter that has no default is compared by what that means", () => {
    const plain = "  - { id: problem, check: section, section: Problem }";
    const allowing = plain.replace(" }", ", allow_none: true }");
    expect(gateChange(plain, allowing)).toEqual(["loosened problem: params.allow_none"]);
    expect(gateChange(allowing, plain)).toEqual(["tightened! problem: params.allow_none"]);
    expect(gateChange(plain, plain.replace(" }", ", allow_none: false }"))).toEqual([]);
    expect(gateChange(plain, plain.replace(" }", ", pattern: x }"))).toEqual(["tightened! problem: params.pattern"]);
  });

  it("begins to govern with stages in another order, with more or with fewer: all may open a way", () => {
    const stages = (...ids: string[]) =>
      `version: 1\nstages: [${ids.map((id) => `{ id: ${id}, name: ${id}, label: "s: ${id}" }`).join(", ")}]\n`;
    const compare = (a: string, b: string) =>
      short(comparePolicies(policy({ config: a, contracts: [] }), policy({ config: b, contracts: [] })));
    expect(compare(stages("a", "b"), stages("b", "a"))[0]).toBe("loosened! stages");
    expect(compare(stages("a", "b", "c"), stages("a", "c"))[0]).toBe("loosened! stages");
    expect(compare(stages("a", "b"), stages("a", "b").replace("s: b", "t: b"))).toEqual(["loosened! stages.b.label"]);
    expect(compare(stages("a", "b"), stages("a", "b").replace("name: b", "name: Bee"))).toEqual(["neutral stages.b"]);
  });

  it("without any contract may be approved by whoever may override", () => {
    const [change] = comparePolicies(
      policy({ contracts: [] }),
      policy({ config: CONFIG.replace("[pia]", "[pia, eve]").replace("block", "observe"), contracts: [] }),
    );
    expect(change).toMatchObject({ what: "enforcement", owners: ["lead"] });
  });

  it("may be approved by whoever owns a contract, and stands at its line", () => {
    const [change] = comparePolicies(policy(), policy({ config: CONFIG.replace("[pia]", "[pia, eve]") }));
    expect(change).toMatchObject({
      contract: null,
      before: "[ pia ]",
      after: "[ eve, pia ]",
      owners: ["pm"],
      file: ".github/baton.yml",
      line: 5,
    });
  });
});
