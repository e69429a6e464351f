import { describe, expect, test } from "vitest";
import { TerminalFault } from "../../src/core/basics/faults.js";
import type { Client, Page } from "../../src/github/client.js";
import { commitsSince, pullsThatBrought } from "../../src/github/deployed-range.js";
import { deploymentsTo, hasApproved, isPending } from "../../src/github/deployments.js";

const SHOP = { owner: "acme", name: "shop" };
const page = (data: unknown, next = false): Page => ({ data, next, nextQuery: {} });
const pageInfo = (hasNextPage = false) => ({ hasNextPage, endCursor: null });
const commits = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ sha: `s${from + index}`, author: { login: "ana", id: 1, type: "User" }, committer: {} }));

/** GitHub as these questions see it: lists by page, and one answer to queries. */
function github({ pages = [], graphql }: { pages?: (Page | null)[]; graphql?: unknown }): Client {
  let asked = 0;
  return {
    get: async () => pages[asked++] ?? null,
    graphql: async () => {
      if (graphql instanceof Error) throw graphql;
      return graphql;
    },
  } as unknown as Client;
}

describe("the commits of a range", () => {
  const compared = (total: number, from: number, count: number) => page({ total_commits: total, commits: commits(from, count) });

  test("are read page by page, with the accounts that GitHub gives them to", async () => {
    const found = await commitsSince(github({ pages: [compared(120, 0, 100), compared(120, 100, 20)] }), SHOP, "a", "b");
    expect(found.known && found.value).toHaveLength(120);
    expect(found.known && found.value[119]).toEqual({ sha: "s119", people: [{ login: "ana", id: 1, type: "User", isSelf: false }] });
  });

  test("are none where nothing is new, as after a step back", async () => {
    expect(await commitsSince(github({ pages: [compared(0, 0, 0)] }), SHOP, "b", "a")).toEqual({ known: true, value: [] });
  });

  test.each([
    ["too many", [compared(251, 0, 100)]],
    ["cut short", [compared(120, 0, 100), compared(120, 100, 0), compared(120, 100, 0)]],
    ["not compared", [null]],
  ] as [string, (Page | null)[]][])("are unknown where they are %s", async (_how, pages) => {
    expect((await commitsSince(github({ pages }), SHOP, "a", "b")).known).toBe(false);
  });

  test("of a first deployment are all that there are, if they are not too many", async () => {
    const few = await commitsSince(github({ pages: [page(commits(0, 100), true), page(commits(100, 3))] }), SHOP, null, "b");
    expect(few.known && few.value).toHaveLength(103);
    const many = Array.from({ length: 4 }, (_, index) => page(commits(index * 100, 100), true));
    expect((await commitsSince(github({ pages: many }), SHOP, null, "b")).known).toBe(false);
    expect((await commitsSince(github({ pages: [null] }), SHOP, null, "b")).known).toBe(false);
  });
});

describe("the pull requests of a range", () => {
  const issue = {
    id: "I1",
    number: 1,
    createdAt: "2026-01-01T00:00:00Z",
    state: "CLOSED",
    stateReason: "NOT_PLANNED",
    repository: { id: "R1", nameWithOwner: "acme/shop" },
  };
  const pull = (closes: unknown) => ({
    id: "P1",
    number: 7,
    createdAt: "2026-01-01T00:00:00Z",
    headRefOid: "h",
    headRefName: "b",
    isCrossRepository: false,
    author: { __typename: "Bot", login: "builder", databaseId: 5 },
    repository: { id: "R1", nameWithOwner: "acme/shop" },
    closingIssuesReferences: closes,
  });
  const of = (brought: unknown) => ({
    repository: { c0: { oid: "s0", associatedPullRequests: brought }, c1: { oid: "s1", associatedPullRequests: brought } },
  });
  const range = [
    { sha: "s0", people: [] },
    { sha: "s1", people: [] },
  ];
  const whole = { pageInfo: pageInfo(), nodes: [issue] };
  const ask = async (graphql: unknown) => await pullsThatBrought(github({ graphql }), SHOP, range, "baton");

  test("are told once each, with all of their commits and the issues that they close", async () => {
    const found = await ask(of({ pageInfo: pageInfo(), nodes: [pull(whole)] }));
    expect(found).toMatchObject({
      known: true,
      value: [
        {
          number: 7,
          commits: ["s0", "s1"],
          author: { login: "builder", type: "Bot" },
          closes: [{ number: 1, stateReason: "not_planned" }],
        },
      ],
    });
  });

  test("that close what this App cannot see say so", async () => {
    const found = await ask(of({ pageInfo: pageInfo(), nodes: [pull({ pageInfo: pageInfo(), nodes: [issue, null] })] }));
    expect(found.known && found.value[0]?.closes).toMatchObject([{ number: 1 }, null]);
  });

  test.each([
    ["of a commit that is not there", { repository: { c0: null, c1: null } }],
    ["of which one is hidden", of({ pageInfo: pageInfo(), nodes: [null] })],
    ["of which there are more", of({ pageInfo: pageInfo(true), nodes: [] })],
    ["that close more than is listed", of({ pageInfo: pageInfo(), nodes: [pull({ pageInfo: pageInfo(true), nodes: [issue] })] })],
    ["that GitHub does not let us see", new TerminalFault("no")],
  ])("%s are unknown", async (_how, graphql) => {
    expect((await ask(graphql)).known).toBe(false);
  });
});

