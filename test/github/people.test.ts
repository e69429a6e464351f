import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import { drop } from "../../src/github/caches.js";
import { invalidates } from "../../src/github/events.js";
import type { Pin, Policy } from "../../src/core/policy/types.js";
import { readPeople } from "../../src/github/people.js";
import { TakenLogins } from "../../src/github/taken-logins.js";
import { API, connect, expectToken, REPO } from "./support.js";

const roles = {
  architect: { id: "architect", users: ["Ana"], teams: ["acme/architects"] },
  bots: { id: "bots", users: ["dependabot[bot]"], teams: [] },
};
const repository = { ...REPO, nodeId: "R_1" };
const team = "/orgs/acme/teams/architects";
const membership = (login: string) => `${team}/memberships/${login}`;
const asked = (login: string, role = "architect") => ({ roles: [{ login, roles: [role] }], permissions: [] });

beforeEach(() => {
  nock.disableNetConnect();
  expectToken();
});
afterEach(() => nock.cleanAll());

async function setUp() {
  const connection = await connect();
  const look = async (login: string, fresh = false, role = "architect") =>
    (await readPeople({ ...connection, repository, fresh }, asked(login, role), { roles })).memberships[role]?.[login.toLowerCase()];
  const may = async (login: string) =>
    (await readPeople({ ...connection, repository, fresh: false }, { roles: [], permissions: [login] }, { roles })).permissions[login];
  return { ...connection, look, may };
}

describe("who holds a role", () => {
  it("finds listed users without asking, whatever the case", async () => {
    const { look, spent } = await setUp();
    expect(await look("ANA")).toEqual({ is: "member" });
    expect(spent().reads).toBe(0);
  });

  it("takes nobody for a bot who has its name", async () => {
    const { look } = await setUp();
    expect(await look("dependabot", false, "bots")).toEqual({ is: "not_member" });
  });

  it.each([
    ["active", { is: "member" }],
    ["pending", { is: "not_member" }],
  ])("takes a membership that is %s as it is", async (state, expected) => {
    const { look } = await setUp();
    nock(API).get(membership("eve")).reply(200, { state, role: "member" });
    expect(await look("eve")).toEqual(expected);
  });

  it("believes a 404 only when the team itself can be read", async () => {
    const { look } = await setUp();
    nock(API).get(membership("eve")).times(2).reply(404, { message: "Not Found" });
    nock(API).get(team).reply(404, { message: "Not Found" });
    expect(await look("eve")).toEqual({ is: "unknown", reason: "team acme/architects cannot be read" });
    nock(API).get(team).reply(200, { id: 1 });
    expect(await look("eve")).toEqual({ is: "not_member" });
  });

  it("does not know when the App lacks the permission, and tries again when GitHub is down", async () => {
    const { look } = await setUp();
    nock(API).get(membership("eve")).reply(403, { message: "Resource not accessible by integration" });
    expect(await look("eve")).toMatchObject({ is: "unknown" });
    nock(API).get(membership("eve")).times(2).reply(500, {});
    await expect(look("eve")).rejects.toBeInstanceOf(TemporaryFault);
  });

  it("remembers for five minutes, but not past a fresh look or a membership event", async () => {
    const { look, time, caches, spent } = await setUp();
    const answer = (state: string) => nock(API).get(membership("eve")).reply(200, { state });
    answer("active");
    await look("eve");
    time.at += 4 * 60_000;
    expect(await look("eve")).toEqual({ is: "member" });
    expect(spent().reads).toBe(1);
    answer("pending");
    expect(await look("eve", true)).toEqual({ is: "not_member" });
    answer("active");
    drop(caches, invalidates("membership", { action: "added", organization: { login: "Acme" } }));
    expect(await look("eve")).toEqual({ is: "member" });
    answer("pending");
    time.at += 5 * 60_000;
    expect(await look("eve")).toEqual({ is: "not_member" });
  });

  it("gives nobody a role that does not exist, not even one that every object has", async () => {
    const { look } = await setUp();
    expect(await look("eve", false, "constructor")).toEqual({ is: "not_member" });
  });
});

describe("permissions", () => {
  const path = "/repos/acme/shop/collaborators/eve/permission";

  it.each([
    [{ permission: "read", role_name: "triage" }, "triage"],
    [{ permission: "write", role_name: "maintain" }, "maintain"],
    [{ permission: "write", role_name: "Release crew" }, "write"],
    [{ permission: "none" }, "none"],
  ])("reads %j", async (answer, value) => {
    const { may } = await setUp();
    nock(API).get(path).reply(200, answer);
    expect(await may("eve")).toEqual({ known: true, value });
  });

  it("does not guess", async () => {
    const { may } = await setUp();
    nock(API).get(path).reply(403, { message: "no" });
    expect(await may("eve")).toMatchObject({ known: false });
    nock(API).get(path).reply(404, { message: "no such user" });
    expect(await may("eve")).toEqual({ known: true, value: "none" });
  });
});

