import { afterEach, beforeEach, expect, it } from "vitest";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";

let hub: Hub;
const repo = "acme/web";

beforeEach(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createUser("paula", "ana", "eve");
  hub.createTeam("acme", "leads", { members: ["ana"] });
  hub.createRepository({ owner: "acme", name: "web", private: true, collaborators: { paula: "admin", ana: "write" } });
});
afterEach(() => hub.close());

async function get(path: string): Promise<{ status: number; body: { id?: number; permission?: string; user?: { id: number } } }> {
  const answer = await fetch(`${hub.url}/api/v3${path}`, { headers: { authorization: `bearer ${hub.tokenFor("paula")}` } });
  return { status: answer.status, body: (await answer.json()) as object };
}

async function comments(number: number): Promise<unknown> {
  const fields = "comments(first: 9) { nodes { isMinimized minimizedReason body author { login } } }";
  const query = `{ repository(owner: "acme", name: "web") { issue(number: ${number}) { ${fields} } } }`;
  const headers = { authorization: `bearer ${hub.tokenFor("paula")}` };
  const answer = await fetch(`${hub.url}/api/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const { data } = (await answer.json()) as { data: { repository: { issue: { comments: { nodes: unknown } } } } };
  return data.repository.issue.comments.nodes;
}

it("a renamed account keeps its number, its teams and its rights; who takes the login has none of them", async () => {
  const { body: before } = await get("/users/ana");
  const number = hub.as("ana").openIssue(repo, { title: "t" });
  hub.as("ana").comment(repo, number, "mine");
  hub.renameUser("ana", "anna");
  expect((await get("/users/ana")).status).toBe(404);
  expect((await get("/users/anna")).body.id).toBe(before.id);
  expect((await get("/orgs/acme/teams/leads/memberships/anna")).status).toBe(200);
  expect((await get(`/repos/${repo}/collaborators/anna/permission`)).body.permission).toBe("write");
  expect(await comments(number)).toMatchObject([{ author: { login: "anna" } }]);
  hub.createUser("ana");
  expect((await get("/users/ana")).body.id).not.toBe(before.id);
  expect((await get("/orgs/acme/teams/leads/memberships/ana")).status).toBe(404);
  expect((await get(`/repos/${repo}/collaborators/ana/permission`)).body.permission).toBe("none");
  expect(() => hub.renameUser("eve", "ana")).toThrow("taken");
});

it("the login of a deleted account may be taken, too", async () => {
  const { body: before } = await get("/users/ana");
  hub.deleteUser("ana");
  hub.createUser("ana");
  expect((await get("/users/ana")).body.id).not.toBe(before.id);
  expect((await get(`/repos/${repo}/collaborators/ana/permission`)).body.permission).toBe("none");
});

it("a comment is hidden and shown again by those who may, and counts as unchanged", async () => {
  const number = hub.as("paula").openIssue(repo, { title: "t" });
  const id = hub.as("ana").comment(repo, number, "/ack");
  hub.as("paula").hideComment(repo, id);
  expect(await comments(number)).toMatchObject([{ isMinimized: true, minimizedReason: "outdated", body: "/ack" }]);
  hub.as("paula").hideComment(repo, id, false);
  expect(await comments(number)).toMatchObject([{ isMinimized: false, minimizedReason: null }]);
  expect(() => hub.as("eve").hideComment(repo, id)).toThrow("triage");
});
