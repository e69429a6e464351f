import { createHmac } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { person } from "../account.js";
import type { ItemRecord } from "../../../src/core/record/record.js";
import { markerState, readMarker, writeMarker } from "../../../src/core/publishing/marker.js";
import { sha256 } from "../../../src/core/basics/digest.js";
import { World } from "../handoff/world.js";

const KEY = "a secret of twenty letters";

/** A record as an item has it in the midst of its second hand-off. */
function lived(): ItemRecord {
  const world = new World();
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  world.tick().comment("ana", "/ack");
  world.look();
  world.tick().comment("ana", "/handoff");
  world.look();
  return world.record;
}

/** Text that does not compress. */
function hexes(seed: string, length: number): string {
  return Array.from({ length: Math.ceil(length / 64) }, (_, index) => sha256(`${seed}${index}`))
    .join("")
    .slice(0, length);
}

/** A record as long as its bounds allow, of texts that do not compress. */
function crowded(): ItemRecord {
  const record = lived();
  const receipt = record.receipts[0];
  const handoff = record.handoff;
  if (!receipt || !handoff) throw new Error("the world did not get that far");
  const gates = Array.from({ length: 12 }, (_, index) => ({
    id: `gate-${index}`,
    title: `A gate with a title of usual length ${index}`,
    outcome: "pass" as const,
    waivedBy: null,
  }));
  record.receipts = Array.from({ length: 20 }, (_, index) => ({
    ...receipt,
    digest: sha256(`receipt${index}`),
    gates,
    reason: index % 2 === 0 ? hexes(`r${index}`, 200) : null,
  }));
  record.parts = Object.fromEntries(
    Array.from({ length: 14 }, (_, index) => [
      JSON.stringify([null, `Section number ${index}`]),
      { digest: sha256(`p${index}`), since: { at: 1_700_000_000_000 + index, afterComment: index } },
    ]),
  );
  record.gates = Object.fromEntries(gates.map(({ id }) => [id, { outcome: "pass" as const, since: { at: null, afterComment: 12 } }]));
  record.handedOff = Object.fromEntries(Object.entries(record.parts).map(([key, part]) => [key, part.digest]));
  record.remarks = Array.from({ length: 10 }, (_, index) => ({
    kind: "skipped_stage" as const,
    at: index,
    by: `person${index}`,
    from: "discover",
    to: "ship",
    next: "decide",
  }));
  record.handoff = {
    ...handoff,
    state: "rejected",
    asked: { digest: sha256("asked"), parts: record.handedOff },
    refused: Array.from({ length: 30 }, (_, index) => 2_000_000_000 + index * 7919),
    rejection: { by: person("ana"), at: 1, commentId: 5, reason: hexes("why", 1000), digest: sha256("b") },
  };
  return record;
}

const changed = (text: string, at: number) => `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;

/** A marker with any payload, signed as Baton would. */
function signed(payload: Buffer | string, item = "I1", key = KEY): string {
  const text = typeof payload === "string" ? payload : payload.toString("base64url");
  return `<!-- baton:state:v1:${text}.${createHmac("sha256", key).update(`${item}\n${text}`).digest("base64url")} -->`;
}

describe("the signed state in the living comment", () => {
  it("brings back what matters of the record", () => {
    const record = lived();
    const reading = readMarker(`words\n\n${writeMarker(record, "I1", KEY)}\nmore`, "I1", KEY);
    expect(reading.is).toBe("valid");
    if (reading.is === "valid") expect(markerState(reading.record)).toEqual(markerState(record));
  });

  it("survives GitHub's line ends", () => {
    const body = `words\r\n${writeMarker(lived(), "I1", KEY)}\r\n`;
    expect(readMarker(body, "I1", KEY).is).toBe("valid");
  });

  it("is absent from other comments", () => expect(readMarker("state", "I1", KEY)).toEqual({ is: "absent" }));

  it("tells every single changed character", () => {
    const marker = writeMarker(lived(), "I1", KEY);
    const start = "<!-- baton:state:".length;
    for (let at = start; at < marker.length; at += 1) {
      const reading = readMarker(changed(marker, at), "I1", KEY);
      expect(reading.is, `at ${at}: ${marker.slice(at, at + 5)}`).toBe("tampered");
    }
  });

  it.each([
    ["of another item", (): string => writeMarker(lived(), "I2", KEY)],
    ["with another key", (): string => writeMarker(lived(), "I1", `${KEY}!`)],
    ["with an empty key", (): string => writeMarker(lived(), "I1", "")],
    ["cut short", (): string => writeMarker(lived(), "I1", KEY).slice(0, -30)],
    ["without its signature", (): string => writeMarker(lived(), "I1", KEY).replace(/\.[\w-]{43}/, "")],
    ["that was never deflated", (): string => signed(Buffer.from("{}"))],
    ["that is JSON but no record", (): string => signed(deflateRawSync("[1]"))],
    ["of another version", (): string => signed(deflateRawSync(JSON.stringify({ ...lived(), version: 3 })))],
    ["that unpacks without end", (): string => signed(deflateRawSync(Buffer.alloc(20_000_000, " ")))],
  ])("takes a marker %s for tampering", (_what, marker) => expect(readMarker(marker(), "I1", KEY)).toEqual({ is: "tampered" }));

  it("reads the last of two markers: ours ends the comment, people's words stand above it", () => {
    const good = writeMarker(lived(), "I1", KEY);
    const forged = changed(good, 40);
    expect(readMarker(`${forged}\n${good}`, "I1", KEY).is).toBe("valid");
    expect(readMarker(`${good}\n${forged}`, "I1", KEY).is).toBe("tampered");
  });

  it("writes the same for the same record", () => expect(writeMarker(lived(), "I1", KEY)).toBe(writeMarker(lived(), "I1", KEY)));

  it("leaves room for the text of the comment", () => {
    const sizes = { usual: writeMarker(lived(), "I1", KEY).length, crowded: writeMarker(crowded(), "I1", KEY).length };
    expect(sizes.usual).toBeLessThan(3000);
    expect(sizes.crowded).toBeLessThan(15_000);
    expect(readMarker(writeMarker(crowded(), "I1", KEY), "I1", KEY).is).toBe("valid");
  });

  it("reads back whatever it writes, however long", () => {
    const record = crowded();
    record.remarks = Array.from({ length: 10 }, (_, index) => ({
      kind: "no_contract" as const,
      at: index,
      by: sha256(`${index}`),
      from: "a",
      to: "b",
    }));
    if (record.handoff)
      record.handoff.refused = Array.from({ length: 500 }, (_, index) => 2_000_000_000 + index * 104_729 + ((index * index) % 97));
    record.receipts = ["discover", "decide", "build"].flatMap((from, stage) =>
      record.receipts.map((receipt) => ({ ...receipt, from, criteria: { texts: [hexes(`criteria${stage}`, 2500)], total: 9 } })),
    );
    const marker = writeMarker(record, "I1", KEY);
    expect(marker.length).toBeLessThan(36_000);
    expect(readMarker(marker, "I1", KEY).is).toBe("valid");
  });
});
