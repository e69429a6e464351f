import { InvalidArgumentError, type Command } from "commander";
import type { DemoOptions } from "./demo.js";
import { examples } from "../common/examples.js";

/** Adds `baton demo`. */
export function addDemoCommand(program: Command): void {
  program
    .command("demo")
    .description("play the whole story against an embedded GitHub")
    .option("--stats", "count the requests to GitHub by operation")
    .option("--serve", "keep the embedded GitHub running, to play it yourself in a browser")
    .option("--port <number>", "with --serve: the port of the embedded GitHub; default: any that is free", port)
    .addHelpText("after", examples("baton demo", "baton demo --serve --port 4000"))
    .action(async (options: DemoOptions) => {
      const { demo } = await import("./demo.js");
      process.exitCode = await demo(options);
    });
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError("a port is a number from 0 to 65535.");
  return value;
}
