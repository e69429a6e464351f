import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import { bodyVersions } from "../../src/github/body-versions.js";
import { readEvidence } from "../../src/github/evidence.js";
import { PolicyReadiness } from "../../src/github/last-good.js";
import { organisationFiles } from "../../src/github/organisation.js";
import { answer, commitAnswer, entry, page, repositoryAnswer } from "./answers.js";
import { API, connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());

const second = (n: number) => `2026-01-05T10:00:${String(n).padStart(2, "0")}Z`;
const at = (n: number) => Date.parse(second(n));

describe("the versions of a body", () => {
  const edit = (n: number, diff: string | null, deletedAt: string | null = null) => ({ editedAt: second(n), deletedAt, diff });
  const history = (nodes: unknown[], over: object = {}, cursor: string | null = null) => ({
    node: { includesCreatedEdit: true, userContentEdits: page(nodes, cursor), ...over },
  });
  const item = { nodeId: "I_1", author: null, body: "c", createdAt: at(0), lastEditedAt: at(20) as number | null, editCount: 3 };
  const THREE = [edit(20, "c"), edit(10, "b"), edit(0, "a")];

  async function versions(answers: unknown[], over: Partial<typeof item> = {}) {
    expectToken();
    const { client, spent } = await connect();
    for (const one of answers) answer("BatonBodyEdits", one);
    return { found: await bodyVersions(client, { ...item, ...over }), spent };
  }

  it("are the body alone, without any request, when nobody edited it", async () => {
    const { found, spent } = await versions([], { lastEditedAt: null, editCount: 0 });
    expect(found).toEqual({ known: true, value: [{ at: at(0), text: "c" }] });
    expect(spent().graphql).toBe(0);
  });

  it("are told oldest first, over all pages, whatever ends the lines have", async () => {
    const first = history([edit(20, "c\nd"), edit(10, "b")], {}, "next");
    const { found } = await versions([first, history([edit(0, "a")])], { body: "c\r\nd" });
    const value = [
      { at: at(0), text: "a" },
      { at: at(10), text: "b" },
      { at: at(20), text: "c\nd" },
    ];
    expect(found).toEqual({ known: true, value });
  });

  it("end with the body that was read, though it was edited since", async () => {
    const { found } = await versions([history([edit(30, "d"), ...THREE])]);
    expect(found).toMatchObject({ known: true, value: [{ text: "a" }, { text: "b" }, { text: "c" }] });
  });

  it("begin with nothing where the body was empty at first", async () => {
    const { found } = await versions([history([edit(20, "c"), edit(10, "b"), edit(0, null)])]);
    expect(found).toMatchObject({ known: true, value: [{ text: "" }, { text: "b" }, { text: "c" }] });
  });

  it.each([
    ["a version was deleted", history([edit(20, "c"), edit(10, null, second(25)), edit(0, "a")]), {}, "deleted from its history"],
    ["a version has no text", history([edit(20, "c"), edit(10, null), edit(0, "a")]), {}, "does not tell what a version"],
    ["the last is not the body", history([edit(20, "x"), edit(10, "b"), edit(0, "a")]), {}, "does not hold the body"],
    ["the last is older than the last edit", history([edit(19, "c"), edit(10, "b"), edit(0, "a")]), {}, "is not its last"],
    ["times go back", history([edit(20, "c"), edit(5, "b"), edit(7, "b"), edit(0, "a")]), { editCount: 4 }, "out of order"],
    ["some are missing", history([edit(20, "c"), edit(0, "a")]), {}, "fewer edits"],
    ["the first text is not among them", history(THREE, { includesCreatedEdit: false }), {}, "at first"],
    ["the list is withheld", history([], { userContentEdits: null }), {}, "at first"],
    ["they are too long", history([edit(20, "c"), edit(10, "b".repeat(4_000_001)), edit(0, "a")]), {}, "too long"],
  ])("are unknown when %s", async (_case, answered, over, reason) => {
    const { found } = await versions([answered], over);
    expect(found).toMatchObject({ known: false, reason: expect.stringContaining(reason) });
  });

  it.each([
    ["there are more than 200", { editCount: 201 }],
    ["an edit is counted as none", { editCount: 0 }],
    ["an edit is counted without what was there before", { editCount: 1 }],
  ])("are unknown without any request when %s", async (_case, over) => {
    const { found, spent } = await versions([], over);
    expect(found.known).toBe(false);
    expect(spent().graphql).toBe(0);
  });

  it("are unknown when GitHub refuses, and a fault when it fails", async () => {
    expectToken();
    const { client } = await connect();
    answer("BatonBodyEdits", { node: null }, undefined, [{ type: "FORBIDDEN", path: ["node"], message: "no" }]);
    expect(await bodyVersions(client, item)).toMatchObject({ known: false });
    nock("https://ghe.example.test").post("/api/graphql").times(2).reply(502);
    await expect(bodyVersions(client, item)).rejects.toThrow(TemporaryFault);
  });
});

