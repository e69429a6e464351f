import { afterAll, beforeAll, expect, it } from "vitest";
import {
  addRepository,
  AWAITING,
  BLOCKED,
  check,
  DOING,
  openRig,
  ourLabels,
  ownComments,
  READY,
  SMALL,
  smallContract,
  smallPolicy,
  type Rig,
} from "./rig.js";

const config = SMALL.replace("taker: { teams: [acme/architects] }", "taker: { users: [ana] }");
let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy({ config }) });
});
afterAll(() => rig.close());

async function awaiting(): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  rig.hub.as("pia").comment(rig.repo, number, "/handoff");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  return number;
}

async function acked(number: number, login: string): Promise<string[]> {
  rig.hub.as(login).comment(rig.repo, number, "/ack");
  await rig.quiet();
  return ourLabels(rig, number);
}

async function notices(): Promise<string[]> {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  return ((await (await fetch(`${rig.baton.url}/readyz`)).json()) as { notices: string[] }).notices;
}

it("a role is an account's: not of whoever takes the login, but of the account under its new login, until the policy is worded otherwise", async () => {
  const [first, second, third] = [await awaiting(), await awaiting(), await awaiting()];
  expect(await notices()).toEqual([]);
  rig.hub.renameUser("ana", "anna");
  rig.hub.createUser("ana");
  rig.hub.setPermission(rig.repo, "ana", "write");
  expect(await acked(first, "ana")).toEqual(AWAITING);
  expect(await notices()).toEqual([expect.stringContaining("A login in a policy of acme is not the account it was")]);
  await rig.restart();
  expect(await acked(first, "ana")).toEqual(AWAITING);
  expect(await acked(first, "anna")).toEqual(DOING);
  expect(await acked(second, "anna")).toEqual(DOING);
  rig.hub.as("olga").push(rig.repo, { files: { ".github/baton.yml": config.replace("[ana]", "[ana, anna]") } });
  await rig.quiet();
  expect(await notices()).toEqual([]);
  expect(await acked(third, "ana")).toEqual(DOING);
});

it("an assignee holds a role as the account that was named", async () => {
  const gates = "  - { id: taken, title: Taken on, check: metadata, assignee: { role: taker } }";
  const contract = smallContract(gates);
  const repo = rig.hub.createRepository({
    owner: "acme",
    name: "assigned",
    files: smallPolicy({ config: config.replace("[ana]", "[bob]"), contract }),
    collaborators: { pia: "write", bob: "write" },
  });
  await rig.quiet();
  rig.hub.renameUser("bob", "rob");
  rig.hub.createUser("bob");
  rig.hub.setPermission(repo, "bob", "write");
  const number = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", assignees: ["bob"] });
  await rig.quiet();
  rig.hub.as("pia").comment(repo, number, "/handoff");
  await rig.quiet();
  expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
  rig.hub.as("pia").assign(repo, number, "rob");
  await rig.quiet();
  expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
});

it("nobody lets an account acknowledge that cannot read the repository", async () => {
  const repo = addRepository(rig, "private", smallPolicy({ config }), true, "private");
  rig.hub.setPermission(repo, "ana", "write");
  await rig.quiet();
  rig.hub.createUser("zoe");
  const number = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", body: READY });
  await rig.quiet();
  rig.hub.as("pia").comment(repo, number, "/handoff");
  await rig.quiet();
  const delegated = async (login: string) => {
    rig.hub
      .as("ana")
      .comment(repo, number, `/delegate @${login} until ${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}`);
    await rig.quiet();
    return ownComments(rig, number, repo).filter(({ body }) => body.includes("`@zoe` cannot read this repository.")).length;
  };
  expect(await delegated("zoe")).toBe(1);
  rig.hub.setPermission(repo, "zoe", "read");
  expect(await delegated("zoe")).toBe(1);
  rig.hub.as("zoe").comment(repo, number, "/ack");
  await rig.quiet();
  expect(ourLabels(rig, number, repo)).toEqual(DOING);
});

it("nobody is exempt for having taken the login of somebody who is", async () => {
  const exempt = `${config}pull_requests: { require_issue: true, exempt: { authors: [vic] } }\n`;
  rig.hub.createUser("vic");
  const repo = addRepository(rig, "exempt", smallPolicy({ config: exempt }));
  rig.hub.setPermission(repo, "vic", "write");
  await rig.quiet();
  const opened = async () => {
    const number = rig.hub.as("vic").openPullRequest(repo, { title: "Bump", body: "" });
    await rig.quiet();
    return check(rig, number, "baton", repo).conclusion;
  };
  expect(await opened()).toBe("success");
  rig.hub.renameUser("vic", "victor");
  rig.hub.createUser("vic");
  rig.hub.setPermission(repo, "vic", "write");
  expect(await opened()).toBe("failure");
});
