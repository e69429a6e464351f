import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Hub } from "../../src/sandbox/index.js";

let hub: Hub;
const repo = "acme/web";
beforeEach(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createUser("paula", "eve");
  const files = { "contracts/a.yml": "id: a\n", "contracts/b.yml": "id: b\n", "README.md": "# web\n" };
  hub.createRepository({ owner: "acme", name: "web", files, collaborators: { paula: "write" } });
});
afterEach(() => hub.close());

async function ask(path: string, query?: string): Promise<unknown> {
  const url = query === undefined ? `${hub.url}/api/v3/repos/${repo}${path}` : `${hub.url}/api/graphql`;
  const headers = { authorization: `bearer ${hub.tokenFor("paula")}` };
  const answer = await fetch(url, query === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify({ query }) });
  return await answer.json();
}

async function pull(number: number, fields: string): Promise<unknown> {
  const found = await ask("", `{ repository(owner: "acme", name: "web") { pullRequest(number: ${number}) { ${fields} } } }`);
  return (found as { data: { repository: { pullRequest: unknown } } }).data.repository.pullRequest;
}

const CHANGES = "changedFiles files(first: 9) { nodes { path changeType } }";
const CONTEXTS = `commits(last: 1) { nodes { commit { statusCheckRollup { contexts(first: 9) { nodes {
  __typename ... on CheckRun { name conclusion checkSuite { app { slug } } } ... on StatusContext { context state }
} } } } } }`;

describe("a pull request's changes", () => {
  it.each([false, true])("are listed by GraphQL and REST alike (fork: %s)", async (fork) => {
    const author = fork ? "eve" : "paula";
    const files = { "contracts/a.yml": "id: c\n", "docs/b.yml": "id: b\n", "new.md": "new\n" };
    const number = hub.as(author).openPullRequest(repo, { title: "t", files, deletions: ["contracts/b.yml"], fork });
    expect(await pull(number, CHANGES)).toEqual({
      changedFiles: 3,
      files: {
        nodes: [
          { path: "contracts/a.yml", changeType: "MODIFIED" },
          { path: "docs/b.yml", changeType: "RENAMED" },
          { path: "new.md", changeType: "ADDED" },
        ],
      },
    });
    expect(await ask(`/pulls/${number}/files`)).toMatchObject([
      { filename: "contracts/a.yml", status: "modified" },
      { filename: "docs/b.yml", status: "renamed", previous_filename: "contracts/b.yml" },
      { filename: "new.md", status: "added" },
    ]);
  });

  it("come to the base with the merge, deletions too, and not what came there meanwhile", async () => {
    const number = hub.as("paula").openPullRequest(repo, { title: "t", deletions: ["contracts/b.yml"] });
    hub.as("paula").push(repo, { files: { "later.md": "later\n" } });
    expect(await pull(number, CHANGES)).toMatchObject({ files: { nodes: [{ path: "contracts/b.yml", changeType: "DELETED" }] } });
    hub.as("paula").mergePullRequest(repo, number);
    expect(await ask("/contents/contracts")).toMatchObject([{ name: "a.yml" }]);
    expect(await ask("/contents/later.md")).toMatchObject({ name: "later.md" });
  });
});

describe("results on a commit", () => {
  it("of several Apps stand side by side, the newest of each", async () => {
    const number = hub.as("paula").openPullRequest(repo, { title: "t" });
    const sha = hub.issue(repo, number).headSha ?? "";
    expect(await pull(number, CONTEXTS)).toEqual({ commits: { nodes: [{ commit: { statusCheckRollup: null } }] } });
    hub.reportCheck(repo, sha, { app: "ci", name: "test", conclusion: "failure" });
    hub.reportCheck(repo, sha, { app: "ci", name: "test" });
    hub.reportCheck(repo, sha, { app: "other", name: "test", conclusion: "success" });
    hub.reportStatus(repo, sha, "test", "pending");
    hub.reportStatus(repo, sha, "test", "success");
    const contexts = [
      { __typename: "CheckRun", name: "test", conclusion: null, checkSuite: { app: { slug: "ci" } } },
      { __typename: "CheckRun", name: "test", conclusion: "SUCCESS", checkSuite: { app: { slug: "other" } } },
      { __typename: "StatusContext", context: "test", state: "SUCCESS" },
    ];
    expect(await pull(number, CONTEXTS)).toMatchObject({
      commits: { nodes: [{ commit: { statusCheckRollup: { contexts: { nodes: contexts } } } }] },
    });
    expect(await ask(`/commits/${sha}/check-runs?app_id=${hub.app.id}`)).toMatchObject({ total_count: 0 });
  });
});

describe("fields", () => {
  it("are set and taken away, and shown as documented", async () => {
    const number = hub.as("paula").openIssue(repo, { title: "t" });
    hub.as("paula").setIssueField(repo, number, "Priority", "High");
    hub.as("paula").setIssueField(repo, number, "Effort", 3);
    hub.as("paula").setIssueField(repo, number, "Due", "x");
    hub.as("paula").setIssueField(repo, number, "Due", null);
    expect(await ask(`/issues/${number}/issue-field-values`)).toMatchObject([
      { issue_field_name: "Priority", data_type: "single_select", single_select_option: { name: "High" } },
      { issue_field_name: "Effort", data_type: "number", value: 3 },
    ]);
    expect(() => hub.as("eve").setIssueField(repo, number, "Priority", "Low")).toThrow(/triage/);
  });
});
