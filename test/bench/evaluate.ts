import { evaluate } from "../../src/core/evaluate.js";
import type { EvaluationInput } from "../../src/core/handoff/turn.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { readTexts } from "../../src/core/texts.js";
import { World } from "../core/handoff/world.js";
import { briefOf } from "./briefs.js";
import { shippedPolicy } from "./policy.js";
import { median, printTable, quantile } from "./table.js";

const SIZES_KB = [1, 10, 50];
const ROUNDS = 400;
const NOW = Date.UTC(2026, 7, 1);

/** Measures the processor time of judging one item with a requested hand-off by the shipped contract from Discover to Decide, parsing included. */
export async function evaluateCost(scale: number): Promise<string[]> {
  const found = SIZES_KB.map((kb) => measured(kb, Math.max(10, ROUNDS * scale)));
  const heads = ["body", "gates", "median CPU ms", "p95 CPU ms", "judged"];
  const rows = found.map(({ bytes, gates, times }) => [
    `${(bytes / 1024).toFixed(1)} KB`,
    String(gates),
    median(times).toFixed(2),
    quantile(times, 0.95).toFixed(2),
    String(times.length),
  ]);
  printTable("Judging one item: Markdown to verdict, the pure core", heads, rows);
  return found.flatMap(({ bytes, gates, open }) =>
    gates === 8 && open.join() === "priority" ? [] : [`${bytes} bytes: ${gates} gates, not passed: ${open.join(", ")}`],
  );
}

function measured(kb: number, rounds: number) {
  const body = briefOf(kb * 1024);
  const input = inputOf(body);
  const gates = judged(input).verdict?.gates ?? [];
  for (let index = 0; index < rounds / 4; index += 1) judged(input);
  const times = Array.from({ length: rounds }, () => timed(input));
  return {
    bytes: Buffer.byteLength(body),
    gates: gates.length,
    open: gates.filter((gate) => gate.outcome !== "pass").map((gate) => gate.spec.id),
    times,
  };
}

function timed(input: Omit<EvaluationInput, "texts">): number {
  const before = process.cpuUsage();
  judged(input);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function judged(input: Omit<EvaluationInput, "texts">) {
  return evaluate({ ...input, texts: readTexts(input.snapshot) });
}

/** An issue whose hand-off was requested and waits for the portfolio owner. */
function inputOf(body: string): Omit<EvaluationInput, "texts"> {
  const files = Object.entries(shippedPolicy()).map(([path, text]) => ({ path, text }));
  const { policy } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
  if (!policy) throw new Error("The shipped policy does not parse");
  const world = new World(policy, body);
  world.now = NOW;
  world.snapshot.item.createdAt = NOW;
  world.look();
  world.tick(60_000).comment("paula", "/handoff");
  world.tick().look();
  return {
    snapshot: world.snapshot,
    policy,
    record: world.record,
    handled: new Set(world.handled),
    now: world.now,
    firstSeen: 0,
    code: (material) => `code${material.length}`,
  };
}
