import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { doctorCommand } from "../../src/cli/doctor/command.js";
import { noAnswerIn } from "../../src/github/unreachable.js";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";

const anyKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const KEY = anyKey();

let server: Server | undefined;
let hub: Hub | undefined;
afterEach(async () => {
  server?.close();
  await hub?.close();
  [server, hub] = [undefined, undefined];
});

async function serve(date: Date, status: number, body: object): Promise<string> {
  server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", date: date.toUTCString() }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function doctor(env: Record<string, string>): Promise<{ code: number; out: string }> {
  let out = "";
  const output = { out: (text: string) => void (out += text), err: (text: string) => void (out += text) };
  const all = { APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "a-webhook-secret-of-some-length", NO_COLOR: "1", ...env };
  return { code: await doctorCommand({ format: "text" }, output, all), out };
}

/** The lines with a cross, and nothing about anything else. */
const wrong = (out: string) => out.split("\n").filter((line) => line.includes("✗"));

it("tells a name that is not known", async () => {
  const { code, out } = await doctor({ GHE_HOST: "no-such-host.invalid" });
  expect(wrong(out)).toEqual([
    expect.stringMatching(/✗ name: no-such-host\.invalid is a name that is not known here \((?:ENOTFOUND|EAI_AGAIN)\)/),
  ]);
  expect(out).toContain("Check GHE_HOST and this machine's name servers (DNS).");
  expect(code).toBe(1);
});

it("tells a connection that is refused", async () => {
  const host = await serve(new Date(), 200, {});
  server?.close();
  const { out } = await doctor({ GHE_HOST: host, GHE_PROTOCOL: "http" });
  expect(wrong(out)).toEqual([expect.stringMatching(/✗ address: \S+ refuses the connection: nothing listens there \(ECONNREFUSED\)/)]);
});

it("tells that TLS failed", async () => {
  const host = await serve(new Date(), 200, {});
  const { out } = await doctor({ GHE_HOST: host, GHE_PROTOCOL: "https" });
  expect(wrong(out)).toEqual([
    expect.stringMatching(/✗ certificate: \S+ answers, but not with a TLS certificate .*\(ERR_SSL_WRONG_VERSION_NUMBER\)/),
  ]);
  expect(out).toContain("NODE_EXTRA_CA_CERTS");
});

it("tells a wrong key", async () => {
  hub = await startSandbox();
  const { out } = await doctor({ APP_ID: String(hub.app.id), PRIVATE_KEY: anyKey(), GHE_HOST: hub.host, GHE_PROTOCOL: "http" });
  expect(wrong(out)).toEqual([expect.stringMatching(/✗ credentials: .*could not be decoded/)]);
  expect(out).toContain("APP_ID and PRIVATE_KEY are not of the same App");
});

it("tells a clock that is off", async () => {
  const host = await serve(new Date(Date.now() - 7_200_000), 401, { message: "'Expiration time' claim ('exp') is too far in the future" });
  const { out } = await doctor({ GHE_HOST: host, GHE_PROTOCOL: "http" });
  expect(out).toMatch(/✗ clock: this machine's clock is 7\d\d\d seconds ahead of GitHub's/);
  expect(out).toMatch(/✗ credentials: .*\n.*Needed: a clock that is right\. This machine's clock is off/);
});

it.each([
  ["a certificate of one's own making", "DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["an unknown authority", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
  ["a certificate that is over", "CERT_HAS_EXPIRED", "tls"],
  ["a certificate for another name", "ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["a name server that is away", "EAI_AGAIN", "dns"],
  ["a connection that takes too long", "UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["a connection that breaks", "ECONNRESET", "network"],
])("knows %s by its code", (_what, code, kind) => {
  const system = Object.assign(new Error("secret detail"), { code });
  expect(noAnswerIn(new Error("fetch failed", { cause: system }))).toEqual({ kind, code });
  const several = new AggregateError([system, system], "", {});
  expect(noAnswerIn(new Error("Octokit's", { cause: new TypeError("fetch failed", { cause: several }) }))).toEqual({ kind, code });
});

it("does not take an answer, or another failure, for silence", () => {
  expect(noAnswerIn(Object.assign(new Error("Not Found"), { response: {}, code: "ECONNRESET" }))).toBeNull();
  expect(noAnswerIn(new TypeError("undefined is no function"))).toBeNull();
});
