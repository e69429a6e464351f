import { Octokit } from "@octokit/rest";
import { Probot } from "probot";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
let hub: Hub;
let client: Octokit;

beforeAll(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createRepository({ owner: "acme", name: "web", collaborators: { paula: "write" } });
  client = new Octokit({ auth: await installationToken(), baseUrl: `${hub.url}/api/v3`, log: silent });
});
afterAll(() => hub.close());

/** A token as a script would be given one, used outside Probot. */
async function installationToken(): Promise<string> {
  const { id, privateKey, webhookSecret } = hub.app;
  const probot = new Probot({ appId: id, privateKey, secret: webhookSecret, baseUrl: `${hub.url}/api/v3`, logLevel: "fatal" });
  const app = await probot.auth();
  const { data } = await app.rest.apps.createInstallationAccessToken({ installation_id: hub.installation("acme/web").id });
  return data.token;
}

it("serves an ordinary REST client: reads, writes, and what it wrote", async () => {
  const number = hub.as("paula").openIssue("acme/web", { title: "Cohorts", body: "Why" });
  const here = { owner: "acme", repo: "web", issue_number: number };
  await client.rest.issues.addLabels({ ...here, labels: ["problem-brief"] });
  await client.rest.issues.createComment({ ...here, body: "Seen." });
  const { data: issue } = await client.rest.issues.get(here);
  expect(issue).toMatchObject({ title: "Cohorts", body: "Why", comments: 1, labels: [{ name: "problem-brief" }] });
  const comments = await client.paginate(client.rest.issues.listComments, here);
  expect(comments.map(({ body, user }) => [body, user?.type])).toEqual([["Seen.", "Bot"]]);
});

it("tells what is absent and what is forbidden by status, as GitHub does", async () => {
  await expect(client.rest.issues.get({ owner: "acme", repo: "web", issue_number: 999 })).rejects.toMatchObject({ status: 404 });
  const stranger = new Octokit({ auth: "ghs_nobodys", baseUrl: `${hub.url}/api/v3`, log: silent });
  await expect(stranger.rest.issues.listForRepo({ owner: "acme", repo: "web" })).rejects.toMatchObject({ status: 401 });
});
