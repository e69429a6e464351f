/** Measures Baton on this machine: `npm run bench [-- PART ...] [--quick]`. Everything stays on loopback. */
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { budget } from "./budget.js";
import { burst } from "./burst.js";
import { evaluateCost } from "./evaluate.js";
import { intakes } from "./intake.js";
import { measurable } from "./measurable.js";
import { lint } from "./lint.js";
import { memory } from "./memory.js";
import { pictures } from "./pictures.js";
import { pages } from "./pages.js";
import { pagesLarge } from "./pages-large.js";
import { readSets } from "./reads.js";
import { say } from "./table.js";

/** Takes how much of the full size to run (1 is all); prints its table; returns what did not hold. */
type Part = (scale: number) => Promise<string[]>;

const PARTS = new Map<string, Part>([
  ["intake", intakes],
  ["burst", burst],
  ["memory", memory],
  ["evaluate", evaluateCost],
  ["reads", readSets],
  ["pages", pages],
  ["lint", lint],
  ["pages-large", pagesLarge],
  ["budget", budget],
  ["measurable", measurable],
  ["pictures", pictures],
]);
const QUICK = 0.05;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: "boolean", default: false } } });
const unknown = positionals.filter((name) => !PARTS.has(name));
if (unknown.length > 0) {
  say(`No such part: ${unknown.join(", ")}. There are: ${[...PARTS.keys()].join(", ")}.`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(positionals.length > 0 ? positionals : [...PARTS.keys()], values.quick ? QUICK : 1);
}

async function run(names: string[], scale: number): Promise<number> {
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  say(
    `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${memoryGb} GB, ${process.platform}`,
  );
  if (scale < 1) say("Quick: small numbers that show that it runs, and measure nothing.");
  const broken: string[] = [];
  for (const name of names) {
    const begun = performance.now();
    const found = (await PARTS.get(name)?.(scale)) ?? [];
    broken.push(...found.map((line) => `${name}: ${line}`));
    say(`(${name} took ${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  }
  for (const line of broken) say(`Did not hold: ${line}`);
  return broken.length === 0 ? 0 : 1;
}
