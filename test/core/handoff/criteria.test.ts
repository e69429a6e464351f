import { keptReceipts } from "../../../src/core/record/kept-receipts.js";
import { briefCriteria } from "../../../src/core/record/brief-criteria.js";
import type { Receipt } from "../../../src/core/record/receipt.js";
import { describe, expect, it } from "vitest";
import { readMarker, writeMarker } from "../../../src/core/publishing/marker.js";
import { receipt } from "../../render/build.js";
import { CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "./world.js";

const GATE = "  - { id: criteria, check: measurable, section: Success criteria }";
const withCriteria = (gate = GATE) => CONTRACT.replace("context:", `context:\n${gate}`);
const OUTCOME = NEXT_CONTRACT.replace("context:", "context:\n  - { id: outcomes, check: outcome, section: Outcomes }");
const LIST = "- Answers take under 20 min\n- At least 3 clients\n  run a trial\n- At least 3 clients run a trial";
const BODY = `${GOOD}\n\n### Success criteria\n\n${LIST}\n`;
const TEXTS = ["Answers take under 20 min", "At least 3 clients run a trial"];

/** An item that was accepted into Decide. */
function accepted(contract = withCriteria(), body = BODY): World {
  const world = new World(policyOf(CONFIG, contract, OUTCOME), body);
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  world.tick().comment("ana", "/ack");
  world.look();
  expect(world.record.stage).toBe("decide");
  return world;
}

const newest = (world: World) => world.record.receipts[0]?.criteria;

describe("the criteria that were accepted", () => {
  it("are kept on the receipt, each once", () => expect(newest(accepted())).toEqual({ texts: TEXTS, total: 2 }));
  it("are kept with what each promises, also through the living comment", () => {
    const promised = [
      { metric: "Answers", comparator: "<", value: 20, unit: "min" },
      { metric: "clients run a trial", comparator: ">=", value: 3, unit: "clients" },
    ];
    const { record } = accepted();
    expect(record.receipts[0]?.promised).toEqual(promised);
    const read = readMarker(writeMarker(record, "I1", "key"), "I1", "key");
    expect(read.is === "valid" && read.record.receipts[0]?.promised).toEqual(promised);
  });
  it("are read again from the words of a receipt that does not keep what they promise", () => {
    const stages = policyOf(CONFIG, CONTRACT, OUTCOME).lifecycle.stages;
    const old = receipt({ from: "discover", to: "decide", criteria: { texts: [...TEXTS, "It is fast"], total: 3 } });
    expect(briefCriteria([old], stages)?.promised).toMatchObject([{ value: 20, unit: "min" }, { value: 3 }, null]);
  });
  it("refuse a verdict that contradicts the accepted target", () => {
    const world = accepted();
    world.tick().edit(`${GOOD}\n\n### Outcomes\n\n- Answers: 25 min, met\n- Clients that run a trial: 4, met\n`).look();
    expect(world.last?.verdict?.gates.find((gate) => gate.spec.id === "outcomes")?.findings).toMatchObject([
      { code: "outcome_contradicts", actual: "25 min", verdict: "met", computed: "missed" },
    ]);
  });
  it("are kept of nested checks, too", () => {
    const nested = "  - { id: criteria, check: all, checks: [{ check: measurable, section: Success criteria }] }";
    expect(newest(accepted(withCriteria(nested)))?.texts).toEqual(TEXTS);
  });
  it("are none without such a check, or where it does not apply", () => {
    expect(accepted(CONTRACT).record.receipts[0]).not.toHaveProperty("criteria");
    const idle = GATE.replace("check: measurable", "check: measurable, when: { labels: { any: [big] } }");
    expect(newest(accepted(withCriteria(idle)))).toBeUndefined();
  });
  it("are what the outcome is judged by, whatever becomes of the body", () => {
    const world = accepted();
    const outcome = (body: string) => {
      world.tick().edit(body).look();
      return world.last?.verdict?.gates.find((gate) => gate.spec.id === "outcomes");
    };
    const told = "### Outcomes\n\n- Answers: 18 min, met\n";
    expect(outcome(`${GOOD}\n\n${told}`)?.findings).toMatchObject([{ code: "outcome_missing", criterion: TEXTS[1] }]);
    expect(outcome(`${GOOD}\n\n${told}- Clients that run a trial: 2, missed\n`)?.outcome).toBe("pass");
  });
  it("are an error to judge by when the item was adopted halfway", () => {
    const world = new World(policyOf(CONFIG, withCriteria(), OUTCOME), `${GOOD}\n\n### Outcomes\n\n- 18 min, met`, ["stage: decide"]);
    world.firstSeen = world.now + 60_000;
    world.look();
    expect(world.last?.verdict?.gates.find((gate) => gate.spec.id === "outcomes")).toMatchObject({
      outcome: "error",
      findings: [{ code: "criteria_unknown" }],
    });
  });
  it("are kept whole where there is room, so that repeating a long one is no outcome of it", () => {
    const long = `Answers to tickets of clients ${"who export cohorts by hand every week ".repeat(5)}take under 20 min by 2026-12-31`;
    const world = accepted(withCriteria(), `${GOOD}\n\n### Success criteria\n\n- ${long}\n`);
    expect(newest(world)?.texts).toEqual([long]);
    world.tick().edit(`${GOOD}\n\n### Outcomes\n\n- ${long}: met\n`).look();
    expect(world.last?.verdict?.gates.find((gate) => gate.spec.id === "outcomes")?.findings).toMatchObject([{ need: "value" }]);
  });
  it("are bounded, and their number is told", () => {
    const long = Array.from({ length: 90 }, (_, index) => `- under ${index + 1} s for the case ${"€".repeat(index)} ${index}`).join("\n");
    const kept = newest(accepted(withCriteria(), `${GOOD}\n\n### Success criteria\n\n${long}\n`));
    expect(kept?.total).toBe(90);
    expect(kept?.texts.length).toBeLessThanOrEqual(40);
    expect(Buffer.byteLength(kept?.texts.join("") ?? "")).toBeLessThanOrEqual(2500);
    const wide = Array.from(
      { length: 40 },
      (_, index) => `- ${"m".repeat(300)}${index} under 5 s by 2026-12-31; source: ${"s".repeat(100)}`,
    ).join("\n");
    const { promised } = accepted(withCriteria(), `${GOOD}\n\n### Success criteria\n\n${wide}\n`).record.receipts[0] ?? {};
    expect(Buffer.byteLength(JSON.stringify(promised))).toBeLessThanOrEqual(3000);
  });
  it("come back from the living comment, and a record without any is read as before", () => {
    const marker = (world: World) => {
      const read = readMarker(writeMarker(world.record, "I1", "key"), "I1", "key");
      return read.is === "valid" ? read.record.receipts[0] : null;
    };
    expect(marker(accepted())?.criteria?.texts).toEqual(TEXTS);
    expect(marker(accepted(CONTRACT))?.to).toBe("decide");
  });
});

describe("receipts", () => {
  const of = (from: string, texts?: string[]): Receipt =>
    receipt({ from, to: "next", ...(texts && { criteria: { texts, total: texts.length } }) });
  it("are kept by number, but the newest of each stage with criteria for longer", () => {
    const all = [
      of("build"),
      of("test", ["t2"]),
      of("discover"),
      of("test", ["t1"]),
      of("discover", ["new"]),
      of("discover", ["old"]),
      of("ship"),
    ];
    const kept = keptReceipts(all, 2);
    expect(kept.map(({ from, criteria }) => [from, criteria?.texts])).toEqual([
      ["build", undefined],
      ["test", ["t2"]],
      ["discover", ["new"]],
    ]);
    expect(keptReceipts(all, 10).map(({ criteria }) => criteria?.texts)).toEqual([
      undefined,
      ["t2"],
      undefined,
      undefined,
      ["new"],
      undefined,
      undefined,
    ]);
  });
  it("say the brief's criteria by the newest of the earliest boundary", () => {
    const { stages } = policyOf().lifecycle;
    const all = [of("evaluate", ["e"]), of("test", ["t"]), of("discover", ["new"]), of("discover", ["old"])];
    expect(briefCriteria(all, stages)?.texts).toEqual(["new"]);
    expect(briefCriteria([of("gone", ["g"]), of("test")], stages)).toBeNull();
  });
});
