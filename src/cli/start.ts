import { startBaton } from "../app/baton.js";
import { createLog } from "../app/log.js";
import { loadSettingsFile } from "../app/settings-file.js";
import { readSettings, secretsOf, settingLine } from "../app/settings.js";
import { stopOnSignals } from "../app/shutdown.js";

/** Runs the App until it is stopped. Returns the exit code when it cannot start: 2 for wrong settings. */
export async function start(): Promise<number> {
  loadSettingsFile(process.cwd());
  const read = readSettings(process.env);
  if (!read.ok) {
    process.stderr.write("Baton cannot start with these settings:\n");
    for (const problem of read.problems) process.stderr.write(`  ${settingLine(problem)}\n`);
    return 2;
  }
  const log = createLog({ level: read.settings.logLevel, secrets: secretsOf(read.settings) });
  for (const warning of read.warnings) log.warn(warning);
  stopOnSignals(await startBaton(read.settings, { log }), log);
  return 0;
}