describe("deployments", () => {
  const node = (over: object) => ({
    databaseId: 1,
    commitOid: "c",
    environment: "Staging",
    createdAt: "2026-01-01T00:00:00Z",
    statuses: { pageInfo: pageInfo(), nodes: [] },
    ...over,
  });
  const list = (nodes: unknown, more = false) => ({ repository: { deployments: { pageInfo: pageInfo(more), nodes } } });
  const ask = async (graphql: unknown) => await deploymentsTo(github({ graphql }), SHOP, "staging", "baton");

  test("are the environment's own, newest first, whatever its capitals", async () => {
    const later = node({ databaseId: 2, createdAt: "2026-01-02T00:00:00Z" });
    const found = await ask(list([node({}), later, node({ environment: "production" })]));
    expect(found.known && found.value.deployments.map(({ id }) => id)).toEqual([2, 1]);
    expect(found.known && found.value.areAll).toBe(true);
  });

  test("are not all where one is hidden, or older ones were not read", async () => {
    for (const answer of [list([null, node({})]), list([node({})], true)]) {
      const found = await ask(answer);
      expect(found.known && found.value.areAll).toBe(false);
    }
  });

  test.each([
    ["too many", { pageInfo: pageInfo(true), nodes: [] }],
    ["in part hidden", { pageInfo: pageInfo(), nodes: [null] }],
    ["not told", null],
  ])("of which the reports are %s are not known", async (_how, statuses) => {
    const found = await ask(list([node({ statuses })]));
    expect(found.known && found.value.deployments[0]?.statuses.known).toBe(false);
  });

  test("that may not be read are unknown", async () => {
    expect((await ask(new TerminalFault("no"))).known).toBe(false);
    expect((await ask({ repository: { deployments: null } })).known).toBe(false);
  });
});

describe("a run", () => {
  test("waits only for what GitHub lists", async () => {
    const pages = [page([{ environment: { name: "Production" } }])];
    expect(await isPending(github({ pages: [...pages] }), SHOP, 9, "production")).toBe(true);
    expect(await isPending(github({ pages: [...pages] }), SHOP, 9, "staging")).toBe(false);
    expect(await isPending(github({ pages: [null] }), SHOP, 9, "production")).toBe(false);
  });

  test("was answered only by this App, for this environment, in words with the mark", async () => {
    const approval = {
      state: "approved",
      comment: "yes <!-- baton:deployment 4 -->",
      user: { login: "baton[bot]" },
      environments: [{ name: "production" }],
    };
    const ask = async (over: object) =>
      await hasApproved(
        github({ pages: [page([{ ...approval, ...over }])] }),
        SHOP,
        { run: 9, environment: "production" },
        { slug: "baton", mark: "<!-- baton:deployment 4 -->" },
      );
    expect(await ask({})).toBe(true);
    expect(await ask({ user: { login: "olga" } })).toBe(false);
    expect(await ask({ comment: "yes <!-- baton:deployment 5 -->" })).toBe(false);
    expect(await ask({ state: "rejected" })).toBe(false);
    expect(await ask({ environments: [{ name: "staging" }] })).toBe(false);
  });
});
