import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TerminalFault } from "../../src/core/basics/faults.js";
import { identityOf } from "../../src/github/identity.js";
import { findCheckRuns, pullRequestsWithHead } from "../../src/github/checks.js";
import { listInstallations, listOpenItems, listRepositories } from "../../src/github/installations.js";
import { mergeGroupPullRequests, readQueueRef } from "../../src/github/queue.js";
import { answer, page } from "./answers.js";
import { API, connect, expectToken, REPO } from "./support.js";

const home = "/repos/acme/shop";

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

describe("check runs", () => {
  it("are only this App's own, newest first", async () => {
    const { client } = await connect();
    const run = (id: number, app: number, name = "baton") => ({
      id,
      name,
      external_id: `I_${id}`,
      status: "completed",
      conclusion: "failure",
      output: { title: "t", summary: "s" },
      app: { id: app },
    });
    nock(API)
      .get(`${home}/commits/abc/check-runs`)
      .query({ check_name: "baton", app_id: 1, per_page: 100, page: 1 })
      .reply(200, { total_count: 4, check_runs: [run(1, 1), run(5, 15368), run(3, 1), run(4, 1, "baton/contracts")] });
    expect((await findCheckRuns(client, REPO, 1, "abc", "baton")).map((one) => [one.id, one.externalId])).toEqual([
      [3, "I_3"],
      [1, "I_1"],
    ]);
  });
});

describe("pull requests of a commit", () => {
  const pull = (number: number, sha: string, state = "open", repo = "acme/shop") => ({
    number,
    state,
    head: { sha },
    base: { repo: { full_name: repo } },
  });

  it("are the open ones of this repository whose head it is, and forks that were seen", async () => {
    const { client } = await connect();
    nock(API)
      .get(`${home}/commits/abc/pulls`)
      .query(true)
      .reply(200, [pull(1, "abc"), pull(2, "def"), pull(3, "abc", "closed"), pull(9, "abc", "open", "fork/shop")]);
    nock(API).get(`${home}/pulls/4`).reply(200, pull(4, "abc"));
    nock(API).get(`${home}/pulls/5`).reply(200, pull(5, "newer"));
    nock(API).get(`${home}/pulls/6`).reply(404, { message: "Not Found" });
    expect(await pullRequestsWithHead(client, REPO, "abc", [1, 4, 5, 6])).toEqual([1, 4]);
  });
});

describe("merge groups", () => {
  const ref = "refs/heads/gh-readonly-queue/release/1.0/pr-12-0123456789abcdef";
  const entries = (nodes: [number, string, number][]) => ({
    repository: {
      mergeQueue: { entries: page(nodes.map(([position, oid, number]) => ({ position, headCommit: { oid }, pullRequest: { number } }))) },
    },
  });

  it("are read out of their ref, whatever the branch is called", () => {
    expect(readQueueRef(ref)).toEqual({ branch: "release/1.0", number: 12 });
    expect(readQueueRef("refs/heads/main")).toBeNull();
  });

  it("carry every entry up to the commit", async () => {
    const { client } = await connect();
    let branch: unknown;
    answer(
      "BatonQueue",
      entries([
        [3, "c", 13],
        [1, "a", 11],
        [2, "b", 12],
      ]),
      (variables) => (branch = variables["branch"]),
    );
    expect(await mergeGroupPullRequests(client, REPO, "b", ref)).toEqual({ known: true, value: [11, 12] });
    expect(branch).toBe("release/1.0");
  });

  it.each([
    ["the queue has moved on", entries([[1, "z", 20]])],
    ["there is no queue", { repository: { mergeQueue: null } }],
    [
      "an entry names nobody",
      {
        repository: {
          mergeQueue: {
            entries: page([
              { position: 1, headCommit: { oid: "a" }, pullRequest: null },
              { position: 2, headCommit: { oid: "b" }, pullRequest: { number: 12 } },
            ]),
          },
        },
      },
    ],
  ])("are not known by the number in their ref when %s", async (_what, answered) => {
    const { client } = await connect();
    answer("BatonQueue", answered);
    expect(await mergeGroupPullRequests(client, REPO, "b", ref)).toMatchObject({ known: false });
  });

  it("are not those of another branch", async () => {
    const { client } = await connect();
    expect(await mergeGroupPullRequests(client, REPO, "b", "refs/heads/main")).toMatchObject({ known: false });
  });
});

describe("the App itself", () => {
  it("tells its id and slug, or that GitHub does not know it", async () => {
    const { client } = await connect();
    nock(API).get("/app").reply(200, { id: 1, slug: "baton" });
    expect(await identityOf(client)).toEqual({ id: 1, slug: "baton" });
    nock(API).get("/app").reply(404, { message: "Not Found" });
    await expect(identityOf(client)).rejects.toBeInstanceOf(TerminalFault);
  });
});

describe("installations", () => {
  it("are listed to the last page", async () => {
    const { client } = await connect();
    nock(API)
      .get("/app/installations")
      .query({ per_page: 100, page: 1 })
      .reply(200, [{ id: 1, account: { login: "acme" }, permissions: { issues: "write" } }], {
        link: `<${API}/app/installations?page=2>; rel="next"`,
      });
    nock(API)
      .get("/app/installations")
      .query({ per_page: 100, page: 2 })
      .reply(200, [{ id: 2, account: { slug: "big" }, suspended_at: "2026-01-01T00:00:00Z" }]);
    expect(await listInstallations(client)).toEqual([
      { id: 1, account: "acme", suspended: false, permissions: { issues: "write" } },
      { id: 2, account: "big", suspended: true, permissions: {} },
    ]);
  });

  it("know their repositories and open items", async () => {
    const { client } = await connect();
    nock(API)
      .get("/installation/repositories")
      .query(true)
      .reply(200, {
        total_count: 1,
        repositories: [{ node_id: "R_1", name: "shop", owner: { login: "acme" }, default_branch: "main", archived: true }],
      });
    expect(await listRepositories(client)).toEqual([{ nodeId: "R_1", owner: "acme", name: "shop", defaultBranch: "main", archived: true }]);
    const one = (number: number) => ({ id: `I_${number}`, number, updatedAt: "2026-01-01T00:00:00Z" });
    const asked: unknown[] = [];
    const seen = ({ issues, pulls, afterIssue, afterPull }: Record<string, unknown>) => asked.push([issues, pulls, afterIssue, afterPull]);
    answer("BatonOpen", { repository: { issues: page([one(1)], "next"), pulls: page([one(3)], "more") } }, seen);
    answer("BatonOpen", { repository: { issues: page([one(2)]) } }, seen);
    answer("BatonOpen", { repository: { pulls: page([one(4)]) } }, seen);
    expect((await listOpenItems(client, REPO)).map((item) => item.number)).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([
      [true, true, undefined, undefined],
      [true, false, "next", undefined],
      [false, true, undefined, "more"],
    ]);
  });
});
