import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/store.js";
import { buildSources, removeBuilt } from "../store/built.js";
import { folder } from "../store/samples.js";
import { startPostgres } from "../support/postgres.js";

// Real processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
afterAll(() => vi.resetConfig());

let built: string;
beforeAll(() => {
  built = buildSources();
});
afterAll(() => removeBuilt(built));

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();

interface Running {
  process: ChildProcess;
  /** Everything it said, on both streams. */
  said(): string;
  /** Waits until it said something like that; throws when it ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** `baton` with a word, as a real process. GitHub is a port at which nobody answers. */
function run(words: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [join(built, "cli/main.js"), ...words], {
    env: {
      PATH: process.env["PATH"] ?? "",
      APP_ID: "1",
      PRIVATE_KEY: pem,
      WEBHOOK_SECRET: "a-webhook-secret-of-some-length",
      GHE_HOST: "127.0.0.1:9",
      GHE_PROTOCOL: "http",
      PORT: "0",
      ...env,
    },
    cwd: built,
    stdio: ["ignore", "pipe", "pipe"],
  });
  ending.push(() => child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (text += data.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.on("close", (code, signal) => resolve(code ?? signal)));
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    let over = false;
    void ended.then(() => (over = true));
    for (;;) {
      const found = pattern.exec(text);
      if (found) return found;
      if (over) throw new Error(`It ended and never said ${String(pattern)}:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { process: child, said: () => text, until, ended };
}

const start = (env: Record<string, string>) => run(["start"], env);
const LISTENING = /"url":"([^"]+)".*is listening/;

async function taken(): Promise<{ server: Server; port: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ending.push(() => server.close());
  return { server, port: String((server.address() as AddressInfo).port) };
}

it.each(["SIGTERM", "SIGINT"] as const)("%s ends what runs, starts nothing more, and exits with 0", async (signal) => {
  const place = folder();
  const child = spawn(process.execPath, [join(import.meta.dirname, "server-fixtures/run.mjs"), built, place], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (data: Buffer) => {
    text += data.toString();
    if (text === "begin 1\n") child.kill(signal);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, text }).toEqual({ code: 0, text: "begin 1\nend 1\n" });
  const store = await openStore({ folder: place });
  expect(await store.claim(Date.now(), 1_000)).toMatchObject({ key: { number: 2 }, attempts: 1 });
  expect(await store.claim(Date.now(), 1_000)).toBeNull();
  await store.close();
});

describe("a start that cannot be", () => {
  it("ends with 2 for wrong settings, and for nothing else", async () => {
    const wrong = start({ BATON_DATA: folder(), PORT: "seventy" });
    expect(await wrong.ended).toBe(2);
    expect(wrong.said()).toContain("PORT: found");
  });

  it("ends with 1 and one line for a folder that cannot be used", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    const app = start({ BATON_DATA: join(file, "data") });
    expect(await app.ended).toBe(1);
    expect(app.said()).toMatch(/^Baton cannot start: BATON_DATA: the folder \S+ cannot be used: ENOTDIR[^\n]*\n$/);
  });

  it("ends with 1 and one line for a file that is no database", async () => {
    const place = folder();
    writeFileSync(join(place, "baton.db"), "this is no database, and long enough to be told from one ".repeat(20));
    const app = start({ BATON_DATA: place });
    expect(await app.ended).toBe(1);
    expect(app.said()).toMatch(/^Baton cannot start: BATON_DATA: [^\n]*not a database[^\n]*\n$/);
  });

  it("waits for a port that another process still holds, and takes it then", async () => {
    const { server, port } = await taken();
    const app = start({ BATON_DATA: folder(), PORT: port });
    await app.until(/"reason":"PORT: \d+ on 127\.0\.0\.1 is in use by another process","waitMs":\d+/);
    server.close();
    await app.until(LISTENING);
    app.process.kill("SIGTERM");
    expect(await app.ended).toBe(0);
  });

  it("asks for a PostgreSQL that is not there with growing pauses and short lines, and may be stopped meanwhile", async () => {
    const { server, port } = await taken();
    server.close();
    const app = start({ DATABASE_URL: `postgres://baton:hunter2@127.0.0.1:${port}/baton` });
    await app.until(/"waitMs":2000/);
    app.process.kill("SIGTERM");
    expect(await app.ended).toBe(0);
    const lines = app.said().trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { waitMs: number }).waitMs)).toEqual([500, 1000, 2000]);
    expect(app.said()).toContain("PostgreSQL cannot be reached (ECONNREFUSED)");
    expect(app.said()).not.toMatch(/hunter2|stack|at async/);
  });

  it("ends with 1 when PostgreSQL is there and refuses", async (context) => {
    const cluster = await startPostgres();
    if (typeof cluster === "string") return context.skip(cluster);
    ending.push(() => cluster.remove());
    const url = new URL(await cluster.database());
    url.pathname = "/nothing";
    const app = start({ DATABASE_URL: url.href });
    expect(await app.ended).toBe(1);
    expect(app.said()).toMatch(/^Baton cannot start: DATABASE_URL: PostgreSQL refuses: database "nothing" does not exist\n$/);
  });
});

describe("one folder", () => {
  it("has one App: a second one is told who has it and what to do, and ends with 1, while commands still read it", async () => {
    const place = folder();
    const first = start({ BATON_DATA: place });
    await first.until(LISTENING);
    const second = start({ BATON_DATA: place });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`another process (process ${first.process.pid ?? 0} on `);
    expect(second.said()).toContain(`works on the embedded database in ${place}. Stop that process,`);
    expect(second.said().trimEnd()).not.toContain("\n");
    const command = run(["audit", "verify"], { BATON_DATA: place });
    expect(await command.ended).toBe(0);
    expect(first.said()).not.toMatch(/"level":[5-6]0/);
  });

  it("is free again after kill -9", async () => {
    const place = folder();
    const first = start({ BATON_DATA: place });
    await first.until(LISTENING);
    first.process.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    expect(readFileSync(join(place, "baton.owner"), "utf8")).toContain(`process ${first.process.pid ?? 0} on `);
    const second = start({ BATON_DATA: place });
    await second.until(LISTENING);
    expect(readFileSync(join(place, "baton.owner"), "utf8")).toContain(`process ${second.process.pid ?? 0} on `);
  });
});

it("says in one line each time, with a growing pause, that GitHub cannot be reached", async () => {
  const { server, port } = await taken();
  server.close();
  const app = start({ BATON_DATA: folder(), GHE_HOST: `127.0.0.1:${port}` });
  await app.until(/"waitMs":4000/);
  const lines = app
    .said()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { level: number; msg: string; reason?: string; waitMs?: number });
  const complaints = lines.filter(({ level }) => level >= 40);
  expect(complaints.map(({ reason, waitMs }) => [reason, waitMs])).toEqual([
    ["ECONNREFUSED", 2000],
    ["ECONNREFUSED", 4000],
  ]);
  expect(app.said()).not.toContain("stack");
  const url = LISTENING.exec(app.said())?.[1] ?? "";
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ github: { reachable: false, problem: "no answer (ECONNREFUSED)" } });
});
