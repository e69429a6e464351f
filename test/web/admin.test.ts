import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { throttle } from "../../src/web/admin-throttle.js";
import { admin, ADMIN_ROUTES } from "../../src/web/admin.js";

const TOKEN = "an-admin-token-of-some-length";

const LETTER = {
  id: "item:R_kgDOA:7",
  key: { kind: "item", installationId: 12, repositoryId: "R_kgDOA", owner: "acme", name: "insights", number: 7 },
  attempts: 8,
  error: "GitHub failed on BatonItem: no answer",
  deadAt: Date.parse("2026-10-05T08:00:00Z"),
} as const;

let server: Server;
let url: string;
let paused: boolean;
let now: number;
const told: string[] = [];

beforeEach(async () => {
  [paused, now] = [false, 0];
  told.length = 0;
  const handle = admin({
    token: TOKEN,
    deadLetters: async () => [LETTER],
    countParked: async () => 1,
    replay: async (id) => id === LETTER.id,
    replayAll: async () => 1,
    pause: async (on) => void (paused = on),
    isPaused: async () => paused,
    done: () => {},
    refused: (address) => void told.push(address),
    secrets: [],
    now: () => now,
  });
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));

const ask = async (path: string, token: string, method = "GET") =>
  (await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${token}` } })).status;

it("lets the operator pause while somebody at the same address floods it with wrong tokens", async () => {
  const wrong = await Promise.all(Array.from({ length: 60 }, (_, n) => ask("/admin/status", `a-wrong-token-of-some-length-${n}`)));
  expect(wrong.filter((status) => status === 401)).toHaveLength(20);
  expect(wrong.filter((status) => status === 429)).toHaveLength(40);
  expect(await ask("/admin/pause", TOKEN, "POST")).toBe(200);
  expect(paused).toBe(true);
  expect(told).toEqual(["127.0.0.1"]);
});

it("never makes the right token wait, however often it is used", async () => {
  const statuses = await Promise.all(Array.from({ length: 130 }, () => ask("/admin/status", TOKEN)));
  expect(new Set(statuses)).toEqual(new Set([200]));
});

it("answers wrong tokens as such again after a minute", async () => {
  for (let n = 0; n < 21; n++) await ask("/admin/status", "a-wrong-token-of-some-length");
  now = 60_000;
  expect(await ask("/admin/status", "a-wrong-token-of-some-length")).toBe(401);
});

it("counts addresses apart, those of one network of version 6 together, and remembers a bounded number of them", () => {
  const wrong = throttle({ now: () => 0, places: 1, addresses: 3 });
  const isTooMany = (address: string) => wrong.refuse(address).tooMany;
  expect([isTooMany("10.0.0.1"), isTooMany("10.0.0.1"), isTooMany("::ffff:10.0.0.1"), isTooMany("10.0.0.2")]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([isTooMany("2001:db8::1"), isTooMany("2001:db8:0:0:ff::2"), isTooMany("2001:db8::3")]).toEqual([false, true, true]);
  // A fourth network pushes the oldest out.
  expect([isTooMany("2001:db9::1"), isTooMany("10.0.0.1")]).toEqual([false, false]);
});

const PAGE = readFileSync(new URL("../../.github/OPERATIONS.md", import.meta.url), "utf8");
const DOCUMENTED = [...PAGE.matchAll(/^\| `(GET|POST) (\/admin\/[\w-]+)` \| [^|]+ \| (?:`(\{.*?\})`)?[^|]*\| `(.+)` \|$/gm)].map(
  ([, method = "", path = "", body, answer = ""]) => ({ method, path, body, answer }),
);

it("is documented whole for operators, and nothing else is", () => {
  expect(DOCUMENTED.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([...ADMIN_ROUTES].toSorted());
});

it.each(DOCUMENTED)("answers $method $path as the operators' page says", async ({ method, path, body, answer }) => {
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
  const given = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  expect(given.status).toBe(200);
  expect((await given.text()).trim()).toBe(answer);
});

it.each([
  ["GET", "/admin/dead-letters?limit=0", 400],
  ["POST", "/admin/replay", 400],
  ["GET", "/admin/nothing", 404],
  ["DELETE", "/admin/status", 405],
])("answers %s %s with %d and a sentence", async (method, path, status) => {
  const given = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${TOKEN}` } });
  expect(given.status).toBe(status);
  expect(((await given.json()) as { error: string }).error).toMatch(/\.$/);
});
