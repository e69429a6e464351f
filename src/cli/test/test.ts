import { InvalidArgumentError, type Command } from "commander";
import { TESTS } from "../../core/policy/paths.js";
import type { Policy } from "../../core/policy/types.js";
import { dirOption, folderMeant } from "../common/dir-option.js";
import { examples } from "../common/examples.js";
import { answering, formatOption, WrongCall } from "../common/call.js";
import { contractIn, ownPolicy } from "../common/own-policy.js";
import { repositoryOf } from "../common/repository-around.js";
import { paintFor, type Paint } from "../common/paint.js";
import { progressOn, type Progress } from "../common/progress.js";
import { formatReport } from "../common/report-formats.js";
import { isRed, type Format } from "../common/report.js";
import { TERMINAL, type Output } from "../common/with-store.js";
import { readTests, type ReadTests } from "./files.js";
import { testReport } from "./report.js";
import { runTests, type Tried } from "./run.js";
import { brokenLines } from "../common/broken-lines.js";
import { testText } from "./text.js";

export interface TestOptions {
  format: Format;
  coverage: boolean;
  minCoverage?: number;
  mutate?: boolean;
  /** Id of the one contract whose tests run. */
  contract?: string;
}

/** Adds `baton test`. */
export function addTestCommand(program: Command): void {
  program
    .command("test [dir]")
    .description("run the tests under contracts/tests. Exit 1: a case does not hold or cannot run, 2: a contract or the call is wrong")
    .addOption(dirOption())
    .option("--contract <id>", "the tests of this contract only")
    .option("--no-coverage", "do not tell which gates no test expects red, or green")
    .option("--min-coverage <percent>", "fail when less of a contract's gates is seen red and green", percent)
    .option("--mutate", "weaken each gate in turn, and fail when no test notices")
    .addOption(formatOption())
    .addHelpText("after", examples("baton test", "baton test ../my-team --mutate", "baton test --min-coverage 100 --format junit"))
    .action(async (word: string | undefined, { dir, ...options }: TestOptions & { dir?: string }) => {
      const world = { output: TERMINAL, paint: paintFor(process.stdout, process.env), now: Date.now() };
      process.exitCode = await answering(TERMINAL, async () => await test(folderMeant(word, dir), options, world));
    });
}

/** Takes a repository's folder; runs its contracts' tests and prints how they come out. Returns the exit code. */
export async function test(
  folder: string,
  options: TestOptions,
  world: { output: Output; paint: Paint; now: number; progress?: Progress },
): Promise<number> {
  const progress = world.progress ?? progressOn(process.stderr);
  return await answering(world.output, async () => {
    const root = repositoryOf(folder);
    const policy = await ownPolicy(root);
    const tests = await readTests(root, policy);
    const run = runTests(only(options.contract, policy, tests), world.now, options.mutate ?? false, progress);
    const report = testReport(run, { told: options.coverage, least: options.minCoverage ?? null });
    world.output.out(
      options.format === "text"
        ? brokenLines(testText(run, report, world.paint), world.output.columns)
        : formatReport(report, options.format),
    );
    return isRed(report) ? 1 : 0;
  });
}

/** What is run: all, or what is about one contract; the others stay known to its gates. */
function only(id: string | undefined, policy: Policy, { files, troubles }: ReadTests): Tried {
  if (id === undefined) return { policy, contracts: policy.contracts, files, troubles };
  const contract = contractIn(policy, id);
  const own = files.filter((file) => file.contract === contract);
  // What a file is about that cannot be read is not known.
  const isOfOthers = (path: string) => files.some((file) => file.path === path && file.contract !== contract);
  const its = troubles.filter(({ file, rule }) => !isOfOthers(file) && rule !== "unknown-contract");
  if (own.length + its.length === 0) throw new WrongCall(`${id} has no tests: write a first one under ${TESTS}/`);
  return { policy, contracts: [contract], files: own, troubles: its };
}

function percent(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 100) throw new InvalidArgumentError("a percentage is a number from 0 to 100.");
  return value;
}
