import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyChange } from "../../../src/core/policy/compare/change.js";
import { comparePolicies } from "../../../src/core/policy/compare/compare.js";
import { inheritedFiles } from "../../../src/core/policy/organisation/organisation.js";
import { mergeConfig } from "../../../src/core/policy/organisation/config.js";
import { mergeContracts } from "../../../src/core/policy/organisation/contracts.js";
import { mergeOrganisation, parsePolicy, readPolicy, type ParsedPolicy } from "../../../src/core/policy/parse.js";
import { policyPlaces } from "../../../src/core/policy/organisation/places.js";
import { originsOf } from "../../../src/core/policy/organisation/origins.js";
import { originLine } from "../../../src/render/origins.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { configData, contractData, type ContractWish } from "./generated.js";

interface Side {
  config?: string | object;
  contracts?: (string | object)[];
}

function files({ config, contracts = [] }: Side): { path: string; text: string }[] {
  const text = (content: string | object) => (typeof content === "string" ? content : JSON.stringify(content));
  return [
    ...(config === undefined ? [] : [{ path: ".github/baton.yml", text: text(config) }]),
    ...contracts.map((content, index) => ({ path: `contracts/${index}.yml`, text: text(content) })),
  ];
}

function merge(own: Side, organisation: Side): ParsedPolicy {
  return mergeOrganisation(
    { repository: "acme/shop", commit: "own", files: files(own) },
    { repository: "acme/.github", commit: "org", files: files(organisation) },
  );
}

