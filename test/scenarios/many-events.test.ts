import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AWAITING,
  check,
  DOING,
  living,
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

const GATES = `  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }
  - { id: legal, title: Legal looked at it, check: checkbox, item: Legal, when: { labels: { any: [legal] } } }`;
const CONFIG = `${SMALL}pull_requests: { allowed_stages: [todo] }\n`;
const SUCCESS = { status: "completed", conclusion: "success" };

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ config: CONFIG, contract: smallContract(GATES) }) });
});
afterAll(() => rig.close());

async function open(): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  return number;
}

/** Starts the App anew, and waits until it has looked at everything. */
async function startAgain(): Promise<void> {
  const from = rig.hub.requests.length;
  await rig.restart();
  while (rig.hub.requests.summarise(from).graphql === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await rig.quiet();
}

/** In the second of a change a tie proves nothing. */
async function aSecondLater(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1100));
}

describe("an issue with more than 5,000 changes of labels", () => {
  let number: number;
  let pull: number;
  beforeAll(async () => {
    number = await open();
    pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change", body: `Closes #${number}` });
    await rig.quiet();
    rig.hub.flapLabel(rig.repo, number, "eve", "noise", 3_000);
    rig.hub.as("olga").addLabel(rig.repo, number, "stage: done");
    await rig.quiet();
  });

  it("keeps its stage: a wrong label is taken off, and its pull request's check is right", () => {
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(check(rig, pull)).toMatchObject(SUCCESS);
    expect(living(rig, number)).toContain("`@olga` asked for **Done**, which skips a stage");
  });

  it("says that not all of them are read", () => {
    expect(living(rig, number)).toContain("so many changes of labels and assignees here that Baton reads only the newest");
  });

  it("costs a bounded number of requests", async () => {
    const from = rig.hub.requests.length;
    rig.hub.as("eve").comment(rig.repo, number, "hello");
    await rig.quiet();
    expect(rig.hub.requests.summarise(from)).toMatchObject({ graphql: 10, writes: 0 });
  });

  it("is still handed off: what is written after what is read counts", async () => {
    await aSecondLater();
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    await aSecondLater();
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

describe("an ack that may be older than a change of labels that is not read", () => {
  it("counts no longer, and counts when it is repeated", async () => {
    const number = await open();
    rig.hub.as("pia").comment(rig.repo, number, "/handoff");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    await aSecondLater();
    await rig.baton.stop();
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    await aSecondLater();
    rig.hub.flapLabel(rig.repo, number, "eve", "legal", 1);
    rig.hub.flapLabel(rig.repo, number, "eve", "noise", 3_000);
    await startAgain();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
    expect(ownComments(rig, number).at(-1)?.body).toContain("@ana: your `/ack` counts no longer: **the labels** changed");
    await aSecondLater();
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

describe("an issue that was never looked at, with more changes of labels than are read", () => {
  it("begins at the beginning: a stage label on it is not taken for one from before Baton", async () => {
    await rig.baton.stop();
    const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
    rig.hub.as("olga").addLabel(rig.repo, number, "stage: done");
    rig.hub.flapLabel(rig.repo, number, "eve", "noise", 3_000);
    await startAgain();
    expect(ourLabels(rig, number)).toEqual(TODO);
  });
});
