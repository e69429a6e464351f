import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import { Requests } from "../../src/github/request-counts.js";
import { createClient } from "../../src/github/client.js";
import { listDeliveries, redeliver } from "../../src/github/deliveries.js";
import { appTransport } from "../../src/github/octokit.js";
import { createPacer } from "../../src/github/pacer.js";
import { API, fakeTime, probotAt } from "./support.js";

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

const START = Date.parse("2026-05-01T12:00:00Z");
const at = (minutesAgo: number) => new Date(START - minutesAgo * 60_000).toISOString();
const entry = (id: number, minutesAgo: number, over: object = {}) => ({
  id,
  guid: `guid-${id}`,
  event: "issues",
  action: "opened",
  delivered_at: at(minutesAgo),
  redelivery: false,
  status: "OK",
  status_code: 200,
  duration: 0.1,
  installation_id: 7,
  repository_id: 1,
  ...over,
});
const LOG = "/app/hook/deliveries";
const nextPage = (cursor: string) => ({ link: `<${API}${LOG}?per_page=100&cursor=${cursor}>; rel="next"` });

async function app() {
  const { timing } = fakeTime();
  const requests = new Requests();
  const client = createClient({
    installationId: 0,
    transport: await appTransport(probotAt(API)),
    pacer: createPacer(0, timing),
    requests,
    timing,
  });
  return { client, requests };
}

describe("GitHub's log of deliveries", () => {
  it("is read by cursor, until what is older than asked for", async () => {
    nock(API)
      .get(LOG)
      .query({ per_page: "100" })
      .reply(200, [entry(9, 1), entry(8, 2)], nextPage("v1_8"));
    nock(API)
      .get(LOG)
      .query({ per_page: "100", cursor: "v1_8" })
      .reply(200, [entry(7, 59), entry(6, 61)], nextPage("v1_6"));
    const log = await listDeliveries((await app()).client, START - 60 * 60_000);
    expect(log).toMatchObject({ complete: true, pages: 2 });
    expect(log?.attempts.map((one) => one.id)).toEqual([9, 8, 7]);
    expect(nock.pendingMocks()).toEqual([]);
  });

  it("ends where there is no next page", async () => {
    nock(API)
      .get(LOG)
      .query({ per_page: "100" })
      .reply(200, [entry(9, 1)]);
    expect(await listDeliveries((await app()).client, 0)).toEqual({
      attempts: [{ id: 9, guid: "guid-9", event: "issues", deliveredAt: Date.parse(at(1)) }],
      complete: true,
      pages: 1,
    });
  });

  it("is asked for where it is kept, whatever the address of the next page says", async () => {
    const evil = { link: `<https://evil.example.test/steal?baseUrl=https://evil.example.test&cursor=two&method=POST>; rel="next"` };
    nock(API)
      .get(LOG)
      .query({ per_page: "100" })
      .reply(200, [entry(9, 1)], evil);
    nock(API)
      .get(LOG)
      .query({ per_page: "100", cursor: "two" })
      .reply(200, [entry(8, 2)]);
    expect((await listDeliveries((await app()).client, 0))?.attempts).toHaveLength(2);
  });

  it("is bounded, and says when it was cut", async () => {
    nock(API)
      .persist()
      .get(LOG)
      .query(true)
      .reply(200, [entry(9, 1)], nextPage("again"));
    const { client, requests } = await app();
    expect(await listDeliveries(client, 0, 4)).toMatchObject({ complete: false, pages: 4 });
    expect(requests.total().reads).toBe(4);
  });

  it("is none on a server without one", async () => {
    nock(API).get(LOG).query(true).reply(404, { message: "Not Found" });
    expect(await listDeliveries((await app()).client, 0)).toBeNull();
  });

  it.each([
    ["no list", { message: "hello" }],
    ["a list of something else", [{ id: "x" }]],
  ])("that is %s is a fault, not an empty log", async (_, answer) => {
    nock(API).get(LOG).query(true).reply(200, answer);
    await expect(listDeliveries((await app()).client, 0)).rejects.toBeInstanceOf(TemporaryFault);
  });
});

describe("delivering once more", () => {
  it("is asked for once, as the App", async () => {
    nock(API, { reqheaders: { authorization: /^bearer ey/ } })
      .post(`${LOG}/12345678901/attempts`)
      .reply(202, {});
    expect(await redeliver((await app()).client, 12_345_678_901)).toBe(true);
  });

  it.each([404, 410, 422])("is not possible any more when GitHub says %i", async (status) => {
    nock(API).post(`${LOG}/1/attempts`).reply(status, { message: "no" });
    expect(await redeliver((await app()).client, 1)).toBe(false);
  });

  it("that failed is a fault", async () => {
    nock(API).post(`${LOG}/1/attempts`).reply(502, "");
    await expect(redeliver((await app()).client, 1)).rejects.toBeInstanceOf(TemporaryFault);
  });
});

describe("the limit that GitHub tells of", () => {
  it("is remembered from answers", async () => {
    nock(API).get(LOG).query(true).reply(200, [], { "x-ratelimit-remaining": "4321", "x-ratelimit-limit": "5000" });
    const { client, requests } = await app();
    expect([...requests.limits()]).toEqual([]);
    await listDeliveries(client, 0);
    expect([...requests.limits()]).toEqual([[0, { remaining: 4321, limit: 5000 }]]);
  });
});
