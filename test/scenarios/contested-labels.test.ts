import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, AWAITING, check, living, openRig, ourLabels, READY, SMALL, smallPolicy, TODO, type Rig } from "./rig.js";

const SECOND = 1000;
const FAILURE = { status: "completed", conclusion: "failure" };
const SUCCESS = { status: "completed", conclusion: "success" };
const WRONG = "stage: done";
const CONFIG = `${SMALL}pull_requests: { allowed_stages: [todo, doing] }\n`;

// It stands still, but ahead of the machine's: what is due later is then never taken for work that is about to be repeated.
let now = Date.now() + 3_600 * SECOND;
let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ config: CONFIG }), clock: { now: () => now }, now: () => now });
});
afterAll(() => rig.close());

/** Lets time go on; whatever is due by then is done. */
async function later(seconds: number): Promise<void> {
  now += seconds * SECOND;
  rig.baton.wake();
  await rig.quiet();
}

async function issueWithPull(body = READY): Promise<{ number: number; pull: number }> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body });
  await rig.quiet();
  const pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change", body: `Closes #${number}` });
  await rig.quiet();
  expect(check(rig, pull)).toMatchObject(SUCCESS);
  return { number, pull };
}

async function insist(number: number, times: number, label = WRONG): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    rig.hub.as("olga").addLabel(rig.repo, number, label);
    await rig.quiet();
  }
}

/** Puts a label back until Baton leaves it for now; returns for how many seconds it does, tried second by second. */
async function pauseOf(number: number): Promise<number> {
  for (let seconds = 1; seconds <= 700; seconds += 1) {
    await later(1);
    if (!ourLabels(rig, number).includes(WRONG)) return seconds;
  }
  return Number.NaN;
}

describe("a wrong stage label that is put back again and again", () => {
  let number: number;
  let pull: number;
  beforeAll(async () => {
    ({ number, pull } = await issueWithPull("## Goal\n\nTBD\n"));
    await insist(number, 3);
    expect(ourLabels(rig, number)).toEqual(TODO);
    expect(check(rig, pull)).toMatchObject(SUCCESS);
    await insist(number, 1);
  });

  it("stays on for half a minute, and everything that rests on the item is red and says why", () => {
    expect(ourLabels(rig, number)).toEqual([WRONG, ...TODO]);
    expect(check(rig, pull)).toMatchObject(FAILURE);
    expect(check(rig, pull).output.title).toBe(`#${number} waits: somebody or something puts the label "${WRONG}" back again and again`);
    expect(check(rig, pull).output.summary).toMatch(/Baton leaves it so until .* and tries again then.*a bot, a workflow or a person/);
    expect(living(rig, number)).toContain(`**Contested label**: Somebody or something puts the label back again and again: \`${WRONG}\`.`);
  });

  it("is told to the operator", async () => {
    const answer = await fetch(`${rig.baton.url}/readyz`);
    expect(await answer.text()).toContain("1 label waits because somebody or something undoes it again and again; its checks are red");
    const metrics = await (await fetch(`${rig.baton.url}/metrics`)).text();
    expect(metrics).toContain('baton_breaker_frozen{scope="label"} 1');
    expect(metrics).toContain('baton_breaker_trips_total{scope="label"} 1');
  });

  it("keeps no other label, no gate and no comment from being written", async () => {
    expect(living(rig, number)).toContain("📍 In To do · 1 of 1 gate to go");
    rig.hub.as("pia").editBody(rig.repo, number, READY);
    await rig.quiet();
    expect(living(rig, number)).toContain("🟢 In To do · ready for Doing");
    rig.hub.as("pia").comment(rig.repo, number, "/handoff");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual([AWAITING[0], WRONG, ...TODO]);
    expect(check(rig, pull)).toMatchObject(FAILURE);
    rig.hub.as("pia").comment(rig.repo, number, "/withdraw");
    await rig.quiet();
  });

  it("makes a merge group red that holds the pull request", async () => {
    const head = rig.hub.as("eli").enqueue(rig.repo, pull);
    await rig.quiet();
    expect(check(rig, head)).toMatchObject(FAILURE);
    expect(check(rig, head).output.title).toContain(`PR #${pull}: #${number} waits: somebody or something puts the label`);
  });

  it("is taken off when the pause is over, and longer left when it comes again", async () => {
    expect(await pauseOf(number)).toBe(30);
    expect(check(rig, pull), "whether it stays off is not known yet").toMatchObject(FAILURE);
    await insist(number, 1);
    expect(await pauseOf(number)).toBe(60);
    await insist(number, 1);
    expect(ourLabels(rig, number)).toContain(WRONG);
    await later(119);
    expect(ourLabels(rig, number)).toContain(WRONG);
    await later(1);
    expect(ourLabels(rig, number)).toEqual(TODO);
  });

  it("is over by itself once the label stays off", async () => {
    expect(check(rig, pull)).toMatchObject(FAILURE);
    await later(30);
    expect(check(rig, pull)).toMatchObject(SUCCESS);
    expect(living(rig, number)).not.toContain("Contested");
    expect(await (await fetch(`${rig.baton.url}/metrics`)).text()).toContain('baton_breaker_frozen{scope="label"} 0');
  });

  it("is red at once when it was not over", async () => {
    await insist(number, 1);
    expect(check(rig, pull)).toMatchObject(FAILURE);
    await later(240);
    expect(ourLabels(rig, number)).toEqual(TODO);
  });

  it("is not forgotten over a restart", async () => {
    await insist(number, 1);
    await rig.restart();
    await rig.quiet();
    expect(ourLabels(rig, number)).toContain(WRONG);
    expect(check(rig, pull)).toMatchObject(FAILURE);
  });
});

