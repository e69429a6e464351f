import { describe, expect, it } from "vitest";
import { judgePullRequest, standingOf } from "../../../src/core/pulls/pull-request.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import type { IssueRef } from "../../../src/core/facts/snapshot.js";
import type { ItemVerdict } from "../../../src/core/record/verdict.js";
import { standingOf as toldToOthers } from "../../../src/core/read-set/standing.js";
import { statusWords } from "../../../src/render/status.js";
import { renderLivingComment } from "../../../src/render/living-comment.js";
import { BAD, CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

function awaiting(policy?: Policy): World {
  const world = new World(policy);
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  return world;
}

function verdictOf(world: World): ItemVerdict {
  const verdict = world.look().verdict;
  if (!verdict) throw new Error("nothing is governed");
  return verdict;
}

const DAY = new Date(1_700_000_000_000 + 3 * 86_400_000).toISOString().slice(0, 10);

describe("a delegation", () => {
  it("is told while an acknowledgement could rest on it, and no longer", () => {
    const world = awaiting();
    const id = world.tick().comment("ana", `/delegate @zoe until ${DAY}`);
    expect(renderLivingComment(verdictOf(world))).toContain(`\`@zoe\` may acknowledge for \`@ana\` until ${DAY}.`);
    world.tick().deleteComment(id);
    expect(verdictOf(world).delegations).toBeUndefined();
  });
  it("is told no more when its day is over", () => {
    const world = awaiting();
    world.tick().comment("ana", `/delegate @zoe until ${DAY}`);
    expect(verdictOf(world).delegations).toHaveLength(1);
    world.tick(5 * 86_400_000);
    expect(verdictOf(world).delegations).toBeUndefined();
  });
});

describe("what begins a stage", () => {
  it.each(["assigned", "linked_pr", "command", "any"] as const)("is told as the contract that led here has it: %s", (signal) => {
    const begin = `  acknowledge: { by: architect, count: 1, within: 24h }\n  begin: { within: 48h, after: acknowledged, signal: ${signal} }`;
    const world = awaiting(policyOf(CONFIG, CONTRACT.replace(/ {2}acknowledge: .*/, begin), NEXT_CONTRACT));
    world.tick().comment("ana", "/ack");
    expect(verdictOf(world).beginning).toMatchObject({ by: { id: "architect" }, signal });
    world.tick().comment("ana", "/begin");
    expect(verdictOf(world).beginning).toBeUndefined();
  });
});

describe("a finding in a body", () => {
  it("is told with its section, never with a line", () => {
    const body = `${BAD}\n### Weitere Fragen\n\nTBD\n`;
    const forbid = CONTRACT.replace("gates:\n", "gates:\n  - { id: clean, check: forbid }\n");
    const text = renderLivingComment(verdictOf(new World(policyOf(CONFIG, forbid, NEXT_CONTRACT), body)));
    expect(text).toContain("in **Evidence**: It holds `TBD`.");
    expect(text).toContain("in **Weitere Fragen**: It holds `TBD`.");
    expect(text).not.toMatch(/\bline \d/);
  });
  it("names no line of a heading that comes near, nor of one that comes twice", () => {
    const near = renderLivingComment(
      verdictOf(new World(policyOf(), "### Problem\n\nClients rebuild cohorts.\n\n**Evidence**\n\n#Evidences\n")),
    );
    const twice = renderLivingComment(verdictOf(new World(policyOf(), `${GOOD}\n\n### Problem\n\nAnother one is here.\n`)));
    expect(twice).toContain("occurs again; only the first one counts");
    for (const text of [near, twice]) expect(text).not.toMatch(/\bline \d/);
  });
});

const FIELDS = ["Customer problem", "Evidence", "Business rationale", "Success criteria", "Risks", "Ethics"];
const WIDE = CONTRACT.replace(
  /context:[^]*?gates:\n/,
  `context:\n${FIELDS.map((name, i) => `  - { id: f${i}, title: "${name}: said in full", check: section, section: ${name}, min_words: 3 }`).join("\n")}\ngates:\n`,
).replace(", voided_by_edit_of: [Problem]", "");
const FORM = `name: Brief\ndescription: x\nbody:\n${FIELDS.map((name) => `  - { type: textarea, attributes: { label: ${name} } }`).join("\n")}\n`;

function withForm(form: string | null, path = ".github/ISSUE_TEMPLATE/problem brief.yml"): Policy {
  const files = [
    { path: ".github/baton.yml", text: CONFIG },
    { path: "contracts/a.yml", text: WIDE },
    ...(form === null ? [] : [{ path, text: form }]),
  ];
  const { policy, problems } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

function textOf(policy: Policy, body: string): string {
  const world = new World(policy, body);
  world.snapshot.item.url = "https://github.com/acme/shop/issues/12";
  return renderLivingComment(verdictOf(world));
}

describe("an issue with none of the headings", () => {
  it("meets one line, a skeleton to copy and the form, where there is one", () => {
    const text = textOf(withForm(FORM), "Wir brauchen das bis Montag, bitte.");
    expect(text.match(/There is no heading/g)).toBeNull();
    expect(text).toMatch(/1\. ❌ \*\*The headings are not there yet\*\* · 6 sections that the contract reads are missing\./);
    for (const name of FIELDS) expect(text).toContain(`   ## ${name}\n   <!-- Here: ${name}: said in full; 3 words or more -->`);
    expect(text).toContain("[the issue form](https://github.com/acme/shop/issues/new?template=problem%20brief.yml)");
    expect(text).toContain("2. ⏳ **Priority confirmed**");
    expect(text).toContain("7 of 7 gates to go");
  });
  it("gets a skeleton that leaves nothing red but what is to be written, and nothing green", () => {
    const policy = withForm(FORM);
    const [, block = ""] = /```markdown\n([^]*?) {3}```/.exec(textOf(policy, "Bitte.")) ?? [];
    const text = textOf(policy, block.replaceAll(/^ {3}/gm, ""));
    expect(text).not.toMatch(/There is no heading|The headings are not there/);
    expect(text).toContain("7 of 7 gates to go");
    expect(text.match(/is empty/g)).toHaveLength(6);
  });
  it.each([
    ["none", null],
    ["one for something else", "name: Bug\ndescription: x\nbody:\n  - { type: textarea, attributes: { label: What happened } }\n"],
    ["one that asks for half of it", FORM.split("\n").slice(0, 6).join("\n")],
  ])("is sent to no form where there is %s", (_what, form) => {
    const text = textOf(withForm(form), "Please.");
    expect(text).toContain("The headings are not there yet");
    expect(text).not.toContain("template=");
  });
  it("counts what a form would ask to choose among what is missing, and shows the choices", () => {
    const choice = WIDE.replace(
      / {2}- \{ id: f5.*\n/,
      "  - { id: size, title: Aufwand, check: field, field: Größe, schema: { enum: [klein, groß] } }\n",
    );
    const files = [
      { path: ".github/baton.yml", text: CONFIG },
      { path: "contracts/a.yml", text: choice },
    ];
    const { policy } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
    const text = textOf(policy ?? withForm(null), "Bitte bald.");
    expect(text).toContain("6 sections that the contract reads are missing");
    expect(text).toContain("   ## Größe\n   <!-- Here: Aufwand; one of klein, groß -->");
    expect(text).not.toContain("is not filled in");
  });
  it("is told one by one what is missing where most is there, and what comes near", () => {
    const filled = FIELDS.slice(0, 4).map((name) => `## ${name}\n\nThree words here.\n`);
    expect(textOf(withForm(FORM), filled.join("\n")).match(/There is no heading/g)).toHaveLength(2);
    const bold = FIELDS.map((name) => `#${name}\n\nThree words here.\n`).join("\n");
    expect(textOf(withForm(FORM), bold)).not.toContain("The headings are not there yet");
  });
  it("meets the line, without the skeleton, in the answer to a command", () => {
    const text = statusWords(verdictOf(new World(withForm(FORM), "Please.")));
    expect(text).toContain("The headings are not there yet");
    expect(text).not.toContain("```");
  });
});

const ISSUE: IssueRef = {
  nodeId: "I7",
  repositoryId: "R1",
  repository: "acme/shop",
  number: 7,
  title: "Cohorts",
  state: "open",
  stateReason: null,
  closedAt: null,
  url: "https://github.example.com/7",
};
const PULLS = policyOf(`${CONFIG}pull_requests: { require_issue: true, allowed_stages: [decide] }\n`);
const at = (world: World, home = "acme/shop") =>
  standingOf(ISSUE, { is: "known", record: world.record, redGates: [] }, PULLS, home).standing;

describe("a linked issue", () => {
  it("that was sent back, or is held, says by whom and why, and wakes those that rest on it", () => {
    const world = awaiting();
    const before = toldToOthers(world.snapshot, world.record);
    world.tick().comment("ana", "/reject no cohort is named");
    world.look();
    expect(at(world)).toMatchObject({ is: "too_early", stopped: { how: "sent_back", by: "ana", reason: "no cohort is named" } });
    expect(at(world, "acme/other")).toMatchObject({ stopped: { how: "sent_back", by: null, reason: null } });
    const after = toldToOthers(world.snapshot, world.record);
    expect(after).not.toEqual(before);
    world.tick().comment("ben", "/reject nor is a date");
    world.look();
    expect(toldToOthers(world.snapshot, world.record)).not.toEqual(after);
  });
  it("that was forced on says who went past what", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    world.tick().label("pm", "stage: decide").look();
    world.tick().comment("omar", "/override");
    world.look();
    const code = world.record.handoff?.override?.code ?? "";
    world.tick().comment("omar", `/override ${code}: the fair`);
    world.look();
    world.tick().comment("lea", `/override ${code}: the fair`);
    world.look();
    expect(at(world)).toEqual({
      is: "allowed",
      stage: "Decide",
      forced: { by: ["omar", "lea"], bypassed: ["Evidence", "Priority confirmed", "the receiver's acknowledgement"] },
    });
    expect(at(world, "acme/other")).toMatchObject({ forced: { by: [], bypassed: [] } });
  });
});

describe("a pull request without an issue", () => {
  it.each([
    ["main", undefined],
    ["release/2", { branch: "release/2", defaultBranch: "main" }],
  ])("into %s", (baseRef, base) => {
    const { snapshot } = new World();
    snapshot.repository.defaultBranch = "main";
    snapshot.item.kind = "pull_request";
    const facts = { headSha: "a", headRef: "x", isDraft: false, merged: false, closingIssues: [] };
    snapshot.item.pullRequest = { ...facts, baseRef, changedFiles: { known: true, value: [] } };
    const { reason } = judgePullRequest({ snapshot, policy: PULLS, problems: [], issues: [], own: null, policyPull: null });
    expect(reason).toEqual({ is: "no_issue", ...(base && { base }) });
  });
});

describe("an answer", () => {
  it.each([
    ["pm", "/handoff test", { kind: "skipped_stage", from: "Discover", to: "Test", next: "Decide" }],
    ["pm", "/handoff discover", { kind: "same_stage", stage: "Discover" }],
    ["pm", "/handoff decide", { kind: "already_requested", to: "Decide" }],
    ["omar", "/override", { kind: "override_code", to: "Decide" }],
    ["ana", "/begin", { kind: "nothing_to_begin", stage: "Discover" }],
  ])("to %s %s calls stages by their names", (login, text, reply) => {
    const world = awaiting();
    world.tick().comment(login, text);
    expect(world.look().answers[0]?.reply).toMatchObject(reply);
  });
});
