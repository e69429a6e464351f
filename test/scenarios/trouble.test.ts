import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disorder, SLOW } from "../slow-pattern.js";
import {
  addRepository,
  BLOCKED,
  check,
  checks,
  living,
  livingComment,
  openRig,
  ourLabels,
  ownComments,
  READY,
  SMALL,
  smallContract,
  smallPolicy,
  TODO,
  type Rig,
} from "./rig.js";

const GATES = [
  "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }",
  ...["heavy", "heavier"].map((id) => `  - { id: ${id}, title: Nothing odd, check: forbid, pattern: "${SLOW}" }`),
  `  - { id: paper, title: Nothing odd there, check: forbid, pattern: "${SLOW}", in: document }`,
].join("\n");
const POLICY = smallPolicy({
  config: `${SMALL}pull_requests: { require_issue: false, allowed_stages: [todo, doing] }\n`,
  contract: smallContract(GATES, 'source_of_truth: { body: true, document: "docs/**/*.md" }'),
});
const HEAVY = `${READY}\n${disorder(60_000)}`;
const FAILURE = { status: "completed", conclusion: "failure" };
const SUCCESS = { status: "completed", conclusion: "success" };

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: { ...POLICY, "docs/a.md": READY }, judgeMs: 400 });
});
afterAll(() => rig.close());

async function open(body = READY): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body });
  await rig.quiet();
  return number;
}

