import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "../../src/telemetry/log.js";
import { livingComment, openRig, ourLabels, READY, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
let issue: number;
let logged = "";

beforeAll(async () => {
  const log = createLog({ level: "info", destination: { write: (line) => void (logged += line) } });
  rig = await openRig({ files: smallPolicy(), log });
  issue = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
});
afterAll(() => rig.close());

describe("an installation that loses its rights", () => {
  it("passes nothing while it is suspended, and goes on by itself afterwards", async () => {
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
    await expect.poll(async () => (await rig.quiet(), ourLabels(rig, issue))).toEqual(["stage: doing"]);
  });

  it("is nobody's fault: its work ends without being parked or complained about, and its clocks run on when it is back", async () => {
    const waiting = rig.hub.as("pia").openIssue(rig.repo, { title: "Deadlines", body: READY });
    await rig.quiet();
    rig.hub.as("pia").addLabel(rig.repo, waiting, "stage: doing");
    await rig.quiet();
    expect(await rig.baton.store.nextDue()).not.toBeNull();
    const repositoryId = (await rig.baton.store.findByNodeId(rig.hub.issue(rig.repo, waiting).nodeId))?.key.repositoryId ?? "";
    logged = "";
    rig.hub.suspendInstallation(rig.repo);
    await rig.baton.store.enqueue(await rig.baton.store.governedItems(repositoryId), Date.now());
    await rig.quiet();
    expect(await rig.baton.store.nextDue()).toBeNull();
    expect(await rig.baton.store.deadLetters()).toEqual([]);
    expect(logged).toContain("gone or suspended");
    expect(logged).not.toMatch(/"level":[4-6]0/);
    rig.hub.suspendInstallation(rig.repo, false);
    await expect.poll(async () => (await rig.quiet(), await rig.baton.store.nextDue())).not.toBeNull();
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
