/** Feeds the parsers with changed texts for `FUZZ_SECONDS` each (60), from `FUZZ_SEED` on (the clock): `npm run fuzz [-- body|contract|command ...]`. */
import { chanceOf } from "./chance.js";
import { TARGETS, type Target } from "./targets.js";

const SECONDS = Number(process.env["FUZZ_SECONDS"] ?? 60);
const FIRST = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
const SLOWEST_MS = 2000;
const MOST_FAILURES = 10;

const wanted = process.argv.slice(2);
for (const name of wanted.filter((each) => !Object.hasOwn(TARGETS, each))) throw new Error(`No such target: ${name}`);
for (const [name, target] of Object.entries(TARGETS)) if (wanted.length === 0 || wanted.includes(name)) fuzz(name, target);

function fuzz(name: string, target: Target): void {
  const end = Date.now() + SECONDS * 1000;
  const failures: string[] = [];
  let slowest = { ms: 0, seed: 0 };
  let seed = FIRST;
  for (; Date.now() < end && failures.length < MOST_FAILURES; seed += 1) {
    const text = target.text(chanceOf(seed));
    const begun = process.cpuUsage();
    const problem = trouble(target, text);
    const ms = cpuSince(begun);
    if (ms > slowest.ms) slowest = { ms, seed };
    if (problem !== null) failures.push(`seed ${seed}: ${problem}`);
    if (ms > SLOWEST_MS) failures.push(`seed ${seed}: took ${ms.toFixed(0)} ms of processor time for ${text.length} characters`);
  }
  const summary = `${name}: ${seed - FIRST} texts from seed ${FIRST}, slowest ${slowest.ms.toFixed(0)} ms (seed ${slowest.seed})`;
  process.stdout.write([`${summary}, ${failures.length} failures`, ...failures.map((line) => `  ${line}`), ""].join("\n"));
  if (failures.length > 0) process.exitCode = 1;
}

function trouble(target: Target, text: string): string | null {
  try {
    target.run(text);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function cpuSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
