import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { CONFIG_PATH } from "../../core/policy/paths.js";
import { DPOS } from "../../core/policy/presets.js";
import { examples } from "../common/examples.js";
import { answering, WrongCall } from "../common/call.js";
import { writeNew } from "../form/form.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { readRole, readStage, type Answers, type Read } from "./answers.js";
import { firstFiles } from "./files.js";
import { askUntil, terminalAsk, type Ask } from "./prompt.js";
import { largest } from "../../core/basics/largest.js";

export interface InitOptions {
  from?: string;
  to?: string;
  giver?: string;
  taker?: string;
  yes?: boolean;
  force?: boolean;
}

/** What the command needs of the world; `ask` is null where nobody can be asked. */
export interface InitWorld {
  output: Output;
  ask: Ask | null;
  now: number;
}

/** Adds `baton init`. */
export function addInitCommand(program: Command): void {
  program
    .command("init [dir]")
    .description("ask for the hand-off that goes wrong most, and write a first contract for it, with tests and an issue form")
    .option("--from <stage>", "the stage the work leaves")
    .option("--to <stage>", "the stage it enters")
    .option("--giver <role=people>", "who hands it over: a role, with logins and teams, such as pm=paula,acme/data-pm")
    .option("--taker <role=people>", "who takes it over")
    .option("--yes", "ask nothing: take what is given, and the proposals for the rest")
    .option("--force", "replace files that are there")
    .addHelpText(
      "after",
      examples("baton init", "baton init ../my-team --from discover --to decide --giver pm=paula --taker architect=acme/architects --yes"),
    )
    .action(async (dir: string | undefined, options: InitOptions) => {
      const terminal = options.yes || !process.stdin.isTTY ? null : terminalAsk(process.stdin, process.stdout);
      process.exitCode = await init(dir ?? ".", options, { output: TERMINAL, ask: terminal?.ask ?? null, now: Date.now() });
      terminal?.close();
    });
}

/** Takes a folder and what is known already; asks for the rest, writes the files and prints what to do next. Returns the exit code. */
export async function init(folder: string, options: InitOptions, world: InitWorld): Promise<number> {
  return await answering(world.output, async () => {
    if (!world.ask && !options.yes) throw new WrongCall("nobody can be asked here: give --yes, with --from, --to, --giver and --taker");
    // Where all is answered in vain, nobody is asked.
    if (world.ask && !options.force && existsSync(join(folder, CONFIG_PATH)))
      throw new WrongCall([`${join(folder, CONFIG_PATH)} exists; --force replaces it`, "nothing was written"]);
    const answers = await answersOf(options, world);
    const files = firstFiles(answers, new Date(world.now).toISOString().slice(0, 10));
    const there = files.filter(({ path }) => existsSync(join(folder, path)));
    if (there.length > 0 && !options.force)
      throw new WrongCall([...there.map(({ path }) => `${join(folder, path)} exists; --force replaces it`), "nothing was written"]);
    for (const { path, text } of files) {
      await writeNew(join(folder, path), text, options.force ?? false);
      world.output.out(`Wrote ${plain(join(folder, path))}\n`);
    }
    world.output.out(nextSteps(folder, answers));
    return 0;
  });
}

async function answersOf(options: InitOptions, { ask, output }: InitWorld): Promise<Answers> {
  const one = async <T>(given: string | undefined, question: string, proposal: string, read: (text: string) => Read<T>): Promise<T> => {
    if (given === undefined && ask) return await askUntil(ask, question, proposal, read, output.out);
    const answer = read(given ?? proposal);
    if (!answer.ok) throw new WrongCall(answer.reason);
    return answer.value;
  };
  if (ask) output.out("Think of the hand-off that goes wrong most often.\n");
  const from = await one(
    options.from,
    `Which stage does the work leave? (${DPOS.map((stage) => stage.id).join(", ")}, or your own)`,
    "discover",
    readStage,
  );
  const to = await one(options.to, "Which stage does it enter?", following(from.id), (text) => other(readStage(text), from.id));
  const giver = await one(options.giver, "Who hands it over? A role, with its people: pm=paula,acme/data-pm", "pm", readRole);
  const taker = await one(options.taker, "Who takes it over?", "architect", readRole);
  return { from, to, giver, taker };
}

function following(from: string): string {
  const index = DPOS.findIndex((stage) => stage.id === from);
  return DPOS[index + 1]?.id ?? DPOS[0]?.id ?? "";
}

function other<S extends { id: string }>(answer: Read<S>, from: string): Read<S> {
  return answer.ok && answer.value.id === from ? { ok: false, reason: "the work must enter another stage than it leaves" } : answer;
}

function nextSteps(folder: string, { from, to, giver, taker }: Answers): string {
  const id = `${from.id}-to-${to.id}`;
  const [dir, at] = folder === "." ? ["", ""] : [` ${quoted(folder)}`, ` --dir ${quoted(folder)}`];
  const empty = [giver, taker].filter(({ users, teams }) => users.length + teams.length === 0).map((role) => role.id);
  const fill =
    empty.length === 0 ? "" : `\nNobody is in ${[...new Set(empty)].join(" and ")} yet: add them under \`roles:\` in .github/baton.yml.\n`;
  const steps = [
    [`baton test${dir} --mutate`, "the tests of the contract, and whether they would notice a weaker one"],
    [`baton check --contract ${id}${at} ISSUE.md`, "hold a real issue against it"],
    [`baton lint${dir}`, "what is wrong or weak in it"],
  ] as const;
  const widest = largest(steps.map(([command]) => command.length));
  return `${fill}\nNext:\n${steps.map(([command, what]) => `  ${command.padEnd(widest)}  ${what}\n`).join("")}`;
}

/** A path as a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${plain(path, 1000).replaceAll("'", "'\\''")}'`;
}