function merged(own: Side, organisation: Side): Policy {
  const { policy, problems } = merge(own, organisation);
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

/** What was refused: place and key, in one line each. */
function refused(own: Side, organisation: Side): string[] {
  return merge(own, organisation)
    .problems.filter((problem) => problem.rule === "looser-than-organisation")
    .map(({ file, line, key, severity }) => `${severity} ${file}:${line} ${key}`);
}

const CONFIG = `version: 1
lifecycle: dpos
enforcement: block
governs_since: 2026-03-01
roles:
  pm: { teams: [acme/pms] }
  architect: { teams: [acme/architects], users: [ana] }
  lead: {}
override: { by: lead }
pull_requests:
  allowed_stages: [build, test]
  exempt: { authors: [renovate] }
`;
const contract = (wish: ContractWish = {}) =>
  contractData({ gates: [{ id: "problem", check: "section", section: "Problem", min_words: 25 }], ...wish });
const ORGANISATION: Side = { config: CONFIG, contracts: [contract()] };

describe("the configuration of a repository", () => {
  it("is the organisation's when it has none of its own", () => {
    const policy = merged({}, ORGANISATION);
    expect(policy).toMatchObject({ enforcement: "block", source: { repository: "acme/shop", commit: "own" }, override: { by: "lead" } });
    expect(policy.contracts).toHaveLength(1);
  });

  it("leaves everything that it does not say to the organisation", () => {
    const policy = merged({ config: "version: 1\nbackward: forbid\n" }, ORGANISATION);
    expect(policy).toMatchObject({
      enforcement: "block",
      backward: "forbid",
      override: { by: "lead" },
      pullRequests: { allowedStages: ["build", "test"] },
    });
    expect(policy.places?.["backward"]).toEqual({ file: ".github/baton.yml", line: 2 });
    expect(policy.places?.["enforcement"]).toEqual({ file: ".github:.github/baton.yml", line: 3 });
  });

  it.each<[string, string, Partial<Policy>]>([
    [
      "a stage less to merge in",
      "pull_requests: { allowed_stages: [build] }",
      { pullRequests: expect.objectContaining({ allowedStages: ["build"] }) },
    ],
    [
      "an issue for every pull request",
      "pull_requests: { require_issue: true }",
      { pullRequests: expect.objectContaining({ requireIssue: true }) },
    ],
    [
      "nobody exempt",
      "pull_requests: { exempt: { authors: [] } }",
      { pullRequests: expect.objectContaining({ exempt: { authors: [], labels: [] } }) },
    ],
    ["an earlier day", "governs_since: 2026-01-01", { governsSince: Date.UTC(2026, 0, 1) }],
    ["a second for overriding", "override: { by: lead, second: pm }", { override: { by: "lead", second: "pm" } }],
    ["a stage for new issues", "initial: discover", { lifecycle: expect.objectContaining({ initial: "discover" }) }],
    [
      "a role with fewer people",
      "roles: { architect: { teams: [acme/architects] } }",
      { roles: expect.objectContaining({ architect: { id: "architect", users: [], teams: ["acme/architects"] } }) },
    ],
    [
      "people in a role that has none",
      "roles: { lead: { users: [lea] } }",
      { roles: expect.objectContaining({ lead: { id: "lead", users: ["lea"], teams: [] } }) },
    ],
    [
      "a role of its own",
      "roles: { legal: { users: [lou] } }",
      { roles: expect.objectContaining({ legal: { id: "legal", users: ["lou"], teams: [] } }) },
    ],
    [
      "other labels of Baton's",
      "labels: { blocked: stop }",
      { labels: { blocked: "stop", awaiting: "handoff: awaiting ack", overdue: "handoff: overdue" } },
    ],
  ] as [string, string, Partial<Policy>][])("may say %s", (_what, own, expected) => {
    const side = { config: `version: 1\n${own}\n` };
    expect(refused(side, ORGANISATION)).toEqual([]);
    expect(merged(side, ORGANISATION)).toMatchObject(expected);
  });

  it("has the placeholders of both", () => {
    const organisation = { ...ORGANISATION, config: `${CONFIG}placeholders: [xx, à compléter]\n` };
    const side = { config: "version: 1\nplaceholders: [XX, offen]\n" };
    expect(refused(side, organisation)).toEqual([]);
    expect(merged(side, organisation).placeholders).toEqual(["xx", "à compléter", "offen"]);
  });

  it.each<[string, string, string]>([
    ["only observe", "enforcement: observe", "enforcement"],
    ["begin later", "governs_since: 2026-06-01", "governs_since"],
    ["let people acknowledge their own", "acknowledgement: { self: true }", "acknowledgement.self"],
    ["let bots acknowledge", 'acknowledgement: { bots: ["x[bot]"] }', "acknowledgement.bots"],
    ["let others override", "override: { by: pm }", "override"],
    ["allow merging earlier", "pull_requests: { allowed_stages: [decide, build] }", "pull_requests.allowed_stages"],
    ["exempt authors", "pull_requests: { exempt: { authors: [renovate, eve] } }", "pull_requests.exempt.authors"],
    ["exempt labels", "pull_requests: { exempt: { labels: [hotfix] } }", "pull_requests.exempt.labels"],
    ["exempt branches", "pull_requests: { exempt: { base: ['release/*'] } }", "pull_requests.exempt.base"],
    ["put people in a role", "roles: { pm: { teams: [acme/pms], users: [eve] } }", "roles.pm"],
    ["empty a role", "roles: { pm: {} }", "roles.pm"],
    ["have its own stages", "stages: [{ id: a, name: A, label: a }, { id: b, name: B, label: b }]", "stages"],
  ])("may not %s", (_what, own, key) => {
    const side = { config: `version: 1\n${own}\n` };
    expect(refused(side, ORGANISATION)).toEqual([`warning .github/baton.yml:2 ${key}`]);
    const [first] = comparePolicies(merged({}, ORGANISATION), merged(side, ORGANISATION));
    expect(first).toBeUndefined();
  });

  it("is told what was refused, and where the organisation says otherwise", () => {
    const [problem] = merge({ config: "version: 1\nenforcement: observe\n" }, ORGANISATION).problems;
    expect(problem).toMatchObject({
      found: "`enforcement: observe`, looser than the organisation's `block`",
      needed: "what .github:.github/baton.yml:3 says, or something stricter",
      severity: "warning",
    });
  });

  it("is its own when the organisation has contracts only, but for the stages these are about", () => {
    const own = { config: "version: 1\nenforcement: block\noverride: { by: x }\npull_requests: { allowed_stages: [decide] }\n" };
    const stages = "version: 1\nstages: [{ id: a, name: A, label: a }, { id: b, name: B, label: b }]\n";
    expect(refused(own, { contracts: [contract()] })).toEqual([]);
    expect(refused({ config: stages }, { contracts: [contract()] })).toEqual(["warning .github/baton.yml:2 stages"]);
    const policy = merged(own, { contracts: [contract()] });
    expect(policy).toMatchObject({
      enforcement: "block",
      override: { by: "x" },
      lifecycle: { stages: [{ id: "discover" }, { id: "decide" }, { id: "build" }, { id: "test" }, { id: "ship" }, { id: "evaluate" }] },
      pullRequests: { allowedStages: ["decide"] },
    });
  });

  it("may have stages of its own where the organisation says nothing of stages", () => {
    const own = { config: "version: 1\ninitial: a\nstages: [{ id: a, name: A, label: a }, { id: b, name: B, label: b }]\n" };
    const policy = merged(own, { config: "version: 1\nenforcement: block\n" });
    expect(policy).toMatchObject({
      enforcement: "block",
      lifecycle: { initial: "a", stages: [{ id: "a" }, { id: "b" }] },
      pullRequests: { allowedStages: ["b"] },
    });
  });

  it("cannot name a stage that only its own refused list has", () => {
    const own = { config: "version: 1\ninitial: a\nstages: [{ id: a, name: A, label: a }, { id: b, name: B, label: b }]\n" };
    expect(refused(own, ORGANISATION)).toEqual(["warning .github/baton.yml:3 stages", "warning .github/baton.yml:2 initial"]);
    expect(merged(own, ORGANISATION).lifecycle.initial).toBeNull();
  });
});

describe("a contract of a repository", () => {
  it("for a boundary that the organisation does not cover is added", () => {
    const own = { contracts: [contract({ id: "more", from: "decide", to: "build" })] };
    expect(refused(own, ORGANISATION)).toEqual([]);
    expect(merged(own, ORGANISATION).contracts.map(({ id, file }) => [id, file])).toEqual([
      ["brief", ".github:contracts/0.yml"],
      ["more", "contracts/0.yml"],
    ]);
  });

  it.each([
    ["from the same stage to a later one", "discover", "build"],
    ["over both of its stages", "discover", "ship"],
  ])("may not lead around one of the organisation's: %s", (_what, from, to) => {
    const own = { contracts: [contract({ id: "around", from, to })] };
    expect(refused(own, ORGANISATION)).toEqual(["warning contracts/0.yml:1 stage"]);
    expect(merged(own, ORGANISATION).contracts.map(({ id }) => id)).toEqual(["brief"]);
  });

  it("may not cut a long boundary of the organisation into short ones", () => {
    const organisation = { config: CONFIG, contracts: [contract({ from: "build", to: "ship" })] };
    expect(refused({ contracts: [contract({ id: "a", from: "test", to: "ship" })] }, organisation)).toHaveLength(1);
    expect(refused({ contracts: [contract({ id: "b", from: "build", to: "test" })] }, organisation)).toHaveLength(1);
  });

  it("may lead back to the beginning, but not back where that is forbidden", () => {
    const organisation = { config: `${CONFIG}backward: forbid\n`, contracts: [contract()] };
    expect(refused({ contracts: [contract({ id: "loop", from: "evaluate", to: "discover" })] }, organisation)).toEqual([]);
    expect(refused({ contracts: [contract({ id: "back", from: "test", to: "build" })] }, organisation)).toHaveLength(1);
  });

  it("adds its gates to the organisation's contract for the boundary, and says where each is from", () => {
    const own = {
      contracts: [
        contract({
          id: "ours",
          gates: [
            { id: "extra", check: "forbid" },
            { id: "people", part: "gates", check: "no_blockers" },
          ],
        }),
      ],
    };
    const [only, ...more] = merged(own, ORGANISATION).contracts;
    expect(more).toEqual([]);
    expect(only).toMatchObject({ id: "brief", file: ".github:contracts/0.yml" });
    expect(only?.gates.map(({ id, part, file }) => [id, part, file])).toEqual([
      ["problem", "context", undefined],
      ["extra", "context", "contracts/0.yml"],
      ["people", "gates", "contracts/0.yml"],
    ]);
    expect(only?.digest).not.toBe(merged({}, ORGANISATION).contracts[0]?.digest);
  });

  it("replaces a gate of the same name with a stricter one, and keeps the organisation's before a looser one", () => {
    const words = (min_words: number) => ({
      contracts: [contract({ gates: [{ id: "problem", check: "section", section: "Problem", min_words }] })],
    });
    const wordsOf = (policy: Policy) => policy.contracts[0]?.gates[0]?.check.params;
    expect(refused(words(40), ORGANISATION)).toEqual([]);
    expect(wordsOf(merged(words(40), ORGANISATION))).toMatchObject({ min_words: 40 });
    expect(refused(words(5), ORGANISATION)).toEqual(["warning contracts/0.yml:1 context.0.min_words"]);
    expect(wordsOf(merged(words(5), ORGANISATION))).toMatchObject({ min_words: 25 });
  });

  it("changes nothing, not even the digest, when it repeats the organisation's", () => {
    const policy = merged({ contracts: [contract()] }, ORGANISATION);
    expect(policy.contracts).toEqual(merged({}, ORGANISATION).contracts);
  });

  it("that is made for some items asks its gates of those only", () => {
    const own = {
      contracts: [
        contract({ id: "bugs", labels: { any: ["bug"] }, gates: [{ id: "extra", check: "forbid", when: { labels: { all: ["big"] } } }] }),
      ],
    };
    expect(merged(own, ORGANISATION).contracts[0]?.gates[1]?.when).toEqual({ labels: { any: ["bug"], all: ["big"], none: [] } });
  });

  it("may ask for more people and less time, not for fewer and more", () => {
    const organisation = { config: CONFIG, contracts: [contract({ within: "24h", count: 2 })] };
    const asks = (policy: Policy) => [policy.contracts[0]?.acknowledge.within.text, policy.contracts[0]?.acknowledge.count];
    expect(asks(merged({ contracts: [contract({ within: "8h", count: 3 })] }, organisation))).toEqual(["8h", 3]);
    expect(asks(merged({ contracts: [contract({ within: "8h" })] }, organisation))).toEqual(["8h", 2]);
    const loose = { contracts: [contract({ within: "48h", count: 1 })] };
    expect(asks(merged(loose, organisation))).toEqual(["24h", 2]);
    expect(refused(loose, organisation).map((line) => line.split(" ")[2])).toEqual([
      "trigger.acknowledge.count",
      "trigger.acknowledge.within",
    ]);
  });

  it("cannot change whose it is, who takes over, or what it is for", () => {
    const own = { contracts: [contract({ owner: "lead", receiver: "lead", subject: "issue" })] };
    expect(refused(own, ORGANISATION).map((line) => line.split(" ")[2])).toEqual(["role.to", "applies_to.subject", "owner"]);
    expect(merged(own, ORGANISATION).contracts[0]).toMatchObject({
      owner: "pm",
      acknowledge: { by: "architect" },
      appliesTo: { subject: "both" },
    });
  });

  it("cannot move the organisation's contract to another boundary by taking its name", () => {
    const own = { contracts: [contract({ from: "decide", to: "build", gates: [{ id: "extra", check: "forbid" }] })] };
    expect(refused(own, ORGANISATION)).toEqual(["warning contracts/0.yml:1 stage"]);
    expect(merged(own, ORGANISATION).contracts).toEqual(merged({}, ORGANISATION).contracts);
  });

  it("may rest a tick on a gate of the organisation's", () => {
    const own = { contracts: [contract({ id: "ours", gates: [{ id: "tick", check: "checkbox", item: "Done", implied_by: "problem" }] })] };
    expect(merge(own, ORGANISATION).problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("what comes from where", () => {
  it("can be told of every part, with its line", () => {
    const own = {
      config: "version: 1\nbackward: forbid\nroles: { lead: { users: [lea] } }\n",
      contracts: [
        contract({ id: "ours", within: "8h", gates: [{ id: "extra", check: "forbid" }] }),
        contract({ id: "more", from: "decide", to: "build" }),
      ],
    };
    const told = originsOf(merged(own, ORGANISATION)).map((origin) => `${origin.from}: ${originLine(origin)}`);
    expect(told).toEqual(
      expect.arrayContaining([
        "organisation: enforcement: .github:.github/baton.yml:3",
        "organisation: roles.pm: .github:.github/baton.yml:6",
        "repository: roles.lead: .github/baton.yml:3",
        "repository: backward: .github/baton.yml:2",
        "organisation: contract brief: .github:contracts/0.yml:1",
        "repository: trigger.acknowledge.within of brief: contracts/0.yml:1",
        "organisation: gate problem of brief: .github:contracts/0.yml:1",
        "repository: gate extra of brief: contracts/0.yml:1",
        "repository: contract more: contracts/1.yml:1",
      ]),
    );
    expect(new Set(told).size).toBe(told.length);
  });
});

describe("what does not parse", () => {
  it("is an error in either place, with the file that holds it", () => {
    const broken = `${CONFIG}nonsense: 1\n`;
    expect(merge({}, { config: broken })).toMatchObject({ policy: null, problems: [{ file: ".github:.github/baton.yml" }] });
    expect(merge({ config: "version: 3" }, ORGANISATION)).toMatchObject({ policy: null, problems: [{ file: ".github/baton.yml" }] });
    expect(merge({ contracts: ["kind: Contract"] }, ORGANISATION).policy).toBeNull();
  });
});

describe("any organisation and any repository", () => {
  const side = fc.record(
    { config: fc.option(configData, { nil: undefined }), contracts: fc.array(contractWish(), { maxLength: 3 }) },
    { requiredKeys: ["contracts"] },
  );

  function contractWish() {
    const gate = fc.oneof(
      fc.record({
        id: fc.constantFrom("a", "b", "c"),
        check: fc.constant("section"),
        section: fc.constantFrom("X", "Y"),
        min_words: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ id: fc.constantFrom("b", "c"), check: fc.constant("not"), checks: fc.constant([{ check: "approvals", role: "pm" }]) }),
      fc.record({ id: fc.constantFrom("a", "b"), check: fc.constant("forbid"), level: fc.constantFrom("warn", "block") }),
      fc.record({
        id: fc.constantFrom("A", "c"),
        check: fc.constant("checklist"),
        section: fc.constant("X"),
        when: fc.constantFrom({ labels: { any: ["l"] } }, { labels: { none: ["l"] } }),
      }),
    );
    return fc
      .record({
        id: fc.constantFrom("one", "two", "three"),
        from: fc.constantFrom("discover", "decide", "build", "evaluate"),
        to: fc.constantFrom("decide", "build", "test", "discover"),
        within: fc.constantFrom("8h", "24h", "2d"),
        count: fc.constantFrom(1, 2),
        owner: fc.constantFrom("pm", "lead"),
        labels: fc.constantFrom({}, { any: ["bug"] }, { none: ["bug"] }),
        gates: fc.uniqueArray(gate, { maxLength: 3, selector: ({ id }) => id.toLowerCase() }),
      })
      .filter(({ from, to }) => from !== to);
  }

  const sideOf = ({ config, contracts }: { config?: object | undefined; contracts: ContractWish[] }): Side => {
    const distinct = contracts.filter((one, index) => contracts.findIndex((other) => other.id === one.id) === index);
    return { ...(config ? { config } : {}), contracts: distinct.map((wish) => contractData(wish)) };
  };
  const alone = (organisation: Side) => parsePolicy(files(organisation), { repository: "acme/.github", commit: "org" }).policy;

  it("give a policy that is nowhere looser than the organisation's", () => {
    let judged = 0;
    fc.assert(
      fc.property(side, side, (a, b) => {
        const [own, organisation] = [sideOf(a), sideOf(b)];
        const [policy, before] = [merge(own, organisation).policy, alone(organisation)];
        if (!policy || !before) return;
        judged += 1;
        expect(comparePolicies(before, policy).filter((change) => isLooser(change, before, organisation))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(judged).toBeGreaterThan(15);
  });

  it("give the same policy when the repository's files are merged once more", () => {
    let changed = 0;
    fc.assert(
      fc.property(side, side, (a, b) => {
        const [own, above] = [readPolicy(files(sideOf(a))), readPolicy(inheritedFiles(files(sideOf(b))))];
        if (!own.config || !above.config || [...own.problems, ...above.problems].some(({ severity }) => severity === "error")) return;
        const ownPlaces = policyPlaces(own.configFile, own.read);
        const below = { configFile: own.configFile, config: own.config, places: ownPlaces };
        const inherited = { configFile: above.configFile, config: above.config, places: policyPlaces(above.configFile, above.read) };
        const contracts = above.read.map((one) => one.contract);
        const config = mergeConfig(inherited, contracts, below);
        expect(mergeConfig({ ...inherited, ...config }, contracts, below)).toEqual(config);
        const once = mergeContracts({ contracts, places: config.places }, own.read, ownPlaces, config.config);
        expect(mergeContracts(once, own.read, ownPlaces, config.config)).toEqual(once);
        if (once.contracts.some((one) => above.read.every(({ contract: other }) => other.digest !== one.digest))) changed += 1;
      }),
      { numRuns: 60 },
    );
    expect(changed).toBeGreaterThan(5);
  });

  /** A repository may open boundaries, fill roles that have nobody, and say what an organisation without configuration leaves open. */
  function isLooser(change: PolicyChange, before: Policy, organisation: Side): boolean {
    if (change.effect !== "loosened") return false;
    if (change.what === "contract" && change.before === null) return before.contracts.some(({ id }) => id === change.contract);
    if (change.contract !== null) return true;
    if (organisation.config === undefined) return change.what === "stages";
    const role = /^roles\.([^.]+)/.exec(change.what)?.[1];
    const held = role === undefined ? null : before.roles[role];
    return role === undefined || (held !== undefined && held !== null && held.users.length + held.teams.length > 0);
  }
});
