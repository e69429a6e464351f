import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BOTS, loginLists } from "../../src/core/policy/pins.js";
import type { Policy, Role } from "../../src/core/policy/types.js";
import { accountsOf } from "../../src/github/accounts.js";
import { pinned, type KeptPin } from "../../src/github/pins.js";
import { TakenLogins } from "../../src/github/taken-logins.js";
import { answer, policyOf } from "./answers.js";
import { API, connect, expectToken } from "./support.js";

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

const role = (id: string, ...users: string[]): Role => ({ id, users, teams: [] });
const withRoles = (...roles: Role[]): Policy => policyOf("acme/shop", "c1", Object.fromEntries(roles.map((one) => [one.id, one])));
const HOMES = { own: "R_1", organisation: null as string | null };
const ONE = { known: true, value: 1 } as const;

async function setUp() {
  const connection = await connect();
  const kept = new Map<string, KeptPin[]>();
  const told: [string, boolean][] = [];
  const pins = {
    load: async (id: string) => kept.get(id) ?? [],
    save: async (id: string, news: KeptPin[]) => {
      const before = kept.get(id) ?? [];
      const isThere = (pin: KeptPin) =>
        before.some((one) => one.list === pin.list && one.definition === pin.definition && one.login === pin.login);
      kept.set(id, [...before, ...news.filter((pin) => !isThere(pin))]);
      return kept.get(id) ?? [];
    },
  };
  const taken = new TakenLogins((owner, is) => told.push([owner, is]));
  const deps = { ...connection, pins, taken, now: () => connection.time.at };
  const pin = async (policy: Policy, homes = HOMES) => (await pinned(deps, policy, homes)).pins;
  return { ...connection, deps, kept, taken, told, pin };
}

function people(accounts: Record<string, number | null>) {
  const found = Object.entries(accounts).map(
    ([login, id], index) => [`l${index}`, id === null ? null : { login, databaseId: id }] as const,
  );
  const errors = found.flatMap(([alias, one]) => (one ? [] : [{ type: "NOT_FOUND", path: [alias], message: "no" }]));
  answer("BatonAccounts", Object.fromEntries(found), undefined, errors.length > 0 ? errors : undefined);
}

describe("a policy's logins", () => {
  it("are the accounts they name when they are first read, all asked for at once, nobody included", async () => {
    const { pin, spent } = await setUp();
    people({ ana: 1, bob: null });
    expect(await pin(withRoles(role("lead", "Ana", "bob"), role("taker", "ana")))).toEqual({
      "roles.lead": { ana: ONE, bob: { known: true, value: null } },
      "roles.taker": { ana: ONE },
    });
    expect(spent()).toMatchObject({ graphql: 1, reads: 0 });
  });

  it("stay these accounts, whoever has the logins later, in this process and the next", async () => {
    const { pin, caches, spent } = await setUp();
    people({ ana: 1 });
    await pin(withRoles(role("lead", "ana")));
    expect(await pin(withRoles(role("lead", "ana")))).toEqual({ "roles.lead": { ana: ONE } });
    caches.pins.deletePrefix("");
    expect(await pin(withRoles(role("lead", "ana")))).toEqual({ "roles.lead": { ana: ONE } });
    expect(spent().graphql).toBe(1);
  });

  it("stay those whom another process was first to read", async () => {
    const { deps, kept, pin } = await setUp();
    const [list] = loginLists(withRoles(role("lead", "ana")));
    people({ ana: 9 });
    const save = deps.pins.save;
    deps.pins.save = async (id, news) => {
      kept.set(id, [{ list: list?.list ?? "", definition: list?.definition ?? "", login: "ana", account: 1, at: 0 }]);
      return await save(id, news);
    };
    expect(await pin(withRoles(role("lead", "ana")))).toEqual({ "roles.lead": { ana: ONE } });
  });

  it("are read anew in the role that is worded otherwise, and in no other", async () => {
    const { pin } = await setUp();
    people({ ana: 1 });
    await pin(withRoles(role("lead", "ana"), role("taker", "ana")));
    people({ ana: 9, bob: 2 });
    const changed = await pin(withRoles(role("lead", "ana", "bob"), role("taker", "ana")));
    expect(changed).toMatchObject({ "roles.lead": { ana: { value: 9 }, bob: { value: 2 } }, "roles.taker": { ana: ONE } });
  });

  it("are unknown where GitHub refuses, and asked for again", async () => {
    const { pin, kept } = await setUp();
    answer("BatonAccounts", null, undefined, [{ type: "FORBIDDEN", path: ["l0"], message: "no" }]);
    expect(await pin(withRoles(role("lead", "ana")))).toMatchObject({ "roles.lead": { ana: { known: false } } });
    expect(kept.size).toBe(0);
    people({ ana: 1 });
    expect(await pin(withRoles(role("lead", "ana")))).toEqual({ "roles.lead": { ana: ONE } });
  });

  it("of the organisation's roles name the same accounts in all its repositories", async () => {
    const { pin, kept } = await setUp();
    const policy = {
      ...withRoles(role("lead", "ana"), role("own", "ana")),
      places: { "roles.lead": { file: ".github:.github/baton.yml", line: 1 } },
    };
    people({ ana: 1 });
    await pin(policy, { own: "R_1", organisation: "R_org" });
    expect(kept.get("R_org")?.map(({ list }) => list)).toEqual(["roles.lead"]);
    people({ ana: 9 });
    expect(await pin(policy, { own: "R_2", organisation: "R_org" })).toMatchObject({
      "roles.lead": { ana: ONE },
      "roles.own": { ana: { value: 9 } },
    });
  });

  it("that name bots are looked up as bots", async () => {
    const { pin } = await setUp();
    const policy = { ...withRoles(role("lead", "renovate[bot]")), acknowledgement: { self: false, bots: ["Renovate"] } };
    nock(API).get("/users/renovate%5Bbot%5D").reply(200, { login: "renovate[bot]", id: 29 });
    expect(await pin(policy)).toEqual({
      "roles.lead": { "renovate[bot]": { known: true, value: 29 } },
      [BOTS]: { renovate: { known: true, value: 29 } },
    });
  });

  it("are not asked for where nobody is named, and not pinned where nothing is kept", async () => {
    const { pin, deps, spent } = await setUp();
    expect(await pin(withRoles())).toEqual({});
    expect((await pinned({ ...deps, pins: null }, withRoles(role("lead", "ana")), HOMES)).pins).toBeUndefined();
    expect(spent().graphql).toBe(0);
  });

  it("are no longer told of as taken once the policy is worded otherwise", async () => {
    const { pin, taken, told } = await setUp();
    people({ ana: 1 });
    await pin(withRoles(role("lead", "ana")));
    taken.note("R_1", "acme");
    taken.note("R_1", "acme");
    await pin(withRoles(role("lead", "ana")));
    expect(told).toEqual([["acme", true]]);
    people({ anna: 1 });
    await pin(withRoles(role("lead", "anna")));
    expect(told).toEqual([
      ["acme", true],
      ["acme", false],
    ]);
  });
});

it("more than a hundred accounts take several queries", async () => {
  const { client, spent } = await connect();
  const logins = Array.from({ length: 101 }, (_, n) => `u${n}`);
  people(Object.fromEntries(logins.slice(0, 100).map((login, n) => [login, n])));
  people({ u100: 100 });
  const found = await accountsOf(client, logins);
  expect([found.size, found.get("u100")]).toEqual([101, { known: true, value: 100 }]);
  expect(spent().graphql).toBe(2);
});
