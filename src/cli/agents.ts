import { Option } from "commander";
import type { Command } from "commander";
import { agentsOf, type Agent } from "../core/policy/agents/agent.js";
import { parsePolicy } from "../core/policy/parse.js";
import { agentsMarkdown, agentsText } from "../render/agents.js";
import { examples } from "./common/examples.js";
import { problemLine, repositoryName } from "./common/own-policy.js";
import { plain, TERMINAL, type Output } from "./common/with-store.js";
import { readWorkspace } from "./common/workspace.js";

const FORMATS = ["text", "json", "markdown"] as const;
type Format = (typeof FORMATS)[number];

/** Adds `baton agents [dir]`. */
export function addAgentsCommand(program: Command): void {
  program
    .command("agents [dir]")
    .description("list the agents that a repository declares: mode, radius, oversight; exit 2 when the policy does not parse")
    .addOption(new Option("--format <format>", "how").choices(FORMATS).default("text"))
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .addHelpText("after", examples("baton agents", "baton agents ../my-team --format markdown"))
    .action(async (dir: string | undefined, { format }: { format: Format }) => {
      process.exitCode = await agents(dir ?? ".", format, TERMINAL);
    });
}

/** Lists the agents of a folder's policy. Takes the folder, how and where to write; returns the exit code: 2 when the policy does not parse. */
export async function agents(folder: string, format: Format, { out, err }: Output): Promise<number> {
  const { policy, problems } = parsePolicy(await readWorkspace(folder), { repository: repositoryName(process.env), commit: "" });
  if (!policy) {
    for (const problem of problems.filter(({ severity }) => severity === "error")) err(`baton agents: ${plain(problemLine(problem))}\n`);
    return 2;
  }
  out(written(agentsOf(policy), format));
  return 0;
}

function written(list: readonly Agent[], format: Format): string {
  if (format === "json") return `${JSON.stringify(list, null, 2)}\n`;
  if (list.length === 0) return "No file in contracts/agents/ declares an agent.\n";
  return format === "markdown" ? `${agentsMarkdown(list)}\n` : `${agentsText(list, plain)}\n`;
}
