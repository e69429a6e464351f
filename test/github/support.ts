import { generateKeyPairSync } from "node:crypto";
import nock from "nock";
import { Probot } from "probot";
import { pino } from "pino";
import { Requests } from "../../src/github/request-counts.js";
import { createCaches } from "../../src/github/caches.js";
import { createClient } from "../../src/github/client.js";
import type { Client } from "../../src/github/client.js";
import { installationTransport, octokitClass } from "../../src/github/octokit.js";
import { createPacer } from "../../src/github/pacer.js";
import type { OctokitSettings } from "../../src/github/octokit.js";

export const INSTALLATION = 7;
export const API = "https://ghe.example.test/api/v3";
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** A clock that only moves when somebody sleeps. */
export function fakeTime(start = 1_800_000_000_000) {
  const time = { at: start, slept: [] as number[] };
  return {
    time,
    timing: {
      now: () => time.at,
      sleep: async (ms: number) => {
        time.slept.push(ms);
        time.at += ms;
      },
    },
  };
}

export function probotAt(baseUrl: string | undefined, settings: OctokitSettings = {}): Probot {
  const log = pino({ level: "silent" });
  return new Probot({
    appId: 1,
    privateKey,
    secret: "a secret of twenty chars",
    Octokit: octokitClass(settings),
    log,
    ...(baseUrl ? { baseUrl } : {}),
  });
}

export function expectToken(base = API, token = "ghs_one") {
  return nock(base)
    .post(`/app/installations/${INSTALLATION}/access_tokens`)
    .reply(201, { token, expires_at: "2099-01-01T00:00:00Z", permissions: { issues: "write" }, repository_selection: "all" });
}

/** A client through the real Probot and Octokit, to a server that nock plays. */
export async function connect(settings: OctokitSettings = {}) {
  const { time, timing } = fakeTime();
  const requests = new Requests();
  const transport = await installationTransport(probotAt(API, settings), INSTALLATION);
  const client: Client = createClient({ installationId: INSTALLATION, transport, pacer: createPacer(0, timing), requests, timing });
  const spent = () => requests.snapshot().get(INSTALLATION) ?? { reads: 0, unchanged: 0, graphql: 0, writes: 0 };
  return { client, caches: createCaches(timing.now), time, timing, spent };
}

export const REPO = { owner: "acme", name: "shop" };
