import { describe, expect, it } from "vitest";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { mergeOrganisation, parsePolicy, type PolicyFile } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { contractData, type ContractWish } from "./generated.js";

/** What a change may not do without being called a loosening: each case is a way that once led around one. */

type Config = Record<string, unknown>;

const ROLES = { pm: { users: ["pia"] }, architect: { users: ["ana"] }, legal: { users: ["lou", "leo"] } };

function filesOf(config: Config, wishes: ContractWish[], more: PolicyFile[] = []): PolicyFile[] {
  const contracts = wishes.map((wish, index) => ({ path: `contracts/${index}.yml`, text: JSON.stringify(contractData(wish)) }));
  return [{ path: ".github/baton.yml", text: JSON.stringify({ version: 1, ...config }) }, ...contracts, ...more];
}

function policyOf(config: Config, wishes: ContractWish[] = [], more: PolicyFile[] = []): Policy {
  const { policy, problems } = parsePolicy(filesOf({ roles: ROLES, ...config }, wishes, more), { repository: "a/b", commit: "c" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

function changes(before: Policy, after: Policy): string[] {
  return comparePolicies(before, after).map(({ effect, gate, what }) => `${effect} ${gate === null ? "" : `${gate}: `}${what}`);
}

/** The keys of a repository's configuration and contracts that are refused under the organisation's. */
function refused(own: PolicyFile[], organisation: PolicyFile[]): string[] {
  const above = { repository: "acme/.github", commit: "o", files: organisation };
  const { problems } = mergeOrganisation({ repository: "acme/shop", commit: "r", files: own }, above);
  return problems.filter(({ rule }) => rule === "looser-than-organisation").map(({ key }) => key);
}

const gated = (gate: Record<string, unknown>): ContractWish => ({ gates: [{ id: "g", check: "section", section: "Problem", ...gate }] });

describe("a label that Baton itself puts on", () => {
  it.each<[string, Config, ContractWish]>([
    ["exempts pull requests", { pull_requests: { exempt: { labels: ["Free"] } } }, {}],
    ["lifts a gate's condition", {}, gated({ when: { labels: { none: ["free"] } } })],
    ["selects the contract", {}, { labels: { any: ["free"] } }],
    ["is what a gate asks for", {}, { gates: [{ id: "g", check: "metadata", labels: { any: ["free"] } }] }],
    [
      "is what a nested gate asks for",
      {},
      { gates: [{ id: "g", check: "any", checks: [{ check: "metadata", labels: { all: ["free"] } }] }] },
    ],
  ])("may let something pass when it becomes one that %s", (_what, config, wish) => {
    const before = policyOf(config, [wish]);
    expect(changes(before, policyOf({ ...config, labels: { blocked: "free" } }, [wish]))).toEqual(["loosened labels.blocked"]);
    const held = policyOf({ ...config, labels: { overdue: "free" } }, [wish]);
    expect(changes(held, policyOf(config, [wish]))).toEqual(["loosened labels.overdue"]);
    expect(changes(before, policyOf({ ...config, labels: { blocked: "stop" } }, [wish]))).toEqual(["neutral labels.blocked"]);
  });

  it("is not a repository's to choose among those the organisation's rules look for", () => {
    const organisation = filesOf({ pull_requests: { exempt: { labels: ["free"] } } }, [gated({ when: { labels: { none: ["small"] } } })]);
    const own = (labels: Config) => filesOf({ labels }, []);
    expect(refused(own({ blocked: "free" }), organisation)).toEqual(["labels.blocked"]);
    expect(refused(own({ awaiting: "small" }), organisation)).toEqual(["labels.awaiting"]);
    expect(refused(own({ awaiting: "late" }), organisation)).toEqual([]);
  });
});

describe("a stage's label", () => {
  const stages = (label: string) => ["a", "b"].map((id) => ({ id, name: id, label: id === "b" ? label : `stage: ${id}` }));

  it("may be on items already, which would be taken for being in that stage", () => {
    expect(changes(policyOf({ stages: stages("stage: b") }), policyOf({ stages: stages("bug") }))).toEqual(["loosened stages.b.label"]);
  });

  it("is not a repository's to choose", () => {
    const organisation = filesOf({ stages: stages("stage: b") }, []);
    expect(refused(filesOf({ stages: stages("bug") }, []), organisation)).toEqual(["stages"]);
    expect(refused(filesOf({ stages: stages("stage: b") }, []), organisation)).toEqual([]);
  });
});

describe("the stage of new issues", () => {
  const initial = (stage: string | undefined, allowed_stages = ["build", "test"]) =>
    policyOf({ ...(stage === undefined ? {} : { initial: stage }), pull_requests: { require_issue: true, allowed_stages } });

  it("skips what leads there when it is not the first, even where there was none", () => {
    expect(changes(initial(undefined), initial("build"))).toEqual(["loosened initial"]);
    expect(changes(initial(undefined), initial("decide"))).toEqual(["loosened initial"]);
    expect(changes(initial(undefined), initial("discover"))).toEqual(["tightened initial"]);
  });

  it("lets pull requests merge when it is one in which they may", () => {
    const early = ["discover", "test"];
    expect(changes(initial(undefined, early), initial("discover", early))).toEqual(["loosened initial"]);
    expect(changes(initial("decide", early), initial("discover", early))).toEqual(["loosened initial"]);
    expect(changes(initial("decide"), initial("discover"))).toEqual(["tightened initial"]);
  });

  it("is the organisation's to leave out: a repository may only begin at the beginning", () => {
    const organisation = filesOf({}, [{}]);
    expect(refused(filesOf({ initial: "ship" }, []), organisation)).toEqual(["initial"]);
    expect(refused(filesOf({ initial: "discover" }, []), organisation)).toEqual([]);
  });
});

describe("a giving role", () => {
  const giver = (from: string | null) => ({ role: { from, to: "architect" } });
  const files = (from: string | null) =>
    filesOf({ roles: ROLES }, []).concat([
      { path: "contracts/0.yml", text: JSON.stringify({ ...contractData({ gates: [{ id: "g", check: "forbid" }] }), ...giver(from) }) },
    ]);

  it("may hold people who have no triage rights: naming one where there was none lets them hand off", () => {
    const read = (from: string | null) => parsePolicy(files(from), { repository: "a/b", commit: "c" }).policy as Policy;
    expect(changes(read(null), read("legal"))).toEqual(["loosened role.from"]);
    expect(changes(read("legal"), read(null))).toEqual(["loosened role.from"]);
    expect(refused(files("legal"), files(null))).toEqual(["role.from"]);
  });
});

describe("a role whose word stands against the item", () => {
  const objections = (check: Record<string, unknown>): ContractWish => ({ gates: [{ id: "g", check: "not", checks: [check] }] });
  const without = { ...ROLES, legal: { users: ["lou"] } };

  it.each([
    ["its approval", { check: "approvals", role: "legal" }],
    ["its confirmation", { check: "confirmed_by", role: "legal" }],
    ["its being assigned", { check: "any", checks: [{ check: "metadata", assignee: { role: "legal" } }] }],
  ])("is loosened by fewer people, too: %s", (_what, check) => {
    const wish = objections(check);
    expect(changes(policyOf({}, [wish]), policyOf({ roles: without }, [wish]))).toEqual(["loosened roles.legal.users"]);
    expect(refused(filesOf({ roles: { legal: { users: ["lou"] } } }, []), filesOf({ roles: ROLES }, [wish]))).toEqual(["roles.legal"]);
  });

  it("is tightened by fewer where it must speak for the item", () => {
    const wish: ContractWish = { gates: [{ id: "g", check: "any", checks: [{ check: "approvals", role: "legal" }] }] };
    expect(changes(policyOf({}, [wish]), policyOf({ roles: without }, [wish]))).toEqual(["tightened roles.legal.users"]);
  });
});

describe("items of which only so many may count", () => {
  const items = (rest: Record<string, unknown>) => policyOf({}, [{ gates: [{ id: "g", check: "items", section: "Evidence", ...rest }] }]);

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ["a source for each", {}, { each: { attributed: true } }, "each"],
    ["younger ones", { each: { max_age: "180d" } }, { each: { max_age: "90d" } }, "each.max_age"],
    ["fewer types", { types: ["quote", "usage"] }, { types: ["quote"] }, "types"],
    ["types at all", {}, { types: ["quote"] }, "types"],
  ])("pass with too many of them when fewer count: %s", (_what, before, after, what) => {
    expect(changes(items({ max: 3, ...before }), items({ max: 3, ...after }))).toEqual([`loosened g: params.${what}`]);
    expect(changes(items(before), items(after))).toEqual([`tightened g: params.${what}`]);
  });

  it("are fewer with a smaller bound, and more with a larger", () => {
    expect(changes(items({ max: 3 }), items({ max: 2 }))).toEqual(["tightened g: params.max"]);
    expect(changes(items({ max: 3 }), items({ max: 4 }))).toEqual(["loosened g: params.max"]);
    expect(changes(items({ max: 3 }), items({ max: 3, min: 2 }))).toEqual(["tightened g: params.min"]);
    expect(changes(items({}), items({ max: 3, types: ["quote"] }))).toEqual(["tightened g: params.max", "tightened g: params.types"]);
  });
});

describe("the words of templates", () => {
  const template = (words: string): PolicyFile => ({ path: ".github/ISSUE_TEMPLATE/brief.md", text: `### Problem\n\n${words}\n` });

  it("are answers when no template says them any more", () => {
    const before = policyOf({}, [{}], [template("Tell us about the problem that people have.")]);
    const [change, ...more] = comparePolicies(before, policyOf({}, [{}], [template("What is the problem that people have?")]));
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      effect: "loosened",
      what: "templates",
      before: expect.stringContaining("Tell us about the problem that people have."),
      after: null,
      owners: ["pm"],
      file: ".github/ISSUE_TEMPLATE",
    });
    expect(changes(before, policyOf({}, [{}]))).toEqual(["loosened templates"]);
    expect(changes(policyOf({}, [{}]), before)).toEqual([]);
    expect(changes(before, before)).toEqual([]);
  });
});

