import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startBaton } from "../../src/app/baton.js";
import { settingLine } from "../../src/app/settings/problem.js";
import { readProxies } from "../../src/app/settings/proxies.js";
import { readSettings, secretsOf } from "../../src/app/settings/settings.js";
import { appEnvironment } from "../../src/cli/demo/stage.js";
import { doctorCommand } from "../../src/cli/doctor/command.js";
import { proxyHost, throughProxies } from "../../src/github/proxy.js";
import { noAnswerIn } from "../../src/github/unreachable.js";
import { startSandbox } from "../../src/sandbox/index.js";
import { createLog } from "../../src/telemetry/log.js";
import { countingProxy, type CountingProxy } from "../support/proxy.js";
import { Visitor } from "../support/visitor.js";

/** Nobody but the proxy knows where that is. */
const NAME = "github.only-the-proxy-knows.test";
const PASSWORD = "p%40ss-of-the-proxy";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function openProxy(...given: Parameters<typeof countingProxy>): Promise<CountingProxy> {
  const proxy = await countingProxy(...given);
  closing.push(() => proxy.close());
  return proxy;
}

async function openGitHub(): Promise<{ hub: Awaited<ReturnType<typeof startSandbox>>; host: string; port: number }> {
  const hub = await startSandbox({});
  closing.push(() => hub.close());
  const port = Number(hub.host.split(":")[1]);
  return { hub, host: `${NAME}:${port}`, port };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function doctor(env: Record<string, string>): Promise<string> {
  let out = "";
  const output = { out: (text: string) => void (out += text), err: (text: string) => void (out += text) };
  await doctorCommand({ format: "text" }, output, { NO_COLOR: "1", ...env });
  return out;
}

const wrong = (out: string) => out.split("\n").filter((line) => line.includes("✗"));

describe("with HTTPS_PROXY and HTTP_PROXY", () => {
  it("the App and the sign-in ask GitHub through the proxy only, and no log tells its password", async () => {
    const { hub, host, port } = await openGitHub();
    const proxy = await openProxy({ [host]: port }, "ana:p@ss-of-the-proxy");
    const folder = await mkdtemp(join(tmpdir(), "baton-proxy-"));
    closing.push(() => rm(folder, { recursive: true }));
    const own = await freePort();
    const read = readSettings({
      ...appEnvironment(hub),
      GHE_HOST: host,
      HTTP_PROXY: `http://ana:${PASSWORD}@${proxy.host}`,
      BATON_DATA: folder,
      PORT: String(own),
      BATON_URL: `http://127.0.0.1:${own}`,
      GITHUB_CLIENT_ID: hub.app.clientId,
      GITHUB_CLIENT_SECRET: hub.app.clientSecret,
    });
    if (!read.ok) throw new Error(read.problems.map(settingLine).join());
    const lines: string[] = [];
    const log = createLog({
      level: "trace",
      secrets: secretsOf(read.settings),
      destination: { write: (line: string) => void lines.push(line) },
    });
    const baton = await startBaton(read.settings, { log });
    closing.push(() => baton.stop());
    await baton.idle();
    expect(hub.requests.length).toBeGreaterThan(0);
    expect(new Set(proxy.asked)).toEqual(new Set([host]));

    hub.createOrganization("acme");
    hub.createUser("ana");
    hub.createRepository({ owner: "acme", name: "data", collaborators: { ana: "write" } });
    const before = proxy.asked.length;
    const visitor = new Visitor("ana");
    const sent = await visitor.ask(`${baton.url}/-/sign-in`);
    const authorize = (sent.headers.get("location") ?? "").replace(host, hub.host).replace("/authorize", "/authorize/as/ana");
    expect((await visitor.go(authorize)).status).toBe(200);
    expect(proxy.asked.length).toBeGreaterThan(before);
    expect(lines.join("")).not.toMatch(/p@ss|p%40ss|YW5hO/);
    expect(lines.length).toBeGreaterThan(3);
  });

  it("NO_PROXY names who is asked directly", async () => {
    const { hub } = await openGitHub();
    const proxy = await openProxy({});
    const { proxies } = readProxies({ http_proxy: `http://${proxy.host}`, NO_PROXY: "example.com,127.0.0.1" });
    const { fetch: ask } = throughProxies(proxies);
    expect((await ask?.(`${hub.url}/api/v3`))?.status).toBeLessThan(500);
    expect(proxy.asked).toEqual([]);
    await expect(ask?.(`http://sub.example.org/`)).rejects.toThrow();
    expect(proxy.asked).toEqual(["sub.example.org:80"]);
  });

  it("doctor asks through it, and tells so", async () => {
    const { hub, host, port } = await openGitHub();
    const proxy = await openProxy({ [host]: port });
    const env = { ...appEnvironment(hub), GHE_HOST: host, HTTP_PROXY: `http://${proxy.host}` };
    const out = await doctor(env);
    expect(out).toContain(`✓ proxy: requests go through ${proxy.host}`);
    expect(out).toContain("✓ credentials: GitHub knows the App");
    expect(proxy.asked.length).toBeGreaterThan(1);
  });
});

describe("a wrong proxy", () => {
  const env = async (proxy: string) => ({ ...appEnvironment((await openGitHub()).hub), GHE_HOST: `${NAME}:4443`, HTTPS_PROXY: proxy });

  it("that refuses is told in one line, with its number and without its password", async () => {
    const proxy = await openProxy({}, "ana:other");
    const out = await doctor(await env(`http://ana:${PASSWORD}@${proxy.host}`).then((all) => ({ ...all, GHE_PROTOCOL: "https" })));
    expect(wrong(out)).toEqual([`  ✗ proxy: ${proxy.host} is the proxy to go through, and lets nothing through (PROXY_407)`]);
    expect(out).not.toContain("ss-of-the-proxy");
  });

  it("that is not there is no fault of GitHub's", async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const out = await doctor({ ...(await env(`http://${host}`)), GHE_PROTOCOL: "https" });
    expect(wrong(out)).toEqual([`  ✗ proxy: ${host} is the proxy to go through, and lets nothing through (PROXY_ECONNREFUSED)`]);
  });

  it("is what a request fails of, whatever the reason", async () => {
    const proxy = await openProxy({});
    const { fetch: ask } = throughProxies({ http: `http://${proxy.host}`, https: null, none: "" });
    const failure = await ask?.("https://github.example.com/").catch((error: unknown) => error);
    expect(noAnswerIn(failure)).toEqual({ kind: "proxy", code: "PROXY_403" });
  });

  it.each(["proxy.example.com:3128", "socks5://proxy.example.com", "http://", "http://proxy.example.com/path"])(
    "%s stops the start, with its length only",
    (value) => {
      const { proxies, problems } = readProxies({ HTTPS_PROXY: value });
      expect(proxies).toBeNull();
      expect(problems.map(settingLine)).toEqual([
        `HTTPS_PROXY: found ${value.length} characters; needed: http://HOST:PORT or https://HOST:PORT of a proxy, with USER:PASSWORD@ before the host where it asks for that`,
      ]);
    },
  );
});

describe("the settings of proxies", () => {
  it("are none where none are set, and small letters win", () => {
    expect(readProxies({ NO_PROXY: "*" }).proxies).toBeNull();
    expect(readProxies({ HTTPS_PROXY: "http://a.test", https_proxy: "http://b.test:1", NO_PROXY: "c", no_proxy: "d" }).proxies).toEqual({
      http: null,
      https: "http://b.test:1",
      none: "d",
    });
  });

  it("tell a host without what it is asked with", () => {
    const proxies = { http: "http://u:p@one.test:1", https: "http://u:p@two.test:2", none: "" };
    expect(proxyHost(proxies, "https://api.github.com")).toBe("two.test:2");
    expect(proxyHost(proxies, "http://ghe.test/api/v3")).toBe("one.test:1");
  });
});
