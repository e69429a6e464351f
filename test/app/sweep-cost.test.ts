import { afterEach, describe, expect, it } from "vitest";
import { addRepository, openRig, ownComments, READY, smallPolicy, type Rig } from "../scenarios/rig.js";

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.close();
});

/** Everything that was asked of GitHub from a position on, tokens left out. */
const asked = (from: number) =>
  rig?.hub.requests
    .slice(from)
    .filter((one) => !one.path.includes("access_tokens"))
    .map((one) => (one.kind === "graphql" ? "graphql" : `${one.method} ${one.route}${one.notModified ? " 304" : ""}`)) ?? [];

describe("the sweep on the real App", () => {
  it("costs two queries and a free request a repository when nothing happened: whatever the number of items", async () => {
    // By GitHub's clock everything happened an hour ago.
    rig = await openRig({ files: smallPolicy(), now: () => Date.now() - 3_600_000 });
    const repositories = [rig.repo, addRepository(rig, "two", smallPolicy())];
    await rig.quiet();
    for (const repo of repositories) for (let n = 0; n < 5; n++) rig.hub.as("pia").openIssue(repo, { title: `Item ${n}`, body: READY });
    await rig.quiet();
    await rig.baton.sweep();
    await rig.quiet();
    const from = rig.hub.requests.length;
    await rig.baton.sweep();
    await rig.quiet();
    const each = ["GET /repos/:owner/:repo/labels 304", "graphql", "graphql"];
    const once = ["GET /app/installations 304", "GET /installation/repositories 304"];
    expect(asked(from).toSorted()).toEqual([...once, ...repositories.flatMap(() => each)].toSorted());
  });

  it("recovers what was said while GitHub's deliveries failed", async () => {
    rig = await openRig({ files: smallPolicy() });
    rig.hub.webhooks.sendTo("http://127.0.0.1:9/");
    const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Lost", body: READY });
    await rig.hub.idle();
    expect(ownComments(rig, number)).toEqual([]);
    rig.hub.webhooks.sendTo(`${rig.baton.url}/api/github/webhooks`);
    await rig.baton.sweep();
    await rig.quiet();
    expect(ownComments(rig, number)).toHaveLength(1);
  });
});
