import { afterEach, describe, expect, it } from "vitest";
import {
  addRepository,
  AWAITING,
  check,
  living,
  openRig,
  ourLabels,
  READY,
  SMALL,
  smallContract,
  smallPolicy,
  TODO,
  type Rig,
} from "./rig.js";

let rig: Rig;
afterEach(async () => await rig.close());

const UNLISTED = { match: { graphql: true }, kind: "unlisted" as const };

describe("a folder of contracts that GitHub does not list", () => {
  it("for a moment costs a moment", async () => {
    rig = await openRig({ files: smallPolicy() });
    const number = rig.hub.as("pia").openIssue(rig.repo, { title: "t", body: READY });
    await rig.quiet();
    rig.hub.faults.add({ ...UNLISTED, times: 2 });
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });

  it("for good leaves the last good contracts in force, and is said", async () => {
    rig = await openRig({ files: smallPolicy() });
    const number = rig.hub.as("pia").openIssue(rig.repo, { title: "t", body: "nothing" });
    await rig.quiet();
    rig.hub.faults.add({ ...UNLISTED, times: 1_000 });
    rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(["handoff: blocked", ...TODO]);
    expect(living(rig, number)).toContain("does not list");
  });

  it("where no policy ever parsed makes pull requests red, not ungoverned", async () => {
    rig = await openRig();
    rig.hub.faults.add({ ...UNLISTED, times: 1_000 });
    const repo = addRepository(rig, "young", smallPolicy());
    const pull = rig.hub.as("pia").openPullRequest(repo, { title: "t" });
    await rig.quiet();
    expect(check(rig, pull, "baton", repo).conclusion).toBe("failure");
    rig.hub.faults.clear();
    rig.hub.as("pia").comment(repo, pull, "/recheck");
    await rig.quiet();
    expect(check(rig, pull, "baton", repo).conclusion).toBe("success");
  });
});

describe("a folder of contracts of a thousand files", () => {
  it("is read whole, and too many contracts in it are said", async () => {
    const notes = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`contracts/note-${index}.md`, `${index}\n`]));
    rig = await openRig({ files: { ...smallPolicy(), ...notes } });
    const number = rig.hub.as("pia").openIssue(rig.repo, { title: "t", body: READY, labels: ["stage: doing"] });
    await rig.quiet();
    const more = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`contracts/c${index}.yml`, smallContract()]));
    rig.hub.as("olga").push(rig.repo, { files: more });
    rig.hub.as("pia").editBody(rig.repo, number, "nothing");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(["handoff: blocked", ...TODO]);
    expect(living(rig, number)).toContain("more than 100 files");
  });
});

describe("a merge group of which the queue knows nothing", () => {
  let ahead = 0;
  const later = async (ms: number) => {
    ahead += ms;
    rig.baton.wake();
    await rig.quiet();
  };
  const group = async () => {
    ahead = 0;
    rig = await openRig({
      files: smallPolicy({ config: `${SMALL}pull_requests: { allowed_stages: [doing, done] }\n` }),
      clock: { now: () => Date.now() + ahead },
    });
    const early = rig.hub.as("pia").openIssue(rig.repo, { title: "early", body: READY });
    const red = rig.hub.as("eli").openPullRequest(rig.repo, { title: "r", body: `Closes #${early}` });
    const green = rig.hub.as("eli").openPullRequest(rig.repo, { title: "g", body: "Nothing" });
    await rig.quiet();
    expect([check(rig, red).conclusion, check(rig, green).conclusion]).toEqual(["failure", "success"]);
    return { red, green };
  };

  it("is red, although the pull request in its name may merge", async () => {
    const { red, green } = await group();
    rig.hub.hideQueue(rig.repo);
    const head = rig.hub.as("eli").enqueue(rig.repo, red, green);
    await rig.quiet();
    const found = check(rig, head);
    expect(found.conclusion).toBe("failure");
    expect(`${found.output.title} ${found.output.summary}`).toMatch(/Not every pull request.*put them in again/s);
  });

  it("is tried again, and green once it is known", async () => {
    const { green } = await group();
    rig.hub.hideQueue(rig.repo);
    const head = rig.hub.as("eli").enqueue(rig.repo, green);
    await rig.quiet();
    expect(check(rig, head).conclusion).toBe("failure");
    rig.hub.hideQueue(rig.repo, false);
    await later(61_000);
    expect(check(rig, head).conclusion).toBe("success");
  });

  it("is looked at again a few times, and not for ever", async () => {
    const { green } = await group();
    rig.hub.hideQueue(rig.repo);
    const head = rig.hub.as("eli").enqueue(rig.repo, green);
    await rig.quiet();
    for (let look = 0; look < 6; look += 1) await later(2 * 3_600_000);
    const from = rig.hub.requests.length;
    await later(24 * 3_600_000);
    expect(rig.hub.requests.slice(from).filter(({ kind }) => kind === "graphql")).toEqual([]);
    expect(check(rig, head).conclusion).toBe("failure");
  });
});
