import { afterAll, beforeAll, expect, it } from "vitest";
import { ProbotOctokit, Probot } from "probot";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Hub } from "../../src/sandbox/index.js";

let hub: Hub;
beforeAll(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createRepository({ owner: "acme", name: "web", collaborators: { paula: "write" } });
});
afterAll(() => hub.close());

it("serves Probot's own client, App token to installation token to pages and queries", async () => {
  const probot = new Probot({
    appId: hub.app.id,
    privateKey: hub.app.privateKey,
    secret: hub.app.webhookSecret,
    Octokit: ProbotOctokit.defaults({ baseUrl: `${hub.url}/api/v3`, throttle: { enabled: false } }),
    logLevel: "fatal",
  });
  for (let index = 0; index < 5; index += 1) hub.as("paula").openIssue("acme/web", { title: `Issue ${index}` });
  const octokit = await probot.auth(hub.installation("acme/web").id);
  const titles = await octokit.paginate(octokit.rest.issues.listForRepo, { owner: "acme", repo: "web", per_page: 2 }, (page) =>
    page.data.map((one) => one.title),
  );
  expect(titles).toEqual(["Issue 4", "Issue 3", "Issue 2", "Issue 1", "Issue 0"]);
  const answer = await octokit.graphql<{ repository: { nameWithOwner: string } }>(
    '{ repository(owner: "acme", name: "web") { nameWithOwner } }',
  );
  expect(answer.repository.nameWithOwner).toBe("acme/web");
  hub.as("acme").renameRepository("acme/web", "site");
  const moved = await octokit.rest.repos.get({ owner: "acme", repo: "web" });
  expect(moved.data.full_name).toBe("acme/site");
  expect(hub.requests.summarise()).toMatchObject({ writes: 0, graphql: 1 });
});
