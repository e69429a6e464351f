import { afterAll, beforeAll, expect, it } from "vitest";
import { check, openRig, READY, SMALL, smallPolicy, type Rig } from "./rig.js";

const MOST = 100;

let rig: Rig;
let numbers: number[];
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ config: `${SMALL}pull_requests: { allowed_stages: [todo] }\n` }) });
  numbers = Array.from({ length: MOST + 1 }, () => rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY }));
  await rig.quiet();
});
afterAll(() => rig.close());

it("passes a pull request that closes as many issues as are watched, and none that closes more", async () => {
  const closes = (most: number) => numbers.slice(0, most).map((number) => `Closes #${number}`);
  const pull = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change", body: closes(MOST).join("\n") });
  await rig.quiet();
  expect(check(rig, pull)).toMatchObject({ conclusion: "success" });
  rig.hub.as("eli").editBody(rig.repo, pull, closes(MOST + 1).join("\n"));
  await rig.quiet();
  expect(check(rig, pull)).toMatchObject({ conclusion: "failure" });
  expect(check(rig, pull).output.title).toBe(
    `the rest could not be read: a pull request may close ${MOST} issues, and this closes ${MOST + 1}: split it`,
  );
});
