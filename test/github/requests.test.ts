import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Requests } from "../../src/github/request-counts.js";
import { BoundedCache } from "../../src/core/basics/bounded-cache.js";
import { OPT_IN } from "../../src/github/setup.js";
import { EVENTS } from "../../src/github/events/table.js";
import { createHub } from "../../src/github/hub.js";
import { createPacer, createPacers } from "../../src/github/pacer.js";
import { API, fakeTime, probotAt } from "./support.js";

describe("the pacer", () => {
  it("keeps writes apart, in the order they came", async () => {
    const { time, timing } = fakeTime(0);
    const pacer = createPacer(2, { now: () => 0, sleep: timing.sleep });
    await Promise.all([pacer.turn(), pacer.turn(), pacer.turn()]);
    expect(time.slept).toEqual([500, 1000]);
  });

  it("does not wait after a pause, nor at all when unpaced", async () => {
    const { time, timing } = fakeTime(0);
    const pacer = createPacer(1, timing);
    await pacer.turn();
    time.at = 5000;
    await pacer.turn();
    const free = createPacer(0, timing);
    for (let write = 0; write < 10; write += 1) await free.turn();
    expect(time.slept).toEqual([]);
  });

  it("is one per installation", () => {
    const pacers = createPacers(1);
    expect(pacers(1)).toBe(pacers(1));
    expect(pacers(1)).not.toBe(pacers(2));
  });
});

describe("the cache", () => {
  it("drops what was used longest ago", () => {
    const cache = new BoundedCache<number>({ entries: 2 });
    cache.set("a", 1);
    cache.set("b", 2);
    cache.get("a");
    cache.set("c", 3);
    expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
  });

  it("stays under its weight, and never keeps what alone is too heavy", () => {
    const cache = new BoundedCache<number>({ entries: 10, weight: 10 });
    cache.set("a", 1, 6);
    cache.set("b", 2, 6);
    expect([cache.get("a"), cache.get("b")]).toEqual([undefined, 2]);
    cache.set("huge", 3, 11);
    expect(cache.get("huge")).toBeUndefined();
    cache.set("b", 4, 1);
    cache.set("c", 5, 9);
    expect(cache.size).toBe(2);
  });

  it("forgets by age, reading does not make young", () => {
    let now = 0;
    const cache = new BoundedCache<number>({ entries: 10, age: 100 }, () => now);
    cache.set("a", 1);
    now = 99;
    expect(cache.get("a")).toBe(1);
    now = 100;
    expect(cache.get("a")).toBeUndefined();
  });

  it("forgets by prefix", () => {
    const cache = new BoundedCache<number>({ entries: 10 });
    cache.set("acme/a:x", 1);
    cache.set("acme/ab:x", 2);
    cache.deletePrefix("acme/a:");
    expect([cache.get("acme/a:x"), cache.get("acme/ab:x")]).toEqual([undefined, 2]);
  });
});

describe("the counters", () => {
  it("are by installation and are handed out as a copy", () => {
    const requests = new Requests();
    requests.count(1, "reads");
    requests.count(2, "writes");
    const before = requests.snapshot();
    requests.count(1, "reads");
    expect(before.get(1)?.reads).toBe(1);
    expect(requests.total()).toEqual({ reads: 2, unchanged: 0, graphql: 0, writes: 1 });
  });
});

describe("the hub", () => {
  it("connects once per installation and keeps their memories apart", async () => {
    const hub = createHub({ probot: probotAt(API), writesPerSecond: 0 });
    const [one, again, two] = await Promise.all([hub.connect(1), hub.connect(1), hub.connect(2)]);
    expect(one).toBe(again);
    expect(one.caches).not.toBe(two.caches);
    one.caches.labels.set("acme/shop:x", "x");
    hub.forget([{ cache: "labels", scope: "acme/shop" }]);
    await Promise.resolve();
    expect(one.caches.labels.get("acme/shop:x")).toBeUndefined();
  });
});

describe("app.yml", () => {
  const manifest = parse(readFileSync(new URL("../../app.yml", import.meta.url), "utf8")) as {
    default_permissions: Record<string, string>;
    default_events: string[];
  };

  it("writes only issues, pull requests and checks", () => {
    const writes = Object.entries(manifest.default_permissions).filter(([, level]) => level !== "read");
    expect(writes.map(([name]) => name).toSorted()).toEqual(["checks", "issues", "pull_requests"]);
    expect(Object.keys(manifest.default_permissions)).not.toEqual(expect.arrayContaining(["administration"]));
  });

  it("names what only the gate of deployments needs, as a comment", () => {
    const text = readFileSync(new URL("../../app.yml", import.meta.url), "utf8");
    const optional = [...EVENTS].filter(([, { optIn }]) => optIn).map(([name]) => name);
    expect([...text.matchAll(/^ {2}# - (\w+)$/gm)].map(([, name]) => name)).toEqual(optional);
    expect(optional).toEqual(OPT_IN.events);
    for (const [name, level] of Object.entries(OPT_IN.permissions)) expect(text).toMatch(new RegExp(`# .+\n  # ${name}: ${level}\n`));
  });

  it("asks for exactly the events that something follows from, but those that come unasked or are chosen", () => {
    const acted = [...EVENTS].filter(([, { unasked, optIn }]) => !unasked && !optIn).map(([name]) => name);
    expect(manifest.default_events.toSorted()).toEqual(acted.toSorted());
    for (const [name, { work, names, doubts }] of EVENTS) expect([work, names, doubts].some(Boolean), name).toBe(true);
  });

  it("says why for each permission", () => {
    const text = readFileSync(new URL("../../app.yml", import.meta.url), "utf8");
    for (const name of Object.keys(manifest.default_permissions)) expect(text).toMatch(new RegExp(`# .+\\n  ${name}: `));
  });
});
