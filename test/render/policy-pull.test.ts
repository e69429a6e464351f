import { describe, expect, it } from "vitest";
import type { Flip, Standing } from "../../src/core/pulls/flips.js";
import type { ItemAfterMerge } from "../../src/core/pulls/items-after-merge.js";
import type { PolicyChange } from "../../src/core/policy/compare/change.js";
import type { PolicyProblem } from "../../src/core/policy/types.js";
import { concludePolicyPull, unapprovedOf, type PolicyPull } from "../../src/core/pulls/policy-change.js";
import { renderDocumentPull } from "../../src/render/document-pull.js";
import { renderPolicyPull } from "../../src/render/policy-pull.js";

const WHERE = { headSha: "a".repeat(40), externalId: "PR_1" };
const EVIL = "@acme/all <!-- baton:living --> [x](javascript:1) ![y](z) | ` ";
const LONG = EVIL.repeat(500);
const CHANGE: PolicyChange = {
  effect: "loosened",
  breaking: true,
  contract: LONG,
  gate: LONG,
  what: "params.min_words",
  before: LONG,
  after: LONG,
  owners: ["pm"],
  file: `contracts/${EVIL}.yml`,
  line: 1,
};
const PROBLEM: PolicyProblem = {
  file: `contracts/${EVIL}.yml`,
  line: 3,
  column: 1,
  key: EVIL,
  found: LONG,
  needed: LONG,
  fix: null,
  severity: "warning",
  rule: "unknown-key",
};
const PULL: PolicyPull = {
  unread: null,
  inForce: true,
  observe: false,
  problems: [],
  changes: [],
  unapproved: [],
  approvedBy: [],
  unheld: [],
  after: null,
};
const standing = (state: Standing["state"]): Standing => ({ state, why: "gates", boundary: null, contract: null, gates: [] });
const flip: Flip = { direction: "worse", before: standing("green"), after: standing("red"), gates: [] };
const ITEM: ItemAfterMerge = { number: 7, title: LONG, flip, drift: [LONG], voidsAcks: true };
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

function fits(run: ReturnType<typeof renderPolicyPull>): void {
  expect(run.output.title.length).toBeLessThanOrEqual(140);
  expect(Buffer.byteLength(run.output.summary)).toBeLessThanOrEqual(65_000);
  expect(Buffer.byteLength(run.output.text)).toBeLessThanOrEqual(65_000);
  expect(run.output.summary).not.toContain("<!--");
  const outsideCode = run.output.summary.replaceAll(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, "");
  expect(outsideCode).not.toMatch(/@acme|\]\(|<!/);
}

describe("the check of a policy's pull request", () => {
  it("keeps within GitHub's limits and echoes nothing that works, however much there is", () => {
    const changes = times(900, CHANGE);
    const pull = { ...PULL, changes, unapproved: changes, problems: times(900, PROBLEM), unread: null };
    const run = renderPolicyPull({ pull, items: times(50, ITEM), leftOut: 3, unjudged: [], others: [] }, WHERE);
    fits(run);
    expect(run.output.annotations).toHaveLength(500);
    fits(renderPolicyPull({ pull: { ...pull, unread: LONG, changes: null }, items: [], leftOut: 0, unjudged: [], others: [] }, WHERE));
  });

  it.each<[string, Partial<PolicyPull>, string]>([
    ["what could not be read fails", { unread: "gone", changes: null }, "failure"],
    ["what does not parse fails", { changes: null }, "failure"],
    ["an error fails", { problems: [{ ...PROBLEM, severity: "error" }] }, "failure"],
    ["a warning passes", { problems: [PROBLEM] }, "success"],
    ["what is loosened waits for approval", { changes: [CHANGE], unapproved: [CHANGE] }, "action_required"],
    ["what only observes passes", { observe: true, unread: "gone", changes: null }, "success"],
  ])("%s", (_what, some, conclusion) => {
    expect(concludePolicyPull({ ...PULL, ...some })).toBe(conclusion);
  });

  it("waits for one member of one owner role for each change, and for nobody where nobody owns it", () => {
    const other = { ...CHANGE, owners: ["lead", "pm"] };
    expect(unapprovedOf([CHANGE, other], ["lead"])).toEqual([CHANGE]);
    expect(unapprovedOf([CHANGE, other], ["pm"])).toEqual([]);
    expect(unapprovedOf([{ ...CHANGE, owners: [] }], [])).toEqual([]);
  });

  it("does not pass for another pull request with the same commit that waits", () => {
    const run = renderPolicyPull({ pull: PULL, items: [], leftOut: 0, unjudged: [], others: [12] }, WHERE);
    expect(run).toMatchObject({
      conclusion: "action_required",
      output: { title: "Pull request #12 with the same commit loosens the policy" },
    });
  });
});

describe("the check of a documents' pull request", () => {
  it("keeps within GitHub's limits and echoes nothing that works", () => {
    fits(renderDocumentPull({ items: times(50, ITEM), leftOut: 9, unjudged: [], unread: null, observe: false }, WHERE));
    const unread = renderDocumentPull({ items: [], leftOut: 0, unjudged: [], unread: LONG, observe: false }, WHERE);
    fits(unread);
    expect(unread.conclusion).toBe("failure");
  });
});
