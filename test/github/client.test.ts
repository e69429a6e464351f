import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryFault, TerminalFault } from "../../src/core/basics/faults.js";
import { getAll } from "../../src/github/client.js";
import { baseUrlFrom } from "../../src/github/octokit.js";
import { API, connect, expectToken, INSTALLATION, probotAt } from "./support.js";

const ISSUE = "GET /repos/{owner}/{repo}/issues/{issue_number}";
const one = { owner: "acme", repo: "shop", issue_number: 1 };
const path = "/repos/acme/shop/issues/1";
const comment = { owner: "acme", repo: "shop", issue_number: 1, body: "hello" };
const COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
});

const faultOf = async (promise: Promise<unknown>) =>
  await promise.then(
    () => null,
    (error: unknown) => error,
  );

describe("where requests go", () => {
  it("builds the base of an enterprise server", () => {
    expect(baseUrlFrom({ GHE_HOST: "ghe.example.test" })).toBe(API);
    expect(baseUrlFrom({ GHE_HOST: "127.0.0.1:4010", GHE_PROTOCOL: "http" })).toBe("http://127.0.0.1:4010/api/v3");
    expect(baseUrlFrom({})).toBeUndefined();
  });

  it("fetches a cold token from the same server, asked by name too", async () => {
    const scope = expectToken();
    const octokit = await probotAt(API).auth(INSTALLATION);
    const auth = (await octokit.auth({ type: "installation", installationId: INSTALLATION })) as { token: string };
    expect(auth.token).toBe("ghs_one");
    scope.done();
  });

  it("takes the base from the settings when Probot was given none", async () => {
    expectToken();
    const octokit = await probotAt(undefined, { baseUrl: API }).auth(INSTALLATION);
    expect(await octokit.auth({ type: "installation", installationId: INSTALLATION })).toMatchObject({ token: "ghs_one" });
  });

  it("sends GraphQL to the server's own endpoint", async () => {
    expectToken();
    nock("https://ghe.example.test")
      .post("/api/graphql")
      .reply(200, { data: { viewer: { login: "baton" } } });
    const { client, spent } = await connect();
    expect(await client.graphql("query Q { viewer { login } }", {})).toEqual({ viewer: { login: "baton" } });
    expect(spent()).toMatchObject({ graphql: 1, reads: 0 });
  });
});

describe("reads", () => {
  it("asks again with the ETag, and an unchanged answer costs no read", async () => {
    expectToken();
    nock(API).get(path).reply(200, { number: 1 }, { etag: '"a"' });
    nock(API, { reqheaders: { "if-none-match": '"a"' } })
      .get(path)
      .reply(304);
    const { client, spent } = await connect();
    const first = await client.get(ISSUE, one);
    expect(await client.get(ISSUE, one)).toEqual(first);
    expect(spent()).toMatchObject({ reads: 1, unchanged: 1 });
  });

  it.each([404, 410])("takes %i as absent", async (status) => {
    expectToken();
    nock(API).get(path).reply(status, { message: "Not Found" });
    const { client } = await connect();
    expect(await client.get(ISSUE, one)).toBeNull();
  });

  it.each([
    ["a 502", (i: nock.Interceptor) => i.reply(502, { message: "Bad gateway" })],
    ["a reset", (i: nock.Interceptor) => i.replyWithError(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }))],
    ["truncated JSON", (i: nock.Interceptor) => i.reply(200, '{"number": 1, "ti', { "content-type": "application/json" })],
    ["an HTML page", (i: nock.Interceptor) => i.reply(200, "<html>unicorn</html>", { "content-type": "text/html" })],
  ])("repeats a read once after %s", async (_what, fail) => {
    expectToken();
    fail(nock(API).get(path));
    nock(API).get(path).reply(200, { number: 1 });
    const { client, time } = await connect();
    expect((await client.get(ISSUE, one))?.data).toEqual({ number: 1 });
    expect(time.slept).toHaveLength(1);
  });

  it("gives up as a passing fault when it fails twice", async () => {
    expectToken();
    nock(API).get(path).times(2).reply(500, { message: "boom" });
    const { client } = await connect();
    expect(await faultOf(client.get(ISSUE, one))).toBeInstanceOf(TemporaryFault);
    expect(nock.isDone()).toBe(true);
  });

  it("does not wait for ever", async () => {
    expectToken();
    nock(API).get(path).times(2).delay(5000).reply(200, { number: 1 });
    const { client } = await connect({ timeout: 50 });
    expect(await faultOf(client.get(ISSUE, one))).toBeInstanceOf(TemporaryFault);
  });

  it("follows every page, and stops rather than pass on a part", async () => {
    expectToken();
    const list = `${path}/dependencies/blocked_by`;
    nock(API)
      .get(list)
      .query({ per_page: 100, page: 1 })
      .reply(200, [1], { link: `<${API}${list}?page=2>; rel="next"` });
    nock(API)
      .get(list)
      .query({ per_page: 100, page: 2 })
      .reply(200, [2], { link: `<${API}${list}?page=3>; rel="next"` });
    nock(API).get(list).query({ per_page: 100, page: 3 }).reply(200, [3]);
    const { client } = await connect();
    const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by";
    expect(await getAll(client, route, one, (data) => data as unknown[])).toEqual([1, 2, 3]);
    nock(API)
      .get(list)
      .query(true)
      .reply(200, [1], { link: `<${API}>; rel="next"` });
    expect(await faultOf(getAll(client, route, one, (data) => data as unknown[], { maxPages: 1 }))).toBeInstanceOf(TerminalFault);
  });
});

