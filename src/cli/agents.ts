import { Option } from "commander";
import type { Command } from "commander";
import { latelyBy, type AgentsLately } from "../core/insight/agents-lately.js";
import { agentsOf, type Agent } from "../core/policy/agents/agent.js";
import { parsePolicy } from "../core/policy/parse.js";
import { agentsMarkdown, agentsText } from "../render/agents.js";
import { latelyIn } from "./agents-lately.js";
import { brokenLines } from "./common/broken-lines.js";
import { answering } from "./common/call.js";
import { dirOption, folderMeant } from "./common/dir-option.js";
import { examples } from "./common/examples.js";
import { refusal, repositoryName } from "./common/own-policy.js";
import { plain, TERMINAL, type Output } from "./common/with-store.js";
import { readWorkspace } from "./common/workspace.js";

const FORMATS = ["text", "json", "markdown"] as const;
type Format = (typeof FORMATS)[number];

/** What `baton agents` takes. */
export interface AgentsCall {
  folder: string;
  format: Format;
  /** `owner/name` in the store; null: where the clone came from. */
  repo: string | null;
  now: number;
}

/** Adds `baton agents [dir]`. */
export function addAgentsCommand(program: Command): void {
  program
    .command("agents [dir]")
    .description(
      "list the agents that a repository declares: mode, radius, oversight, and what they did lately where the App's store is; exit 2 when the policy does not parse",
    )
    .addOption(dirOption())
    .addOption(new Option("--format <format>", "how").choices(FORMATS).default("text"))
    .option("--repo <owner/repo>", "which repository of the store it is; default: where the clone came from")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .addHelpText("after", examples("baton agents", "baton agents ../my-team --format markdown"))
    .action(async (word: string | undefined, { dir, format, repo }: { dir?: string; format: Format; repo?: string }) => {
      process.exitCode = await answering(TERMINAL, async () => {
        return await agents({ folder: folderMeant(word, dir), format, repo: repo ?? null, now: Date.now() }, TERMINAL);
      });
    });
}

/** Lists the agents of a folder's policy. Takes what was asked for and where to write; returns the exit code: 2 when the policy does not parse. */
export async function agents(
  { folder, format, repo, now }: AgentsCall,
  { out, err, columns }: Output,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const files = await readWorkspace(folder);
  const { policy, problems } = parsePolicy(files, { repository: repositoryName(process.env), commit: "" });
  if (!policy) {
    for (const line of await refusal(files, problems, folder)) err(`baton agents: ${plain(line, 1000)}\n`);
    return 2;
  }
  const list = agentsOf(policy);
  const lately = list.length === 0 ? null : await latelyIn({ folder, repo, now }, env);
  if (typeof lately === "string") err(`baton agents: what they did lately is left out: ${plain(lately)}\n`);
  const text = written(list, format, typeof lately === "string" ? null : lately);
  out(format === "text" ? brokenLines(text, columns) : text);
  return 0;
}

function written(list: readonly Agent[], format: Format, lately: AgentsLately | null): string {
  if (format === "json")
    return `${JSON.stringify(lately ? list.map((one) => ({ ...one, lately: latelyBy(lately, one.id) })) : list, null, 2)}\n`;
  if (list.length === 0)
    return "No file in contracts/agents/ declares an agent. `baton init --agent NAME=ACCOUNT --role ROLE` writes one.\n";
  return format === "markdown" ? `${agentsMarkdown(list, lately)}\n` : `${agentsText(list, plain, lately)}\n`;
}
