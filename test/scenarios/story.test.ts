import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DRAFT, MENDED, SLIPPED } from "../../src/cli/demo/briefs.js";
import { liftEntry } from "../../src/core/ledger/lift.js";
import { ledgerKeysOf } from "../support/ledger-keys.js";
import { living, openRig, type Rig } from "./rig.js";

describe("the story, through the real App", () => {
  let rig: Rig;
  let issue: number;
  let pull: number;
  const labels = () => rig.hub.issue(rig.repo, issue).labels;
  const check = () => rig.hub.checkRuns(rig.repo, rig.hub.issue(rig.repo, pull).headSha ?? "").find((run) => run.name === "baton");

  beforeAll(async () => {
    rig = await openRig();
  });
  afterAll(() => rig.close());

  it("gives a new issue its stage and one living comment", async () => {
    issue = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohort comparison", body: DRAFT, labels: ["problem-brief"] });
    await rig.quiet();
    expect(labels()).toContain("stage: discover");
    expect(living(rig, issue)).toContain("Discover");
  });

  it("keeps a pull request red while its issue is too early", async () => {
    pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Cohorts", body: `Closes #${issue}` });
    await rig.quiet();
    expect(check()).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("takes the requested label back and names what is red", async () => {
    rig.hub.as("pia").addLabel(rig.repo, issue, "stage: decide");
    await rig.quiet();
    expect(labels()).toEqual(expect.arrayContaining(["stage: discover", "handoff: blocked"]));
    expect(labels()).not.toContain("stage: decide");
    const text = living(rig, issue);
    for (const words of ["At least 3 customer data points", "Business rationale", "TBD", "portfolio-owner", "/confirm priority"])
      expect(text).toContain(words);
  });

  it("turns green when the brief is mended and the priority confirmed, and asks the architects once", async () => {
    rig.hub.as("pia").editBody(rig.repo, issue, MENDED);
    await rig.quiet();
    rig.hub.as("omar").comment(rig.repo, issue, "/confirm priority");
    await rig.quiet();
    expect(labels()).toContain("handoff: awaiting ack");
    expect(rig.hub.issue(rig.repo, issue).comments.filter((comment) => comment.body.includes("@acme/architects"))).toHaveLength(1);
    expect(check()?.conclusion).toBe("action_required");
  });

  it.each([
    ["pia", "wrote"],
    ["eve", "architect"],
  ])("refuses %s's ack with a reason", async (login, words) => {
    const id = rig.hub.as(login).comment(rig.repo, issue, "/ack");
    await rig.quiet();
    const view = rig.hub.issue(rig.repo, issue);
    expect(view.comments.find((comment) => comment.id === id)?.reactions.map((one) => one.content)).toEqual(["eyes"]);
    expect(view.comments.at(-1)?.body).toContain(words);
    expect(view.labels).toContain("stage: discover");
  });

  it("voids an ack whose content changed before Baton had looked, and says which section", async () => {
    rig.hub.webhooks.hold();
    rig.hub.as("ana").comment(rig.repo, issue, "/ack");
    rig.hub.as("pia").editBody(rig.repo, issue, SLIPPED);
    rig.hub.webhooks.release();
    await rig.quiet();
    expect(labels()).toContain("stage: discover");
    expect(living(rig, issue)).toMatch(/Evidence/);
    expect(rig.hub.issue(rig.repo, issue).comments.at(-1)?.body).toContain("Evidence");
  });

  it("changes hands on the next ack, with a receipt and a green pull request", async () => {
    const id = rig.hub.as("ana").comment(rig.repo, issue, "/ack read it twice");
    await rig.quiet();
    expect(labels()).toContain("stage: decide");
    expect(labels().filter((label) => label.startsWith("stage:") || label.startsWith("handoff:"))).toEqual(["stage: decide"]);
    expect(living(rig, issue)).toMatch(/`@?ana`/);
    expect(
      rig.hub
        .issue(rig.repo, issue)
        .comments.find((comment) => comment.id === id)
        ?.reactions.map((one) => one.content)
        .toSorted(),
    ).toEqual(["+1", "eyes"]);
    const entries = await rig.baton.store.ledger.entries(1);
    expect(entries.filter((entry) => entry.kind === "accepted")).toHaveLength(1);
    const keys = ledgerKeysOf(rig.hub);
    expect(await rig.baton.store.ledger.verify(null, keys)).toMatchObject({
      ok: true,
      parts: [{ from: 1, keyId: keys[0]?.id, proved: true }],
    });
    expect(check()?.conclusion).toBe("success");
  });

  it("leaves entries that say who, where and by which contract", async () => {
    const entries = (await rig.baton.store.ledger.entries(1)).map(liftEntry);
    expect(entries.filter((entry) => entry.kind === "unknown")).toEqual([]);
    const ack = entries.find((entry) => entry.kind === "ack");
    expect(ack).toMatchObject({
      repository: rig.repo,
      number: issue,
      actor: { login: "ana", id: expect.any(Number) },
      contract: { id: "discover-to-decide", digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("writes nothing when nothing changed", async () => {
    const from = rig.hub.requests.length;
    await rig.baton.sweep();
    await rig.quiet();
    expect(rig.hub.requests.summarise(from).writes).toBe(0);
  });
});
