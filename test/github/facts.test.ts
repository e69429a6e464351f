import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wanted } from "../../src/core/ports.js";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import type { Role } from "../../src/core/policy/types.js";
import { PolicyReadiness } from "../../src/github/last-good.js";
import { createReader } from "../../src/github/reader.js";
import {
  answer,
  blob,
  commitAnswer,
  entry,
  fileAnswer,
  foldersAnswer,
  issueAnswer,
  page,
  plainRules,
  policyOf,
  pullAnswer,
  repositoryAnswer,
  user,
  type Entry,
} from "./answers.js";
import { API, connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());

const AT = "2026-01-05T10:00:00Z";
const roles: Record<string, Role> = { lead: { id: "lead", users: ["lea"], teams: [] } };
const wanted = (needs: Wanted["needs"], reviewers: string[] = []): Wanted => ({
  needs,
  documents: [],
  people: { roles: [], permissions: [], reviewers },
  policy: policyOf("acme/shop", "c0ffee", roles),
  fresh: false,
});
const REVIEWS: Wanted["needs"] = [{ kind: "reviews" }];
const CHECKS: Wanted["needs"] = [{ kind: "commit_checks" }];
const FIELDS: Wanted["needs"] = [{ kind: "issue_fields" }];
const PROJECTS: Wanted["needs"] = [{ kind: "project_fields" }];

function readerOf(connection: Awaited<ReturnType<typeof connect>>) {
  return createReader({
    ...connection,
    rules: plainRules(),
    lastGood: { load: async () => null, save: async () => {} },
    readiness: new PolicyReadiness(),
    pins: null,
    now: Date.now,
    repository: { owner: "acme", name: "shop", nodeId: "R_1" },
    slug: "baton",
  });
}

async function read(item: unknown = pullAnswer(), { base = [] }: { base?: Entry[] } = {}) {
  expectToken();
  const connection = await connect();
  const reader = readerOf(connection);
  answer("BatonItem", { repository: repositoryAnswer(item, base) });
  const found = await reader.item(1);
  if (!found) throw new Error("the item should be there");
  return {
    ...connection,
    found,
    complete: async (needs: Wanted["needs"], reviewers?: string[]) => await reader.complete(found, wanted(needs, reviewers)),
  };
}

const linked = (number: number, over: object = {}) => ({
  id: `PR_${number}`,
  number,
  title: "Change",
  state: "OPEN",
  isDraft: false,
  headRefOid: `h${number}`,
  createdAt: AT,
  url: "u",
  repository: { id: "R_1", nameWithOwner: "acme/shop" },
  ...over,
});
const asked = (number: number, over: object = {}) => ({
  id: `PR_${number}`,
  number,
  headRefOid: `h${number}`,
  repository: { nameWithOwner: "acme/shop" },
  ...over,
});
const review = (login: string, state = "APPROVED", over: object = {}) => ({
  author: user(login),
  state,
  createdAt: AT,
  submittedAt: AT,
  commit: { oid: "h2" },
  ...over,
});
const onHead = (oid: string, contexts: unknown) => ({
  commits: { nodes: [{ commit: { oid, statusCheckRollup: contexts && { id: "SCR_1", contexts } } }] },
});
const run = (name: string, slug: string | null, conclusion: string | null = "SUCCESS") => ({
  __typename: "CheckRun",
  name,
  conclusion,
  completedAt: conclusion && AT,
  checkSuite: { app: slug === null ? null : { slug } },
});
const status = (context: string, state: string) => ({ __typename: "StatusContext", context, state, createdAt: AT });
const faultOf = async (promise: Promise<unknown>) =>
  await promise.then(
    () => null,
    (error: unknown) => error,
  );
const FORBIDDEN = [{ type: "FORBIDDEN", path: ["pulls"], message: "Resource not accessible by integration" }];

