import type { Command } from "commander";
import { TemporaryFault, TerminalFault } from "../../core/basics/faults.js";
import { loadSettingsFile } from "../../app/settings/file.js";
import { readSettings } from "../../app/settings/settings.js";
import type { PinStore } from "../../github/pins.js";
import { baseUrlFrom } from "../../github/octokit.js";
import { proxiesOrWrong } from "../common/proxies.js";
import { oneFolder } from "../common/dir-option.js";
import { examples } from "../common/examples.js";
import { answering, formatOption, WrongCall } from "../common/call.js";
import { ownPolicy } from "../common/own-policy.js";
import { paintFor, type Paint } from "../common/paint.js";
import { afterPatience, progressOn, type Progress } from "../common/progress.js";
import { formatReport } from "../common/report-formats.js";
import { isRed, type Format, type Report } from "../common/report.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { ill, unseen, type Diagnosis } from "./diagnosis.js";
import { examine, type Access, type RepositoryName } from "./doctor.js";
import { lookAhead } from "./rollout.js";
import { rolloutJson, rolloutText } from "./rollout-text.js";

/** What `baton doctor` takes. */
export interface DoctorOptions {
  repo?: string;
  /** What a first rollout would write, instead of what is wrong. */
  rollout?: boolean;
  /** With `rollout`: a repository's folder, whose policy is taken for that of repositories without one. */
  contracts?: string;
  format: Format;
}

type Env = Record<string, string | undefined>;

const REPOSITORY = /^([\w.-]{1,100})\/([\w.-]{1,100})$/;
const MARKS = { pass: "✓", fail: "✗", error: "✗", warning: "!", skipped: "–" } as const;
const STYLES = { pass: "green", fail: "red", error: "red", warning: "yellow", skipped: "dim" } as const;

/** Adds `baton doctor`. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("is the App set up well: permissions, events, webhooks, required check, labels, people; exit 1 when something is wrong")
    .option("--repo <owner/name>", "a repository to look at, too")
    .option("--rollout", "tell instead what a first rollout would write, and how long it takes; nothing is written")
    .option("--contracts <dir>", "with --rollout: a folder whose policy counts for repositories that have none")
    .option("--dir <folder>", "the same, as other commands take it")
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples("baton doctor", "baton doctor --repo acme/insights --format json", "baton doctor --rollout --contracts ."),
    )
    .action(async ({ dir, ...options }: DoctorOptions & { dir?: string }) => {
      loadSettingsFile(process.cwd());
      process.exitCode = await answering(TERMINAL, async () => {
        const contracts = oneFolder(options.contracts, dir, "with --contracts or --dir");
        return await doctorCommand({ ...options, ...(contracts !== undefined && { contracts }) }, TERMINAL, process.env);
      });
    });
}

/** Runs `baton doctor` with the App's settings, or else with GITHUB_TOKEN. Returns the exit code: 1 when something is wrong, 2 for a wrong call. */
export async function doctorCommand(
  options: DoctorOptions,
  output: Output,
  env: Env,
  progress = afterPatience(progressOn(process.stderr)),
): Promise<number> {
  return await answering(output, async () => {
    const repository = repositoryOf(options.repo);
    if (options.rollout) return await rolloutCommand(options, { output, env, progress });
    if (options.contracts !== undefined) throw new WrongCall("--contracts goes with --rollout");
    const { access, diagnoses } = accessFrom(env, repository);
    const looked = access ? await withPins(env, async (pins) => await examine(access, repository, pins)) : [];
    const found = [...diagnoses, ...looked];
    const report: Report = { tool: "baton doctor", results: found, summary: summary(found) };
    output.out(options.format === "text" ? textOf(report, paintFor(process.stdout, env)) : formatReport(report, options.format));
    return isRed(report) ? 1 : 0;
  });
}

interface Surroundings {
  output: Output;
  env: Env;
  progress: Progress;
}

/** Somebody's token has the pace of an App that is set up without one of its own. */
const USUAL_PACE = 1;