describe("the states of the default branch", () => {
  const shop = {
    nodeId: "R_1",
    owner: "acme",
    name: "shop",
    defaultBranch: "main",
    headSha: "c3",
    pushedAt: at(30) as number | null,
    visibility: "private" as const,
  };
  const push = (n: number, before: string, after: string, over: object = {}) => ({
    id: n,
    before,
    after,
    ref: "refs/heads/main",
    timestamp: second(n),
    activity_type: "push",
    ...over,
  });
  const THREE = [push(30, "c2", "c3"), push(20, "c1", "c2", { activity_type: "pr_merge" }), push(10, "c0", "c1")];
  const ZEROS = "0".repeat(40);

  interface World {
    log?: unknown[] | number;
    link?: string;
    objects?: Record<string, string>;
    gone?: string[];
    repository?: Partial<typeof shop>;
    now?: number;
  }

  function playObjects({ objects = {}, gone = [] }: World, asked: string[]) {
    nock("https://ghe.example.test")
      .persist()
      .post("/api/graphql", (body: { query: string }) => body.query.includes("query BatonObjects("))
      .reply(200, (_uri, body) => {
        const { variables } = body as { variables: Record<string, string> };
        const oid = (name: string, value: string) =>
          name.startsWith("c") ? (gone.includes(value) ? null : value) : (objects[value] ?? null);
        const fields = Object.entries(variables).filter(([name]) => /^[ce]\d/.test(name));
        asked.push(...fields.map(([, value]) => value));
        const entries = fields.map(([name, value]) => [name, oid(name, value) === null ? null : { oid: oid(name, value) }]);
        return { data: { repository: Object.fromEntries(entries) } };
      });
  }

  async function states(since: number, world: World = {}, paths = ["docs/a.md"]) {
    expectToken();
    const connection = await connect();
    const { log = THREE, link } = world;
    const asked: string[] = [];
    const route = nock(API).get("/repos/acme/shop/activity").query({ ref: "refs/heads/main", per_page: 100 });
    if (typeof log === "number") route.times(2).reply(log, { message: "no" });
    else route.reply(200, log, link ? { link } : {});
    playObjects(world, asked);
    const deps = { ...connection, readiness: new PolicyReadiness(), now: () => world.now ?? at(59) + 600_000 };
    const read = async () => {
      const repository = { ...shop, ...world.repository };
      const item = {} as Parameters<typeof readEvidence>[1]["item"];
      return (await readEvidence(deps, { repository, item }, { body: false, branch: { since, paths }, organisation: null })).branch;
    };
    return { found: await read(), asked, again: read, spent: connection.spent };
  }

  it("are told by push, oldest first, with what stood before and every file's object id", async () => {
    const objects = { "c1:docs/a.md": "one", "c2:docs/a.md": "two", "c3:docs/a.md": "one", "c3:contracts": "t" };
    const { found } = await states(at(15), { objects }, ["docs/a.md", "contracts"]);
    const value = [
      { at: null, commit: "c1", files: { "docs/a.md": "one", contracts: null } },
      { at: at(20), commit: "c2", files: { "docs/a.md": "two", contracts: null } },
      { at: at(30), commit: "c3", files: { "docs/a.md": "one", contracts: "t" } },
    ];
    expect(found).toEqual({ known: true, value });
  });

  it("include a push of the very second, which may have come after", async () => {
    const { found } = await states(at(20) + 999);
    expect(found).toMatchObject({ value: [{ at: null, commit: "c1" }, { at: at(20) }, { at: at(30) }] });
  });

  it("are one, without asking for pushes, when nobody pushed to the repository since", async () => {
    const { found, spent } = await states(at(31));
    expect(found).toMatchObject({ known: true, value: [{ at: null, commit: "c3" }] });
    expect(spent().reads).toBe(0);
  });

  it("are one when only other branches were pushed to since", async () => {
    const { found } = await states(at(31), { repository: { pushedAt: at(40) } });
    expect(found).toMatchObject({ known: true, value: [{ at: null, commit: "c3" }] });
  });

  it("are asked for where GitHub does not tell when it was pushed", async () => {
    const { found, spent } = await states(at(31), { repository: { pushedAt: null } });
    expect(found).toMatchObject({ known: true, value: [{ at: null, commit: "c3" }] });
    expect(spent().reads).toBe(1);
  });

  it("end with the commit that was read, though somebody pushed since", async () => {
    const { found } = await states(at(25), { log: [push(40, "c3", "c4"), ...THREE], repository: { pushedAt: at(40) } });
    expect(found).toMatchObject({
      value: [
        { at: null, commit: "c2" },
        { at: at(30), commit: "c3" },
      ],
    });
  });

  const created = [...THREE.slice(0, 2), push(10, ZEROS, "c1", { activity_type: "branch_creation" })];
  it("begin with what the oldest push found, where the log is whole, or with the creation of the branch in that very second", async () => {
    expect((await states(at(0))).found).toMatchObject({ value: [{ at: null, commit: "c0" }, { commit: "c1" }, {}, {}] });
    expect((await states(at(10), { log: created })).found).toMatchObject({ value: [{ at: null, commit: "c1" }, {}, {}] });
  });

  it("contain a force push as any other, there and back included", async () => {
    const log = [push(30, "c9", "c3", { activity_type: "force_push" }), push(20, "c3", "c9"), push(10, "c0", "c3")];
    const { found } = await states(at(15), { log });
    expect(found).toMatchObject({ value: [{ commit: "c3" }, { at: at(20), commit: "c9" }, { at: at(30), commit: "c3" }] });
  });

  const many = Array.from({ length: 100 }, (_, n) => push(30, n === 99 ? "c0" : `d${n + 1}`, n === 0 ? "c3" : `d${n}`));
  it.each<[string, World, string]>([
    ["a push is missing", { log: [push(30, "cX", "c3"), ...THREE.slice(1)] }, "gap"],
    ["a push is missing before the oldest that counts", { log: [push(30, "cX", "c3"), push(5, "c0", "c1")] }, "gap"],
    ["times go back", { log: [push(30, "c2", "c3"), push(40, "c1", "c2")] }, "gap"],
    ["the branch was gone in between", { log: [push(30, ZEROS, "c3"), push(25, "c2", ZEROS), push(20, "c1", "c2")] }, "gap"],
    ["the log does not hold the branch's commit", { log: THREE.slice(1) }, "does not hold"],
    ["the log is empty", { log: [] }, "does not hold"],
    ["the log is of another branch", { log: THREE.map((one) => ({ ...one, ref: "refs/heads/evil" })) }, "does not hold"],
    ["there are too many pushes", { log: many }, "more than 60"],
    ["the log does not reach back", { log: THREE, link: `<${API}/repositories/1/activity?after=x>; rel="next"` }, "far enough"],
    ["the server keeps no log", { log: 404 }, "no log"],
    ["the branch was created later", { log: created }, "did not exist"],
    ["the log is refused", { log: 403 }, "does not allow"],
    ["a commit is gone", { gone: ["c2"] }, "gone"],
    ["the repository is empty", { repository: { headSha: "" } }, "empty"],
  ])("are unknown when %s", async (_case, world, reason) => {
    const { found } = await states(at(0), world);
    expect(found).toMatchObject({ known: false, reason: expect.stringContaining(reason) });
  });

  it("are a passing fault while the log may be behind, and when GitHub fails", async () => {
    await expect(states(at(15), { log: THREE.slice(1), now: at(30) + 59_000 })).rejects.toThrow(TemporaryFault);
    await expect(states(at(15), { log: 502 })).rejects.toThrow(TemporaryFault);
  });

  it("cost nothing new while nothing moved, and only new commits once it did", async () => {
    const { asked, again, spent } = await states(at(15));
    expect(asked).toHaveLength(6);
    const before = spent();
    nock(API).get("/repos/acme/shop/activity").query(true).reply(200, THREE);
    await again();
    expect(asked).toHaveLength(6);
    expect(spent().graphql).toBe(before.graphql);
  });

  it("take odd paths as they are, and many in several queries", async () => {
    const paths = ['docs/"quoted" ${x}\\.md', ...Array.from({ length: 40 }, (_, n) => `docs/${n}.md`)];
    const { found, asked, spent } = await states(at(15), { objects: { [`c2:${paths[0]}`]: "odd" } }, paths);
    expect(found.known && found.value[1]?.files[paths[0] ?? ""]).toBe("odd");
    expect(asked.filter((one) => one.includes(":"))).toHaveLength(3 * 41);
    expect(spent().graphql).toBe(3);
  });

  describe("of the organisation", () => {
    const answerOrganisation = (oid: string, policy: string) => {
      const files = [entry(".github/baton.yml", policy)];
      const over = {
        id: "R_9",
        name: ".github",
        pushedAt: second(10),
        defaultBranchRef: { name: "main", target: commitAnswer(oid, files) },
      };
      answer("BatonPolicy", { repository: repositoryAnswer(undefined, files, over) });
    };
    const wanted = { body: false, branch: null, organisation: { since: at(20), paths: [".github/baton.yml"] } };

    async function open() {
      expectToken();
      const connection = await connect();
      playObjects({ objects: { "c3:.github/baton.yml": "p1" } }, []);
      const readiness = new PolicyReadiness();
      const deps = { ...connection, readiness, now: () => at(59) };
      const item = {} as Parameters<typeof readEvidence>[1]["item"];
      return {
        deps,
        read: async (name = "shop") => (await readEvidence(deps, { repository: { ...shop, name }, item }, wanted)).organisation,
      };
    }

    it("are those of its repository as it is now", async () => {
      const { read } = await open();
      answerOrganisation("c3", "p1");
      expect(await read()).toEqual({ known: true, value: [{ at: null, commit: "c3", files: { ".github/baton.yml": "p1" } }] });
    });

    it("are a passing fault when its policy is no longer the one in use", async () => {
      const { deps, read } = await open();
      answerOrganisation("c3", "p1");
      await organisationFiles(deps, "acme");
      answerOrganisation("c4", "p2");
      await expect(read()).rejects.toThrow(TemporaryFault);
    });

    it("are unknown when it may not be read, and none when it is not there or is the repository itself", async () => {
      const { read } = await open();
      answer("BatonPolicy", { repository: null }, undefined, [{ type: "FORBIDDEN", path: ["repository"], message: "no" }]);
      expect(await read()).toEqual({ known: false, reason: "the organisation's policy cannot be read" });
      answer("BatonPolicy", { repository: null }, undefined, [{ type: "NOT_FOUND", path: ["repository"], message: "no" }]);
      expect(await read()).toEqual({ known: true, value: [] });
      expect(await read(".GitHub")).toEqual({ known: true, value: [] });
    });
  });

  it("are unknown when too many files are concerned", async () => {
    const log = [...many.slice(0, 60).with(59, push(30, "c1", "d59")), push(10, "c0", "c1")];
    const { found, spent } = await states(
      at(15),
      { log },
      Array.from({ length: 40 }, (_, n) => `docs/${n}.md`),
    );
    expect(found).toMatchObject({ known: false, reason: expect.stringContaining("too many files") });
    expect(spent().graphql).toBe(0);
  });
});
