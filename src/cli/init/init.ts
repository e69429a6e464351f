import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { answering, WrongCall } from "../common/call.js";
import { calledAs } from "../common/called-as.js";
import { dirOption, folderMeant } from "../common/dir-option.js";
import { examples } from "../common/examples.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { readWorkspace } from "../common/workspace.js";
import { writeNew } from "../form/form.js";
import { agentAlone, isAgentAlone } from "./agent-alone.js";
import { answersOf } from "./ask.js";
import { firstFiles, type Files } from "./files.js";
import { nextSteps, nextStepsOfAgent } from "./next-steps.js";
import type { InitOptions, InitWorld } from "./options.js";
import { handoffPaths, presentIn, refuseExisting } from "./present.js";
import { terminalAsk } from "../common/prompt.js";

export type { InitOptions } from "./options.js";

/** Adds `baton init`. */
export function addInitCommand(program: Command): void {
  program
    .command("init [dir]")
    .description(
      "ask for the hand-off that goes wrong most, and write a first contract for it, with tests and an issue form; roles and an agent where they were told of",
    )
    .addOption(dirOption())
    .option("--from <stage>", "the stage the work leaves")
    .option("--to <stage>", "the stage it enters")
    .option("--giver <role=people>", "who hands it over: a role, with logins and teams, such as pm=paula,acme/data-pm")
    .option("--taker <role=people>", "who takes it over")
    .option("--role <role=people>", "who else a shipped contract needs; may be given again", oneMore)
    .addOption(
      new Option("--start-with <contract>", "the contract that ships for this boundary, or a small one to grow").choices([
        "shipped",
        "small",
      ]),
    )
    .option("--engagement <role=stages>", "how a role takes part, such as pm=discover:lead,decide:support; may be given again", oneMore)
    .option(
      "--agent <name=account>",
      "an agent of the role that hands over, such as scanner=scanner[bot]; where a policy is there, and without a hand-off, the agent alone, of the role in --role",
    )
    .option("--writes <globs>", "with --agent: the folders it may write, such as docs/market/**; left out: it may only read")
    .option(
      "--task <answers>",
      'with --agent: whether a mistake is cheap, one tool does it, nothing else hangs on it, such as "yes yes no"',
    )
    .option("--yes", "ask nothing: take what is given, and the proposals for the rest")
    .option(
      "--force",
      "replace the contract, its tests, its form, and files of roles and agents that are there; .github/baton.yml is only added to",
    )
    .addHelpText(
      "after",
      examples("baton init", "baton init ../my-team --from discover --to decide --giver pm=paula --taker architect=acme/architects --yes"),
    )
    .action(async (word: string | undefined, { dir, ...options }: InitOptions & { dir?: string }) => {
      process.exitCode = await answering(TERMINAL, async () => await initHere(folderMeant(word, dir), options));
    });
}

/** The same with this terminal: it is asked where somebody sits at it. */
async function initHere(folder: string, options: InitOptions): Promise<number> {
  const terminal = options.yes || !process.stdin.isTTY ? null : terminalAsk(process.stdin, process.stdout);
  const world = { output: TERMINAL, ask: terminal?.ask ?? null, now: Date.now(), program: calledAs(process.argv[1] ?? "", process.env) };
  const code = await init(folder, options, world);
  terminal?.close();
  return code;
}

/** Takes a folder and what is known already; asks for the rest, writes the files and prints what to do next. Returns the exit code. */
export async function init(folder: string, options: InitOptions, world: InitWorld): Promise<number> {
  return await answering(world.output, async () => {
    const there = await readWorkspace(folder);
    const present = presentIn(there);
    const [force, program] = [options.force ?? false, world.program ?? "baton"];
    if (isAgentAlone(options, present)) {
      const { agent, files } = await agentAlone(options, world, there);
      await write(folder, files, force, world.output);
      world.output.out(nextStepsOfAgent(agent, { folder, program }));
      return 0;
    }
    if (!world.ask && !options.yes) throw new WrongCall("nobody can be asked here: give --yes, with --from, --to, --giver and --taker");
    const refuse = (id: string) => refuseExisting(folder, force ? [] : Object.values(handoffPaths(id)));
    const answers = await answersOf(options, world, { present, refuse });
    const files = firstFiles(answers, new Date(world.now).toISOString().slice(0, 10), there);
    await write(folder, files, force, world.output);
    world.output.out(nextSteps(answers, { folder, program, empty: files.empty, needsGitHub: files.needsGitHub }));
    return 0;
  });
}

const LONGEST_ADDED = 1000;

type Written = Pick<Files, "fresh" | "config" | "added" | "schemas">;

async function write(folder: string, { fresh, config, added, schemas }: Written, force: boolean, { out }: Output): Promise<void> {
  if (!force)
    refuseExisting(
      folder,
      fresh.map(({ path }) => path),
    );
  for (const { path, text } of fresh) {
    await writeNew(join(folder, path), text, force);
    out(`Wrote ${plain(join(folder, path))}\n`);
  }
  for (const { path, text } of schemas.filter((each) => !existsSync(join(folder, each.path)))) {
    await writeNew(join(folder, path), text, force);
    out(`Wrote ${plain(join(folder, path))}\n`);
  }
  if (!config) return;
  await writeNew(join(folder, config.path), config.text, true);
  out(`Added to ${plain(join(folder, config.path))}: ${plain(added.join("; "), LONGEST_ADDED)}\n`);
}

function oneMore(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}
