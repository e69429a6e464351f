import { Option, type Command } from "commander";
import { brokenLines } from "./broken-lines.js";
import { FORMATS } from "./report.js";
import { plain, type Output } from "./with-store.js";

/** What was asked cannot be done as it was asked: the call, a file or the policy is wrong. One line each. */
export class WrongCall extends Error {
  readonly lines: readonly string[];

  constructor(said: string | readonly string[]) {
    const lines = [said].flat();
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** Runs a command; returns its exit code, which is 2, with the reasons said, when the call was wrong. */
export async function answering(output: Output, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WrongCall)) throw error;
    for (const line of error.lines) output.err(brokenLines(`baton: ${plain(line, 1000)}\n`, output.columns));
    return 2;
  }
}

/** Makes a command end with 2, as a wrong call does, when its options are not understood. */
export function strict(command: Command): Command {
  return command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

/** `--format text|json|junit|github` */
export function formatOption(): Option {
  return new Option("--format <format>", "how to report").choices([...FORMATS]).default("text");
}
