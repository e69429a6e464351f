import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MENDED } from "../../src/cli/demo/briefs.js";
import { LARGE, roleSystem } from "../support/role-system.js";
import { addRepository, check, openRig, ourLabels, READY, smallContract, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
let small: string;
beforeAll(async () => {
  rig = await openRig();
  small = addRepository(rig, "small", smallPolicy());
  await rig.quiet();
});
afterAll(() => rig.close());

/** Lets an unchanged item be looked at once more; returns what that cost. */
async function look(repo: string, number: number) {
  const repositoryId = (await rig.baton.store.findByNodeId(rig.hub.issue(repo, number).nodeId))?.key;
  if (!repositoryId) throw new Error("never looked at");
  const from = rig.hub.requests.length;
  await rig.baton.store.enqueue([repositoryId], Date.now());
  await rig.quiet();
  const { reads, graphql, writes } = rig.hub.requests.summarise(from);
  return { reads: reads + graphql, writes };
}

/** An issue of the small repository that was looked at. */
async function idle(): Promise<number> {
  const number = rig.hub.as("pia").openIssue(small, { title: "Idle", body: READY });
  await rig.quiet();
  await look(small, number);
  return number;
}

/** What was written since, in words. */
function writesSince(from: number): string[] {
  const kinds: [RegExp, string][] = [
    [/^POST .*\/issues\/\d+\/labels$/, "label"],
    [/^DELETE .*\/labels\//, "unlabel"],
    [/^POST .*\/issues\/\d+\/comments$/, "comment"],
    [/^PATCH .*\/issues\/comments\//, "living"],
    [/^POST .*\/reactions$/, "reaction"],
    [/\/check-runs/, "check"],
    [/^POST .*\/labels$/, "create label"],
  ];
  return rig.hub.requests
    .slice(from)
    .filter((one) => one.kind === "rest" && one.method !== "GET" && one.as === "installation")
    .map((one) => kinds.find(([pattern]) => pattern.test(`${one.method} ${one.path}`))?.[1] ?? one.path);
}

describe("the cost of a look at what did not change", () => {
  it("is one read where no gate needs dependencies", async () => {
    const number = rig.hub.as("pia").openIssue(small, { title: "Cohorts", body: READY });
    await rig.quiet();
    await look(small, number);
    expect(await look(small, number)).toEqual({ reads: 1, writes: 0 });
  });

  it("is at most two reads with the shipped contracts, in every state", async () => {
    const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: MENDED, labels: ["problem-brief"] });
    await rig.quiet();
    const steps = [
      () => rig.hub.as("pia").addLabel(rig.repo, number, "stage: decide"),
      () => void rig.hub.as("omar").comment(rig.repo, number, "/confirm priority"),
      () => void rig.hub.as("ana").comment(rig.repo, number, "/ack"),
    ];
    for (const step of steps) {
      step();
      await rig.quiet();
      await look(rig.repo, number);
      const cost = await look(rig.repo, number);
      expect(cost.writes).toBe(0);
      expect(cost.reads).toBeLessThanOrEqual(2);
    }
    expect(ourLabels(rig, number)).toEqual(["stage: decide"]);
  });

  it("is at most two reads for a pull request", async () => {
    const issue = rig.hub.as("pia").openIssue(small, { title: "Cohorts", body: READY });
    const number = rig.hub.as("eli").openPullRequest(small, { title: "Change", body: `Closes #${issue}` });
    await rig.quiet();
    await look(small, number);
    const cost = await look(small, number);
    expect(cost.writes).toBe(0);
    expect(cost.reads).toBeLessThanOrEqual(2);
    expect(check(rig, number, "baton", small).conclusion).toBe("failure");
  });

  it("is as before, and one read more at most, in a large role system", async () => {
    const gates = [0, 1, 21]
      .map((one) => `  - { id: a${one}, title: Artefact ${one}, check: artefact, artefact: artefact-${one} }\n`)
      .join("");
    const goal = "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }\n";
    const published = Object.fromEntries([0, 1, 21].map((one) => [`docs/published/${one}/a.md`, "## What we learned\n\nMuch of use.\n"]));
    const files = {
      ...smallPolicy({ contract: smallContract(goal + gates) }),
      ...roleSystem(LARGE, ["todo", "doing", "done"]),
      ...published,
    };
    const large = addRepository(rig, "large", files);
    await rig.quiet();
    const number = rig.hub.as("pia").openIssue(large, { title: "Cohorts", body: READY });
    await rig.quiet();
    rig.hub.as("pia").addLabel(large, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number, large)).toEqual(["handoff: awaiting ack", "stage: todo"]);
    await look(large, number);
    const [{ reads: before }, { reads, writes }] = [await look(small, await idle()), await look(large, number)];
    expect(writes).toBe(0);
    expect(reads).toBeLessThanOrEqual(before + 1);

    rig.hub.createUser("agent-0[bot]");
    rig.hub.setPermission(large, "agent-0[bot]", "write");
    const pull = rig.hub.as("agent-0[bot]").openPullRequest(large, { title: "News", files: { "docs/agents/0/a.md": "# News\n" } });
    await rig.quiet();
    await look(large, pull);
    const cost = await look(large, pull);
    expect(cost.writes).toBe(0);
    expect(cost.reads).toBeLessThanOrEqual(2 + 1);
  });

  it("is nothing for events that ask for nothing", async () => {
    const number = rig.hub.as("pia").openIssue(small, { title: "Cohorts", body: READY });
    await rig.quiet();
    const from = rig.hub.requests.length;
    for (let i = 0; i < 5; i += 1) rig.hub.as("eve").comment(small, number, `chatter ${i}`);
    await rig.quiet();
    expect(rig.hub.requests.summarise(from).writes).toBe(0);
    expect(rig.hub.requests.summarise(from).graphql).toBeLessThanOrEqual(5);
  });
});

describe("the order of writes", () => {
  it("is labels first when a request is blocked", async () => {
    const number = rig.hub.as("pia").openIssue(small, { title: "Cohorts", body: "## Goal\n\nTBD\n" });
    await rig.quiet();
    const from = rig.hub.requests.length;
    rig.hub.as("pia").addLabel(small, number, "stage: doing");
    await rig.quiet();
    const order = writesSince(from);
    expect(order.slice(0, 2).toSorted()).toEqual(["label", "unlabel"]);
    expect(order.filter((one) => one === "living")).toHaveLength(1);
    expect(order.at(-1)).toBe("living");
  });

  it("is labels first when a hand-off is accepted, and a pull request's check at once", async () => {
    const number = rig.hub.as("pia").openIssue(small, { title: "Cohorts", body: READY });
    const pull = rig.hub.as("eli").openPullRequest(small, { title: "Change", body: `Closes #${number}` });
    await rig.quiet();
    rig.hub.as("pia").addLabel(small, number, "stage: doing");
    await rig.quiet();
    const from = rig.hub.requests.length;
    rig.hub.as("ana").comment(small, number, "/ack");
    await rig.quiet();
    const order = writesSince(from);
    const firstWord = order.findIndex((one) => one === "comment" || one === "living" || one === "reaction");
    expect(order.indexOf("label")).toBe(0);
    expect(order.lastIndexOf("unlabel")).toBeLessThan(firstWord);
    expect(order).toContain("check");
    expect(order.length).toBeLessThanOrEqual(8);
    expect(check(rig, pull, "baton", small).conclusion).toBe("success");
  });
});
