import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, check, DOING, openRig, ourLabels, READY, SMALL, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
let elsewhere: string;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ config: `${SMALL}pull_requests: { allowed_stages: [doing] }\n` }) });
  elsewhere = addRepository(rig, "platform", smallPolicy());
  await rig.quiet();
});
afterAll(() => rig.close());

/** An issue that may be built, and the green pull request that closes it. */
async function green(): Promise<{ issue: number; pull: number }> {
  const issue = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, issue, "stage: doing");
  await rig.quiet();
  rig.hub.as("ana").comment(rig.repo, issue, "/ack");
  const pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change", body: "Compare cohorts" });
  rig.hub.as("eli").editBody(rig.repo, pull, `Closes #${issue}`);
  await rig.quiet();
  expect(ourLabels(rig, issue)).toEqual(DOING);
  expect(check(rig, pull).conclusion).toBe("success");
  return { issue, pull };
}

const WAYS: [string, (issue: number) => unknown][] = [
  ["deleted", (issue) => rig.hub.as("olga").deleteIssue(rig.repo, issue)],
  ["moved to another repository", (issue) => rig.hub.as("olga").transfer(rig.repo, issue, elsewhere)],
];

describe("a pull request whose issue is gone", () => {
  it.each(WAYS)("is red at once when it was %s, and stays so", async (_how, act) => {
    const { issue, pull } = await green();
    act(issue);
    await rig.quiet();
    expect(check(rig, pull).conclusion).toBe("failure");
    expect(check(rig, pull).output.title).toMatch(/deleted or moved/);
    await rig.baton.sweep();
    await rig.quiet();
    rig.hub.as("eli").pushToPullRequest(rig.repo, pull, { "a.txt": "b" });
    await rig.quiet();
    expect(check(rig, pull).conclusion).toBe("failure");
  });

  it("may go on once its description says what it closes now", async () => {
    const gone = await green();
    const other = await green();
    rig.hub.as("olga").deleteIssue(rig.repo, gone.issue);
    await rig.quiet();
    expect(check(rig, gone.pull).conclusion).toBe("failure");
    rig.hub.as("eli").editBody(rig.repo, gone.pull, `Closes #${other.issue}`);
    await rig.quiet();
    expect(check(rig, gone.pull).conclusion).toBe("success");
  });

  it("is asked for once, not at every look", async () => {
    const { issue, pull } = await green();
    rig.hub.as("olga").deleteIssue(rig.repo, issue);
    await rig.quiet();
    const key = (await rig.baton.store.findByNodeId(rig.hub.issue(rig.repo, pull).nodeId))?.key;
    if (!key) throw new Error("never looked at");
    const from = rig.hub.requests.length;
    await rig.baton.store.enqueue([key], Date.now());
    await rig.quiet();
    expect(rig.hub.requests.slice(from).filter((one) => one.route?.endsWith("/issues/:number"))).toEqual([]);
  });
});
