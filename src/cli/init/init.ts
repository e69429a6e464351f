import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { largest } from "../../core/basics/largest.js";
import { answering, WrongCall } from "../common/call.js";
import { calledAs } from "../common/called-as.js";
import { examples } from "../common/examples.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { readWorkspace } from "../common/workspace.js";
import { writeNew } from "../form/form.js";
import type { Answers } from "./answers.js";
import { answersOf } from "./ask.js";
import { rolesIn } from "./config.js";
import { firstFiles, type Files } from "./files.js";
import type { InitOptions, InitWorld } from "./options.js";
import { terminalAsk } from "./prompt.js";

export type { InitOptions } from "./options.js";

/** Adds `baton init`. */
export function addInitCommand(program: Command): void {
  program
    .command("init [dir]")
    .description("ask for the hand-off that goes wrong most, and write a first contract for it, with tests and an issue form")
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
    const answers = await answersOf(options, world);
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

function nextSteps(folder: string, answers: Answers, program: string): string {
  const { from, to, declined } = answers;
  const id = `${from.id}-to-${to.id}`;
  const [dir, at] = folder === "." ? ["", ""] : [` ${quoted(folder)}`, ` --dir ${quoted(folder)}`];
  const empty = rolesIn(answers).filter(({ users, teams }) => users.length + teams.length === 0);
  const fill =
    empty.length === 0
      ? ""
      : `\nNobody is in ${empty.map((role) => role.id).join(" and ")} yet: add them under \`roles:\` in .github/baton.yml.\n`;
  const other = declined === null ? "" : `\n${declined}\n`;
  const steps = [
    [`${program} test${dir} --mutate`, "the tests of the contract, and whether they would notice a weaker one"],
    [`${program} check --contract ${id}${at} ISSUE.md`, "hold a real issue against it"],
    [`${program} lint${dir}`, "what is wrong or weak in it"],
  ] as const;
  const widest = largest(steps.map(([command]) => command.length));
  return `${fill}${other}\nNext:\n${steps.map(([command, what]) => `  ${command.padEnd(widest)}  ${what}\n`).join("")}`;
}

/** A path as a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${plain(path, 1000).replaceAll("'", "'\\''")}'`;
}

function oneMore(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}
