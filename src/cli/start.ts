import { settingLine } from "../app/settings/problem.js";
import type { Command } from "commander";
import { redact } from "../telemetry/redact.js";
import { loadSettingsFile } from "../app/settings/file.js";
import { readSettings, secretsOf } from "../app/settings/settings.js";
import { endOnUncaught, stopOnSignals } from "../app/serve/shutdown.js";
import { examples } from "./common/examples.js";

/** Adds `baton start`. */
export function addStartCommand(program: Command): void {
  program
    .command("start")
    .description("run the App: takes webhooks, needs the settings of the README")
    .addHelpText("after", examples("baton start"))
    .action(async () => {
      process.exitCode = await start();
    });
}

/**
 * Runs the App until it is stopped. Returns the exit code when it cannot start: 2 for wrong settings, which starting again does not mend, and 1
 * for everything else, which it may.
 */
async function start(): Promise<number> {
  loadSettingsFile(process.cwd());
  const read = readSettings(process.env);
  if (!read.ok) {
    process.stderr.write("Baton cannot start with these settings:\n");
    for (const problem of read.problems) process.stderr.write(`  ${settingLine(problem)}\n`);
    return 2;
  }
  const [{ startBaton }, { createLog }, { CannotStart }] = await Promise.all([
    import("../app/baton.js"),
    import("../telemetry/log.js"),
    import("../app/serve/patience.js"),
  ]);
  const log = createLog({ level: read.settings.logLevel, secrets: secretsOf(read.settings) });
  endOnUncaught(log);
  for (const warning of read.warnings) log.warn(warning);
  const starting = startBaton(read.settings, { log });
  stopOnSignals(starting, log);
  try {
    await starting;
    return 0;
  } catch (error) {
    if (error instanceof CannotStart) process.stderr.write(`Baton cannot start: ${redact(error.message, secretsOf(read.settings))}\n`);
    else log.fatal({ err: error }, "Baton cannot start");
    return 1;
  }
}
