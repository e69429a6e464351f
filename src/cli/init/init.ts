import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { CONFIG_PATH, ROLES } from "../../core/policy/paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import { answering, WrongCall } from "../common/call.js";
import { calledAs } from "../common/called-as.js";
import { examples } from "../common/examples.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { readWorkspace } from "../common/workspace.js";
import { writeNew } from "../form/form.js";
import { answersOf, type Present } from "./ask.js";
import { firstFiles, type Files } from "./files.js";
import { nextSteps } from "./next-steps.js";
import type { InitOptions, InitWorld } from "./options.js";
import { terminalAsk } from "./prompt.js";

export type { InitOptions } from "./options.js";

/** Adds `baton init`. */
export function addInitCommand(program: Command): void {
  program
    .command("init [dir]")
    .description(
      "ask for the hand-off that goes wrong most, and write a first contract for it, with tests and an issue form; roles and an agent where they were told of",
    )
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
    .option("--agent <name=account>", "an agent of the role that hands over, such as scanner=scanner[bot]")
    .option("--writes <globs>", "with --agent: the folders it may write, such as docs/market/**; left out: it may only read")
    .option(
      "--task <answers>",
      'with --agent: whether a mistake is cheap, one tool does it, nothing else hangs on it, such as "yes yes no"',
    )
    .option("--yes", "ask nothing: take what is given, and the proposals for the rest")
    .option("--force", "replace files that are there")
    .addHelpText(
      "after",
      examples("baton init", "baton init ../my-team --from discover --to decide --giver pm=paula --taker architect=acme/architects --yes"),
    )
    .action(async (dir: string | undefined, options: InitOptions) => {
      const terminal = options.yes || !process.stdin.isTTY ? null : terminalAsk(process.stdin, process.stdout);
      process.exitCode = await init(dir ?? ".", options, {
        output: TERMINAL,
        ask: terminal?.ask ?? null,
        now: Date.now(),
        program: calledAs(process.argv[1] ?? "", process.env),
      });
      terminal?.close();
    });
}

/** Takes a folder and what is known already; asks for the rest, writes the files and prints what to do next. Returns the exit code. */
export async function init(folder: string, options: InitOptions, world: InitWorld): Promise<number> {
  return await answering(world.output, async () => {
    if (!world.ask && !options.yes) throw new WrongCall("nobody can be asked here: give --yes, with --from, --to, --giver and --taker");
    const there = options.force ? [] : await readWorkspace(folder);
    const answers = await answersOf(options, world, presentIn(there));
    const files = firstFiles(answers, new Date(world.now).toISOString().slice(0, 10), there);
    await write(folder, files, options.force ?? false, world.output);
    world.output.out(nextSteps(folder, answers, world.program ?? "baton"));
    return 0;
  });
}

async function write(folder: string, { fresh, config, schemas }: Files, force: boolean, { out }: Output): Promise<void> {
  const there = fresh.filter(({ path }) => existsSync(join(folder, path)));
  if (there.length > 0 && !force)
    throw new WrongCall([...there.map(({ path }) => `${join(folder, path)} exists; --force replaces it`), "nothing was written"]);
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
  out(`Added what it lacked to ${plain(join(folder, config.path))}\n`);
}

function presentIn(there: readonly PolicyFile[]): Present {
  const roles = there.flatMap(({ path }) => new RegExp(`^${ROLES}/(.+)\\.ya?ml$`).exec(path)?.[1] ?? []);
  return { config: there.some(({ path }) => path === CONFIG_PATH), mapped: new Set(roles) };
}

function oneMore(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}
