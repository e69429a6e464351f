import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryFault } from "../../src/core/faults.js";
import { drop } from "../../src/github/caches.js";
import { invalidates } from "../../src/github/invalidations.js";
import { readPeople } from "../../src/github/people.js";
import { API, connect, expectToken, REPO } from "./support.js";

const roles = {
  architect: { id: "architect", users: ["Ana"], teams: ["acme/architects"] },
  bots: { id: "bots", users: ["dependabot[bot]"], teams: [] },
};
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
    (await readPeople({ ...connection, repository: REPO, fresh }, asked(login, role), roles)).memberships[role]?.[login.toLowerCase()];
  const may = async (login: string) =>
    (await readPeople({ ...connection, repository: REPO, fresh: false }, { roles: [], permissions: [login] }, roles)).permissions[login];
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
