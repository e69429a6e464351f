import { describe, expect, it } from "vitest";
import { CannotStart, patiently } from "../../src/app/serve/patience.js";
import { portTrouble, storeTrouble } from "../../src/app/serve/start-trouble.js";

const failing = (code: string, more: object = {}) => Object.assign(new Error("the reason"), { code, ...more });
const AT = { host: "127.0.0.1", port: 80 };
const POSTGRES = { databaseUrl: "postgres://baton:hunter2@db/baton", dataFolder: "./data" };
const FOLDER = { databaseUrl: null, dataFolder: "/data" };

describe("what is worth waiting for", () => {
  it.each<[string, unknown]>([
    ["a refused connection", failing("ECONNREFUSED")],
    ["a name that is not known yet", failing("ENOTFOUND")],
    ["a name of several addresses", new AggregateError([failing("ECONNREFUSED")], "")],
    ["a server that starts up", failing("57P03", { severity: "FATAL" })],
    ["a server without a connection left", failing("53300", { severity: "FATAL" })],
    ["a connection that took too long", new Error("timeout exceeded when trying to connect")],
    ["a connection that broke", new Error("Connection terminated unexpectedly")],
  ])("PostgreSQL: %s", (_what, error) => expect(storeTrouble(error, POSTGRES).patienceMs).toBe(300_000));

  it.each(["EADDRINUSE", "EADDRNOTAVAIL"])("the port: %s", (code) =>
    expect(portTrouble(failing(code), AT).patienceMs).toBeGreaterThanOrEqual(20_000),
  );
});

describe("what is not", () => {
  it.each<[string, unknown]>([
    ["a wrong password", failing("28P01", { severity: "FATAL" })],
    ["no such database", failing("3D000", { severity: "FATAL" })],
    ["a database of a newer version", new Error("corrupted migrations")],
  ])("PostgreSQL: %s", (_what, error) =>
    expect(storeTrouble(error, POSTGRES)).toEqual({
      reason: expect.stringMatching(/^DATABASE_URL: PostgreSQL refuses: (?!.*hunter2)/),
      patienceMs: 0,
    }),
  );

  it.each(["EACCES", "EROFS", "ENOSPC"])("the folder: %s", (code) =>
    expect(storeTrouble(failing(code), FOLDER)).toEqual({ reason: expect.stringContaining("BATON_DATA: the folder /data"), patienceMs: 0 }),
  );

  it("a port for which this user lacks the right", () => expect(portTrouble(failing("EACCES"), AT).patienceMs).toBe(0));
});

it("tries again with growing pauses while there is patience, and then says why", async () => {
  const waits: number[] = [];
  const log = { warn: (fields: object) => void waits.push((fields as { waitMs: number }).waitMs) };
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new Error("not yet");
  };
  const start = patiently(work, () => ({ reason: "what it is", patienceMs: 1_200 }), log as Parameters<typeof patiently>[2]);
  await expect(start).rejects.toThrow(new CannotStart("what it is"));
  expect(waits[0]).toBe(500);
  expect(tries).toBeGreaterThanOrEqual(3);
  expect(waits.reduce((sum, one) => sum + one, 0)).toBeLessThan(1_400);
});