describe("a way back", () => {
  const organisation = filesOf({ backward: "forbid" }, [{}]);
  const back = (to: string) => filesOf({}, [{ id: "again", from: "evaluate", to }]);

  it("from the last stage leads to the first, or it leads around what the organisation asks for in between", () => {
    expect(refused(back("discover"), organisation)).toEqual([]);
    expect(refused(back("build"), organisation)).toEqual(["stage"]);
    expect(refused(back("ship"), organisation)).toEqual(["stage"]);
  });
});

describe("a name that every object has", () => {
  it.each(["toString", "valueOf", "hasOwnProperty"])("is a role's like any other: %s", (id) => {
    const organisation = filesOf({ roles: ROLES }, [{}]);
    expect(refused(filesOf({ roles: { [id]: { users: ["eve"] } } }, []), organisation)).toEqual([]);
    const held = filesOf({ roles: { [id]: { users: ["ana"] } } }, [{}]);
    expect(refused(filesOf({ roles: { [id]: { users: ["ana", "eve"] } } }, []), held)).toEqual([`roles.${id}`]);
  });
});

describe("a bot in a role", () => {
  const bot = (login: string) => ({ roles: { ...ROLES, architect: { users: [login] } } });

  it("is not the person of its name", () => {
    expect(changes(policyOf(bot("deploy[bot]")), policyOf(bot("deploy")))).toEqual(["loosened roles.architect.users"]);
    expect(changes(policyOf(bot("deploy")), policyOf(bot("deploy[bot]")))).toEqual(["loosened roles.architect.users"]);
    expect(refused(filesOf({ roles: { architect: { users: ["deploy"] } } }, []), filesOf(bot("Deploy[bot]"), [{}]))).toEqual([
      "roles.architect",
    ]);
  });
});
