import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, check, living, openRig, ourLabels, READY, SMALL, smallContract, smallPolicy, type Rig } from "./rig.js";
import { requestHandoff } from "./steps.js";

const GOAL = "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }";
const GATES = {
  approved: "  - { id: approved, title: Approved, check: approvals, role: taker }",
  tested: "  - { id: tested, title: Tested, check: status, name: test, app: github-actions }",
  ranked: "  - { id: ranked, title: Ranked, check: field, field: Priority, from: issue_field, schema: { enum: [High] } }",
  planned: "  - { id: planned, title: Planned, check: field, field: Status, from: project_field, schema: { enum: [Ready] } }",
  rests: "  - { id: rests, title: Rests on, check: requires_stage, section: Rests on, stage: doing }",
  free: "  - { id: free, title: Free, check: no_blockers }",
};
const AWAITING = ["handoff: awaiting ack", "stage: todo"];
const BLOCKED = ["handoff: blocked", "stage: todo"];

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
});
afterAll(() => rig.close());

/** A repository whose one contract has these gates. */
async function repositoryWith(name: string, ...gates: (keyof typeof GATES)[]): Promise<string> {
  const contract = smallContract([GOAL, ...gates.map((gate) => GATES[gate])].join("\n"));
  const repo = addRepository(rig, name, smallPolicy({ contract, config: `${SMALL}trusts: [acme/below]\n` }));
  await rig.quiet();
  return repo;
}

const requested = (repo: string, body = READY): Promise<number> => requestHandoff(rig, { repo, body });

const headOf = (repo: string, pull: number): string => rig.hub.issue(repo, pull).headSha ?? "";

describe("an approval of the linked pull request", () => {
  it("turns the issue's gate green by itself, and a later push red again", async () => {
    const repo = await repositoryWith("approved", "approved");
    const number = await requested(repo);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${number}` });
    rig.hub.as("pia").review(repo, pull, "APPROVED");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    rig.hub.as("ben").review(repo, pull, "APPROVED");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    rig.hub.as("eli").pushToPullRequest(repo, pull, { "more.md": "more\n" });
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("Approved");
  });
});

describe("a result on the linked pull request", () => {
  it.each([false, true])("counts once it is the named App's (from a fork of somebody who may write: %s)", async (fork) => {
    const repo = await repositoryWith(`tested-${fork}`, "tested");
    const number = await requested(repo);
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "C", body: `Closes #${number}`, fork });
    rig.hub.reportCheck(repo, headOf(repo, pull), { app: "my-own", name: "test", conclusion: "success" });
    rig.hub.reportStatus(repo, headOf(repo, pull), "test", "success");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    rig.hub.reportCheck(repo, headOf(repo, pull), { app: "github-actions", name: "test", conclusion: "success" });
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    rig.hub.reportCheck(repo, headOf(repo, pull), { app: "github-actions", name: "test", conclusion: "failure" });
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(check(rig, pull, "baton", repo).conclusion).toBe("failure");
  });
});

describe("fields", () => {
  it("of the organisation count as soon as they are set", async () => {
    const repo = await repositoryWith("ranked", "ranked");
    const number = await requested(repo);
    rig.hub.as("pia").setIssueField(repo, number, "Priority", "Low");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    rig.hub.as("pia").setIssueField(repo, number, "Priority", "High");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
  });

  it("of projects count from the owner's projects only, at the next look", async () => {
    const repo = await repositoryWith("planned", "planned");
    const number = await requested(repo);
    const recheck = async () => {
      rig.hub.as("pia").comment(repo, number, "/recheck");
      await rig.quiet();
    };
    rig.hub.as("eve").setProjectField(repo, number, { title: "Mine", owner: "eve" }, "Status", "Ready");
    await recheck();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    rig.hub.as("pia").setProjectField(repo, number, { title: "Roadmap" }, "Status", "Ready");
    await recheck();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    rig.hub.as("pia").setProjectField(repo, number, { title: "Other" }, "Status", "Later");
    await recheck();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
  });
});

describe("another item's stage", () => {
  it("lets those go on that wait for it, in the same repository and in another that is trusted", async () => {
    const repo = await repositoryWith("rests", "rests");
    const elsewhere = addRepository(rig, "below", smallPolicy());
    const base = await requested(elsewhere);
    const number = await requested(repo, `${READY}\n\n## Rests on\n\n- ${elsewhere}#${base}\n`);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    rig.hub.as("ana").comment(elsewhere, base, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, base, elsewhere)).toEqual(["stage: doing"]);
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    const second = await requested(repo, `${READY}\n\n## Rests on\n\n- #${number}\n`);
    expect(ourLabels(rig, second, repo)).toEqual(BLOCKED);
    rig.hub.as("ana").comment(repo, number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, second, repo)).toEqual(AWAITING);
  });

  it("is not learned from labels, nor of another owner, nor of what Baton never saw", async () => {
    const repo = await repositoryWith("labels", "rests");
    const silent = addRepository(rig, "silent", {}, false);
    const labelled = rig.hub.as("pia").openIssue(silent, { title: "x", body: "y" });
    rig.hub.as("pia").addLabel(silent, labelled, "stage: doing");
    for (const other of [`${silent}#${labelled}`, "other/shop#1", "#999"]) {
      const number = await requested(repo, `${READY}\n\n## Rests on\n\n- ${other}\n`);
      expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    }
  });
});

describe("the cost of all that", () => {
  it("is two reads at most when nothing changed, and one refusal hides nothing else", async () => {
    const repo = await repositoryWith("all", "approved", "tested", "ranked", "planned", "free");
    const number = await requested(repo);
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Change", body: `Closes #${number}` });
    rig.hub.as("ana").review(repo, pull, "APPROVED");
    rig.hub.reportCheck(repo, headOf(repo, pull), { app: "github-actions", name: "test", conclusion: "success" });
    rig.hub.as("pia").setIssueField(repo, number, "Priority", "High");
    rig.hub.as("pia").setProjectField(repo, number, { title: "Roadmap" }, "Status", "Ready");
    rig.hub.as("pia").comment(repo, number, "/recheck");
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    for (const each of [number, pull]) await look(repo, each);
    expect(await look(repo, number)).toEqual({ reads: 2, writes: 0 });
    expect(await look(repo, pull)).toEqual({ reads: 2, writes: 0 });
    const { organization_projects: _refused, ...permissions } = rig.hub.installation(repo).permissions;
    rig.hub.setInstallationPermissions(repo, permissions);
    await look(repo, number);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    const said = living(rig, number, repo);
    expect(said).toMatch(/⚠️.*Planned/);
    expect(said).toMatch(/✅.*Approved/);
    expect(said).toMatch(/✅.*Tested/);
  });
});

/** Lets an item be looked at once more; returns what that cost. */
async function look(repo: string, number: number) {
  const key = (await rig.baton.store.findByNodeId(rig.hub.issue(repo, number).nodeId))?.key;
  if (!key) throw new Error("never looked at");
  const from = rig.hub.requests.length;
  await rig.baton.store.enqueue([key], Date.now());
  await rig.quiet();
  const { reads, graphql, writes } = rig.hub.requests.summarise(from);
  return { reads: reads + graphql, writes };
}
