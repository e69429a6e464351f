import type { Command } from "commander";
import type { Given } from "../../core/facts/given.js";
import { readTime } from "../../core/time/read-time.js";
import { trial } from "../../core/trial/trial.js";
import { examples } from "../common/examples.js";
import { brokenLines } from "../common/broken-lines.js";
import { answering, formatOption, WrongCall } from "../common/call.js";
import { folderLookUp } from "../common/folder.js";
import { defaultBranchOf } from "../common/clone.js";
import { chosenContract, repositoryName } from "../common/own-policy.js";
import { paintFor, type Paint } from "../common/paint.js";
import { readText } from "../common/read-text.js";
import { formatReport } from "../common/report-formats.js";
import type { Format, Report } from "../common/report.js";
import { TERMINAL, type Output } from "../common/with-store.js";
import { resultsOf, summaryOf, withoutOffline, type Judged } from "./results.js";
import { gateTable } from "./table.js";

export interface CheckOptions {
  contract: string;
  dir?: string;
  documents?: string;
  labels?: string;
  now?: string;
  skipOffline?: boolean;
  format: Format;
}

/** Adds `baton check`. */
export function addCheckCommand(program: Command): void {
  program
    .command("check <file...>")
    .description(
      "hold texts against a contract, as the App would; `-` is standard input. Exit 1: red, 2: the contract or the call is wrong",
    )
    .requiredOption("--contract <path or id>", "the contract's file, or its id in --dir")
    .option(
      "--dir <folder>",
      "the repository with .github/baton.yml and contracts/; default: the one around the contract's file, or this folder",
    )
    .option("--documents <folder>", "where links to files of the repository lead; default: --dir")
    .option("--labels <a,b>", "labels of the item; without them, what depends on labels cannot be checked")
    .option("--now <time>", "the time that ages are counted from, such as 2026-11-01 or 2026-11-01T09:00:00Z; default: now")
    .option("--skip-offline", "leave out what needs GitHub, instead of counting it as red")
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples(
        "baton check --contract discover-to-decide issue.md",
        "baton check --contract ../my-team/contracts/brief.yml --labels problem-brief --skip-offline issue.md",
      ),
    )
    .action(async (files: string[], options: CheckOptions) => {
      process.exitCode = await check(files, options, { output: TERMINAL, paint: paintFor(process.stdout, process.env), now: Date.now() });
    });
}

/** Takes paths and options; prints how each text stands. Returns the exit code: 0 all green, 1 something is red, 2 the call is wrong. */
export async function check(files: string[], options: CheckOptions, world: { output: Output; paint: Paint; now: number }): Promise<number> {
  return await answering(world.output, async () => {
    const { policy, contract, folder } = await chosenContract(options.dir, options.contract, repositoryName(process.env));
    const lookUp = folderLookUp(options.documents ?? folder);
    const now = options.now === undefined ? world.now : timeOf(options.now);
    const bodies = await readAll(files);
    const defaultBranch = defaultBranchOf(folder);
    const judged = bodies.map(({ file, body }): Judged => {
      const given: Given = {
        body,
        subject: contract.appliesTo.subject === "pull_request" ? "pull_request" : "issue",
        labels: labelsOf(options.labels),
      };
      const judgement = trial({ policy, contract, given, now, lookUp, defaultBranch });
      return { file, judgement: options.skipOffline ? withoutOffline(judgement) : judgement };
    });
    const text = told(judged, options.format, world.paint);
    world.output.out(options.format === "text" ? brokenLines(text, world.output.columns) : text);
    return judged.every(({ judgement }) => judgement.green) ? 0 : 1;
  });
}

async function readAll(files: readonly string[]): Promise<{ file: string; body: string }[]> {
  const wrong: string[] = [];
  const bodies: { file: string; body: string }[] = [];
  for (const file of new Set(files)) {
    try {
      bodies.push({ file, body: await readText(file) });
    } catch (error) {
      if (!(error instanceof WrongCall)) throw error;
      for (const line of error.lines) wrong.push(line);
    }
  }
  if (wrong.length > 0) throw new WrongCall(wrong);
  return bodies;
}

function told(judged: readonly Judged[], format: Format, paint: Paint): string {
  const summary = summaryOf(judged);
  const report: Report = { tool: "baton check", results: judged.flatMap(resultsOf), summary };
  if (format !== "text") return formatReport(report, format);
  return [...judged.map((one) => gateTable(one, paint)), paint("bold", summary)].join("\n\n") + "\n";
}

function labelsOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(",")
    .map((label) => label.trim())
    .filter((label) => label !== "");
}

function timeOf(text: string): number {
  const time = readTime(text);
  if (time === null) throw new WrongCall(`--now ${text}: a time such as 2026-11-01 or 2026-11-01T09:00:00Z is needed`);
  return time;
}
