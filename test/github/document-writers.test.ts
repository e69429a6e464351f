import { beforeEach, describe, expect, test } from "vitest";
import type { LinkedDocument, RepositoryInfo } from "../../src/core/facts/snapshot.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { createCaches } from "../../src/github/caches.js";
import type { Client } from "../../src/github/client.js";
import { withWriters } from "../../src/github/document-writers.js";
import { AGENT, agentFiles } from "../core/policy/agent-files.js";

const NOW = 1_800_000_000_000;
const REPOSITORY: RepositoryInfo = {
  nodeId: "R_1",
  owner: "acme",
  name: "shop",
  defaultBranch: "main",
  headSha: "head",
  pushedAt: NOW - 3_600_000,
  visibility: "private",
};
const { policy } = parsePolicy(agentFiles(AGENT), { repository: "acme/shop", commit: "c1" });
const BOT = { login: "scanner[bot]", id: 7, type: "Bot" };
const ANA = { login: "ana", id: 8, type: "User" };
const document = (path: string): LinkedDocument => ({ path, oid: `oid of ${path}`, content: { known: true, value: "# Text" } });
const push = (by: object, before: string, after: string, kind = "push") => ({
  before,
  after,
  ref: "refs/heads/main",
  timestamp: new Date(NOW).toISOString(),
  actor: by,
  activity_type: kind,
});

/** What GitHub says, by route; what is not there is 404. */
let says: Record<string, unknown>;
/** Object ids, by `commit:path`. */
let objects: Record<string, string>;
let asked: string[];

const client = {
  installationId: 1,
  async get(route: string, parameters: Record<string, unknown>) {
    const path = route.slice(4).replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name]));
    asked.push(path);
    return path in says ? { data: says[path], next: false, nextQuery: {} } : null;
  },
  async graphql(query: string, variables: Record<string, string>) {
    asked.push(/query (\w+)/.exec(query)?.[1] ?? "");
    const entries = Object.entries(variables);
    if (query.startsWith("query BatonObjects"))
      return {
        repository: Object.fromEntries(
          entries.flatMap(([key, value]) =>
            /^c\d+$/.test(key)
              ? [[key, { oid: value }]]
              : /^e\d+$/.test(key)
                ? [[key, objects[value] ? { oid: objects[value] } : null]]
                : [],
          ),
        ),
      };
    const found = entries.flatMap(([key, path]) =>
      /^p\d+$/.test(key) ? [[`h${key.slice(1)}`, { nodes: path === "docs/a.md" ? [{ oid: "newest" }] : [] }]] : [],
    );
    return { repository: { object: Object.fromEntries(found) } };
  },
} as unknown as Client;

beforeEach(() => {
  asked = [];
  objects = { "head:docs/a.md": "oid of docs/a.md" };
  says = {
    "/repos/acme/shop/commits/newest": { author: ANA, committer: ANA },
    "/repos/acme/shop/activity": [push(ANA, "before", "head")],
  };
});

async function writers(paths = ["docs/a.md"], caches = createCaches(() => NOW)) {
  if (!policy) throw new Error("the policy does not parse");
  const found = await withWriters({ client, caches, now: () => NOW }, REPOSITORY, policy, paths.map(document));
  return found.map(({ writers: one }) => (one?.known ? one.value.map(({ login }) => login) : one?.reason));
}

const BY_BOT = { "/repos/acme/shop/commits/newest": { author: BOT, committer: ANA } };
const PULLS = "/repos/acme/shop/commits/newest/pulls";
const merged = (by: object | null) => ({
  [PULLS]: [{ number: 3, merged_at: "2026-11-01T00:00:00Z", base: { ref: "main" } }],
  "/repos/acme/shop/pulls/3": { merged_by: by },
});

describe("who brought a document", () => {
  test("is nobody of the agents for a person's commit that a person pushed", async () => expect(await writers()).toEqual([[]]));
  test.each([
    ["its author, when it came without a pull request", { ...BY_BOT, [PULLS]: [] }, ["scanner"]],
    ["nobody, when somebody else merged it", { ...BY_BOT, ...merged(ANA) }, []],
    ["its author, when it merged itself", { ...BY_BOT, ...merged(BOT) }, ["scanner"]],
    ["its author, when nobody tells who merged it", { ...BY_BOT, ...merged(null) }, ["scanner"]],
    [
      "its author, when the pull request was merged elsewhere",
      { ...BY_BOT, [PULLS]: [{ number: 3, merged_at: "2026-11-01T00:00:00Z", base: { ref: "old" } }] },
      ["scanner"],
    ],
  ])("is %s", async (_what, more, expected) => {
    Object.assign(says, more);
    expect(await writers()).toEqual([expected]);
  });
  test("is whoever pushed just this content, whatever the commit says; not who pushed another, nor who merged", async () => {
    const log = "/repos/acme/shop/activity";
    says[log] = [push(BOT, "before", "head")];
    expect(await writers()).toEqual([["scanner"]]);
    says[log] = [push(BOT, "before", "head", "pr_merge")];
    expect(await writers()).toEqual([[]]);
    says[log] = [push(BOT, "before", "head")];
    objects["before:docs/a.md"] = "oid of docs/a.md";
    expect(await writers()).toEqual([[]]);
  });
  test("is unknown where GitHub does not tell: no history, no commit, no account and no log", async () => {
    expect(await writers(["docs/other.md"])).toEqual(["its newest commit is not told"]);
    delete says["/repos/acme/shop/commits/newest"];
    expect(await writers()).toEqual(["its newest commit cannot be read"]);
    says["/repos/acme/shop/commits/newest"] = { author: null, committer: null };
    expect(await writers()).toEqual([[]]);
    delete says["/repos/acme/shop/activity"];
    expect(await writers()).toEqual(["GitHub gives its newest commit to no account"]);
  });
  test("is asked for once while the branch stands still, but for the log of pushes, which GitHub answers for free", async () => {
    const caches = createCaches(() => NOW);
    await writers(["docs/a.md"], caches);
    expect(asked.toSorted()).toEqual(["/repos/acme/shop/activity", "/repos/acme/shop/commits/newest", "BatonHistories"]);
    asked = [];
    await writers(["docs/a.md"], caches);
    expect(asked).toEqual(["/repos/acme/shop/activity"]);
  });
});
