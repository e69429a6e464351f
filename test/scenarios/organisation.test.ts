import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addRepository,
  AWAITING,
  BLOCKED,
  check,
  DOING,
  living,
  openRig,
  ourLabels,
  READY,
  SMALL,
  smallContract,
  smallPolicy,
  type Rig,
} from "./rig.js";
import { requestHandoff } from "./steps.js";

const RESTS = `  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }
  - { id: rests, title: Rests on, check: requires_stage, section: Rests on, stage: doing }`;
const RULES = `${SMALL}pull_requests: { allowed_stages: [doing, done] }\n`;
const OWN = smallContract(RESTS).replace("id: todo-to-doing", "id: own");

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: {} });
  addRepository(rig, ".github", smallPolicy({ config: RULES }));
  addRepository(rig, "app", { "contracts/own.yml": OWN });
  addRepository(rig, "base", {});
  await rig.quiet();
});
afterAll(() => rig.close());

const requested = (repo: string, body = READY, stage = "stage: doing"): Promise<number> => requestHandoff(rig, { repo, body, stage });

async function accepted(repo: string): Promise<number> {
  const number = await requested(repo);
  rig.hub.as("ana").comment(repo, number, "/ack");
  await rig.quiet();
  expect(ourLabels(rig, number, repo)).toEqual(DOING);
  return number;
}

const restingOn = (reference: string) => `${READY}\n\n## Rests on\n\n- ${reference}\n`;

async function closing(reference: string) {
  const number = rig.hub.as("eli").openPullRequest("acme/app", { title: "Change", body: `Closes ${reference}` });
  await rig.quiet();
  return check(rig, number, "baton", "acme/app");
}

describe("two repositories under one blocking policy", () => {
  it("take each other's word for what its contracts led to", async () => {
    const there = await accepted("acme/base");
    const number = await requested("acme/app", restingOn(`acme/base#${there}`));
    expect(ourLabels(rig, number, "acme/app")).toEqual(AWAITING);
    expect((await closing(`acme/base#${there}`)).conclusion).toBe("success");
    const early = await requested("acme/base");
    expect((await closing(`acme/base#${early}`)).conclusion).not.toBe("success");
  });

  it("do not for a label that was only adopted", async () => {
    const silent = addRepository(rig, "adopting", {}, false);
    const there = rig.hub.as("pia").openIssue(silent, { title: "x", body: READY, labels: ["stage: doing"] });
    rig.hub.as("olga").push(silent, { files: { "x.md": "x" } });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    rig.hub.install(silent);
    await rig.quiet();
    rig.hub.as("pia").comment(silent, there, "/status");
    await rig.quiet();
    expect(ourLabels(rig, there, silent)).toEqual(DOING);
    const number = await requested("acme/app", restingOn(`${silent}#${there}`));
    expect(ourLabels(rig, number, "acme/app")).toEqual(BLOCKED);
    expect((await closing(`${silent}#${there}`)).conclusion).toBe("failure");
  });

  it("do not for a way that a repository opened by itself", async () => {
    const way = smallContract().replace("{ from: todo, to: doing }", "{ from: doing, to: done }").replace("todo-to-doing", "doing-to-done");
    const base = addRepository(rig, "wayward", { "contracts/way.yml": way });
    await rig.quiet();
    const there = await accepted(base);
    rig.hub.as("pia").addLabel(base, there, "stage: done");
    await rig.quiet();
    rig.hub.as("ana").comment(base, there, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, there, base)).toEqual(["stage: done"]);
    expect((await closing(`${base}#${there}`)).conclusion).toBe("failure");
  });

  it("hear nothing of private ones, unless the organisation trusts those", async () => {
    const closed = addRepository(rig, "closed", {}, true, "private");
    const naming = addRepository(rig, "naming", { "contracts/own.yml": OWN }, true, "private");
    await rig.quiet();
    const there = await accepted(closed);
    const number = await requested(naming, restingOn(`${closed}#${there}`));
    expect(ourLabels(rig, number, naming)).toEqual(BLOCKED);
    expect(living(rig, number, naming)).toContain("is not visible here");
    rig.hub.as("olga").push("acme/.github", { files: { ".github/baton.yml": `${RULES}trusts: [acme/closed]\n` } });
    await rig.quiet();
    rig.hub.as("pia").comment(naming, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, naming)).toEqual(AWAITING);
    const open = await requested("acme/app", restingOn(`${closed}#${there}`));
    expect(living(rig, open, "acme/app")).toContain("is not visible here");
  });

  it("do not once the policy only observes", async () => {
    const there = await accepted("acme/base");
    rig.hub
      .as("olga")
      .push("acme/.github", { files: { ".github/baton.yml": RULES.replace("enforcement: block", "enforcement: observe") } });
    rig.hub.as("olga").push("acme/app", { files: { ".github/baton.yml": "version: 1\nenforcement: block\n" } });
    await rig.quiet();
    const number = await requested("acme/app", restingOn(`acme/base#${there}`));
    expect(ourLabels(rig, number, "acme/app")).toEqual(BLOCKED);
    expect(living(rig, number, "acme/app")).toContain("proves nothing here");
  });
});