describe("an issue that takes too much to judge", () => {
  let number: number;
  let pull: number;
  let healthz: Promise<number[]>;
  let ended = false;
  let parkedBySmall = Number.NaN;

  afterAll(() => {
    ended = true;
  });

  beforeAll(async () => {
    number = await open();
    pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change", body: `Closes #${number}` });
    await rig.quiet();
    expect(check(rig, pull)).toMatchObject(SUCCESS);
    const repo = addRepository(rig, "quiet", smallPolicy());
    await rig.quiet();
    healthz = askedUntil(() => ended);
    rig.hub.as("pia").editBody(rig.repo, number, HEAVY);
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: done");
    const other = rig.hub.as("pia").openIssue(repo, { title: "Small", body: READY });
    while (ourLabels(rig, other, repo).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    parkedBySmall = await rig.baton.store.countParked();
    await rig.quiet();
    ended = true;
  });

  it("keeps its stage: a label that was put on by hand is taken off", () => {
    expect(ourLabels(rig, number)).toEqual(TODO);
  });

  it("says once what was too much", () => {
    expect(living(rig, number)).toContain("### ⚠️ In To do · this could not be judged");
    expect(living(rig, number)).toMatch(/Judging took more than 0\.4 s of processor time, at the gate heav(y|ier)/);
    expect(ownComments(rig, number)).toHaveLength(1);
  });

  it("turns its pull requests red, which say so", () => {
    expect(check(rig, pull)).toMatchObject(FAILURE);
    expect(check(rig, pull).output.title).toContain(`#${number} could not be read: judging took more than 0.4 s`);
  });

  it("is parked for the operator, with the reason", async () => {
    const [letter] = await rig.baton.store.deadLetters();
    expect(letter?.error).toContain("judging took more than 0.4 s of processor time");
  });

  it("did not keep another repository waiting until it was given up", () => {
    expect(parkedBySmall).toBe(0);
  });

  it("did not keep the process from answering", async () => {
    expect(Math.max(...(await healthz))).toBeLessThan(5_000);
  });

  it("stays so while it is parked, whatever labels are put on", async () => {
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
    const { body } = livingComment(rig, number);
    rig.hub.as("pia").removeLabel(rig.repo, number, "stage: todo");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(livingComment(rig, number).body, "told once").toBe(body);
  });

  it("goes on where it was once it can be judged again", async () => {
    rig.hub.as("pia").editBody(rig.repo, number, READY);
    await rig.quiet();
    expect(living(rig, number)).not.toContain("could not be judged");
    expect(check(rig, pull)).toMatchObject(SUCCESS);
    rig.hub.as("pia").comment(rig.repo, number, "/handoff");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(BLOCKED);
    expect(await rig.baton.store.deadLetters()).toEqual([]);
  });
});

describe("a label that is insisted on while the item cannot be judged", () => {
  it("is taken off three times and then waits, and what rests on the item stays red", async () => {
    const number = await open();
    const pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change", body: `Closes #${number}` });
    rig.hub.as("pia").editBody(rig.repo, number, HEAVY);
    await rig.quiet();
    for (let n = 0; n < 3; n += 1) {
      rig.hub.as("pia").addLabel(rig.repo, number, "stage: done");
      await rig.quiet();
      expect(ourLabels(rig, number)).toEqual(TODO);
    }
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: done");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(["stage: done", ...TODO]);
    expect(check(rig, pull)).toMatchObject(FAILURE);
  });
});

describe("a new issue that takes too much to judge", () => {
  it("is told so in one comment, which is the living one later", async () => {
    const number = await open(HEAVY);
    expect(ownComments(rig, number)).toHaveLength(1);
    expect(living(rig, number)).toContain("### ⚠️ this could not be judged");
    rig.hub.as("pia").editBody(rig.repo, number, READY);
    await rig.quiet();
    expect(ownComments(rig, number)).toHaveLength(1);
    expect(living(rig, number)).toContain("**📍 To do**");
    expect(ourLabels(rig, number)).toEqual(TODO);
  });
});

describe("a pull request that makes a linked document too much to judge", () => {
  it("fails with the item and the gate, also from a fork", async () => {
    const number = await open(`${READY}\n[paper](docs/a.md)\n`);
    const pull = rig.hub.as("eve").openPullRequest(rig.repo, { title: "Paper", files: { "docs/a.md": HEAVY }, fork: true });
    await rig.quiet();
    const run = check(rig, pull, "baton/documents");
    expect(run).toMatchObject(FAILURE);
    expect(run.output.title).toBe(`#${number} could not be judged: judging took more than 0.4 s of processor time, at the gate paper`);
  });
});

describe("a pull request that makes the policy too much to judge", () => {
  it("fails with the item and the gate", async () => {
    const number = await open();
    const body = rig.hub.issue(rig.repo, number).body ?? "";
    expect(body).toBe(READY);
    const repo = addRepository(rig, "heavy-policy", smallPolicy());
    await rig.quiet();
    const item = rig.hub.as("pia").openIssue(repo, { title: "Long", body: HEAVY });
    await rig.quiet();
    expect(ourLabels(rig, item, repo)).toEqual(TODO);
    const contract = smallContract(GATES);
    const pull = rig.hub.as("eve").openPullRequest(repo, { title: "Gates", files: { "contracts/start.yml": contract }, fork: true });
    await rig.quiet();
    const run = check(rig, pull, "baton/contracts", repo);
    expect(run).toMatchObject(FAILURE);
    expect(run.output.title).toContain(`#${item} could not be judged: judging took more than 0.4 s of processor time, at the gate heav`);
  });
});

describe("a pull request that GitHub does not give", () => {
  it("is red by the time its work is given up, in every check that may apply", async () => {
    rig.hub.faults.add({ kind: "error_before", match: { graphql: true, query: /BatonItem/ }, times: 1_000 });
    const pull = rig.hub.as("eve").openPullRequest(rig.repo, { title: "Paper", files: { "docs/b.md": READY }, fork: true });
    await rig.quiet();
    rig.hub.faults.clear();
    expect(check(rig, pull)).toMatchObject(FAILURE);
    expect(check(rig, pull).output.title).toBe("Could not be judged: GitHub does not give what it takes to judge it");
    expect(check(rig, pull, "baton/documents")).toMatchObject(FAILURE);
    expect(checks(rig, pull, "baton/contracts")).toEqual([]);
    rig.hub.as("eve").comment(rig.repo, pull, "/recheck");
    await rig.quiet();
    expect(check(rig, pull)).toMatchObject(SUCCESS);
    expect(check(rig, pull, "baton/documents")).toMatchObject(SUCCESS);
  });
});

/** Asks whether the process lives until it is enough; returns how long each answer took. */
async function askedUntil(isEnough: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isEnough()) {
    const begun = performance.now();
    await (await fetch(`${rig.baton.url}/healthz`)).text();
    times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}
