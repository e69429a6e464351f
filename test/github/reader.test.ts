import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wanted } from "../../src/core/ports.js";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import { PolicyReadiness } from "../../src/github/last-good.js";
import { createReader } from "../../src/github/reader.js";
import {
  answer,
  blob,
  commentNode,
  entry,
  fileAnswer,
  issueAnswer,
  issueRef,
  page,
  plainRules,
  policyOf,
  pullAnswer,
  repositoryAnswer,
  self,
  user,
} from "./answers.js";
import { API, connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

async function setUp(nodeId: string | null = "R_1") {
  const connection = await connect();
  const lastGood = { load: async () => null, save: async () => {} };
  const reader = createReader({
    ...connection,
    rules: plainRules(),
    lastGood,
    readiness: new PolicyReadiness(),
    pins: null,
    now: Date.now,
    repository: { owner: "acme", name: "shop", nodeId },
    slug: "baton",
  });
  return { ...connection, reader };
}

const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  needs: [],
  documents: [],
  people: { roles: [], permissions: [] },
  policy: policyOf("acme/shop", "c0ffee"),
  fresh: false,
  ...over,
});

const read = async (item: unknown = issueAnswer()) => {
  const all = await setUp();
  answer("BatonItem", { repository: repositoryAnswer(item) });
  const found = await all.reader.item(1);
  if (!found) throw new Error("the item should be there");
  return { ...all, found };
};
const faultOf = async (promise: Promise<unknown>) =>
  await promise.then(
    () => null,
    (error: unknown) => error,
  );

