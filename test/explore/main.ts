/**
 * Explores what people can do: `npm run explore -- --depth N [--root NAME,…] [--acts WORDS,…]`, or walks at random:
 * `npm run explore -- --walks N [--seed S] [--depth N] [--root …] [--acts …]`. Ends with 1 when something went wrong.
 */
import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ROOTS } from "./roots.js";
import { storyOf } from "./story.js";
import { perform, type Outcome, type Task } from "./task.js";
import { addViolation, sorted, type Violations } from "./violations.js";

const MOST_WORKERS = 2;
const MOST_STORIES = 30;
const WALKS_A_TASK = 500;
/** Young objects live for a look: with room for them the collector has little to do. */
const WORKER_FLAGS = ["--max-semi-space-size=64", "--max-old-space-size=8192"];

if (process.send) process.on("message", (task: Task) => process.send?.(perform(task)));
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      depth: { type: "string" },
      root: { type: "string", default: Object.keys(ROOTS).join() },
      acts: { type: "string", default: "" },
      walks: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
    },
  });
  const walks = Number(values.walks);
  const depth = Number(values.depth ?? (walks > 0 ? 12 : 4));
  const common = { depth, acts: values.acts.split(",").filter(Boolean), seed: Number(values.seed), walks };
  const tasks = (walks > 0 ? walkTasks : treeTasks)({ ...common, roots: values.root.split(","), paces: [true, false] });
  const begun = Date.now();
  const { violations, total } = await performAll(tasks);
  process.stdout.write(`all: ${told(total)}\n${seconds(Date.now() - begun)} s, ${violations.size} kinds of violation\n`);
  for (const { kind, path, times } of sorted(violations).slice(0, MOST_STORIES))
    process.stdout.write(`\n# ${times} ×\n${storyOf(kind, path)}`);
  if (violations.size > 0) process.exitCode = 1;
}

/** One for each root and pace, for they hardly meet: the largest first. */
function treeTasks(task: Task): Task[] {
  return task.paces.flatMap((slow) => task.roots.toReversed().map((root): Task => ({ ...task, roots: [root], paces: [slow] })));
}

function walkTasks(task: Task): Task[] {
  const parts = Math.ceil(task.walks / WALKS_A_TASK);
  return Array.from({ length: parts }, (_, index) => ({
    ...task,
    seed: task.seed + index * WALKS_A_TASK,
    walks: Math.min(WALKS_A_TASK, task.walks - index * WALKS_A_TASK),
  }));
}

type Total = Pick<Outcome, "looks" | "merges" | "processor"> & { states: number };

async function performAll(tasks: readonly Task[]): Promise<{ violations: Violations; total: Total }> {
  const waiting = [...tasks];
  const violations: Violations = new Map();
  const total: Total = { states: 0, looks: 0, merges: 0, processor: 0 };
  const work = async () => {
    const worker = fork(fileURLToPath(import.meta.url), { serialization: "advanced", execArgv: WORKER_FLAGS });
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const outcome = await performIn(worker, task);
      const states = outcome.states.reduce((sum, each) => sum + each, 0);
      total.states += states;
      for (const key of ["looks", "merges", "processor"] as const) total[key] += outcome[key];
      if (task.walks === 0)
        process.stdout.write(`${nameOf(task)}: ${told({ ...outcome, states })}, by depth ${outcome.states.join(" ")}\n`);
      for (const [kind, { path, times }] of outcome.violations) addViolation(violations, kind, path, times);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(MOST_WORKERS, availableParallelism(), tasks.length) }, work));
  return { violations, total };
}

function nameOf({ roots, paces }: Task): string {
  return `${roots.join()}${paces.includes(true) ? "" : " (in one second)"}`;
}

function told({ states, looks, merges, processor }: Total): string {
  return `${states} states, ${looks} looks, ${merges} merges, ${seconds(processor)} s of processor time`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function performIn(worker: ChildProcess, task: Task): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    worker.once("exit", ended);
    worker.once("message", (outcome) => {
      worker.off("exit", ended);
      resolve(outcome as Outcome);
    });
    worker.send(task);
  });
}