describe("logins that a policy pinned to accounts", () => {
  const ANA = 11;
  const pins = (pin: Pin): Policy["pins"] => ({
    "roles.architect": { ana: pin },
    "roles.bots": { "dependabot[bot]": { known: true, value: 5 } },
  });
  async function look(login: string, id: number | null, pin: Pin = { known: true, value: ANA }) {
    expectToken();
    const connection = await connect();
    const told: [string, boolean][] = [];
    const taken = new TakenLogins((owner, is) => told.push([owner, is]));
    nock(API).get(membership(login)).reply(404, { message: "Not Found" }).persist();
    nock(API).get(team).reply(200, { id: 1 }).persist();
    const needed = { ...asked(login), ...(id === null ? {} : { ids: { [login]: id } }) };
    const people = await readPeople({ ...connection, taken, repository, fresh: false }, needed, { roles, pins: pins(pin) });
    return { is: people.memberships["architect"]?.[login], told };
  }

  it("make the account a member, also under another login", async () => {
    expect(await look("ana", ANA)).toEqual({ is: { is: "member" }, told: [] });
    expect(await look("anna", ANA)).toEqual({ is: { is: "member" }, told: [] });
  });

  it("make nobody else one who took the login, and that is told", async () => {
    expect(await look("ana", 99)).toEqual({ is: { is: "not_member" }, told: [["acme", true]] });
    expect(await look("eve", 99)).toEqual({ is: { is: "not_member" }, told: [] });
  });

  it("make nobody a member whom nobody was when it was pinned", async () => {
    expect((await look("ana", 99, { known: true, value: null })).is).toEqual({ is: "not_member" });
  });

  it("leave it open where an account could not be told", async () => {
    expect((await look("ana", ANA, { known: false, reason: "refused" })).is).toEqual({ is: "unknown", reason: "refused" });
    expect((await look("ana", null)).is).toMatchObject({ is: "unknown" });
    expect((await look("eve", 99, { known: false, reason: "refused" })).is).toEqual({ is: "not_member" });
  });
});

describe("what is remembered of people", () => {
  it("is not taken for another account that got the login", async () => {
    const connection = await connect();
    const look = async (id: number) =>
      await readPeople({ ...connection, repository, fresh: false }, { ...asked("eve"), permissions: ["eve"], ids: { eve: id } }, { roles });
    nock(API).get(membership("eve")).reply(200, { state: "active" });
    const path = "/repos/acme/shop/collaborators/eve/permission";
    nock(API)
      .get(path)
      .reply(200, { permission: "admin", user: { id: 1, login: "eve" } });
    await look(1);
    const again = await look(1);
    expect([again.memberships["architect"]?.["eve"], again.permissions["eve"]]).toEqual([
      { is: "member" },
      { known: true, value: "admin" },
    ]);
    nock(API).get(membership("eve")).reply(404, {});
    nock(API).get(team).reply(200, {});
    nock(API)
      .get(path)
      .reply(200, { permission: "read", user: { id: 2, login: "eve" } });
    const other = await look(2);
    expect([other.memberships["architect"]?.["eve"], other.permissions["eve"]]).toEqual([
      { is: "not_member" },
      { known: true, value: "read" },
    ]);
  });

  it("is not believed while the login passes from one account to another", async () => {
    const connection = await connect();
    nock(API)
      .get("/repos/acme/shop/collaborators/eve/permission")
      .reply(200, { permission: "admin", user: { id: 2, login: "eve" } });
    const needed = { roles: [], permissions: ["eve"], ids: { eve: 1 } };
    const { permissions } = await readPeople({ ...connection, repository, fresh: false }, needed, { roles });
    expect(permissions["eve"]).toMatchObject({ known: false });
  });

  it("asks for a team once, not for everybody who is no member, but past the memory right before an acceptance", async () => {
    const { look, spent } = await setUp();
    for (const login of ["eve", "bob", "joe"]) nock(API).get(membership(login)).reply(404, {});
    nock(API).get(team).reply(200, {}).persist();
    await look("eve");
    await look("bob");
    expect(spent().reads).toBe(3);
    await look("joe", true);
    expect(spent().reads).toBe(5);
  });
});

describe("logins that somebody typed", () => {
  const path = (login: string) => `/repos/acme/shop/collaborators/${login}/permission`;
  async function typed(...accounts: string[]) {
    expectToken();
    const connection = await connect();
    const read = async () =>
      await readPeople({ ...connection, repository, fresh: false }, { roles: [], permissions: [], accounts }, { roles });
    return { read, spent: connection.spent };
  }

  it("are told by number, with what they may do here, by one request that is remembered", async () => {
    const { read, spent } = await typed("Bob");
    nock(API)
      .get(path("Bob"))
      .reply(200, { permission: "none", role_name: "none", user: { id: 4, login: "bob" } });
    const found = { accounts: { bob: { known: true, value: 4 } }, permissions: { bob: { known: true, value: "none" } } };
    expect(await read()).toMatchObject(found);
    expect(await read()).toMatchObject(found);
    expect(spent().reads).toBe(1);
  });

  it("are nobody where there is no such account, and nothing is asked for what is no login", async () => {
    const { read, spent } = await typed("bob", "../../orgs/acme", "a b");
    nock(API).get(path("bob")).reply(404, { message: "bob is not a user" });
    expect((await read()).accounts).toEqual({
      bob: { known: true, value: null },
      "../../orgs/acme": { known: true, value: null },
      "a b": { known: true, value: null },
    });
    expect(spent().reads).toBe(1);
  });

  it.each([
    ["GitHub refuses", 403, { message: "no" }],
    ["the answer does not tell whose it is", 200, { permission: "read", user: null }],
    ["the answer is somebody else's", 200, { permission: "read", user: { id: 4, login: "rob" } }],
  ])("are unknown where %s", async (_case, status, body) => {
    const { read } = await typed("bob");
    nock(API).get(path("bob")).reply(status, body);
    expect((await read()).accounts["bob"]).toMatchObject({ known: false });
  });
});
