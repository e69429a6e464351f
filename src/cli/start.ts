import type { Command } from "commander";
import { loadSettingsFile } from "../app/settings-file.js";
import { readSettings, secretsOf, settingLine } from "../app/settings.js";
import { stopOnSignals } from "../app/shutdown.js";

/** Adds `baton start`. */
export function addStartCommand(program: Command): void {
  program
    .command("start")
    .description("run the App: takes webhooks, needs the settings of the README")
    .action(async () => {
      process.exitCode = await start();
    });
}

/** Runs the App until it is stopped. Returns the exit code when it cannot start: 2 for wrong settings. */
async function start(): Promise<number> {
  loadSettingsFile(process.cwd());
  const read = readSettings(process.env);
  if (!read.ok) {
    process.stderr.write("Baton cannot start with these settings:\n");
    for (const problem of read.problems) process.stderr.write(`  ${settingLine(problem)}\n`);
    return 2;
  }
  const [{ startBaton }, { createLog }] = await Promise.all([import("../app/baton.js"), import("../app/log.js")]);
  const log = createLog({ level: read.settings.logLevel, secrets: secretsOf(read.settings) });
  for (const warning of read.warnings) log.warn(warning);
  stopOnSignals(await startBaton(read.settings, { log }), log);
  return 0;
}