describe("limits and refusals", () => {
  it("says until when the secondary limit lasts, and asks nothing meanwhile", async () => {
    expectToken();
    nock(API).get(path).reply(403, { message: "You have exceeded a secondary rate limit" }, { "retry-after": "30" });
    const { client, time, spent } = await connect();
    const start = time.at;
    const fault = await faultOf(client.get(ISSUE, one));
    expect(fault).toBeInstanceOf(TemporaryFault);
    expect((fault as TemporaryFault).retryAt).toBe(start + 30_000);
    expect(await faultOf(client.get(ISSUE, one))).toMatchObject({ retryAt: start + 30_000 });
    expect(spent().reads).toBe(1);
    time.at = start + 30_000;
    nock(API).get(path).reply(200, { number: 1 });
    expect(await client.get(ISSUE, one)).not.toBeNull();
  });

  it("waits for the primary limit's reset", async () => {
    expectToken();
    const { client, time } = await connect();
    const reset = Math.floor(time.at / 1000) + 600;
    nock(API)
      .get(path)
      .reply(403, { message: "API rate limit exceeded" }, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) });
    expect(await faultOf(client.get(ISSUE, one))).toMatchObject({ name: "TemporaryFault", retryAt: reset * 1000 });
  });

  it("renews a token that GitHub no longer takes", async () => {
    expectToken(API, "ghs_old");
    const { client } = await connect();
    nock(API).get("/repos/acme/shop/issues/2").reply(200, {});
    await client.get(ISSUE, { ...one, issue_number: 2 });
    nock(API, { reqheaders: { authorization: "token ghs_old" } })
      .get(path)
      .times(6)
      .reply(401, { message: "Bad credentials" });
    expectToken(API, "ghs_new");
    nock(API, { reqheaders: { authorization: "token ghs_new" } })
      .get(path)
      .reply(200, { number: 1 });
    expect((await client.get(ISSUE, one))?.data).toEqual({ number: 1 });
  }, 20_000);

  it("names the permission that is missing", async () => {
    expectToken();
    nock(API)
      .get(path)
      .reply(403, { message: "Resource not accessible by integration" }, { "x-accepted-github-permissions": "issues=read" });
    const { client } = await connect();
    const fault = await faultOf(client.get(ISSUE, one));
    expect(fault).toBeInstanceOf(TerminalFault);
    expect((fault as Error).message).toContain("issues=read");
  });

  it.each([403, 404])("parks when no token can be had (%i)", async (status) => {
    nock(API)
      .post(/access_tokens$/)
      .reply(status, { message: "This installation has been suspended" });
    const { client } = await connect();
    expect(await faultOf(client.get(ISSUE, one))).toBeInstanceOf(TerminalFault);
  });

  it("reads GraphQL's own limit and refusal", async () => {
    expectToken();
    const { client, time } = await connect();
    const graphql = () => nock("https://ghe.example.test").post("/api/graphql");
    graphql().reply(200, { data: null, errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] });
    expect(await faultOf(client.graphql("query Q { x }", {}))).toBeInstanceOf(TerminalFault);
    graphql()
      .times(2)
      .reply(200, { data: null, errors: [{ message: "Something went wrong while executing your query." }] });
    expect(await faultOf(client.graphql("query Q { x }", {}))).toBeInstanceOf(TemporaryFault);
    const reset = Math.floor(time.at / 1000) + 60;
    graphql().reply(
      200,
      { errors: [{ type: "RATE_LIMITED", message: "limit" }] },
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
    );
    expect(await faultOf(client.graphql("query Q { x }", {}))).toMatchObject({ retryAt: reset * 1000 });
  });
});

describe("writes", () => {
  it.each([
    ["a 502", (i: nock.Interceptor) => i.reply(502, { message: "Bad gateway" })],
    ["a reset", (i: nock.Interceptor) => i.replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }))],
    ["truncated JSON", (i: nock.Interceptor) => i.reply(201, '{"id": 1', { "content-type": "application/json" })],
  ])("sends a POST once, whatever happens: %s", async (_what, fail) => {
    expectToken();
    fail(nock(API).post(`${path}/comments`));
    nock(API).post(`${path}/comments`).reply(201, { id: 2 });
    const { client, spent } = await connect();
    expect(await faultOf(client.write(COMMENT, comment))).toBeInstanceOf(TemporaryFault);
    expect(spent().writes).toBe(1);
    expect(nock.pendingMocks()).toHaveLength(1);
  });
});
