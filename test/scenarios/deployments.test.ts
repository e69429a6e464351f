import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liftEntry } from "../../src/core/ledger/lift.js";
import { openRig, READY, SMALL, smallContract, type Rig } from "./rig.js";

const CONFIG = `${SMALL}environments: { production: { stage: doing }, staging: {} }
pull_requests: { allowed_stages: [todo, doing, done] }
`;
const BUILDER = `apiVersion: baton/v1
kind: Agent
id: builder
name: Builder
role: giver
accounts: ["builder[bot]"]
process: Builds what was decided.
oversight: { by: giver, when: weekly }
task: { error_tolerance: high, tools: single, independence: self_contained }
blast_radius:
  reads: all
  writes: { paths: ["src/**"] }
environments: [staging, production]
`;
const FILES = { ".github/baton.yml": CONFIG, "contracts/start.yml": smallContract(), "contracts/agents/builder.yml": BUILDER };

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: FILES, deployments: true });
  rig.hub.createUser("builder[bot]");
  rig.hub.setPermission(rig.repo, "builder[bot]", "write");
  // What was there before anybody deployed.
  const first = rig.hub.deployments.request(rig.repo, "olga", "production", { isProtected: false });
  rig.hub.deployments.report(rig.repo, first, "success");
  await rig.quiet();
});
afterAll(() => rig.close());

async function ask(environment: string, login = "olga"): Promise<number> {
  const id = rig.hub.deployments.request(rig.repo, login, environment);
  await rig.quiet();
  return id;
}

/** What the ledger keeps of deployments that were let through. */
async function approvals() {
  const rows = (await rig.baton.store.ledger.entries(1, 1_000)).map((row) => liftEntry(row));
  return rows.filter((row) => row.kind === "deployment_approved");
}

const seen = (id: number) => rig.hub.deployments.seen(rig.repo, id);

/** How often a run was answered with a state, as GitHub saw it. */
function answersTo(id: number): number {
  const path = `/repos/${rig.repo}/actions/runs/${seen(id).run}/deployment_protection_rule`;
  return rig.hub.requests.filter((one) => one.method === "POST" && one.path === path).length - seen(id).reports.length;
}

