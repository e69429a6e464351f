import { describe, expect, it } from "vitest";
import { guardedFetch, underGuard } from "../../src/app/queue/lease-guard.js";
import { createLog } from "../../src/telemetry/log.js";
import { LeaseKeeper } from "../../src/app/queue/lease.js";
import type { Lease } from "../../src/store/store.js";
import { item } from "../store/samples.js";

const BASE = "http://github.example/api/v3";
const lost = () => Promise.reject(new Error("lost"));
const held = () => Promise.resolve();

function recorder() {
  const sent: string[] = [];
  const fetch = guardedFetch(async (input: unknown, init?: RequestInit) => {
    sent.push(`${init?.method ?? "GET"} ${String(input).slice(BASE.length)}`);
    return new Response("{}");
  });
  return { sent, fetch };
}

describe("a guarded request", () => {
  it.each(["POST", "PATCH", "PUT", "delete"])("that changes something is not sent without the lease: %s", async (method) => {
    const { sent, fetch } = recorder();
    await expect(underGuard(lost, () => fetch(`${BASE}/repos/a/b/issues/1/comments`, { method }))).rejects.toThrow("lost");
    expect(sent).toEqual([]);
  });

  it("that only asks is sent", async () => {
    const { sent, fetch } = recorder();
    await underGuard(lost, async () => {
      await fetch(`${BASE}/repos/a/b`);
      await fetch(`${BASE}/graphql`, { method: "POST" });
      await fetch(`${BASE}/app/installations/1/access_tokens`, { method: "POST" });
    });
    expect(sent).toHaveLength(3);
  });

  it("is sent under the lease, and where there is no run", async () => {
    const { sent, fetch } = recorder();
    await underGuard(held, () => fetch(`${BASE}/repos/a/b/labels`, { method: "POST" }));
    await fetch(`${BASE}/repos/a/b/labels`, { method: "POST" });
    expect(sent).toHaveLength(2);
  });

  it("belongs to its own run, whatever runs beside it", async () => {
    const { sent, fetch } = recorder();
    const late = async (path: string) => (
      await new Promise((resolve) => setTimeout(resolve, 5)),
      fetch(`${BASE}/${path}`, { method: "POST" })
    );
    const results = await Promise.allSettled([underGuard(lost, () => late("x")), underGuard(held, () => late("y"))]);
    expect(results.map((one) => one.status)).toEqual(["rejected", "fulfilled"]);
    expect(sent).toEqual(["POST /y"]);
  });
});

describe("a kept lease", () => {
  const lease: Lease = { id: "item:R_1:1", key: item(1), token: 1, attempts: 1, crashes: 0, lastError: null, delivery: null, until: 3_000 };

  function keeper(answers: (boolean | Error)[]) {
    const clock = { at: 0, now: () => clock.at };
    let asked = 0;
    const heartbeat = async () => {
      asked += 1;
      const answer = answers.shift() ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const made = new LeaseKeeper({ store: { heartbeat }, clock, log: createLog({ level: "silent" }), leaseMs: 3_000 }, lease);
    made.stop();
    return { made, clock, asked: () => asked };
  }

  it("holds without asking while it is young", async () => {
    const { made, clock, asked } = keeper([]);
    clock.at = 2_000;
    await made.ensure();
    expect(asked()).toBe(0);
  });

  it("is asked for when it is old: a process may have stood still", async () => {
    const { made, clock, asked } = keeper([true, false]);
    clock.at = 2_001;
    await made.ensure();
    await made.ensure();
    expect(asked()).toBe(1);
    clock.at = 60_000;
    await expect(made.ensure()).rejects.toMatchObject({ name: "Fenced" });
    await expect(made.ensure(), "for ever").rejects.toMatchObject({ name: "Fenced" });
    expect(made.signal.aborted).toBe(true);
  });

  it("is not believed in when nobody can tell", async () => {
    const { made, clock } = keeper([new Error("the database is away"), true]);
    clock.at = 2_500;
    await expect(made.ensure()).rejects.toThrow(/not known/);
    await made.ensure();
  });
});
