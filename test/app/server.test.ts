import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createLog } from "../../src/telemetry/log.js";
import type { WorkKey } from "../../src/core/ports.js";
import { startServer } from "../../src/app/serve/server.js";
import type { RunningServer, ServerDeps } from "../../src/app/serve/server.js";
import { readSettings } from "../../src/app/settings/settings.js";
import type { Settings } from "../../src/app/settings/settings.js";
import { folder } from "../store/samples.js";

const TOKEN = "an-admin-token-of-some-length";
const SECRET = "the-current-secret-123456";
const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const key: WorkKey = { kind: "item", installationId: 5, repositoryId: "R", owner: "acme", name: "app", number: 3 };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function github(status: number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, { "content-type": "application/json" }).end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function settings(gheHost: string, dataFolder = folder()): Settings {
  const env = {
    APP_ID: "1",
    PRIVATE_KEY: pem,
    WEBHOOK_SECRET: SECRET,
    PORT: "0",
    GHE_HOST: gheHost,
    GHE_PROTOCOL: "http",
    BATON_DATA: dataFolder,
  };
  const read = readSettings(env);
  if (!read.ok) throw new Error("settings");
  return read.settings;
}

/** What an App does first: it asks GitHub who it is. */
const askGithub: ServerDeps["onStart"] = async ({ probot }) => void (await (await probot.auth()).request("GET /app"));

async function start(from: Settings, reconcile: ServerDeps["reconcile"], onStart?: ServerDeps["onStart"]): Promise<RunningServer> {
  const log = createLog({ level: "silent" });
  const server = await startServer(from, {
    reconcile,
    workFor: () => [key],
    log,
    onStart,
    worker: { leaseMs: 200, pollMs: 20, backoff: { baseMs: 1 } },
  });
  closing.push(() => server.stop());
  return server;
}

async function deliver(server: RunningServer, id: string): Promise<number> {
  const body = "{}";
  const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": signature,
    "x-github-delivery": id,
    "x-github-event": "issues",
  };
  return (await fetch(`${server.url}/api/github/webhooks`, { method: "POST", body, headers })).status;
}

const ready = async (server: RunningServer) => {
  const response = await fetch(`${server.url}/readyz`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
};

describe("the server", () => {
  it("carries a webhook to the work, with everything the work needs", async () => {
    const seen: WorkKey[] = [];
    const server = await start(settings(await github(200)), async (work, _, context) => {
      seen.push(work);
      await context.probot.auth(work.installationId);
      return { dueAt: null };
    });
    expect(await deliver(server, "d1")).toBe(202);
    await server.idle();
    expect(await deliver(server, "d1")).toBe(202);
    await server.idle();
    expect(seen).toEqual([key]);
  });

  it("answers before the work is done", async () => {
    let release = () => {};
    const wait = new Promise<void>((resolve) => (release = resolve));
    const server = await start(settings(await github(200)), async () => (await wait, { dueAt: null }));
    expect(await deliver(server, "d1")).toBe(202);
    release();
    await server.idle();
  });

  it("does after a restart what it had accepted and not done", async () => {
    const from = settings(await github(200));
    const first = await start(from, async () => Promise.reject(new Error("not today")));
    await deliver(first, "d1");
    await first.stop();
    const seen: WorkKey[] = [];
    const second = await start(from, async (work) => (seen.push(work), { dueAt: null }));
    if ((await second.store.deadLetters()).length > 0) await second.store.replay(key, Date.now());
    await second.idle();
    expect(seen).toEqual([key]);
  });

  it("does not start on a folder that another App has, and gives its own back", async () => {
    const from = settings(await github(200));
    const first = await start(from, async () => ({ dueAt: null }));
    await expect(start(from, async () => ({ dueAt: null }))).rejects.toThrow(/^BATON_DATA: another process .* works on/);
    await first.stop();
    await start(from, async () => ({ dueAt: null }));
  });

  it("stops twice as well as once", async () => {
    const server = await start(settings(await github(200)), async () => ({ dueAt: null }));
    await Promise.all([server.stop(), server.stop()]);
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

describe("health", () => {
  it("tells that it lives and is ready, and nothing else", async () => {
    const server = await start(settings(await github(200)), async () => ({ dueAt: null }), askGithub);
    await expect
      .poll(async () => (await ready(server)).body["github"], { interval: 1_100, timeout: 8_000 })
      .toMatchObject({ reachable: true, problem: null });
    const { status, body, headers } = await ready(server);
    expect({ status, body }).toMatchObject({ status: 200, body: { status: "ready", store: { writable: true }, parked: 0, notices: [] } });
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: "alive" });
    expect((await fetch(`${server.url}/healthz`, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  it("says that GitHub refuses the App's credentials, and still takes webhooks", async () => {
    const server = await start(settings(await github(401)), async () => ({ dueAt: null }), askGithub);
    await expect
      .poll(async () => (await ready(server)).body["github"], { interval: 1_100, timeout: 8_000 })
      .toMatchObject({ problem: expect.stringContaining("credentials") });
    expect((await ready(server)).status).toBe(200);
    expect(await deliver(server, "d1")).toBe(202);
  });

  it("is not ready when the store cannot write", async () => {
    const server = await start(settings(await github(200)), async () => ({ dueAt: null }));
    await server.store.close();
    expect(await ready(server)).toMatchObject({ status: 503, body: { status: "unavailable", store: { writable: false } } });
    expect(await deliver(server, "d1")).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it("shows what holds the writes back: the setting, or an administrator until he lets them go", async () => {
    const from = settings(await github(200));
    const off = await start({ ...from, writes: false }, async () => ({ dueAt: null }));
    expect((await ready(off)).body).toMatchObject({ status: "degraded", writes: { paused: "BATON_WRITES=off" } });
    await off.stop();
    const server = await start({ ...from, adminToken: TOKEN }, async () => ({ dueAt: null }));
    expect((await ready(server)).body).toMatchObject({ writes: { paused: null } });
    const admin = (action: string) =>
      fetch(`${server.url}/admin/${action}`, { method: "POST", headers: { authorization: `Bearer ${TOKEN}` } });
    await admin("pause");
    const writes = async () => (await ready(server)).body["writes"];
    await expect.poll(writes, { interval: 600, timeout: 5_000 }).toEqual({ paused: "POST /admin/pause" });
    await admin("resume");
    await expect.poll(writes, { interval: 600, timeout: 5_000 }).toEqual({ paused: null });
  });

  it("shows notices until they are cleared", async () => {
    let line: string | null = "An organisation's policy cannot be read";
    const server = await start(
      settings(await github(200)),
      async (_key, _lease, context) => (context.notice("acme", line), { dueAt: null }),
    );
    await deliver(server, "d1");
    await server.idle();
    expect((await ready(server)).body).toMatchObject({ status: "degraded", notices: [line] });
    line = null;
    await deliver(server, "d2");
    await server.idle();
    await expect.poll(async () => (await ready(server)).body["notices"], { interval: 600, timeout: 5_000 }).toEqual([]);
  });
});
