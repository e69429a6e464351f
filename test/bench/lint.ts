import { lintPolicy } from "../../src/core/lint/lint.js";
import { readPolicy } from "../../src/core/policy/parse.js";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lint as lintFolder } from "../../src/cli/lint.js";
import { paintFor } from "../../src/cli/common/paint.js";
import { LARGE, roleSystem } from "../support/role-system.js";
import { shippedPolicy } from "./policy.js";
import { median, printTable, quantile } from "./table.js";

const STAGES = ["discover", "decide", "build", "test", "ship", "evaluate"];
const ROUNDS = 40;
/** The promise, for the large role system. */
const MOST_MS = 300;

/** Measures the work of `baton lint`, from the folder to the words, of this repository's policy, and of the same with a large role system: 20 roles, 40 artefacts and 10 agents. */
export async function lint(scale: number): Promise<string[]> {
  const shipped = shippedPolicy();
  const large = { ...shipped, ...roleSystem(LARGE, STAGES) };
  const rounds = Math.max(3, Math.ceil(ROUNDS * scale));
  const rows: string[][] = [];
  const broken: string[] = [];
  for (const [name, files] of [
    ["the shipped contracts", shipped],
    ["with 20 roles, 40 artefacts, 10 agents", large],
  ] as const) {
    const { first, times, found, judging } = await measured(files, rounds);
    rows.push([
      name,
      String(Object.keys(files).length),
      String(found),
      first.toFixed(0),
      median(times).toFixed(0),
      quantile(times, 0.95).toFixed(0),
      median(judging).toFixed(0),
    ]);
    if (median(times) > MOST_MS) broken.push(`${name}: ${median(times).toFixed(0)} ms in the middle`);
  }
  printTable(
    "`baton lint`, processor time",
    ["policy", "files", "findings", "first ms", "median ms", "p95 ms", "of it, one reading"],
    rows,
  );
  return broken;
}

async function measured(files: Readonly<Record<string, string>>, rounds: number) {
  const folder = mkdtempSync(join(tmpdir(), "baton-bench-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const run = async () =>
      await used(() => lintFolder(folder, { format: "text" }, { out: () => {}, err: () => {} }, paintFor(process.stdout, {})));
    const first = await run();
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push(await run());
    const list = Object.entries(files).map(([path, text]) => ({ path, text }));
    const judging = [];
    for (let round = 0; round < rounds; round += 1) judging.push(await used(() => Promise.resolve(readPolicy(list))));
    return { first, times, judging, found: lintPolicy(list).length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function used(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
