import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, checks, livingComment, openRig, ourLabels, ownComments, READY, smallPolicy, type Rig } from "../scenarios/rig.js";

/** Every kind of request that changes something. */
const WRITES: [string, string, RegExp][] = [
  ["create a label", "POST", /^\/repos\/[^/]+\/[^/]+\/labels$/],
  ["put a label on", "POST", /\/issues\/\d+\/labels$/],
  ["take a label off", "DELETE", /\/labels\//],
  ["comment", "POST", /\/issues\/\d+\/comments$/],
  ["edit a comment", "PATCH", /\/issues\/comments\/\d+$/],
  ["react", "POST", /\/reactions$/],
  ["create a check run", "POST", /\/check-runs$/],
  ["update a check run", "PATCH", /\/check-runs\/\d+$/],
];

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy(), requestMs: 2_000 });
});
afterAll(() => rig.close());

describe("a GitHub that takes a request and never answers", () => {
  it.each(WRITES)("to %s: the work goes on, and nothing is there twice", async (what, method, path) => {
    rig.hub.faults.add({ kind: "hang", match: { method, path } });
    const repo = addRepository(rig, what.replace(/ /g, "-"), smallPolicy());
    await rig.quiet();
    const issue = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", body: READY });
    await rig.quiet();
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${issue}` });
    await rig.quiet();
    rig.hub.as("pia").comment(repo, issue, "/handoff");
    await rig.quiet();
    rig.hub.as("ana").comment(repo, issue, "/ack");
    await rig.quiet();
    expect(rig.hub.faults.left).toBe(0);
    expect(ourLabels(rig, issue, repo)).toEqual(["stage: doing"]);
    livingComment(rig, issue, repo);
    expect(ownComments(rig, issue, repo)).toHaveLength(2);
    expect(checks(rig, pull, "baton", repo).map((run) => run.conclusion)).toEqual(["success"]);
  });
});
