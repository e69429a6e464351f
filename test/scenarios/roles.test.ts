import { afterAll, beforeAll, expect, it } from "vitest";
import { AWAITING, check, DOING, living, openRig, ourLabels, ownComments, READY, SMALL, smallPolicy, type Rig } from "./rig.js";

const role = (id: string, more: string) => `apiVersion: baton/v1
kind: Role
id: ${id}
name: The ${id}
purpose: Does what a ${id} does.
${more}
`;
const FILES = {
  ...smallPolicy({ config: SMALL.replace("  giver: { users: [pia] }\n", "") }),
  "contracts/roles/giver.yml": role(
    "giver",
    `people: { users: [pia] }
engagement: { todo: lead }
workflows:
  - id: start
    stage: todo
    trigger: Somebody asks
    steps:
      - { id: goal, do: Write the goal, done: { section: Goal } }
      - { id: over, do: Hand it over, done: { contract: todo-to-doing } }`,
  ),
  "contracts/roles/taker.yml": role("taker", "engagement: { todo: consult, doing: lead }"),
};

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: FILES });
});
afterAll(async () => await rig.close());

it("names who takes part, shows the holder's next step, and tells once whom to consult, by name", async () => {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  expect(living(rig, number)).toContain("👥 To do: **lead** `giver` (`@pia`), who holds the ball · **consult** `taker`");
  expect(living(rig, number)).toContain("* ✅ Write the goal\n* ○ **Hand it over**");
  rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  rig.hub.as("pia").comment(rig.repo, number, "/withdraw");
  await rig.quiet();
  rig.hub.as("pia").comment(rig.repo, number, "/handoff");
  await rig.quiet();
  const told = ownComments(rig, number)
    .map(({ body }) => body)
    .filter((body) => body.includes("you are consulted"));
  expect(told).toEqual([expect.stringContaining("`@pia` asked for To do → Doing, and you are consulted in To do.")]);
  expect(told[0]?.replaceAll(/`[^`]*`/g, "")).not.toContain("@");
  rig.hub.as("ana").comment(rig.repo, number, "/ack");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(DOING);
});

it("waits for an owner where a pull request puts somebody into a role", async () => {
  const files = { "contracts/roles/giver.yml": FILES["contracts/roles/giver.yml"].replace("[pia]", "[pia, eli]") };
  const number = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Let me hand over, too", files });
  await rig.quiet();
  expect(check(rig, number, "baton/contracts")?.output?.summary ?? "").toContain("roles.giver.users");
  expect(check(rig, number, "baton")?.conclusion).toBe("action_required");
});