describe("an item", () => {
  it("is one query, with the policy's object ids", async () => {
    const { reader, spent } = await setUp();
    const contracts = [
      entry("contracts/a.yml", "b1"),
      entry("contracts/README.md", "b2"),
      entry("contracts/tests", "t1", { type: "tree", mode: 0o40000 }),
    ];
    answer("BatonItem", { repository: repositoryAnswer(issueAnswer(), [entry(".github/baton.yml", "b0"), ...contracts]) });
    const found = await reader.item(1);
    expect(found?.policyFiles).toMatchObject({
      commit: "c0ffee",
      files: [
        { path: ".github/baton.yml", oid: "b0" },
        { path: "contracts/a.yml", oid: "b1" },
      ],
    });
    expect(found?.snapshot.item).toMatchObject({ kind: "issue", labels: ["stage: discover"], state: "open", editCount: 0 });
    expect(found?.snapshot.repository).toEqual({
      nodeId: "R_1",
      owner: "acme",
      name: "shop",
      defaultBranch: "main",
      headSha: "c0ffee",
      pushedAt: Date.UTC(2026, 0, 1),
      visibility: "public",
    });
    expect(spent()).toEqual({ reads: 0, unchanged: 0, graphql: 1, writes: 0 });
  });

  it("tells its own comments and reactions from others', and a ghost from both", async () => {
    const reacted = [
      { content: "EYES", viewerHasReacted: true },
      { content: "HEART", viewerHasReacted: true },
    ];
    const comments = [
      commentNode(3, { author: null }),
      commentNode(2, { author: self, viewerDidAuthor: true }),
      commentNode(4_000_000_001, { reactionGroups: reacted }),
    ];
    const { found } = await read(issueAnswer({ comments: page(comments) }));
    expect(found.snapshot.comments.map((comment) => [comment.id, comment.author?.isSelf, comment.ownReactions])).toEqual([
      [2, true, []],
      [3, undefined, []],
      [4_000_000_001, false, ["eyes"]],
    ]);
  });

  it("is not fooled by a user who took the App's name, nor by a bot whose name begins like it", async () => {
    const event = (actor: unknown, id: string) => ({
      __typename: "LabeledEvent",
      id,
      createdAt: "2026-01-01T00:00:00Z",
      actor,
      label: { name: "x" },
    });
    const { found } = await read(
      issueAnswer({
        timelineItems: page([
          event(self, "1"),
          event(user("baton"), "2"),
          event({ __typename: "Bot", login: "baton-2", databaseId: 8 }, "3"),
        ]),
      }),
    );
    expect(found.snapshot.labelEvents.map((one) => one.actor?.isSelf)).toEqual([true, false, false]);
  });

  it("follows every page of comments", async () => {
    const { reader } = await setUp();
    answer("BatonItem", { repository: repositoryAnswer(issueAnswer({ comments: page([commentNode(1)], "c1") })) });
    const seen: unknown[] = [];
    answer("BatonPage", { node: { comments: page([commentNode(2)], "c2") } }, (variables) => seen.push(variables["after"]));
    answer("BatonPage", { node: { comments: page([commentNode(3)]) } }, (variables) => seen.push(variables["after"]));
    expect((await reader.item(1))?.snapshot.comments.map((comment) => comment.id)).toEqual([1, 2, 3]);
    expect(new Set(seen)).toEqual(new Set(["c1", "c2"]));
  });

  it.each([
    ["a page without a cursor", issueAnswer({ comments: { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] } })],
    ["a comment that was left out", issueAnswer({ comments: page([null]) })],
    ["a comment without an id", issueAnswer({ comments: page([commentNode(1, { fullDatabaseId: null })]) })],
    ["a comment without its edit fact", issueAnswer({ comments: page([commentNode(1, { lastEditedAt: undefined })]) })],
    ["an actor of an unknown kind", issueAnswer({ author: { __typename: "Robot", login: "x" } })],
  ])("fails closed on %s", async (_what, item) => {
    const { reader } = await setUp();
    answer("BatonItem", { repository: repositoryAnswer(item) });
    expect(await faultOf(reader.item(1))).toBeInstanceOf(TemporaryFault);
  });

  it("is gone when GitHub does not find it, or its repository's name belongs to another", async () => {
    const { reader } = await setUp();
    answer("BatonItem", { repository: repositoryAnswer(null) }, undefined, [
      { type: "NOT_FOUND", path: ["repository", "issueOrPullRequest"], message: "no" },
    ]);
    expect(await reader.item(1)).toBeNull();
    answer("BatonItem", { repository: repositoryAnswer(issueAnswer(), [], { id: "R_other" }) });
    expect(await reader.item(1)).toBeNull();
  });

  it("is not gone when the repository cannot be found: that may pass", async () => {
    const { reader } = await setUp();
    for (let time = 0; time < 2; time += 1)
      answer("BatonItem", { repository: null }, undefined, [{ type: "NOT_FOUND", path: ["repository"], message: "no" }]);
    expect(await faultOf(reader.item(1))).toBeInstanceOf(TemporaryFault);
  });

  it("reads what was written with reviews, in its place among the comments, but what is pending or says nothing", async () => {
    const at = (second: number) => `2026-01-02T00:00:0${second}Z`;
    const text = (id: number, over: object) => {
      const { createdAt: _at, reactionGroups: _groups, ...written } = commentNode(id);
      return { ...written, id: `PRR_${id}`, state: "COMMENTED", submittedAt: at(id), editor: null, ...over };
    };
    const reviewTexts = page([
      text(2, { lastEditedAt: at(1) }),
      text(3, { state: "PENDING", submittedAt: null }),
      text(4, { body: "" }),
      text(5, { lastEditedAt: at(6) }),
    ]);
    const comments = page([commentNode(70, { createdAt: at(1) }), commentNode(80, { createdAt: at(4) })]);
    const { found } = await read(pullAnswer({ comments, reviewTexts }));
    expect(found?.snapshot.comments.map(({ id, lastEditedAt }) => [id, lastEditedAt !== null])).toEqual([
      [70, false],
      [-2, false],
      [80, false],
      [-5, true],
    ]);
  });

  it("knows a pull request's facts", async () => {
    const closing = page([issueRef(1, { state: "CLOSED", stateReason: "COMPLETED", closedAt: "2026-01-03T00:00:00Z" })]);
    const { found } = await read(pullAnswer({ pullState: "MERGED", merged: true, closingIssuesReferences: closing }));
    expect(found.snapshot.item).toMatchObject({ kind: "pull_request", state: "closed", pullRequest: { headSha: "h1", merged: true } });
    expect(found.snapshot.item.pullRequest?.closingIssues[0]).toMatchObject({
      repositoryId: "R_1",
      state: "closed",
      stateReason: "completed",
    });
  });

  it("knows no sub-issues when one of them is hidden", async () => {
    const { found } = await read(issueAnswer({ subIssues: page([issueRef(5), null]) }));
    expect(found.snapshot.subIssues.known).toBe(false);
  });

  it("reads an empty repository as one without rules", async () => {
    const { reader } = await setUp();
    answer("BatonItem", { repository: repositoryAnswer(issueAnswer(), [], { defaultBranchRef: null }) });
    expect((await reader.item(1))?.policyFiles).toEqual({ commit: "", files: [] });
  });
});

