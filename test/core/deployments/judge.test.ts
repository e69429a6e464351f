import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeployedItem, DeployedRange, MadePart } from "../../../src/core/deployments/facts.js";
import { asksOf, judgeDeployment, type DeploymentInput } from "../../../src/core/deployments/judge.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import type { Receipt } from "../../../src/core/record/receipt.js";
import { AGENT, agentFiles, CONFIG } from "../policy/agent-files.js";

const ENVIRONMENTS = "environments: { staging: {}, Production: { stage: decide } }\n";
const ORDER = "environments: [dev, staging, production]\n";

function policyOf({ config = `${CONFIG}${ENVIRONMENTS}`, agent = AGENT }: { config?: string; agent?: string } = {}): Policy {
  const { policy, problems } = parsePolicy(agentFiles(agent, config), { repository: "acme/shop", commit: "c1" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const NAMING_DEV = `${CONFIG}environments: { dev: {}, staging: {}, production: { stage: decide } }\n`;
const ordered = policyOf({ config: NAMING_DEV, agent: `${AGENT}${ORDER}` });
const here = { repositoryId: "R", repository: "acme/shop", isOld: false, isClosed: false };

function item(number: number, stage: string | null, more: Partial<DeployedItem> = {}): DeployedItem {
  return { ...here, number, reference: `#${number}`, knowledge: { is: "known", record: { stage, receipts: [] } }, ...more };
}

const by = (...agents: string[]): MadePart => ({ reference: "#7", agents: { known: true, value: agents } });
const range = (items: DeployedItem[], parts: MadePart[] = []): DeploymentInput["range"] => ({
  known: true,
  value: { since: "c0", items, parts },
});

function judged(over: Partial<DeploymentInput>) {
  return judgeDeployment({ policy: policyOf(), environment: "production", range: range([]), succeeded: new Map(), ...over });
}

describe("what a deployment is held to", () => {
  test("is read in the policy, whatever the capitals", () => {
    expect(asksOf(policyOf(), "PRODUCTION")).toEqual({ isNamed: true, stage: "decide", before: [], isOrdered: false, isFree: false });
    expect(asksOf(policyOf(), "Staging")).toMatchObject({ isNamed: true, isFree: true });
    expect(asksOf(policyOf({ config: CONFIG }), "anything")).toMatchObject({ isNamed: true, isFree: true });
  });

  test("names what an agent has to come by first, and is free where its order begins", () => {
    expect(asksOf(ordered, "production").before).toEqual(["staging"]);
    expect(asksOf(ordered, "dev")).toMatchObject({ isOrdered: false, isFree: true });
    const elsewhere = policyOf({ config: CONFIG, agent: `${AGENT}${ORDER}` });
    expect(asksOf(elsewhere, "preview")).toMatchObject({ isOrdered: true, before: [] });
  });

  test("is never guessed where the policy names others", () => {
    expect(judged({ environment: "prodction", range: null }).missing).toEqual([{ is: "unnamed" }]);
  });
});

describe("items", () => {
  test.each([
    ["accepted", item(1, "decide"), []],
    ["not governed", item(1, null), []],
    ["older than the policy", item(1, "discover", { isOld: true }), []],
    ["too early", item(1, "discover"), [{ is: "stage", reference: "#1", stage: "Discover", needed: "Decide" }]],
    ["in a stage that is no more", item(1, "gone"), [{ is: "stage" }]],
    ["unknown", item(1, null, { knowledge: { is: "unknown", reason: "x" } }), [{ is: "item", reference: "#1", reason: "x" }]],
    ["not to be spoken of", item(0, "decide", { reference: null }), [{ is: "item", reference: null }]],
    ["given up", item(1, null, { knowledge: { is: "given_up", as: "duplicate" } }), [{ is: "given_up" }]],
    [
      "contested",
      item(1, null, { knowledge: { is: "known", record: { stage: "decide", receipts: [], contested: [] } } }),
      [{ is: "item", reference: "#1" }],
    ],
  ] as [string, DeployedItem, object[]][])("%s", (_name, one, missing) => {
    expect(judged({ range: range([one]) }).missing).toMatchObject(missing);
    expect(judged({ range: range([one]) }).missing).toHaveLength(missing.length);
  });

  test("are named with the receipt that reached the stage", () => {
    const receipt = (to: string, kind: Receipt["kind"]) => ({ kind, to, at: 5, digest: "d".repeat(64) }) as Receipt;
    const receipts = [receipt("decide", "overridden"), receipt("discover", "adopted")];
    const { receipts: named } = judged({
      range: range([item(1, null, { knowledge: { is: "known", record: { stage: "decide", receipts } } }), item(2, null)]),
    });
    expect(named).toEqual([
      { reference: "#1", stage: "Decide", receipt: { kind: "overridden", to: "decide", at: 5, digest: "d".repeat(64) } },
    ]);
  });

  test("in a policy that only observes what is missing is told, and holds nothing", () => {
    const policy = policyOf({ config: `${CONFIG}${ENVIRONMENTS}`.replace("block", "observe") });
    expect(judged({ policy, range: range([item(1, "discover")]) })).toMatchObject({ observe: true, missing: [{ is: "stage" }] });
    expect(judged({ range: range([item(1, "discover")]) }).observe).toBe(false);
  });

  test("what was not read does not pass", () => {
    expect(judged({ range: { known: false, reason: "too much" } }).missing).toEqual([{ is: "unread", reason: "too much" }]);
    expect(judged({ range: null }).missing).toHaveLength(1);
  });
});

describe("an agent's changes", () => {
  const at = (environment: string, succeeded: [string, boolean][], parts = [by("scanner")]) =>
    judged({ policy: ordered, environment, range: range([], parts), succeeded: new Map(succeeded) }).missing;

  test("go on after the step before, and not by an earlier one", () => {
    expect(at("production", [["staging", true]])).toEqual([]);
    expect(at("Production", [["dev", true]])).toMatchObject([{ is: "order", agent: "Scanner", before: "staging", references: ["#7"] }]);
    expect(at("production", [["staging", false]])).toHaveLength(1);
    expect(at("staging", [["dev", true]])).toEqual([]);
    expect(at("dev", [])).toEqual([]);
  });

  test("go nowhere else", () => {
    const policy = policyOf({ config: CONFIG, agent: `${AGENT}${ORDER}` });
    const found = judged({ policy, environment: "preview", range: range([], [by("scanner")]) });
    expect(found.missing).toMatchObject([{ is: "no_place", agent: "Scanner" }]);
    expect(judged({ policy, environment: "preview", range: range([], [by()]) }).missing).toEqual([]);
  });

  test("may be anywhere where nobody knows who made it", () => {
    const parts: MadePart[] = [{ reference: "#8", agents: { known: false, reason: "too many commits" } }];
    expect(at("production", [["staging", true]], parts)).toEqual([{ is: "makers", reference: "#8", reason: "too many commits" }]);
    expect(at("dev", [], parts)).toEqual([]);
  });
});

const anyItem = fc
  .record({
    number: fc.integer({ min: 1, max: 9 }),
    stage: fc.constantFrom("discover", "decide", null, "gone"),
    how: fc.constantFrom("known", "unknown", "given_up", "hidden", "old"),
  })
  .map(({ number, stage, how }): DeployedItem => {
    const one = item(number, stage);
    if (how === "unknown") return { ...one, knowledge: { is: "unknown", reason: "" } };
    if (how === "given_up") return { ...one, knowledge: { is: "given_up", as: "not_planned" } };
    return how === "hidden" ? { ...one, reference: null } : { ...one, isOld: how === "old" };
  });
const anyPart = fc.record({
  reference: fc.constantFrom("#1", "#2"),
  agents: fc.oneof(
    fc.constant({ known: false as const, reason: "" }),
    fc.subarray(["scanner"]).map((value) => ({ known: true as const, value })),
  ),
});
const anyRange: fc.Arbitrary<DeploymentInput["range"]> = fc.option(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ known: false as const, reason: "" }) },
    {
      weight: 9,
      arbitrary: fc
        .record({ since: fc.constant(null), items: fc.array(anyItem, { maxLength: 4 }), parts: fc.array(anyPart, { maxLength: 3 }) })
        .map((value: DeployedRange) => ({ known: true as const, value })),
    },
  ),
  { freq: 9 },
);

test("nothing is let through that was not known to be accepted, and in order", () => {
  const input = fc.record({
    environment: fc.constantFrom("dev", "staging", "production", "other"),
    range: anyRange,
    succeeded: fc.subarray(["dev", "staging", "production"]).map((names) => new Map(names.map((name) => [name, true]))),
  });
  fc.assert(
    fc.property(input, ({ environment, range: found, succeeded }) => {
      const { missing } = judgeDeployment({ policy: ordered, environment, range: found, succeeded });
      if (missing.length > 0) return true;
      if (environment === "other") return false;
      if (environment === "dev") return true;
      if (found === null || !found.known) return false;
      const { items, parts } = found.value;
      const isThere = ({ isOld, reference, knowledge }: DeployedItem) =>
        isOld || (reference !== null && knowledge.is === "known" && [null, "decide"].includes(knowledge.record.stage));
      const isItemsFine = environment !== "production" || items.every(isThere);
      const before = environment === "production" ? "staging" : "dev";
      const isOrderFine = parts.every(({ agents }) => agents.known && (agents.value.length === 0 || succeeded.has(before)));
      return isItemsFine && isOrderFine;
    }),
    { numRuns: 2_000 },
  );
});