async function rolloutCommand({ repo, contracts, format }: DoctorOptions, { output, env, progress }: Surroundings): Promise<number> {
  if (format !== "text" && format !== "json") throw new WrongCall("--rollout is told as text or json");
  const repository = repositoryOf(repo);
  const { access, diagnoses } = accessFrom(env, repository);
  if (!access || diagnoses.length > 0)
    throw new WrongCall(diagnoses.map(({ name, found, needed }) => `${name}: found ${found}; needed: ${needed}`));
  const policy = contracts === undefined ? null : await ownPolicy(contracts);
  const writesPerSecond = access.as === "app" ? access.settings.writesPerSecond : USUAL_PACE;
  try {
    const found = await lookAhead(access, { repository, policy, writesPerSecond, progress });
    progress("");
    output.out(
      format === "json" ? rolloutJson(found, writesPerSecond) : rolloutText(found, writesPerSecond, paintFor(process.stdout, env)),
    );
    return found.some(({ repositories }) => repositories.some(({ unread }) => unread !== null)) ? 1 : 0;
  } catch (error) {
    progress("");
    if (error instanceof TerminalFault || error instanceof TemporaryFault)
      throw new WrongCall(`${error.message}; \`baton doctor\` tells more`);
    throw error;
  }
}

/** Looks with the accounts that logins named, as the App remembers them; null where its database is not at hand. Looking keeps nothing. */
async function withPins(env: Env, look: (pins: PinStore | null) => Promise<Diagnosis[]>): Promise<Diagnosis[]> {
  const { NoStore, openOwnStore } = await import("../../app/settings/own-store.js");
  const opened = await openOwnStore(env).catch((error: unknown) => (error instanceof NoStore ? null : "failed"));
  if (opened === null) return await look(null);
  if (typeof opened === "string") return [...(await look(null)), unseen("Roles", "accounts", "the App's database cannot be read")];
  try {
    return await look({ load: (id) => opened.loadPins(id), save: (id) => opened.loadPins(id) });
  } finally {
    await opened.close();
  }
}

function repositoryOf(text: string | undefined): RepositoryName | null {
  if (text === undefined) return null;
  const [, owner, name] = REPOSITORY.exec(text) ?? [];
  if (owner === undefined || name === undefined) throw new WrongCall(`--repo ${text}: a repository is written as owner/name`);
  return { owner, name };
}

/** The App's own settings tell most; somebody's token tells of the repository only. */
function accessFrom(env: Env, repository: RepositoryName | null): { access: Access | null; diagnoses: Diagnosis[] } {
  const isApp = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH"].some((name) => env[name]?.trim());
  const token = env["GITHUB_TOKEN"]?.trim();
  if (!isApp && !token) throw new WrongCall("neither the App's settings (APP_ID, PRIVATE_KEY, WEBHOOK_SECRET) nor GITHUB_TOKEN are set");
  if (!isApp && !repository) throw new WrongCall("with a token, say which repository to look at: --repo OWNER/NAME");
  const byToken: Access | null = token
    ? {
        as: "token",
        token,
        baseUrl: baseUrlFrom({ GHE_HOST: env["GHE_HOST"], GHE_PROTOCOL: env["GHE_PROTOCOL"] }),
        proxies: proxiesOrWrong(env),
      }
    : null;
  if (!isApp) return { access: byToken, diagnoses: [] };
  const read = readSettings(env);
  if (read.ok) return { access: { as: "app", settings: read.settings }, diagnoses: [] };
  const diagnoses = read.problems.map(({ variable, found, needed }) =>
    ill("Settings", variable, found, needed, "See the settings in the README."),
  );
  return { access: repository ? byToken : null, diagnoses };
}

function textOf({ results, summary: last }: Report, paint: Paint): string {
  const groups = [...new Set(results.map(({ group }) => group))];
  const lines = groups.flatMap((group) => [
    paint("bold", group),
    ...results.filter((result) => result.group === group).flatMap((result) => linesOf(result, paint)),
    "",
  ]);
  return `${[...lines, last].join("\n")}\n`;
}

function linesOf({ name, outcome, found, needed, help }: Diagnosis, paint: Paint): string[] {
  const head = `  ${paint(STYLES[outcome], MARKS[outcome])} ${plain(name)}: ${plain(found, 400)}`;
  const advice = [needed === null ? "" : `Needed: ${needed}.`, help ?? ""].filter((part) => part !== "").join(" ");
  return advice === "" ? [head] : [head, `      ${plain(advice, 600)}`];
}

function summary(found: readonly Diagnosis[]): string {
  const of = (...outcomes: Diagnosis["outcome"][]) => found.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const wrong = of("fail", "error");
  const odd = of("warning");
  const also = odd === 0 ? "" : `; ${odd} more to look at`;
  return wrong === 0 ? `Nothing is wrong${also}.` : `${wrong} ${wrong === 1 ? "thing is" : "things are"} wrong${also}.`;
}