describe("reviews", () => {
  it("of a pull request come whole, with the roles their authors hold, bots aside", async () => {
    const { complete, spent } = await read();
    const bot = { author: { __typename: "Bot", login: "renovate", databaseId: 9 } };
    answer("BatonAsked", { pulls: [asked(2, { reviews: page([review("lea"), review("x", "COMMENTED", bot)], "c1") })] });
    answer("BatonPage", {
      node: { reviews: page([review("eve", "CHANGES_REQUESTED"), review("gone", "DISMISSED", { author: null, commit: null })]) },
    });
    const { reviews, people } = await complete(REVIEWS, ["lead"]);
    expect(
      reviews.known && reviews.value.map(({ pullRequest, author, state, commit }) => [pullRequest, author?.login, state, commit]),
    ).toEqual([
      ["acme/shop#2", "lea", "approved", "h2"],
      ["acme/shop#2", "renovate", "commented", "h2"],
      ["acme/shop#2", "eve", "changes_requested", "h2"],
      ["acme/shop#2", undefined, "dismissed", null],
    ]);
    expect(people.memberships).toEqual({ lead: { lea: { is: "member" }, eve: { is: "not_member" } } });
    expect(spent()).toMatchObject({ graphql: 3, reads: 0 });
  });

  it("of an issue are those of its open and merged pull requests, none of another owner", async () => {
    const pulls = [
      linked(2),
      linked(3, { state: "MERGED" }),
      linked(4, { state: "CLOSED" }),
      linked(5, { repository: { id: "R_x", nameWithOwner: "eve/shop" } }),
    ];
    const { complete, found } = await read(issueAnswer({ closedByPullRequestsReferences: page(pulls) }));
    expect(found.snapshot.linkedPullRequests.map((pull) => pull.number)).toEqual([2, 3, 4]);
    let variables: Record<string, unknown> = {};
    answer(
      "BatonAsked",
      { pulls: [asked(2, { reviews: page([]) }), asked(3, { reviews: page([review("lea")]) })] },
      (sent) => (variables = sent),
    );
    const { reviews, commitChecks } = await complete(REVIEWS);
    expect(variables).toMatchObject({ pulls: ["PR_2", "PR_3"], reviews: true, checks: false, projects: false });
    expect(reviews).toMatchObject({ known: true, value: [{ pullRequest: "acme/shop#3" }] });
    expect(commitChecks.known).toBe(false);
  });

  it("of an issue without pull requests are none, and cost nothing", async () => {
    const { complete, spent } = await read(issueAnswer());
    expect((await complete([...REVIEWS, ...CHECKS])).reviews).toEqual({ known: true, value: [] });
    expect(spent()).toMatchObject({ graphql: 1 });
  });

  it.each([
    ["GitHub hides one of the pull requests", { pulls: [null] }, /not visible/],
    ["GitHub gives no list", { pulls: [asked(2, { reviews: null })] }, /does not list the reviews of acme\/shop#2/],
  ])("are unknown when %s", async (_what, data, reason) => {
    const { complete } = await read();
    answer("BatonAsked", data);
    expect((await complete(REVIEWS)).reviews).toMatchObject({ known: false, reason: expect.stringMatching(reason) as string });
  });

  it("are unknown beyond fifty pull requests", async () => {
    const pulls = Array.from({ length: 51 }, (_, index) => linked(index + 2));
    const { complete } = await read(issueAnswer({ closedByPullRequestsReferences: page(pulls) }));
    answer("BatonAsked", { pulls: pulls.slice(0, 50).map(({ number }) => asked(number, { reviews: page([]) })) });
    expect((await complete(REVIEWS)).reviews).toMatchObject({ known: false, reason: expect.stringMatching(/more than 50/) as string });
  });

  it("are asked for again later when GitHub is down, or an entry is left out", async () => {
    const { complete } = await read();
    nock("https://ghe.example.test").post("/api/graphql").times(2).reply(502, {});
    expect(await faultOf(complete(REVIEWS))).toBeInstanceOf(TemporaryFault);
    answer("BatonAsked", { pulls: [asked(2, { reviews: page([null]) })] });
    expect(await faultOf(complete(REVIEWS))).toBeInstanceOf(TemporaryFault);
  });
});

describe("checks on the head", () => {
  it("come with their App, statuses without one, page by page", async () => {
    const { complete } = await read();
    const first = page([run("test", "github-actions"), run("test", null, null)], "c1");
    answer("BatonAsked", { pulls: [asked(2, { headRefOid: "h1", ...onHead("h1", first) })] });
    answer("BatonPage", { node: { contexts: page([status("test", "SUCCESS"), status("lint", "PENDING"), status("size", "ERROR")]) } });
    const { commitChecks } = await complete(CHECKS);
    expect(commitChecks.known && commitChecks.value.map(({ sha, name, app, conclusion }) => [sha, name, app, conclusion])).toEqual([
      ["h1", "test", "github-actions", "success"],
      ["h1", "test", null, null],
      ["h1", "test", null, "success"],
      ["h1", "lint", null, null],
      ["h1", "size", null, "error"],
    ]);
  });

  it("are none where nothing was reported, and unknown for a commit that is not the head", async () => {
    const { complete } = await read();
    answer("BatonAsked", { pulls: [asked(2, { headRefOid: "h1", ...onHead("h1", null) })] });
    expect((await complete(CHECKS)).commitChecks).toEqual({ known: true, value: [] });
    answer("BatonAsked", { pulls: [asked(2, { headRefOid: "h9", ...onHead("h1", null) })] });
    expect((await complete(CHECKS)).commitChecks).toMatchObject({ known: false });
    answer("BatonAsked", { pulls: [asked(2, { commits: { nodes: [] } })] });
    expect((await complete(CHECKS)).commitChecks).toMatchObject({ known: false });
  });
});

describe("fields of projects", () => {
  const value = (name: string, over: object) => ({ __typename: "V", field: { name }, ...over });
  const project = (login: string, ...values: unknown[]) => ({
    project: { owner: { __typename: "Organization", login } },
    fieldValues: page(values),
  });
  const inProjects = async (...nodes: unknown[]) => {
    const { complete } = await read(issueAnswer());
    answer("BatonAsked", { item: { projectItems: page(nodes) }, pulls: [] });
    return (await complete(PROJECTS)).projectFields;
  };

  it("come by name, of every kind", async () => {
    const values = [
      value("Goal", { text: "Fast" }),
      value("Points", { number: 0 }),
      value("Due", { date: "2026-02-01" }),
      value("Status", { option: "Ready" }),
      value("Sprint", { title: "Sprint 4" }),
      value("Empty", { text: null }),
      { __typename: "ProjectV2ItemFieldUserValue" },
    ];
    const fields = await inProjects(project("Acme", ...values));
    expect(fields).toEqual({ known: true, value: { Goal: "Fast", Points: 0, Due: "2026-02-01", Status: "Ready", Sprint: "Sprint 4" } });
  });

  it("of another owner's project do not count", async () => {
    expect(await inProjects(project("eve", value("Status", { option: "Ready" })))).toEqual({ known: true, value: {} });
  });

  it("on which projects differ are all that they say", async () => {
    const [one, other] = [project("acme", value("Status", { option: "Ready" })), project("acme", value("Status", { option: "Later" }))];
    expect(await inProjects(one, one)).toEqual({ known: true, value: { Status: "Ready" } });
    expect(await inProjects(one, other)).toEqual({ known: true, value: { Status: ["Ready", "Later"] } });
  });

  it("are unknown when no project may be seen, or too much is there", async () => {
    expect(await inProjects(null)).toMatchObject({ known: false });
    expect(await inProjects(null, project("acme"))).toEqual({ known: true, value: {} });
    expect(await inProjects({ ...project("acme"), fieldValues: page([], "c1") })).toMatchObject({ known: false });
  });

  it("cannot be a field named like what every object has", async () => {
    const fields = await inProjects(project("acme", value("__proto__", { text: "x" })));
    expect(fields.known && Object.hasOwn(fields.value, "__proto__") && Object.getPrototypeOf(fields.value) === Object.prototype).toBe(true);
  });

  it("that are refused keep no reviews from being known", async () => {
    const { complete } = await read();
    answer("BatonAsked", { item: null, pulls: [asked(2, { reviews: page([]) })] }, undefined, FORBIDDEN);
    const alone = (projects: boolean) => (sent: Record<string, unknown>) => expect(sent["projects"]).toBe(projects);
    answer("BatonAsked", { pulls: [asked(2, { reviews: page([review("lea")]) })] }, alone(false));
    answer("BatonAsked", { item: null, pulls: [] }, alone(true), FORBIDDEN);
    const { reviews, projectFields } = await complete([...REVIEWS, ...PROJECTS]);
    expect(reviews).toMatchObject({ known: true, value: [{ author: { login: "lea" } }] });
    expect(projectFields).toMatchObject({ known: false, reason: expect.stringMatching(/not accessible/) as string });
  });
});

describe("issue fields", () => {
  const list = "/repos/acme/shop/issues/1/issue-field-values";
  const field = (name: string | undefined, over: object) => ({
    issue_field_id: 1,
    ...(name ? { issue_field_name: name } : {}),
    node_id: "I",
    ...over,
  });

  it("come by name, and cost no read when they are unchanged", async () => {
    const { complete, spent } = await read(issueAnswer());
    const values = [
      field("Priority", { data_type: "single_select", value: "7", single_select_option: { id: 7, name: "High", color: "red" } }),
      field("Areas", { data_type: "multi_select", value: null, multi_select_options: [{ name: "web" }, { name: "api" }] }),
      field("Effort", { data_type: "number", value: 3 }),
      field("Due", { data_type: "date", value: "2026-02-01" }),
      field("Unset", { data_type: "text", value: null }),
    ];
    nock(API).get(list).query(true).reply(200, values, { etag: '"f"' });
    nock(API).get(list).query(true).reply(304);
    const { issueFields } = await complete(FIELDS);
    expect(issueFields).toEqual({
      known: true,
      value: { Priority: "High", Areas: ["web", "api"], Effort: 3, Due: "2026-02-01", Unset: null },
    });
    expect((await complete(FIELDS)).issueFields).toEqual(issueFields);
    expect(spent()).toMatchObject({ graphql: 1, reads: 1, unchanged: 1 });
  });

  it("are unknown on a GitHub that has none, hides them, or does not name them", async () => {
    const { complete } = await read(issueAnswer());
    for (const refused of [404, 403]) {
      nock(API).get(list).query(true).reply(refused, { message: "no" });
      expect((await complete(FIELDS)).issueFields).toMatchObject({ known: false });
    }
    nock(API)
      .get(list)
      .query(true)
      .reply(200, [field(undefined, { value: "x" })]);
    expect((await complete(FIELDS)).issueFields).toMatchObject({ known: false, reason: expect.stringMatching(/names/) as string });
  });

  it("are none on a pull request", async () => {
    const { complete } = await read();
    expect((await complete(FIELDS)).issueFields).toEqual({ known: true, value: {} });
  });
});

describe("files at the default branch", () => {
  it("come as text, or with the reason why not", async () => {
    const { complete } = await read(issueAnswer());
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", f0: fileAnswer("t/a.md", "b1"), f1: null } } });
    blob("acme", "shop", "b1", "# Brief");
    const { files } = await complete([
      { kind: "file", path: "t/a.md" },
      { kind: "file", path: "t/none.md" },
    ]);
    expect(files).toEqual({
      "t/a.md": { known: true, value: "# Brief" },
      "t/none.md": { known: false, reason: "the file does not exist" },
    });
  });
});

describe("what a pull request changes", () => {
  const file = (path: string, changeType = "MODIFIED") => ({ path, changeType });
  const changed = async (over: object) => {
    const all = await read(pullAnswer(over));
    return { ...all, files: all.found.snapshot.item.pullRequest?.changedFiles };
  };

  it("rides along with the item", async () => {
    const { files, spent } = await changed({ changedFiles: 2, files: page([file("a.md", "ADDED"), file("b.md", "DELETED")]) });
    expect(files).toEqual({
      known: true,
      value: [
        { path: "a.md", change: "added" },
        { path: "b.md", change: "removed" },
      ],
    });
    expect(spent()).toMatchObject({ graphql: 1, reads: 0 });
  });

  it("is unknown when GitHub lists only a part of it, or nothing", async () => {
    expect((await changed({ changedFiles: 3001, files: page([file("a.md")], "c") })).files).toMatchObject({ known: false });
    expect((await changed({ changedFiles: 2, files: page([file("a.md")]) })).files).toMatchObject({ known: false });
    expect((await changed({ changedFiles: 1, files: null })).files).toMatchObject({ known: false });
  });

  it("tells where a renamed file was, and remembers that for the same commits", async () => {
    expectToken();
    const all = await connect();
    const reader = readerOf(all);
    const pull = pullAnswer({ changedFiles: 101, files: page([file("docs/a.yml", "RENAMED")], "c1") });
    const rest = Array.from({ length: 100 }, (_, index) => file(`src/${index}.ts`));
    answer("BatonPage", { node: { files: page(rest) } });
    const listed = [
      { filename: "docs/a.yml", status: "renamed", previous_filename: "contracts/a.yml" },
      ...rest.map(({ path }) => ({ filename: path, status: "modified" })),
    ];
    nock(API).get("/repos/acme/shop/pulls/2/files").query({ per_page: 100, page: 1 }).reply(200, listed);
    for (let look = 0; look < 2; look += 1) {
      answer("BatonItem", { repository: repositoryAnswer(pull) });
      const files = (await reader.item(2))?.snapshot.item.pullRequest?.changedFiles;
      expect(files?.known && files.value.slice(0, 2)).toEqual([
        { path: "contracts/a.yml", change: "removed", to: "docs/a.yml" },
        { path: "docs/a.yml", change: "renamed" },
      ]);
      expect(files?.known && files.value).toHaveLength(102);
    }
    expect(all.spent()).toMatchObject({ graphql: 3, reads: 1 });
  });

  it("is unknown when GitHub refuses the longer list", async () => {
    nock(API).get("/repos/acme/shop/pulls/2/files").query(true).reply(403, { message: "no" });
    expect((await changed({ changedFiles: 1, files: page([file("a.md", "RENAMED")]) })).files).toMatchObject({ known: false });
  });
});

describe("the policy on the head of a pull request", () => {
  const files = (contract: string) => [entry("contracts/a.yml", contract), entry(".github/baton.yml", "c1")];
  const head = (commit: object) => pullAnswer({ commits: { nodes: [{ commit }] } });
  const onBase = { base: files("b8") };

  it("costs nothing where its folders are those of the default branch", async () => {
    const { found, spent } = await read(head(commitAnswer("h1", files("b8"))), onBase);
    expect(found.headPolicyFiles).toMatchObject({
      commit: "h1",
      files: [{ path: ".github/baton.yml" }, { path: "contracts/a.yml", oid: "b8" }],
    });
    expect(spent()).toMatchObject({ graphql: 1 });
  });

  it("is asked for by the commit where a folder is another one", async () => {
    const folders = { object: commitAnswer("h1", files("b9")), ...foldersAnswer(files("b9")) };
    answer("BatonCommitPolicy", { repository: folders }, (sent) =>
      expect(sent).toMatchObject({ commit: "h1", contracts: "h1:contracts", github_ISSUE_TEMPLATE: "h1:.github/ISSUE_TEMPLATE" }),
    );
    const { found, spent } = await read(head(commitAnswer("h1", files("b9"))), onBase);
    expect(found.headPolicyFiles?.files).toContainEqual(expect.objectContaining({ path: "contracts/a.yml", oid: "b9" }));
    expect(spent()).toMatchObject({ graphql: 2 });
  });

  it("is asked for by the commit when the list of commits does not end with the head", async () => {
    const folders = { object: commitAnswer("h1", files("b9")), ...foldersAnswer(files("b9")) };
    answer("BatonCommitPolicy", { repository: folders }, (sent) => expect(sent["commit"]).toBe("h1"));
    const { found } = await read(head(commitAnswer("h0", files("b8"))), onBase);
    expect(found.headPolicyFiles).toMatchObject({ commit: "h1" });
    answer("BatonCommitPolicy", { repository: { object: null, contracts: null, github: null, github_ISSUE_TEMPLATE: null } });
    expect((await read(pullAnswer({ commits: { nodes: [] } }))).found.headPolicyFiles).toBeNull();
  });

  it("is none for an issue", async () => {
    expect((await read(issueAnswer())).found.headPolicyFiles).toBeNull();
  });
});
