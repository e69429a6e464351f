import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import type { Store } from "../../app/settings/own-store.js";
import { isIsoDate } from "../../core/time/dates.js";
import { examples } from "../common/examples.js";
import { TERMINAL, WITHOUT_AN_APP, withStore } from "../common/with-store.js";
import { reportFormats, type ReportFormat } from "./format.js";

interface ReportOptions {
  repo?: string;
  since?: string;
  until?: string;
  format: ReportFormat;
}

/** Adds `baton report`. */
export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("tell where the time goes between stages, from the ledger")
    .option("--repo <owner/repo>", "one repository; default: all that the App looked at")
    .option("--since <day>", "YYYY-MM-DD, from its beginning in the calendar's time zone; default: everything", day)
    .option("--until <day>", "YYYY-MM-DD, until its beginning; default: now", day)
    .addOption(new Option("--format <format>", "how").choices(reportFormats).default("text"))
    .addHelpText("after", examples("baton report --repo acme/insights --since 2026-09-01", "baton report --format html"))
    .action(async (options: ReportOptions) => {
      const { report } = await import("./report.js");
      const { repo = null, since = null, until = null, format } = options;
      const work = (store: Store) => report(store, { repo, since, until, format, now: Date.now() }, TERMINAL);
      process.exitCode = await withStore(TERMINAL, work, process.env, WITHOUT_AN_APP);
    });
}

function day(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError("a day is written YYYY-MM-DD.");
  return text;
}
