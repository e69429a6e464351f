import { POLICY_FOLDERS } from "../../src/core/policy/files.js";
import nock from "nock";
import { accountId } from "../core/account.js";
import type { Role } from "../../src/core/policy/types.js";
import type { Policy } from "../../src/core/policy/types.js";
import type { Rules } from "../../src/github/rules.js";

const none = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
export const page = (nodes: unknown[], endCursor: string | null = null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes,
});
export const user = (login: string) => ({ __typename: "User", login, databaseId: accountId(login) });
export const self = { __typename: "Bot", login: "baton", databaseId: 7 };

export const commentNode = (id: number, over: object = {}) => ({
  id: `IC_${id}`,
  fullDatabaseId: String(id),
  databaseId: null,
  author: user("ana"),
  viewerDidAuthor: false,
  body: "/ack",
  createdAt: "2026-01-02T00:00:00Z",
  lastEditedAt: null,
  isMinimized: false,
  url: `https://ghe.example.test/acme/shop/issues/1#issuecomment-${id}`,
  reactionGroups: [
    { content: "EYES", viewerHasReacted: false },
    { content: "THUMBS_UP", viewerHasReacted: false },
  ],
  ...over,
});

export const issueRef = (number: number, over: object = {}) => ({
  id: `I_${number}`,
  number,
  title: `Issue ${number}`,
  state: "OPEN",
  stateReason: null,
  closedAt: null,
  url: `https://ghe.example.test/acme/shop/issues/${number}`,
  repository: { id: "R_1", nameWithOwner: "acme/shop" },
  ...over,
});

export const issueAnswer = (over: object = {}) => ({
  __typename: "Issue",
  id: "I_1",
  number: 1,
  title: "Brief",
  url: "https://ghe.example.test/acme/shop/issues/1",
  body: "See docs/a.md",
  author: user("ana"),
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  repository: { id: "R_1" },
  lastEditedAt: null,
  state: "OPEN",
  userContentEdits: { totalCount: 0 },
  milestone: null,
  labels: page([{ name: "stage: discover" }]),
  assignees: none,
  comments: none,
  timelineItems: none,
  closedByPullRequestsReferences: none,
  subIssues: none,
  ...over,
});

export const pullAnswer = (over: object = {}) => {
  const { closedByPullRequestsReferences: _a, subIssues: _b, state: _c, ...common } = issueAnswer();
  return {
    ...common,
    __typename: "PullRequest",
    pullState: "OPEN",
    id: "PR_2",
    number: 2,
    headRefOid: "h1",
    headRefName: "topic",
    baseRefName: "main",
    baseRefOid: "c0ffee",
    changedFiles: 0,
    commits: { nodes: [{ commit: commitAnswer("h1") }] },
    files: none,
    isDraft: false,
    merged: false,
    closingIssuesReferences: none,
    reviewTexts: none,
    ...over,
  };
};

export interface Entry {
  path: string;
  type: string;
  mode: number;
  size: number;
  oid: string;
}
export const entry = (path: string, oid: string, over: Partial<Entry> = {}): Entry => ({
  path,
  type: "blob",
  mode: 0o100644,
  size: 10,
  oid,
  ...over,
});

/** A file as a commit names it. */
export const fileAnswer = (path: string, oid: string, over: Partial<Entry> = {}) => named(entry(path, oid, over));
const named = ({ path, ...rest }: Entry) => ({ name: path.split("/").at(-1), ...rest });

/** The tree of a folder; its made-up object id tells what is in it, as a real one does. */
function treeAnswer(files: readonly Entry[], folder = "") {
  const below = files.filter(({ path }) => path.startsWith(folder));
  const names = new Set(below.map(({ path }) => path.slice(folder.length).split("/")[0] ?? ""));
  const entries = [...names].map((name) => {
    const own = below.find(({ path }) => path === folder + name);
    return own ? named(own) : { name, type: "tree", mode: 0o40000, size: 0, oid: treeId(below, `${folder}${name}/`) };
  });
  return { __typename: "Tree", oid: treeId(below, folder), entries };
}

function treeId(files: readonly Entry[], folder: string): string {
  const below = files.filter(({ path }) => path.startsWith(folder)).map(({ path, oid }) => `${path.slice(folder.length)}=${oid}`);
  return `tree ${below.join()}`;
}

export const commitAnswer = (oid: string, files: readonly Entry[] = []) => ({ oid, tree: treeAnswer(files) });

/** The folders with policy files, as a commit's expressions find them. */
export const foldersAnswer = (files: readonly Entry[]) => {
  const at = (folder: string) => (files.some(({ path }) => path.startsWith(folder)) ? treeAnswer(files, folder) : null);
  return Object.fromEntries(POLICY_FOLDERS.map(({ alias, path }) => [alias, at(`${path}/`)]));
};

export const repositoryAnswer = (item: unknown, files: readonly Entry[] = [], over: object = {}) => ({
  id: "R_1",
  name: "shop",
  owner: { login: "acme" },
  pushedAt: "2026-01-01T00:00:00Z",
  visibility: "PUBLIC",
  defaultBranchRef: { name: "main", target: commitAnswer("c0ffee", files) },
  ...foldersAnswer(files),
  ...(item === undefined ? {} : { issueOrPullRequest: item }),
  ...over,
});

/** Answers the next GraphQL request whose operation has this name. */
export function answer(operation: string, data: unknown, seen?: (variables: Record<string, unknown>) => void, errors?: unknown[]) {
  return nock("https://ghe.example.test")
    .post("/api/graphql", (body: { query: string; variables: Record<string, unknown> }) => {
      if (!body.query.includes(`query ${operation}(`)) return false;
      seen?.(body.variables);
      return true;
    })
    .reply(200, errors ? { data, errors } : { data });
}

export function blob(owner: string, repo: string, oid: string, content: string | Buffer) {
  const bytes = Buffer.from(content);
  return nock("https://ghe.example.test/api/v3")
    .get(`/repos/${owner}/${repo}/git/blobs/${oid}`)
    .reply(200, { sha: oid, encoding: "base64", size: bytes.length, content: bytes.toString("base64") });
}

export const policyOf = (repository: string, commit: string, roles: Record<string, Role> = {}): Policy => ({
  source: { repository, commit },
  lifecycle: { source: "label", stages: [], initial: null },
  enforcement: "block",
  governsSince: null,
  backward: "allow",
  adopt: "once",
  roles,
  acknowledgement: { self: false, bots: [] },
  override: null,
  trusts: [],
  calendar: null,
  pullRequests: { requireIssue: false, allowedStages: [], exempt: { authors: [], labels: [] } },
  labels: { blocked: "b", awaiting: "a", overdue: "o" },
  contracts: [],
  templateTexts: [],
  digest: "d",
});

/** Rules that understand any file but one that says "broken". */
export const plainRules = (calls: string[] = []): Rules => ({
  parse(own, organisation) {
    const source = organisation ?? own;
    calls.push(`${own.files.map((file) => file.path).join()}|${organisation?.files.map((file) => file.path).join() ?? ""}`);
    const broken = [...own.files, ...(organisation?.files ?? [])].find((file) => file.text === "broken");
    if (!broken) return { policy: policyOf(source.repository, source.commit), problems: [] };
    return {
      policy: null,
      problems: [{ file: broken.path, line: 1, column: 1, key: "", found: "x", needed: "y", fix: null, severity: "error" }],
    };
  },
  linkedPaths: ({ body }) => body.match(/[\w/.-]+\.md/g) ?? [],
  matches: (glob, path) => glob === "**" || path.startsWith(glob.replace(/\*.*$/, "")),
});
