import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRig, READY, smallContract, smallPolicy, type Rig } from "./rig.js";

const HOUR = 3_600_000;
let now = Date.now();
let rig: Rig;
let issue: number;

const comments = (words: RegExp) => rig.hub.issue(rig.repo, issue).comments.filter((comment) => words.test(comment.body));

async function later(hours: number): Promise<void> {
  now += hours * HOUR;
  rig.baton.wake();
  await rig.quiet();
}

beforeAll(async () => {
  const contract = smallContract().replace(
    "within: 24h } }",
    "within: 24h }, begin: { within: 48h, after: acknowledged, signal: assigned } }",
  );
  rig = await openRig({ files: smallPolicy({ contract }), clock: { now: () => now }, now: () => now });
  issue = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, issue, "stage: doing");
  await rig.quiet();
});
afterAll(() => rig.close());

describe("a hand-off that nobody takes over", () => {
  it("is quiet before half of the time is over", async () => {
    await later(11);
    expect(comments(/% of the time|overdue/)).toHaveLength(0);
  });

  it("reminds the receivers at half time, once, without any webhook", async () => {
    await later(2);
    await later(1);
    expect(comments(/50 % of the time/)).toHaveLength(1);
    expect(comments(/50 % of the time/)[0]?.body).toContain("@acme/architects");
  });

  it("sends each notice once when it was down across the deadline, and marks the item", async () => {
    await rig.baton.stop();
    now += 20 * HOUR;
    await rig.restart();
    await rig.quiet();
    await later(0);
    expect(comments(/overdue since/).filter((comment) => !comment.body.includes("baton:living"))).toHaveLength(1);
    expect(comments(/75 % of the time/)).toHaveLength(0);
    expect(rig.hub.issue(rig.repo, issue).labels).toContain("handoff: overdue");
  });

  it("sends nothing again when it is restarted, not even without its database", async () => {
    const before = rig.hub.issue(rig.repo, issue).comments.length;
    await rig.restart({ loseStore: true });
    await rig.quiet();
    expect(rig.hub.issue(rig.repo, issue).comments).toHaveLength(before);
  });

  it("runs the begin clock after the ack, and stops it when somebody is assigned", async () => {
    rig.hub.as("ana").comment(rig.repo, issue, "/ack");
    await rig.quiet();
    expect(rig.hub.issue(rig.repo, issue).labels).toEqual(["stage: doing"]);
    await later(25);
    expect(comments(/@ana: the start of Doing is due .*50 %/)).toHaveLength(1);
    rig.hub.as("pia").assign(rig.repo, issue, "ana");
    await rig.quiet();
    await later(40);
    expect(rig.hub.issue(rig.repo, issue).labels).toEqual(["stage: doing"]);
  });
});
