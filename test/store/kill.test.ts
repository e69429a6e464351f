import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.js";
import { buildSources, removeBuilt } from "./built.js";
import type { StoreOptions } from "../../src/store/store.js";
import { bothDialects } from "./dialects.js";
import { delivery, item } from "./samples.js";

let built: string;
beforeAll(() => {
  built = buildSources();
}, 60_000);
afterAll(() => removeBuilt(built));

/** Runs a process until it has told of so many deliveries, kills it, and returns all it told of. */
async function killed(place: StoreOptions, after: number, mode: string): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "fixtures/accept.mjs"), built, JSON.stringify(place), mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (data: Buffer) => {
    text += data.toString();
    if (text.split("\n").length > after) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.on("close", resolve));
  return text.split("\n").filter((line) => /^\d+-\d+$/.test(line));
}

describe.each(await bothDialects())("kill -9 on $name", ({ place: newPlace, missing }) => {
  beforeEach((context) => context.skip(missing !== null, missing ?? ""));

  it.each([1, 7, 40])("after %i deliveries loses none that was accepted, nor its work", async (after) => {
    const place = await newPlace();
    const told = await killed(place, after, "accept");
    expect(told.length).toBeGreaterThanOrEqual(after);
    const store = await openStore(place);
    for (const id of told) expect(await store.acceptDelivery(delivery(id, 1), [])).toBe("duplicate");
    expect(await store.pending(1_000_000)).toBeGreaterThanOrEqual(told.length);
    await store.close();
  });

  it("during the work leaves it to the next process, when the lease has run out", async () => {
    const place = await newPlace();
    const told = await killed(place, 3, "claim");
    const store = await openStore(place);
    const late = 1_000_000;
    // One more may have been accepted and not taken before the end.
    const crashes: number[] = [];
    for (let lease = await store.claim(late, 1_000); lease; lease = await store.claim(late, 1_000)) crashes.push(lease.crashes);
    expect(crashes.filter((count) => count === 1).length).toBeGreaterThanOrEqual(told.length);
    expect(crashes.filter((count) => count === 0).length).toBeLessThanOrEqual(1);
    await store.close();
  });

  it.each([2, 9, 30])(
    "after %i evaluations keeps each whole: its decision, what it rests on and who was put in line, or nothing of it",
    async (after) => {
      const place = await newPlace();
      await killed(place, after, "commit");
      const store = await openStore(place);
      const entries = (await store.ledger.entries(0)).map((entry) => entry.item);
      const decided = new Set(entries);
      expect(decided.size).toBeGreaterThanOrEqual(after);
      const due = new Set<number>();
      for (let number = 1; number <= decided.size + 1; number += 1) {
        const isDecided = decided.has(`I_${number}`);
        expect((await store.load(item(number))) !== null, `item ${number}`).toBe(isDecided);
        expect(await store.restingIn("R_1", [`stage:R_1#${number + 1}`])).toEqual(isDecided ? [item(number)] : []);
      }
      for (let lease = await store.claim(1_000_000, 1_000); lease; lease = await store.claim(1_000_000, 1_000)) {
        if (lease.key.kind === "item") due.add(lease.key.number);
      }
      // Each first decision puts in line who rests on it, in the same moment: it was looked at since, or is due.
      for (let number = 1; number < decided.size; number += 1) {
        const since = entries.lastIndexOf(`I_${number}`) > entries.indexOf(`I_${number + 1}`);
        expect(since || due.has(number), `item ${number}`).toBe(true);
      }
      await store.close();
    },
  );

  it("of two processes on one folder leaves a whole database", async () => {
    const place = await newPlace();
    const told = (await Promise.all([killed(place, 15, "accept"), killed(place, 25, "claim")])).flat();
    expect(told.length).toBeGreaterThanOrEqual(40);
    const store = await openStore(place);
    for (const id of told) expect(await store.acceptDelivery(delivery(id, 1), [])).toBe("duplicate");
    await store.close();
  });
});
