import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drop } from "../../src/github/caches.js";
import { PolicyReadiness } from "../../src/github/lastgood.js";
import { policyOf } from "../../src/github/policy.js";
import { answer, blob, entry, plainRules, repositoryAnswer } from "./answers.js";
import { connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

type Good = { files: { path: string; text: string }[]; commit: string };

async function setUp() {
  const connection = await connect();
  const saved = new Map<string, Good>();
  const calls: string[] = [];
  const told: (string | null)[] = [];
  const readiness = new PolicyReadiness((_owner, reason) => told.push(reason));
  const lastGood = { load: async (id: string) => saved.get(id) ?? null, save: async (id: string, good: Good) => void saved.set(id, good) };
  const look = async (files: { path: string; oid: string; mode?: number }[], commit = "c1", name = "shop") => {
    const repository = { nodeId: "R_1", owner: "acme", name, defaultBranch: "main", headSha: commit };
    const policyFiles = { commit, files: files.map((file) => ({ size: 1, mode: 0o100644, ...file })) };
    return await policyOf({ ...connection, rules: plainRules(calls), lastGood, readiness }, { snapshot: { repository }, policyFiles });
  };
  return { ...connection, saved, calls, readiness, told, look };
}

const config = (oid: string) => ({ path: ".github/baton.yml", oid });
const contract = (oid: string) => ({ path: "contracts/a.yml", oid });
const noOrganisation = () =>
  answer("BatonPolicy", { repository: null }, undefined, [{ type: "NOT_FOUND", path: ["repository"], message: "no" }]);
const organisation = (content: string, oid = "o1") => {
  answer("BatonPolicy", {
    repository: repositoryAnswer(undefined, { config: entry(".github/baton.yml", oid) }, { id: "R_org", name: ".github" }),
  });
  blob("acme", ".github", oid, content);
};

describe("a repository's own policy", () => {
  it("is read by object id, parsed once, and kept as the last good one", async () => {
    const { look, saved, calls, spent } = await setUp();
    noOrganisation();
    blob("acme", "shop", "b1", "version: 1");
    expect(await look([config("b1")])).toMatchObject({ kind: "valid", policy: { source: { repository: "acme/shop", commit: "c1" } } });
    expect(await look([config("b1")], "c2")).toMatchObject({ policy: { source: { commit: "c2" } } });
    expect(calls).toHaveLength(1);
    expect(spent()).toMatchObject({ reads: 1, graphql: 1 });
    expect(saved.get("R_1")).toEqual({ files: [{ path: ".github/baton.yml", text: "version: 1" }], commit: "c1" });
  });

  it("leaves the last good version in force when it breaks", async () => {
    const { look, saved } = await setUp();
    noOrganisation();
    saved.set("R_1", { files: [{ path: ".github/baton.yml", text: "version: 1" }], commit: "c0" });
    blob("acme", "shop", "b2", "broken");
    const state = await look([config("b2")]);
    expect(state).toMatchObject({
      kind: "invalid",
      commit: "c1",
      problems: [{ file: ".github/baton.yml" }],
      lastGood: { source: { commit: "c0" } },
    });
    expect(saved.get("R_1")?.commit).toBe("c0");
  });

  it("has no last good version when there never was one", async () => {
    const { look } = await setUp();
    noOrganisation();
    blob("acme", "shop", "b2", "broken");
    expect(await look([config("b2")])).toMatchObject({ kind: "invalid", lastGood: null });
  });

  it.each([
    ["a symbolic link", { ...contract("x"), mode: 0o120000 }, undefined],
    ["too large a file", contract("big"), "a".repeat(64 * 1024 + 1)],
  ])("is invalid, not shorter, with %s among its contracts", async (_what, file, content) => {
    const { look } = await setUp();
    noOrganisation();
    blob("acme", "shop", "b1", "version: 1");
    if (content) blob("acme", "shop", "big", content);
    expect(await look([config("b1"), file])).toMatchObject({ kind: "invalid", problems: [{ file: "contracts/a.yml" }] });
  });
});

describe("an organisation's policy", () => {
  it("is none when there is no such repository, and that is remembered", async () => {
    const { look, spent } = await setUp();
    noOrganisation();
    expect(await look([])).toEqual({ kind: "none" });
    expect(await look([])).toEqual({ kind: "none" });
    expect(spent().graphql).toBe(1);
  });

  it("is inherited, together with the repository's contracts", async () => {
    const { look, calls, saved } = await setUp();
    organisation("version: 1");
    blob("acme", "shop", "b1", "contract");
    expect(await look([contract("b1")])).toMatchObject({ kind: "valid", policy: { source: { repository: "acme/.github" } } });
    expect(calls).toEqual(["contracts/a.yml|.github/baton.yml"]);
    expect([...saved.keys()].toSorted()).toEqual(["R_1", "R_org"]);
  });

  it("is above the repository's own configuration", async () => {
    const { look, calls } = await setUp();
    organisation("version: 1");
    blob("acme", "shop", "b1", "own");
    expect(await look([config("b1")])).toMatchObject({ kind: "valid" });
    expect(calls).toEqual([".github/baton.yml|.github/baton.yml"]);
  });

  it("stands alone while the repository's own never parsed", async () => {
    const { look, calls } = await setUp();
    organisation("version: 1");
    blob("acme", "shop", "b1", "broken");
    expect(await look([config("b1")])).toMatchObject({ kind: "invalid", lastGood: { source: { repository: "acme/.github" } } });
    expect(calls.at(-1)).toBe("|.github/baton.yml");
  });

  it("counts as it is now when only the repository's own is broken", async () => {
    const { look, saved } = await setUp();
    organisation("version: 1", "new");
    saved.set("R_1", { files: [{ path: ".github/baton.yml", text: "version: 1" }], commit: "c0" });
    saved.set("R_org", { files: [{ path: ".github/baton.yml", text: "old" }], commit: "old" });
    blob("acme", "shop", "b1", "broken");
    const state = await look([config("b1")]);
    expect(state).toMatchObject({ kind: "invalid", lastGood: { source: { repository: "acme/.github" } } });
    expect(state.kind === "invalid" && state.lastGood?.source.commit).not.toBe("old");
  });

  it("is not asked for by the organisation's own repository", async () => {
    const { look, spent } = await setUp();
    blob("acme", ".github", "b1", "version: 1");
    await look([config("b1")], "c1", ".github");
    expect(await look([], "c1", ".github")).toEqual({ kind: "none" });
    expect(spent().graphql).toBe(0);
  });

  it("is read anew after minutes or a push", async () => {
    const { look, time, caches, spent } = await setUp();
    organisation("version: 1");
    await look([]);
    time.at += 3 * 60_000;
    answer("BatonPolicy", { repository: repositoryAnswer(undefined, {}, { name: ".github" }) });
    expect(await look([])).toEqual({ kind: "none" });
    drop(caches, [{ cache: "organisation_policy", scope: "Acme" }]);
    organisation("version: 1", "o2");
    expect(await look([])).toMatchObject({ kind: "valid" });
    expect(spent().graphql).toBe(3);
  });

  it("governs nothing while it is kept from us, and that is said until it is mended", async () => {
    const { look, readiness, told } = await setUp();
    answer("BatonPolicy", { repository: null }, undefined, [
      { type: "FORBIDDEN", path: ["repository"], message: "Resource not accessible by integration" },
    ]);
    expect(await look([contract("b1")])).toEqual({ kind: "none" });
    expect(readiness.problems()).toEqual([{ owner: "acme", reason: expect.stringContaining("not accessible") as string }]);
    organisation("version: 1");
    blob("acme", "shop", "b1", "contract");
    expect(await look([contract("b1")])).toMatchObject({ kind: "valid" });
    expect(readiness.problems()).toEqual([]);
    expect(told).toEqual([expect.stringContaining("not accessible"), null]);
  });
});
