import { Option } from "commander";
import type { Command } from "commander";
import type { Store } from "../../app/settings/own-store.js";
import { answering } from "../common/call.js";
import { examples } from "../common/examples.js";
import { TERMINAL, WITHOUT_AN_APP, withStore } from "../common/with-store.js";
import type { DiagnoseCall } from "./diagnose.js";

interface DiagnoseOptions {
  repo: string;
  answers?: string;
  format: DiagnoseCall["format"];
  input: boolean;
}

/** Adds `baton diagnose`. */
export function addDiagnoseCommand(program: Command): void {
  program
    .command("diagnose")
    .description("look for the thirteen signs of a dashboard factory; on a terminal it asks what cannot be computed")
    .requiredOption("--repo <owner/repo>", "the repository")
    .option("--answers <file>", "YAML with what people answer; written where there is none yet")
    .option("--no-input", "ask nothing, also on a terminal")
    .addOption(new Option("--format <format>", "how").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      examples("baton diagnose --repo acme/insights", "baton diagnose --repo acme/insights --answers .github/diagnosis.yml"),
    )
    .action(async ({ repo, answers, format, input }: DiagnoseOptions) => {
      const [{ diagnose }, { terminalAsk }] = await Promise.all([import("./diagnose.js"), import("../common/prompt.js")]);
      // The diagnosis may go to a file: questions do not.
      const asks = input && process.stdin.isTTY && process.stderr.isTTY;
      const terminal = asks ? terminalAsk(process.stdin, process.stderr) : null;
      const world = { ...TERMINAL, ask: terminal?.ask ?? null };
      const work = (store: Store) => diagnose(store, { repo, answers: answers ?? null, format, now: Date.now() }, world);
      process.exitCode = await answering(TERMINAL, () => withStore(TERMINAL, work, process.env, WITHOUT_AN_APP));
      terminal?.close();
    });
}
