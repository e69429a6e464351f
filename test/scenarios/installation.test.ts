import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { livingComment, openRig, ourLabels, READY, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
let issue: number;

beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
  issue = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
});
afterAll(() => rig.close());

describe("an installation that loses its rights", () => {
  it("passes nothing while it is suspended, and goes on afterwards", async () => {
    rig.hub.as("pia").addLabel(rig.repo, issue, "stage: doing");
    await rig.quiet();
    rig.hub.webhooks.hold();
    rig.hub.as("ana").comment(rig.repo, issue, "/ack");
    rig.hub.suspendInstallation(rig.repo);
    rig.hub.webhooks.release();
    await rig.quiet();
    expect(ourLabels(rig, issue)).toContain("stage: todo");
    rig.hub.suspendInstallation(rig.repo, false);
    await rig.quiet();
    await rig.baton.sweep();
    await rig.quiet();
    expect(ourLabels(rig, issue)).toEqual(["stage: doing"]);
    expect(await rig.baton.store.deadLetters()).toEqual([]);
  });

  it("parks the work with the missing permission, and does it when the permission is back and the sweep comes", async () => {
    const all = rig.hub.installation(rig.repo).permissions;
    const other = rig.hub.as("pia").openIssue(rig.repo, { title: "Exports", body: READY });
    await rig.quiet();
    rig.hub.setInstallationPermissions(rig.repo, { ...all, issues: "read", pull_requests: "read" });
    rig.hub.as("pia").addLabel(rig.repo, other, "stage: doing");
    await rig.quiet();
    const [letter] = await rig.baton.store.deadLetters();
    expect(letter?.error).toMatch(/does not allow POST .*labels/);
    expect(ourLabels(rig, other)).toContain("stage: doing");
    rig.hub.setInstallationPermissions(rig.repo, all);
    await rig.baton.sweep();
    await rig.quiet();
    expect(ourLabels(rig, other)).toEqual(["handoff: awaiting ack", "stage: todo"]);
    livingComment(rig, other);
    expect(await rig.baton.store.deadLetters()).toEqual([]);
  });
});
