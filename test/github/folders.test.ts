import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeFiles, storeCommit } from "../../src/sandbox/state/git.js";
import { createApp } from "../../src/sandbox/state/app.js";
import { createWorld } from "../../src/sandbox/state/world.js";
import { policyFilesOf } from "../../src/github/policy-files.js";
import { answer, commitAnswer, entry, foldersAnswer, repositoryAnswer } from "./answers.js";
import { connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

const FILES = [entry(".github/baton.yml", "b0"), entry("contracts/a.yml", "b1")];
const LATER = [entry(".github/baton.yml", "b0"), entry("contracts/a.yml", "b2")];
const NOTHING = Object.fromEntries(Object.keys(foldersAnswer([])).map((alias) => [alias, null]));

async function filesOf(over: object, files = FILES) {
  const connection = await connect();
  return { ...connection, found: await policyFilesOf(connection, repositoryAnswer(undefined, files, over) as never) };
}

describe("folders of policy files", () => {
  it("that a commit does not have are known not to be there", async () => {
    const { found, spent } = await filesOf({}, [entry("README.md", "r")]);
    expect(found).toEqual({ commit: "c0ffee", files: [] });
    expect(spent()).toMatchObject({ graphql: 0 });
  });

  it("count by the object id in the commit: a listing of another moment is not taken for it", async () => {
    answer("BatonCommitPolicy", { repository: { object: commitAnswer("c0ffee", FILES), ...foldersAnswer(FILES) } });
    const { found } = await filesOf(foldersAnswer(LATER));
    expect(found.files).toContainEqual(expect.objectContaining({ path: "contracts/a.yml", oid: "b1" }));
    expect(found.unlisted).toBeUndefined();
  });

  it.each([
    ["are null", NOTHING],
    [
      "have no entries",
      { ...foldersAnswer(FILES), contracts: { __typename: "Tree", oid: foldersAnswer(FILES)["contracts"]?.oid, entries: null } },
    ],
  ])("that are there and %s are unknown, never empty", async (_what, folders) => {
    answer("BatonCommitPolicy", { repository: { object: commitAnswer("c0ffee", FILES), ...folders } });
    const { found } = await filesOf(folders);
    expect(found.unlisted).toContainEqual({ path: "contracts", reason: expect.stringContaining("does not list") as string, mayPass: true });
  });

  it("are unknown when the commit itself is not listed", async () => {
    const target = { ...commitAnswer("c0ffee"), tree: { oid: "t", entries: null } };
    answer("BatonCommitPolicy", { repository: { object: target, ...NOTHING } });
    expect((await filesOf({ defaultBranchRef: { name: "main", target } })).found.unlisted).toMatchObject([{ path: "/" }]);
  });

  it.each([
    ["a symbolic link", { type: "blob", mode: 0o120000 }],
    ["a submodule", { type: "commit", mode: 0o160000 }],
  ])("that are %s are said to be none, where there is a configuration", async (what, over) => {
    const link = entry("contracts", "l", over);
    const { found } = await filesOf(foldersAnswer([]), [link]);
    expect(found.unlisted).toBeUndefined();
    const { found: governed } = await filesOf({ contracts: null }, [entry(".github/baton.yml", "b0"), link]);
    expect(governed.unlisted).toEqual([{ path: "contracts", reason: expect.stringContaining(what) as string, mayPass: false }]);
  });
});

describe("a folder of a thousand files", () => {
  const world = createWorld(Date.now, createApp({}));
  const author = { login: "pia" } as never;
  const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`contracts/${index}.txt`, `${index}\n`]));
  const commit = storeCommit(world, {
    files: changeFiles(world, null, { ...files, "contracts/a.yml": "id: a\n", "contracts/sub/b.md": "b", "contracts/sub.md": "s" }),
    parents: [],
    message: "m",
    author,
  });
  const shown = (tree: typeof commit.tree) => ({
    __typename: "Tree",
    oid: tree.oid,
    entries: tree.entries.map(({ name, mode, oid, object }) => ({
      name,
      oid,
      size: 1,
      mode: Number.parseInt(mode, 8),
      type: object?.type === "Tree" ? "tree" : "blob",
    })),
  });
  const folder = commit.tree.entries[0]?.object as typeof commit.tree;
  const answered = (listed: object) => ({
    defaultBranchRef: { name: "main", target: { oid: commit.oid, tree: shown(commit.tree) } },
    ...NOTHING,
    contracts: listed,
  });

  it("is whole when its list comes to its object id", async () => {
    const { found } = await filesOf(answered(shown(folder)));
    expect(found.unlisted).toBeUndefined();
    expect(found.files.map(({ path }) => path)).toEqual(["contracts/a.yml"]);
  });

  it("is unknown when GitHub left files out", async () => {
    const cut = { ...shown(folder), entries: shown(folder).entries.slice(0, 1_000) };
    answer("BatonCommitPolicy", { repository: { object: { oid: commit.oid, tree: shown(commit.tree) }, ...NOTHING, contracts: cut } });
    const { found } = await filesOf(answered(cut));
    expect(found.unlisted).toMatchObject([{ path: "contracts", mayPass: true }]);
  });
});
