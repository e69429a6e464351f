import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault, FaultKind } from "../../src/sandbox/index.js";
import { addRepository, check, checks, livingComment, openRig, ourLabels, ownComments, READY, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
});
afterAll(() => rig.close());

/** Every kind of write, as it looks on the wire. */
const WRITES: NonNullable<Fault["match"]>[] = [
  { method: "POST", path: /^\/repos\/[^/]+\/[^/]+\/labels$/ },
  { method: "POST", path: /\/issues\/\d+\/labels$/ },
  { method: "DELETE", path: /\/labels\// },
  { method: "POST", path: /\/issues\/\d+\/comments$/ },
  { method: "PATCH", path: /\/issues\/comments\/\d+$/ },
  { method: "POST", path: /\/reactions$/ },
  { method: "POST", path: /\/check-runs$/ },
  { method: "PATCH", path: /\/check-runs\/\d+$/ },
];

/** Everything of a finished story that may not depend on faults. */
function ending(repo: string, issue: number, pull: number): unknown {
  const view = rig.hub.issue(repo, issue);
  return {
    labels: view.labels.toSorted(),
    // Which comments of Baton's there are, by their hidden names, numbers aside.
    comments: ownComments(rig, issue, repo)
      .map((comment) => /<!-- baton:([a-z-]+)/.exec(comment.body)?.[1])
      .toSorted(),
    reactions: view.comments.flatMap((comment) => comment.reactions.map((one) => `${one.user} ${one.content}`)).toSorted(),
    stage: /\*\*📍 ([^*]+)\*\*/.exec(livingComment(rig, issue, repo).body)?.[1],
    checks: checks(rig, pull, "baton", repo).map((run) => [run.status, run.conclusion]),
    labelled: rig.hub
      .labels(repo)
      .filter((label) => /^(stage: todo|handoff)/.test(label.name))
      .map((label) => [label.name, label.color, label.description !== null])
      .toSorted(),
  };
}

/** Plays the story in a new repository; the first write of every kind meets the fault. */
async function play(name: string, fault?: Omit<Fault, "match">): Promise<unknown> {
  if (fault) for (const match of WRITES) rig.hub.faults.add({ ...fault, match });
  const repo = addRepository(rig, name, smallPolicy());
  await rig.quiet();
  const issue = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${issue}` });
  await rig.quiet();
  rig.hub.as("pia").comment(repo, issue, "/handoff");
  await rig.quiet();
  rig.hub.as("ana").comment(repo, issue, "/ack");
  await rig.quiet();
  return ending(repo, issue, pull);
}

describe("a fault at every kind of write", () => {
  let wanted: unknown;

  beforeAll(async () => {
    wanted = await play("plain");
  });

  it("starts from a story that ends well", () => {
    expect(wanted).toMatchObject({ labels: ["stage: doing"], stage: "Doing", checks: [["completed", "success"]] });
  });

  it.each<[FaultKind, number]>([
    ["error_before", 0],
    ["error_after", 0],
    ["reset_before", 0],
    ["reset_after", 0],
    ["truncated_json", 0],
    ["html", 0],
    ["unauthorized", 0],
    ["secondary_limit", 0],
    ["secondary_limit", 1],
  ])("%s (wait %i s): the same end, and nothing twice", async (kind, retryAfterSeconds) => {
    const end = await play(`${kind.replace(/_/g, "-")}-${retryAfterSeconds}`, { kind, retryAfterSeconds });
    expect(rig.hub.faults.left).toBe(0);
    expect(end).toEqual(wanted);
    expect(await rig.baton.store.deadLetters()).toEqual([]);
  });

  it("has nothing left to write afterwards", async () => {
    const from = rig.hub.requests.length;
    await rig.baton.sweep();
    await rig.quiet();
    expect(rig.hub.requests.summarise(from).writes).toBe(0);
  });
});

describe("a fault at any read", () => {
  const KINDS: FaultKind[] = ["error_before", "truncated_json", "html", "not_found", "stale", "reset_before", "unauthorized", "forbidden"];
  const READS: [string, NonNullable<Fault["match"]>][] = [
    ["the item", { graphql: true, query: /BatonItem/ }],
    ["a membership", { method: "GET", path: /\/memberships\// }],
  ];
  let repo: string;

  beforeAll(async () => {
    repo = addRepository(rig, "reads", smallPolicy());
    await rig.quiet();
  });

  it.each(READS.flatMap(([what, match]) => KINDS.map((kind): [string, FaultKind, Fault["match"]] => [what, kind, match])))(
    "%s: %s never passes a gate, and recovers",
    async (_what, kind, match) => {
      const issue = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", body: READY });
      rig.hub.as("pia").addLabel(repo, issue, "stage: doing");
      await rig.quiet();
      rig.hub.changeMembership("acme", "architects", "lea", "removed");
      rig.hub.faults.add({ kind, match });
      rig.hub.as("eve").comment(repo, issue, "/ack");
      await rig.quiet();
      expect(ourLabels(rig, issue, repo)).toEqual(["handoff: awaiting ack", "stage: todo"]);
      rig.hub.faults.clear();
      rig.hub.changeMembership("acme", "architects", "lea", "removed");
      rig.hub.faults.add({ kind, match });
      rig.hub.as("ana").comment(repo, issue, "/ack");
      await rig.quiet();
      rig.hub.faults.clear();
      // What was refused for good was answered with its reason, and is asked for again.
      if (ourLabels(rig, issue, repo).length > 1) rig.hub.as("ana").comment(repo, issue, "/ack");
      await rig.quiet();
      expect(ourLabels(rig, issue, repo)).toEqual(["stage: doing"]);
      livingComment(rig, issue, repo);
      expect(await rig.baton.store.deadLetters()).toEqual([]);
    },
  );

  it("does not comment twice when GitHub's copy lags behind", async () => {
    const issue = rig.hub.as("pia").openIssue(repo, { title: "Lag", body: READY });
    await rig.quiet();
    const found = await rig.baton.store.findByNodeId(rig.hub.issue(repo, issue).nodeId);
    // The copy is from before the living comment, the last change of the item.
    rig.hub.faults.add({ kind: "stale", match: { graphql: true, query: /BatonItem/ } });
    if (found) await rig.baton.store.enqueue([found.key], Date.now());
    await rig.quiet();
    expect(rig.hub.faults.left).toBe(0);
    expect(ownComments(rig, issue, repo)).toHaveLength(1);
  });

  it("reads again when the copy is older than the webhook", async () => {
    const issue = rig.hub.as("pia").openIssue(repo, { title: "Lag", body: READY });
    rig.hub.as("pia").addLabel(repo, issue, "stage: doing");
    await rig.quiet();
    // GitHub's times are whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    rig.hub.faults.add({ kind: "stale", match: { graphql: true, query: /BatonItem/ } });
    rig.hub.as("ana").comment(repo, issue, "/ack");
    await rig.quiet();
    expect(rig.hub.faults.left).toBe(0);
    expect(ourLabels(rig, issue, repo)).toEqual(["stage: doing"]);
  });

  it("keeps a pull request red while its issue cannot be read", async () => {
    const issue = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", body: READY });
    rig.hub.faults.add({
      kind: "error_before",
      match: { graphql: true, query: new RegExp(`BatonItem[\\s\\S]*"number":${issue}\\b`) },
      times: 6,
    });
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${issue}` });
    await rig.quiet();
    rig.hub.faults.clear();
    expect(check(rig, pull, "baton", repo)).toMatchObject({ status: "completed", conclusion: "failure" });
  });
});
