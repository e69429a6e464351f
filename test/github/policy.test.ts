import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drop } from "../../src/github/caches.js";
import { PolicyReadiness } from "../../src/github/last-good.js";
import { policyOf, policyTextsOf } from "../../src/github/policy.js";
import { policyFilesOf } from "../../src/github/policy-files.js";
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
  const deps = { ...connection, rules: plainRules(calls), lastGood, readiness, pins: null, now: Date.now };
  const look = async (files: { path: string; oid: string; mode?: number }[], commit = "c1", name = "shop") => {
    const repository = {
      nodeId: "R_1",
      owner: "acme",
      name,
      defaultBranch: "main",
      headSha: commit,
      pushedAt: null,
      visibility: "public" as const,
    };
    const policyFiles = { commit, files: files.map((file) => ({ size: 1, mode: 0o100644, ...file })) };
    return await policyOf(deps, { snapshot: { repository }, policyFiles });
  };
  return { ...connection, saved, calls, readiness, told, look, deps };
}

const config = (oid: string) => ({ path: ".github/baton.yml", oid });
const contract = (oid: string) => ({ path: "contracts/a.yml", oid });
const noOrganisation = () =>
  answer("BatonPolicy", { repository: null }, undefined, [{ type: "NOT_FOUND", path: ["repository"], message: "no" }]);
const organisation = (content: string, oid = "o1") => {
  answer("BatonPolicy", {
    repository: repositoryAnswer(undefined, [entry(".github/baton.yml", oid)], { id: "R_org", name: ".github" }),
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

describe("issue templates", () => {
  const template = (name: string, oid: string, over: object = {}) => ({ path: `.github/ISSUE_TEMPLATE/${name}`, oid, ...over });

  it("come with the policy, and a changed one makes it be read anew", async () => {
    const { look, calls } = await setUp();
    noOrganisation();
    for (const oid of ["b1", "t1", "t2"]) blob("acme", "shop", oid, "version: 1");
    await look([config("b1"), template("brief.md", "t1")]);
    await look([config("b1"), template("brief.md", "t2")]);
    const both = ".github/baton.yml,.github/ISSUE_TEMPLATE/brief.md|";
    expect(calls).toEqual([both, both]);
  });

  it("that cannot be read are left out, and break no policy", async () => {
    const { look, calls } = await setUp();
    noOrganisation();
    blob("acme", "shop", "b1", "version: 1");
    blob("acme", "shop", "bin", Buffer.from([0, 1]));
    const files = [
      template("huge.yml", "huge", { size: 64 * 1024 + 1 }),
      template("bin.md", "bin"),
      template("link.md", "l", { mode: 0o120000 }),
    ];
    expect(await look([config("b1"), ...files])).toMatchObject({ kind: "valid", problems: [] });
    expect(calls).toEqual([".github/baton.yml|"]);
  });

  it("alone are no policy", async () => {
    const { look, calls } = await setUp();
    noOrganisation();
    blob("acme", "shop", "t1", "x");
    expect(await look([template("brief.md", "t1")])).toEqual({ kind: "none" });
    expect(calls).toEqual([]);
  });

  it("are Markdown files and forms, those of pull requests too, and not what offers them", async () => {
    const names = ["config.yml", "image.png", "a.yaml", "b.md"].map((name) => `.github/ISSUE_TEMPLATE/${name}`);
    const all = [...names, ".github/PULL_REQUEST_TEMPLATE.md"].map((path) => entry(path, path));
    const found = await policyFilesOf(await connect(), repositoryAnswer(undefined, all) as never);
    expect(found.files.map(({ path }) => path)).toEqual([
      ".github/PULL_REQUEST_TEMPLATE.md",
      ".github/ISSUE_TEMPLATE/a.yaml",
      ".github/ISSUE_TEMPLATE/b.md",
    ]);
  });

  it("of which there are too many make the policy invalid: the words of each are no answers", async () => {
    const { look, calls } = await setUp();
    noOrganisation();
    const many = Array.from({ length: 101 }, (_, index) => template(`t${index}.yml`, "t"));
    for (const oid of ["b1", "t"]) blob("acme", "shop", oid, "version: 1");
    expect(await look([config("b1"), ...many])).toMatchObject({ kind: "invalid", problems: [{ file: many[100]?.path }] });
    expect(await look(many)).toEqual({ kind: "none" });
    expect(calls).toHaveLength(1);
  });

  it("of the organisation's own repository are not everybody's", async () => {
    const { look, calls } = await setUp();
    const files = [entry(".github/baton.yml", "o1"), entry(".github/ISSUE_TEMPLATE/a.md", "t1")];
    answer("BatonPolicy", { repository: repositoryAnswer(undefined, files, { name: ".github" }) });
    blob("acme", ".github", "o1", "version: 1");
    await look([]);
    expect(calls).toEqual(["|.github/baton.yml"]);
  });
});

describe("policy texts", () => {
  const read = (...files: { path: string; oid: string }[]) => ({
    snapshot: {
      repository: {
        nodeId: "R_1",
        owner: "acme",
        name: "shop",
        defaultBranch: "main",
        headSha: "c1",
        pushedAt: null,
        visibility: "public" as const,
      },
    },
    policyFiles: { commit: "h1", files: files.map((file) => ({ size: 1, mode: 0o100644, ...file })) },
  });
  const texts = async (...files: { path: string; oid: string }[]) => {
    const { deps, calls, saved } = await setUp();
    const found = await policyTextsOf(deps, read(...files));
    // Nothing that is only looked at comes into force.
    expect([calls, saved.size]).toEqual([[], 0]);
    return found;
  };

  it("are those of any commit, beside the organisation's", async () => {
    organisation("version: 1");
    blob("acme", "shop", "b9", "broken");
    expect(await texts(config("b9"))).toEqual({
      own: { repository: "acme/shop", commit: "h1", files: [{ path: ".github/baton.yml", text: "broken" }] },
      organisation: {
        known: true,
        value: { repository: "acme/.github", commit: "c0ffee", files: [{ path: ".github/baton.yml", text: "version: 1" }] },
      },
      problems: [],
    });
  });

  it("tell what cannot be read", async () => {
    answer("BatonPolicy", { repository: null }, undefined, [
      { type: "FORBIDDEN", path: ["repository"], message: "Resource not accessible by integration" },
    ]);
    blob("acme", "shop", "b9", Buffer.from([0]));
    expect(await texts(contract("b9"))).toMatchObject({
      own: { files: [] },
      organisation: { known: false },
      problems: [{ file: "contracts/a.yml", severity: "error" }],
    });
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
    answer("BatonPolicy", { repository: repositoryAnswer(undefined, [], { name: ".github" }) });
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
