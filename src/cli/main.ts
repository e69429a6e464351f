#!/usr/bin/env node
import { Command, InvalidArgumentError } from "commander";
import { addCheckCommand } from "./check/check.js";
import { addFormCommand } from "./form/form.js";
import { addInitCommand } from "./init/init.js";
import { addTestCommand } from "./test/test.js";
import { demo } from "./demo/demo.js";
import { addLintCommand } from "./lint.js";
import { addDoctorCommand } from "./doctor/command.js";
import { addOperatorCommands } from "./operate.js";
import { addSimulateCommand } from "./simulate/command.js";
import { addSchemaCommand } from "./schema.js";
import { start } from "./start.js";

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError("a port is a number from 0 to 65535.");
  return value;
}

const program = new Command("baton")
  .description("Guards hand-offs: work changes hands only when its contract is met.")
  .showHelpAfterError()
  .showSuggestionAfterError();

program
  .command("demo")
  .description("play the whole story against an embedded GitHub, no account needed")
  .option("--stats", "count the requests to GitHub by operation")
  .option("--serve", "keep the embedded GitHub running, to play it yourself in a browser")
  .option("--port <number>", "with --serve: the port of the embedded GitHub", port)
  .action(async (options: { stats?: boolean; serve?: boolean; port?: number }) => {
    process.exitCode = await demo(options);
  });

program
  .command("start")
  .description("run the App: takes webhooks, needs the settings of the README")
  .action(async () => {
    process.exitCode = await start();
  });

addLintCommand(program);
addSchemaCommand(program);
addOperatorCommands(program);
addCheckCommand(program);
addTestCommand(program);
addInitCommand(program);
addFormCommand(program);
addSimulateCommand(program);
addDoctorCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`baton: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
