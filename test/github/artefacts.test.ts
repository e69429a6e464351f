import { describe, expect, it } from "vitest";
import type { RepositoryInfo } from "../../src/core/facts/snapshot.js";
import { readArtefacts } from "../../src/github/artefacts.js";
import { createCaches } from "../../src/github/caches.js";
import type { Client } from "../../src/github/client.js";

const NOW = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;
const repository: RepositoryInfo = {
  nodeId: "R_1",
  owner: "acme",
  name: "data",
  defaultBranch: "main",
  headSha: "h".repeat(40),
  pushedAt: NOW - DAY,
  visibility: "public",
};
const need = { kind: "artefact", id: "usage", glob: "*.md", texts: false } as const;
const iso = (at: number) => new Date(at).toISOString();

/** What GitHub would answer of a folder whose files lie at the root. */
interface World {
  files?: { path: string; oid: string }[];
  truncated?: boolean;
  /** Newest first, each with what it changed. */
  commits?: { oid: string; at: number; changed: { path: string; oid: string }[] }[];
  hasMore?: boolean;
  /** Newest first; null: this GitHub keeps no log. */
  pushes?: { at: number; after: string; before: string; files: Record<string, string> }[] | null;
}

function githubOf({ files = [], truncated = false, commits = [], hasMore = false, pushes = null }: World) {
  const asked: string[] = [];
  const client: Client = {
    installationId: 1,
    async get(route, parameters) {
      asked.push(route);
      const page = (data: unknown) => ({ data, next: false, nextQuery: {} });
      if (route.includes("/git/trees/"))
        return page({ tree: files.map(({ path, oid }) => ({ path, mode: "100644", type: "blob", sha: oid, size: 1 })), truncated });
      if (route.includes("/activity"))
        return pushes && page(pushes.map(({ at, after, before }) => ({ before, after, ref: "refs/heads/main", timestamp: iso(at) })));
      const commit = commits.find(({ oid }) => oid === parameters["ref"]);
      return page({
        files: commit?.changed.map(({ path, oid }) => ({ sha: oid, filename: path, status: "modified", changes: 1 })),
      });
    },
    async graphql(query, variables) {
      asked.push(query.split(/[( ]/)[1] ?? "");
      if (query.includes("BatonHistories")) {
        const nodes = commits.map(({ oid, at }) => ({ oid, committedDate: iso(at) }));
        return { repository: { object: { h0: { pageInfo: { hasNextPage: hasMore }, nodes } } } };
      }
      const found = Object.entries(variables).flatMap(([name, value]): [string, unknown][] => {
        if (/^c\d+$/.test(name)) return [[name, { oid: value }]];
        const [commit = "", path = ""] = String(value).split(":");
        const oid = pushes?.find(({ after }) => after === commit)?.files[path];
        return /^e\d+$/.test(name) ? [[name, oid === undefined ? null : { oid }]] : [];
      });
      return { repository: Object.fromEntries(found) };
    },
    write: () => Promise.reject(new Error("nothing is written here")),
  };
  const deps = { client, caches: createCaches(() => NOW), now: () => NOW };
  return { asked, read: async () => (await readArtefacts(deps, repository, [need]))["usage"] };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ path: `${index}.md`, oid: `o${index}` }));
const elsewhere = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ oid: `c${index}`, at: NOW - index, changed: [{ path: `${index}.txt`, oid: "x" }] }));

describe("what is too much is not known, and never taken for an older version", () => {
  it.each<[string, World, RegExp, number]>([
    ["files that match", { files: many(2001) }, /more than 2000 files match/, 1],
    ["files in a folder", { files: many(3), truncated: true }, /more than GitHub lists/, 1],
    ["commits that changed something else", { files: many(1), commits: elsewhere(30), hasMore: true }, /none of the 30 newest commits/, 32],
    ["files of a commit", { files: many(1), commits: [{ oid: "c", at: NOW, changed: many(3000) }] }, /changes more than 3000 files/, 3],
    ["files of a version", { files: many(11), commits: [{ oid: "c", at: NOW, changed: many(11) }] }, /more than 10 files/, 3],
  ])("%s", async (_what, world, reason, requests) => {
    const { read, asked } = githubOf(world);
    expect(await read()).toMatchObject({ known: false, reason: expect.stringMatching(reason) as string });
    expect(asked.length).toBeLessThanOrEqual(requests);
  });

  it("a history that ends without a change of it", async () => {
    const found = await githubOf({ files: many(1), commits: elsewhere(3) }).read();
    expect(found).toMatchObject({ known: false, reason: "none of its folder's history changed the content of a file of it" });
  });
});

describe("the date of a version", () => {
  const file = { path: "a.md", oid: "new" };
  const committed = (at: number) => ({ files: [file], commits: [{ oid: "c1", at, changed: [file] }] });
  const pushed = [
    { at: NOW - DAY, before: "p0", after: repository.headSha, files: { "a.md": "new" } },
    { at: NOW - 9 * DAY, before: "0".repeat(40), after: "p0", files: { "a.md": "old" } },
  ];

  it.each([
    ["lies in the future", NOW + 400 * DAY],
    ["is as old as Unix", 1000],
  ])("is that of the push that brought it, where the commit's own %s", async (_what, at) => {
    const found = await githubOf({ ...committed(at), pushes: pushed }).read();
    expect(found).toMatchObject({ known: true, value: { commit: "c1", at: NOW - DAY, since: NOW - DAY } });
  });

  it("is the commit's own where GitHub keeps no log, and then nobody tells since when it stands", async () => {
    for (const at of [NOW + 400 * DAY, 1000]) {
      expect(await githubOf({ ...committed(at), pushes: null }).read()).toMatchObject({ known: true, value: { at, since: null } });
    }
  });

  it("is no younger than the second oldest push that is known, where it was there by then", async () => {
    const there = [
      { at: NOW - DAY, before: "p1", after: repository.headSha, files: { "a.md": "new" } },
      { at: NOW - 9 * DAY, before: "p0", after: "p1", files: { "a.md": "new" } },
      { at: NOW - 12 * DAY, before: "p-1", after: "p0", files: { "a.md": "new" } },
    ];
    const found = await githubOf({ ...committed(NOW + 400 * DAY), pushes: there }).read();
    expect(found).toMatchObject({ known: true, value: { commit: "c1" } });
    expect(found?.known && (found.value?.at ?? NOW)).toBeLessThanOrEqual(NOW - 9 * DAY);
  });
});
