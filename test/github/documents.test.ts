import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDocuments } from "../../src/github/documents.js";
import { PolicyReadiness } from "../../src/github/last-good.js";
import { createReader } from "../../src/github/reader.js";
import type { LinkedDocument } from "../../src/core/facts/snapshot.js";
import { answer, blob, fileAnswer, issueAnswer, plainRules, policyOf, repositoryAnswer } from "./answers.js";
import { API, connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

const repository = {
  nodeId: "R_1",
  owner: "acme",
  name: "shop",
  defaultBranch: "main",
  headSha: "c0ffee",
  pushedAt: null,
  visibility: "public" as const,
};

async function readItem(body: string) {
  const connection = await connect();
  const reader = createReader({
    ...connection,
    rules: plainRules(),
    lastGood: { load: async () => null, save: async () => {} },
    readiness: new PolicyReadiness(),
    pins: null,
    now: Date.now,
    repository: { owner: "acme", name: "shop", nodeId: "R_1" },
    slug: "baton",
  });
  answer("BatonItem", { repository: repositoryAnswer(issueAnswer({ body })) });
  const found = await reader.item(1);
  if (!found) throw new Error("the item should be there");
  return { ...connection, reader, found };
}

const wanted = {
  needs: [],
  documents: ["docs/**"],
  people: { roles: [], permissions: [] },
  policy: policyOf("acme/shop", "c0ffee"),
  fresh: false,
};

describe("documents that are not there", () => {
  const read = async (paths: string[], entries: object) => {
    const { client, caches } = await connect();
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", ...entries } } });
    return await readDocuments(client, caches, repository, paths);
  };
  it("are missing when the commit has none", async () => {
    expect(await read(["docs/a.md"], { f0: null })).toEqual([
      { path: "docs/a.md", oid: null, missing: true, content: { known: false, reason: "the file does not exist" } },
    ]);
  });
  it("are not missing when there were too many to look", async () => {
    const paths = Array.from({ length: 51 }, (_, index) => `docs/${index}.md`);
    const documents = await read(paths, {});
    expect(documents.map((one) => one.missing ?? false)).toEqual([...paths.slice(1).map(() => true), false]);
    expect(documents.at(-1)?.content).toMatchObject({ known: false, reason: expect.stringMatching(/more than 50/) as string });
  });
});

describe("what documents link", () => {
  it("is resolved after they were read, in the same completion", async () => {
    const { reader, found } = await readItem("docs/a.md");
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", f0: fileAnswer("docs/a.md", "d1") } } });
    blob("acme", "shop", "d1", "see #5");
    nock(API).get("/repos/acme/shop/issues/5").reply(200, { number: 5 });
    let given: LinkedDocument[] = [];
    const needsIn = (documents: LinkedDocument[]) => {
      given = documents;
      return [{ kind: "link" as const, ref: { kind: "issue" as const, key: "acme/shop#5" } }];
    };
    const { links } = await reader.complete(found, { ...wanted, needsIn });
    expect(given.map((one) => one.content)).toEqual([{ known: true, value: "see #5" }]);
    expect(links).toEqual({ "acme/shop#5": { known: true, value: true } });
  });

  it("costs no request when there is nothing to resolve, nor for a file just read", async () => {
    const { reader, found, spent } = await readItem("docs/a.md");
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", f0: fileAnswer("docs/a.md", "d1") } } });
    blob("acme", "shop", "d1", "text");
    await reader.complete(found, { ...wanted, needsIn: () => [{ kind: "link", ref: { kind: "file", key: "docs/a.md" } }] });
    expect(spent()).toMatchObject({ graphql: 2, reads: 1 });
    await reader.complete(found, { ...wanted, needsIn: () => [] });
    expect(spent()).toMatchObject({ graphql: 2, reads: 1 });
  });
});

describe("documents as a pull request leaves them", () => {
  const paths = new Map([
    ["docs/a.md", "changed"],
    ["docs/b.md", "removed"],
  ] as const);

  it("are read at its head where it changes them, missing where it removes them, and at the default branch elsewhere", async () => {
    const { reader, found } = await readItem("docs/a.md docs/b.md docs/c.md");
    const asked: [unknown, unknown][] = [];
    const note = (sent: Record<string, unknown>) => asked.push([sent["commit"], sent["p0"]]);
    answer("BatonPaths", { repository: { object: { oid: "c0ffee", f0: fileAnswer("docs/c.md", "c1") } } }, note);
    answer("BatonPaths", { repository: { object: { oid: "h1", f0: fileAnswer("docs/a.md", "a2") } } }, note);
    blob("acme", "shop", "c1", "as it is");
    blob("acme", "shop", "a2", "as it would be");
    const overlay = { commit: "h1", paths };
    const needs = [
      { kind: "file" as const, path: "docs/b.md" },
      { kind: "link" as const, ref: { kind: "file" as const, key: "docs/b.md" } },
    ];
    const { documents, files, links } = await reader.complete(found, { ...wanted, needs, overlay });
    expect(new Map(asked)).toEqual(
      new Map([
        ["c0ffee", "docs/c.md"],
        ["h1", "docs/a.md"],
      ]),
    );
    expect(documents).toMatchObject([
      { path: "docs/a.md", content: { known: true, value: "as it would be" } },
      { path: "docs/b.md", missing: true },
      { path: "docs/c.md", content: { known: true, value: "as it is" } },
    ]);
    expect(files["docs/b.md"]).toMatchObject({ known: false });
    expect(links["docs/b.md"]).toEqual({ known: true, value: false });
  });
});
