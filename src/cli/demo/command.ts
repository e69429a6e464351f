import { InvalidArgumentError, Option, type Command } from "commander";
import type { DemoOptions } from "./demo.js";
import type { StoryName } from "./stories.js";
import { TERMINAL } from "../common/with-store.js";
import { answering } from "../common/call.js";
import { examples } from "../common/examples.js";

/** The stories' names, known here without loading what plays them. */
const ACTS = ["handoff", "roles"] as const satisfies StoryName[];

interface HistoryOptions {
  history?: boolean;
  report?: string;
  keep?: string;
}

/** Adds `baton demo`. */
export function addDemoCommand(program: Command): void {
  program
    .command("demo")
    .description("play the whole story against an embedded GitHub")
    .addOption(
      new Option("--act <act>", "one act alone: work that changes hands, or agents that are held to their files; default: both").choices(
        ACTS,
      ),
    )
    .option("--history", "play a quarter of made-up people instead, and tell where their time went")
    .option("--report <file>", "with --history: where to write the report as a page; default: a new folder for temporary files")
    .option("--keep <folder>", "with --history: keep its database there, for baton report and baton diagnose")
    .option("--stats", "count the requests to GitHub by operation")
    .option("--serve", "keep the embedded GitHub running, to play it yourself in a browser")
    .option("--port <number>", "with --serve: the port of the embedded GitHub; default: any that is free", port)
    .addHelpText("after", examples("baton demo --act roles", "baton demo --history --keep quarter", "baton demo --serve --port 4000"))
    .action(async ({ history, report, keep, ...options }: DemoOptions & HistoryOptions, command: Command) => {
      if (report !== undefined && !history) command.error("error: --report goes with --history");
      if (keep !== undefined && !history) command.error("error: --keep goes with --history");
      if (options.act !== undefined && (history || options.serve)) command.error("error: --act goes without --history and --serve");
      if (history) {
        const [{ tellHistory }, { createTerminal }] = await Promise.all([import("./history/history.js"), import("./terminal.js")]);
        const terminal = createTerminal(process.stdout, () => new Date());
        process.exitCode = await answering(TERMINAL, () => tellHistory(terminal, { now: Date.now(), file: report, keep }));
        return;
      }
      const { demo } = await import("./demo.js");
      process.exitCode = await demo(options);
    });
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError("a port is a number from 0 to 65535.");
  return value;
}
