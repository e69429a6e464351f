import { Option } from "commander";
import type { Command } from "commander";
import { examples } from "../common/examples.js";
import { TERMINAL, withStore } from "../common/with-store.js";
import type { DiagnoseCall } from "./diagnose.js";

/** Adds `baton diagnose`. */
export function addDiagnoseCommand(program: Command): void {
  program
    .command("diagnose")
    .description("look for the thirteen signs of a dashboard factory")
    .requiredOption("--repo <owner/repo>", "the repository")
    .option("--answers <file>", "YAML with what people answer; written with every question where there is none yet")
    .addOption(new Option("--format <format>", "how").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      examples("baton diagnose --repo acme/insights", "baton diagnose --repo acme/insights --answers .github/diagnosis.yml"),
    )
    .action(async ({ repo, answers, format }: { repo: string; answers?: string; format: DiagnoseCall["format"] }) => {
      const { diagnose } = await import("./diagnose.js");
      process.exitCode = await withStore(TERMINAL, (store) =>
        diagnose(store, { repo, answers: answers ?? null, format, now: Date.now() }, TERMINAL),
      );
    });
}
