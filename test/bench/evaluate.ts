import { parseMarkdown } from "../../src/core/document/parse.js";
import { homeOf, linkedDocumentPaths } from "../../src/core/document/links.js";
import { evaluate } from "../../src/core/handoff/evaluate.js";
import type { EvaluationInput } from "../../src/core/handoff/turn.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { readTexts } from "../../src/core/content/item-texts.js";
import { wantedFacts } from "../../src/core/handoff/facts-needed.js";
import { World } from "../core/handoff/world.js";
import { briefOf } from "./briefs.js";
import { judgeAsPeer } from "./peer.js";
import { shippedPolicy } from "./policy.js";
import { median, printTable, quantile } from "./table.js";

const SIZES_KB = [1, 10, 50, 100];
const ROUNDS = 400;
const NOW = Date.UTC(2026, 7, 1);

type Input = Omit<EvaluationInput, "texts">;

/**
 * Measures the processor time of judging one item with a requested hand-off by the shipped contract from Discover to Decide, parsing included,
 * and of all that a run asks of the core: the linked documents and what to look up besides. Every run has a body that was never
 * seen before, so that nothing is remembered from one to the next. Beside it: the same rules as a schema over sections cut by regular expressions.
 */
export async function evaluateCost(scale: number): Promise<string[]> {
  const found = SIZES_KB.map((kb) => measured(kb, Math.max(10, ROUNDS * scale)));
  const heads = ["body", "gates", "median CPU ms", "p95 CPU ms", "ms a KB", "whole run: median", "peer: median CPU ms", "judged"];
  const rows = found.map(({ bytes, gates, times, whole, peer }) => [
    `${(bytes / 1024).toFixed(1)} KB`,
    String(gates),
    median(times).toFixed(2),
    quantile(times, 0.95).toFixed(2),
    (median(times) / (bytes / 1024)).toFixed(2),
    median(whole).toFixed(2),
    median(peer).toFixed(2),
    String(times.length),
  ]);
  printTable(
    "Judging one item: Markdown to verdict, the pure core; the peer is a schema over sections cut by regular expressions",
    heads,
    rows,
  );
  return found.flatMap(({ bytes, gates, open, peerOpen }) =>
    gates === 8 && open.join() === "priority" && peerOpen.join() === "confirmations"
      ? []
      : [`${bytes} bytes: ${gates} gates, not passed: ${open.join(", ")}; by the peer: ${peerOpen.join(", ")}`],
  );
}

function measured(kb: number, rounds: number) {
  const body = briefOf(kb * 1024);
  const input = inputOf(body);
  const gates = judged(input).verdict?.gates ?? [];
  for (let index = 0; index < rounds / 4; index += 1) wholeRun(withBody(input, `${body}\nWarm ${index}.\n`));
  for (let index = 0; index < rounds / 4; index += 1) judgeAsPeer(`${body}\nWarm ${index}.\n`);
  const fresh = Array.from({ length: rounds }, (_, index) => `${body}\nSeen ${index}.\n`);
  return {
    bytes: Buffer.byteLength(body),
    gates: gates.length,
    open: gates.filter((gate) => gate.outcome !== "pass").map((gate) => gate.spec.id),
    peerOpen: judgeAsPeer(body),
    times: fresh.map((text) => withBody(input, text)).map((each) => timed(() => judged(each))),
    whole: fresh.map((text) => withBody(input, `${text}\nAgain.\n`)).map((each) => timed(() => wholeRun(each))),
    peer: fresh.map((text) => timed(() => judgeAsPeer(text))),
  };
}

function timed(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function withBody(input: Input, body: string): Input {
  return { ...input, snapshot: { ...input.snapshot, item: { ...input.snapshot.item, body } } };
}

function judged(input: Input) {
  return evaluate({ ...input, texts: readTexts(input.snapshot) });
}

/** All that a run asks of the core. */
function wholeRun(input: Input) {
  const { snapshot, policy, record } = input;
  linkedDocumentPaths(parseMarkdown(snapshot.item.body), homeOf(snapshot));
  wantedFacts(snapshot, policy, record);
  return judged(input);
}

/** An issue whose hand-off was requested and waits for the portfolio owner. */
function inputOf(body: string): Input {
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