/** An issue with a merged pull request for it, by whoever; the issue is open. */
async function mergeFor(login: string): Promise<number> {
  const { hub, repo } = rig;
  const issue = hub.as("pia").openIssue(repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  const pull = hub.as(login).openPullRequest(repo, { title: "Compare", body: `Closes #${issue}`, files: { [`src/${issue}.ts`]: "x\n" } });
  await rig.quiet();
  hub.as("eli").mergePullRequest(repo, pull);
  hub.as("eli").reopen(repo, issue);
  await rig.quiet();
  return issue;
}

async function accept(issue: number): Promise<void> {
  const { hub, repo } = rig;
  hub.as("pia").addLabel(repo, issue, "stage: doing");
  await rig.quiet();
  hub.as("ana").comment(repo, issue, "/ack");
  await rig.quiet();
}

describe("a deployment", () => {
  it("of nothing that waits for anybody is let through at once, and the ledger keeps it", async () => {
    const id = await ask("production");
    expect(seen(id)).toMatchObject({ answer: { state: "approved" }, reports: [] });
    expect(await approvals()).toMatchObject([{ data: { environment: "production", deployment: id, observed: false, items: [] } }]);
  });

  it("waits for an item that was not accepted into the stage, says so once, and goes on by itself after the acceptance", async () => {
    const issue = await mergeFor("eli");
    const id = await ask("production");
    expect(seen(id).answer).toBeNull();
    expect(seen(id).reports).toEqual([expect.stringContaining(`#${issue} is in **To do**, and has to be accepted into **Doing**`)]);
    await rig.baton.sweep();
    await rig.quiet();
    expect(seen(id).reports).toHaveLength(1);
    await accept(issue);
    expect(seen(id)).toMatchObject({ isWaiting: false, answer: { state: "approved" }, reports: [expect.anything()] });
    expect(seen(id).answer?.comment).toContain(`#${issue}: **Doing**, accepted`);
    const told = (await approvals()).find(({ data }) => data.deployment === id);
    expect(told?.data.items).toEqual([expect.objectContaining({ reference: `#${issue}`, stage: "Doing" })]);
    expect(told?.data.items[0]?.receipt).toMatchObject({ kind: "accepted", to: "doing" });
    rig.hub.deployments.report(rig.repo, id, "success");
    await rig.quiet();
  });
});

describe("a commit with an agent's changes", () => {
  it("goes to production only after just that commit succeeded in staging, whatever the agent says of it", async () => {
    const { hub, repo } = rig;
    await accept(await mergeFor("builder[bot]"));
    const production = await ask("production");
    expect(seen(production)).toMatchObject({ answer: null });
    expect(seen(production).reports).toEqual([expect.stringMatching(/Builder made #\d+: this commit has to succeed in `staging` first/)]);
    const staging = await ask("staging");
    expect(seen(staging)).toMatchObject({ answer: { state: "approved" } });
    hub.deployments.report(repo, staging, "in_progress");
    await rig.quiet();
    hub.deployments.report(repo, staging, "success", "builder[bot]");
    await rig.quiet();
    expect(seen(production).answer).toBeNull();
    // The event of it is lost: the next round finds it.
    hub.webhooks.hold();
    hub.deployments.report(repo, staging, "success");
    hub.webhooks.release({ drop: ({ event }) => event === "deployment_status" });
    await rig.quiet();
    expect(seen(production).answer).toBeNull();
    await rig.baton.sweep();
    await rig.quiet();
    expect(seen(production)).toMatchObject({ answer: { state: "approved" }, reports: [expect.anything()] });
    hub.deployments.report(repo, production, "success");
    // Another commit proves nothing for this one.
    hub.as("builder[bot]").push(repo, { files: { "src/direct.ts": "y\n" } });
    await rig.quiet();
    const next = await ask("production");
    expect(seen(next).answer).toBeNull();
    expect(seen(next).reports).toEqual([expect.stringContaining("has to succeed in `staging` first")]);
    hub.deployments.report(repo, await ask("staging"), "success");
    await rig.quiet();
    expect(seen(next)).toMatchObject({ answer: { state: "approved" } });
    hub.deployments.report(repo, next, "success");
    await rig.quiet();
  });
});

describe("the answer", () => {
  it("comes once, though the event came twice and late and the App was started anew in between", async () => {
    const { hub, repo } = rig;
    const issue = await mergeFor("eli");
    hub.webhooks.hold();
    const id = hub.deployments.request(repo, "olga", "production");
    hub.webhooks.release({ duplicate: true });
    await rig.quiet();
    expect(seen(id)).toMatchObject({ answer: null, reports: [expect.anything()] });
    await rig.restart();
    expect(seen(id).reports).toHaveLength(1);
    const before = (await approvals()).length;
    await accept(issue);
    expect(seen(id)).toMatchObject({ answer: { state: "approved" } });
    const asked = hub.webhooks.log.find(({ event, body }) => event === "deployment_protection_rule" && body.includes(`"id":${id},`));
    hub.webhooks.redeliver(asked?.id ?? 0);
    await rig.quiet();
    await rig.restart();
    expect((await approvals()).length).toBe(before + 1);
    expect(answersTo(id)).toBe(1);
  });

  it("is not given twice where GitHub's word about it was lost, though another rule holds the run still", async () => {
    const { hub, repo } = rig;
    hub.faults.add({ kind: "reset_after", match: { method: "POST", path: /deployment_protection_rule$/ } });
    const id = hub.deployments.request(repo, "olga", "staging", { awaitsMore: true });
    await rig.quiet();
    expect(hub.faults.left).toBe(0);
    expect(seen(id)).toMatchObject({ isWaiting: true, answer: { state: "approved" } });
    expect(answersTo(id)).toBe(1);
    await rig.baton.sweep();
    await rig.quiet();
    expect(answersTo(id)).toBe(1);
    expect((await approvals()).filter(({ data }) => data.deployment === id)).toHaveLength(1);
  });

  it("is none where GitHub does not tell what was deployed before: that waits, and says so", async () => {
    const { hub, repo } = rig;
    hub.faults.add({ kind: "forbidden", match: { graphql: true, query: /BatonDeployments/ } });
    const id = await ask("production");
    expect(seen(id)).toMatchObject({ answer: null, reports: [expect.stringContaining("What is not known does not pass")] });
    expect(hub.deployments.seen(repo, id).isWaiting).toBe(true);
  });
});