describe("linked documents", () => {
  const documents = async (entries: object, content?: string | Buffer) => {
    const { reader, found, spent } = await read();
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", ...entries } } });
    if (content !== undefined) blob("acme", "shop", "d1", content);
    const ask = async () => (await reader.complete(found, wanted({ documents: ["docs/**"] }))).documents;
    return { documents: await ask(), ask, spent };
  };

  it("are read at the pinned commit, and a second look costs nothing", async () => {
    const { documents: first, ask, spent } = await documents({ f0: fileAnswer("docs/a.md", "d1") }, "# Héllo");
    expect(first).toEqual([{ path: "docs/a.md", oid: "d1", content: { known: true, value: "# Héllo" } }]);
    const before = spent();
    expect(await ask()).toEqual(first);
    expect(spent()).toEqual(before);
  });

  it.each([
    ["a symbolic link", fileAnswer("docs/a.md", "d1", { mode: 0o120000 }), undefined, /symbolic link/],
    ["a submodule", fileAnswer("docs/a.md", "d1", { mode: 0o160000, type: "commit" }), undefined, /submodule/],
    ["a folder", fileAnswer("docs/a.md", "d1", { mode: 0o40000, type: "tree" }), undefined, /folder/],
    ["UTF-16", fileAnswer("docs/a.md", "d1"), Buffer.from("\ufeffhello", "utf16le"), /UTF-16/],
    ["a binary file", fileAnswer("docs/a.md", "d1"), Buffer.from([80, 0, 1]), /binary/],
    ["Latin-1", fileAnswer("docs/a.md", "d1"), Buffer.from([0xe9, 0x20]), /UTF-8/],
    ["a Git LFS pointer", fileAnswer("docs/a.md", "d1"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", /LFS/],
    ["more than a megabyte", fileAnswer("docs/a.md", "d1"), Buffer.alloc(1024 * 1024 + 1, 97), /larger/],
    ["nothing", null, undefined, /does not exist/],
  ])("refuses %s with a reason", async (_what, found, content, reason) => {
    const { documents: one } = await documents({ f0: found }, content);
    expect(one[0]?.content).toMatchObject({ known: false, reason: expect.stringMatching(reason) as string });
  });

  it("sends paths as variables only", async () => {
    const path = 'docs/") { id } x: file(path:".md';
    const { reader, found } = await read(issueAnswer({ body: "docs/x.md" }));
    let variables: Record<string, unknown> = {};
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", f0: null } } }, (sent) => (variables = sent));
    await reader.complete(found, wanted({ needs: [{ kind: "link", ref: { kind: "file", key: path } }] }));
    expect(variables).toMatchObject({ p0: path, commit: "c0ffee" });
  });
});

describe("what a gate needs beyond the item", () => {
  const list = "/repos/acme/shop/issues/1/dependencies/blocked_by";
  const dependency = {
    node_id: "I_9",
    number: 9,
    title: "First",
    state: "open",
    state_reason: null,
    closed_at: null,
    html_url: "u",
    repository_url: `${API}/repos/acme/other`,
    repository: { node_id: "R_9" },
  };
  const needs: Wanted["needs"] = [{ kind: "blocked_by" }];

  it("reads dependencies, and costs no read when they are unchanged", async () => {
    const { reader, found, spent } = await read();
    nock(API).get(list).query(true).reply(200, [dependency], { etag: '"d"' });
    nock(API).get(list).query(true).reply(304);
    answer("BatonRepositories", { r0: { id: "R_9", name: "other", owner: { login: "acme" }, visibility: "PUBLIC" } });
    const first = await reader.complete(found, wanted({ needs }));
    expect(first.blockedBy).toMatchObject({
      known: true,
      value: [{ nodeId: "I_9", repositoryId: "R_9", repository: "acme/other", state: "open" }],
    });
    expect((await reader.complete(found, wanted({ needs }))).blockedBy).toEqual(first.blockedBy);
    expect(spent()).toMatchObject({ graphql: 2, reads: 1, unchanged: 1 });
  });

  it.each(["PRIVATE", "INTERNAL", null])("tells nothing of dependencies in a repository that is %s", async (visibility) => {
    const { reader, found } = await read();
    nock(API).get(list).query(true).reply(200, [dependency]);
    const other = visibility && { id: "R_9", name: "other", owner: { login: "acme" }, visibility };
    answer("BatonRepositories", { r0: other }, undefined, other ? undefined : [{ type: "NOT_FOUND", path: ["r0"], message: "no" }]);
    const { blockedBy, elsewhere } = await reader.complete(found, wanted({ needs }));
    expect(blockedBy).toEqual({ known: false, reason: "one of them is not visible here" });
    expect(elsewhere).toEqual({});
  });

  it.each([404, 410, 403])("does not know them when GitHub says %i", async (status) => {
    const { reader, found } = await read();
    nock(API).get(list).query(true).reply(status, { message: "no" });
    expect((await reader.complete(found, wanted({ needs }))).blockedBy).toMatchObject({ known: false });
  });

  it("tries again later when GitHub is down", async () => {
    const { reader, found } = await read();
    nock(API).get(list).query(true).times(2).reply(503, { message: "no" });
    expect(await faultOf(reader.complete(found, wanted({ needs })))).toBeInstanceOf(TemporaryFault);
  });

  it("resolves references inside GitHub only", async () => {
    const { reader, found } = await read();
    nock(API).get("/repos/acme/shop/issues/5").times(2).reply(200, { number: 5 });
    nock(API).get("/repos/acme/shop/issues/6").reply(404, { message: "Not Found" });
    nock(API).get("/repos/foreign/x/issues/1").reply(404, { message: "Not Found" });
    nock(API).get("/repos/acme/shop/commits/abcdef1").reply(200, { sha: "abcdef1" });
    const link = (kind: "issue" | "pr" | "commit" | "url", key: string) => ({ kind: "link" as const, ref: { kind, key } });
    const refs = [
      link("issue", "acme/shop#5"),
      link("issue", "acme/shop#6"),
      link("pr", "acme/shop#5"),
      link("issue", "foreign/x#1"),
      link("commit", "acme/shop@abcdef1"),
      link("url", "http://169.254.169.254/"),
      link("issue", "../../x#1"),
    ];
    const { links } = await reader.complete(found, wanted({ needs: refs }));
    expect(links["acme/shop#5"]).toEqual({ known: true, value: true });
    expect(links["pr:acme/shop#5"]).toEqual({ known: true, value: false });
    expect(links["acme/shop#6"]).toEqual({ known: true, value: false });
    expect(links["foreign/x#1"]).toMatchObject({ known: false });
    expect(links["acme/shop@abcdef1"]).toEqual({ known: true, value: true });
    expect(links["../../x#1"]).toEqual({ known: true, value: false });
    expect(Object.hasOwn(links, "http://169.254.169.254/")).toBe(false);
  });

  it("reads the issue's type", async () => {
    const { reader, found } = await read();
    nock(API)
      .get("/repos/acme/shop/issues/1")
      .reply(200, { type: { name: "Bug" } });
    expect((await reader.complete(found, wanted({ needs: [{ kind: "issue_type" }] }))).issueType).toEqual({ known: true, value: "Bug" });
  });
});