describe("the right stage label, taken off again and again", () => {
  it("is left off for half a minute, red and told, and green again once it stays", async () => {
    const { number, pull } = await issueWithPull();
    // That Baton put it on at first is one of the three times.
    for (let n = 0; n < 3; n += 1) {
      rig.hub.as("olga").removeLabel(rig.repo, number, TODO[0] ?? "");
      await rig.quiet();
    }
    expect(ourLabels(rig, number)).toEqual([]);
    expect(check(rig, pull)).toMatchObject(FAILURE);
    expect(check(rig, pull).output.title).toBe(`#${number} waits: somebody or something takes the label "stage: todo" off again and again`);
    expect(living(rig, number)).toContain("takes the label off again and again: `stage: todo`");
    await later(30);
    expect(ourLabels(rig, number)).toEqual(TODO);
    await later(30);
    expect(check(rig, pull)).toMatchObject(SUCCESS);
  });
});

describe("a contested label on a pull request with a contract of its own", () => {
  it("makes its check red", async () => {
    const contract = (smallPolicy()["contracts/start.yml"] ?? "").replace(
      "owner: giver\n",
      "owner: giver\napplies_to: { subject: pull_request }\n",
    );
    const files = smallPolicy({ config: `${SMALL}pull_requests: { require_issue: false, allowed_stages: [todo, doing] }\n`, contract });
    const repo = addRepository(rig, "own", files);
    await rig.quiet();
    const pull = rig.hub.as("pia").openPullRequest(repo, { title: "Change", body: READY });
    await rig.quiet();
    rig.hub.as("pia").addLabel(repo, pull, "stage: todo");
    await rig.quiet();
    expect(check(rig, pull, "baton", repo)).toMatchObject(SUCCESS);
    for (let n = 0; n < 4; n += 1) {
      rig.hub.as("olga").addLabel(repo, pull, WRONG);
      await rig.quiet();
    }
    expect(check(rig, pull, "baton", repo)).toMatchObject(FAILURE);
    expect(check(rig, pull, "baton", repo).output.title).toContain(`This pull request waits: somebody or something puts the label`);
    await later(30);
    await later(30);
    expect(check(rig, pull, "baton", repo)).toMatchObject(SUCCESS);
  });
});
