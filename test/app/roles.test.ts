import { createHmac, generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "../../src/telemetry/log.js";
import type { WorkKey } from "../../src/core/ports.js";
import { startServer } from "../../src/app/serve/server.js";
import type { RunningServer } from "../../src/app/serve/server.js";
import { readSettings } from "../../src/app/settings/settings.js";
import { startPostgres } from "../support/postgres.js";
import type { Cluster } from "../support/postgres.js";

const SECRET = "the-current-secret-123456";
const TOKEN = "an-admin-token-of-some-length";
const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const key = (number: number): WorkKey => ({ kind: "item", installationId: 5, repositoryId: "R", owner: "acme", name: "app", number });

let cluster: Cluster | string;
beforeAll(async () => {
  cluster = await startPostgres();
}, 120_000);
afterAll(async () => typeof cluster !== "string" && (await cluster.remove()));

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

interface Part {
  role: "all" | "web" | "worker";
  seen: number[];
  fails?: () => boolean;
}

async function start(url: string, { role, seen, fails }: Part): Promise<RunningServer> {
  const env = {
    APP_ID: "1",
    PRIVATE_KEY: pem,
    WEBHOOK_SECRET: SECRET,
    PORT: "0",
    GHE_HOST: "127.0.0.1:9",
    GHE_PROTOCOL: "http",
    DATABASE_URL: url,
    BATON_ROLE: role,
    BATON_ADMIN_TOKEN: TOKEN,
  };
  const read = readSettings(env);
  if (!read.ok) throw new Error("settings");
  const server = await startServer(read.settings, {
    log: createLog({ level: "silent" }),
    workFor: (_event, payload) => [key((payload as { number: number }).number)],
    reconcile: async (work) => {
      if (fails?.()) throw new Error(`broken with ${SECRET}`);
      if (work.kind === "item") seen.push(work.number);
      return { dueAt: null };
    },
    pages: () => [(request, response) => request.url === "/" && Boolean(response.end("board"))],
    probes: () => [(request, response) => request.url === "/metrics" && Boolean(response.end("metrics"))],
    worker: { backoff: { baseMs: 1 } },
  });
  running.push(server);
  return server;
}

async function deliver(server: RunningServer, id: string, number: number): Promise<number> {
  const body = JSON.stringify({ number });
  const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": signature,
    "x-github-delivery": id,
    "x-github-event": "issues",
  };
  return (await fetch(`${server.url}/api/github/webhooks`, { method: "POST", body, headers })).status;
}

const get = async (server: RunningServer, path: string) => (await fetch(server.url + path)).status;

describe("several processes on one PostgreSQL", () => {
  it("share the work: web takes it, workers do it, each piece once", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const url = await cluster.database();
    const seen: number[] = [];
    const [web, worker] = await Promise.all((["web", "worker", "worker"] as const).map((role) => start(url, { role, seen })));
    if (!web || !worker) throw new Error("not started");
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => deliver(web, `d${n}`, n)));
    expect(new Set(answers)).toEqual(new Set([202]));
    await web.idle();
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(await Promise.all(["/api/github/webhooks", "/", "/healthz", "/readyz", "/metrics"].map((path) => get(worker, path)))).toEqual([
      404, 404, 200, 200, 200,
    ]);
    expect(await Promise.all(["/", "/healthz", "/readyz", "/metrics"].map((path) => get(web, path)))).toEqual([200, 200, 200, 200]);
  });

  it("hear of work at once, not only when they look", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const url = await cluster.database();
    const seen: number[] = [];
    const [web, worker] = [await start(url, { role: "web", seen }), await start(url, { role: "worker", seen })];
    let told = 0;
    worker.store.onDue(() => told++);
    await new Promise((resolve) => setTimeout(resolve, 300));
    told = 0;
    await web.store.enqueue([key(1)], Date.now());
    await expect.poll(() => told).toBeGreaterThan(0);
  });

  it("outlive the loss of the database: webhooks are refused, then everything resumes", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const url = await cluster.database();
    const seen: number[] = [];
    const [web, worker] = [await start(url, { role: "web", seen }), await start(url, { role: "worker", seen })];
    expect(await deliver(web, "before", 1)).toBe(202);
    await web.idle();
    await cluster.kill();
    expect(await deliver(web, "during", 2)).toBe(503);
    expect(await get(web, "/readyz")).toBe(503);
    expect(await get(worker, "/healthz")).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await cluster.start();
    expect(await deliver(web, "during", 2)).toBe(202);
    await expect.poll(() => seen, { timeout: 15_000 }).toEqual([1, 2]);
  }, 40_000);
});

describe("/admin", () => {
  const as = (token: string | null, init: RequestInit = {}): RequestInit => ({
    ...init,
    headers: new Headers(token ? { authorization: `Bearer ${token}` } : {}),
  });

  it("lists what is parked and replays it", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    let broken = true;
    const seen: number[] = [];
    const server = await start(await cluster.database(), { role: "all", seen, fails: () => broken });
    await server.store.enqueue([key(1), key(2), key(3)], Date.now());
    await expect.poll(() => server.store.countParked(), { timeout: 15_000 }).toBe(3);
    const listed = await (await fetch(`${server.url}/admin/dead-letters?limit=2`, as(TOKEN))).json();
    expect(listed).toMatchObject({ total: 3, letters: [{ repository: "acme/app", attempts: 8 }, {}] });
    expect(JSON.stringify(listed)).toContain("broken with [redacted]");
    broken = false;
    const replay = (body: string) => fetch(`${server.url}/admin/replay`, as(TOKEN, { method: "POST", body }));
    expect((await replay('{"id":"item:R:1"}')).status).toBe(200);
    expect((await replay('{"id":"item:R:1"}')).status).toBe(404);
    expect((await replay("[]")).status).toBe(400);
    expect((await replay(`{"id":"${"x".repeat(20_000)}"}`)).status).toBe(400);
    expect(await (await fetch(`${server.url}/admin/replay-all`, as(TOKEN, { method: "POST" }))).json()).toEqual({ replayed: 2 });
    await server.idle();
    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  }, 30_000);

  it("is for those with the token, and not for ever for those who guess", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const server = await start(await cluster.database(), { role: "web", seen: [] });
    const status = async (token: string | null) => (await fetch(`${server.url}/admin/dead-letters`, as(token))).status;
    expect([await status(null), await status(`${TOKEN}x`), await status(TOKEN.slice(1)), await status(TOKEN)]).toEqual([
      401, 401, 401, 200,
    ]);
    expect((await fetch(`${server.url}/admin/replay`, as(TOKEN))).status).toBe(405);
    expect((await fetch(`${server.url}/admin/other`, as(TOKEN))).status).toBe(404);
    for (let n = 0; n < 20; n++) await status("a-wrong-token-of-some-length");
    expect([await status("a-wrong-token-of-some-length"), await status(TOKEN)]).toEqual([429, 200]);
  });
});
