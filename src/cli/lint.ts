import { stat } from "node:fs/promises";
import { Option } from "commander";
import type { Command } from "commander";
import { lintRead, type LintProblem } from "../core/lint/lint.js";
import { lintInherited, type InheritedLint } from "../core/lint/inherited.js";
import { FILE_KINDS } from "../core/policy/file-kinds.js";
import { isOfKind, isTemplatePath } from "../core/policy/files.js";
import { testFile } from "../core/policy/kinds/test.js";
import { inheritedFiles, INHERITED } from "../core/policy/organisation/organisation.js";
import { originsOf } from "../core/policy/organisation/origins.js";
import { assembled, readPolicy } from "../core/policy/parse.js";
import type { PolicyFile } from "../core/policy/source-file.js";
import { originLine } from "../render/origins.js";
import { ALL_RULES, ruleLink } from "../render/reference/rules-page.js";
import { brokenLines } from "./common/broken-lines.js";
import { answering } from "./common/call.js";
import { dirOption, folderMeant } from "./common/dir-option.js";
import { examples } from "./common/examples.js";
import { straysIn } from "./common/strays.js";
import { originOf } from "./common/clone.js";
import { lintText } from "./lint-text.js";
import { paintFor, type Paint } from "./common/paint.js";
import { formatReport } from "./common/report-formats.js";
import { FORMATS, isRed, type Format, type Report, type ReportResult } from "./common/report.js";
import { plain, TERMINAL, type Output } from "./common/with-store.js";
import { withoutDot } from "./common/without-dot.js";
import { readWorkspace } from "./common/workspace.js";

/** What `baton lint` takes. */
export interface LintOptions {
  format: Format;
  /** Warnings fail, too. */
  strict?: boolean;
  /** Folder of the organisation's `.github` repository. */
  organisation?: string;
}

/** Adds `baton lint [dir]`. */
export function addLintCommand(program: Command): void {
  program
    .command("lint [dir]")
    .description(
      "say what is wrong or weak in a repository's contracts and .github/baton.yml; exit 1: there is an error, 2: there is nothing to lint",
    )
    .addOption(dirOption())
    .addOption(new Option("--format <format>", "how").choices(FORMATS).default("text"))
    .option("--strict", "fail on warnings, too")
    .option("--organisation <folder>", "read it under the organisation's policy, and say what comes from where")
    .option("--rules", "list the rules instead")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .addHelpText(
      "after",
      examples("baton lint", "baton lint ../my-team --strict", "baton lint --organisation ../acme-github --format json"),
    )
    .action(async (word: string | undefined, { rules, dir, ...options }: LintOptions & { rules?: boolean; dir?: string }) => {
      if (rules) return TERMINAL.out(listRules());
      const paint = paintFor(process.stdout, process.env);
      process.exitCode = await answering(TERMINAL, async () => await lint(folderMeant(word, dir), options, TERMINAL, paint));
    });
}

/** Returns every rule on a line of its own: its id, its severity and what it finds, in a role's file and in a contract. */
export function listRules(): string {
  const ids = [...new Set(ALL_RULES.map(({ id }) => id))];
  return ids
    .map((id) => {
      const same = ALL_RULES.filter((rule) => rule.id === id);
      return `${id.padEnd(25)} ${(same[0]?.severity ?? "").padEnd(8)} ${same.map(({ summary }) => summary).join(" ")}\n`;
    })
    .join("");
}

/** Lints a folder's policy. Takes the folder, what was asked and where to write; returns the exit code: 1 on errors, 2 when there is no policy. */
export async function lint(
  folder: string,
  { format, strict = false, organisation }: LintOptions,
  { out, err, columns }: Output,
  paint: Paint,
): Promise<number> {
  if (!(await isFolder(folder))) return refuse(err, `${plain(folder)} is no folder.`);
  const files = await filesIn(folder);
  if (typeof files === "string") return refuse(err, files);
  if (organisation !== undefined && !(await isFolder(organisation))) return refuse(err, `${plain(organisation)} is no folder.`);
  const above = organisation === undefined ? [] : await filesIn(organisation);
  if (typeof above === "string") return refuse(err, above);
  const policy = [...files, ...inheritedFiles(above)].filter(({ path }) => !isTemplatePath(path));
  const strays = await straysIn(folder);
  const found = judge({ files, above: organisation === undefined ? null : above, strays, home: originOf(folder) });
  if (policy.length === 0 && found.problems.length === 0)
    return refuse(
      err,
      `no policy in ${plain(folder)}: neither .github/baton.yml nor a contract under contracts/. \`baton init\` writes a first one; else give the repository's folder.`,
    );
  const tests = strays.filter(({ path }) => isOfKind(testFile, path));
  const report = reportOf(
    [...policy, ...tests].map(({ path }) => path),
    found,
    strict,
  );
  const texts = new Map([...files, ...strays, ...inheritedFiles(above)].map(({ path, text }) => [path, text]));
  const listing = lintText(found.problems, texts, paint, columns);
  const text = () => brokenLines(textOf(found, report, listing, organisation !== undefined), columns);
  out(format === "text" ? text() : formatReport(report, format));
  return isRed(report) ? 1 : 0;
}

interface Given {
  files: readonly PolicyFile[];
  /** Null: lint the repository by itself. */
  above: readonly PolicyFile[] | null;
  strays: readonly PolicyFile[];
  home: string | null;
}

function judge({ files, above, strays, home }: Given): InheritedLint {
  if (above !== null) return lintInherited(files, above, home, strays);
  const read = readPolicy(files);
  const { policy } = assembled(read, { repository: home ?? "", commit: "" });
  return { problems: lintRead(read, { files, home, others: strays }), origins: policy ? originsOf(policy) : [] };
}

function textOf({ origins }: InheritedLint, report: Report, listing: string, tellsOrigins: boolean): string {
  const told = tellsOrigins ? origins.map((origin) => `${origin.from.padEnd(14)}${plain(originLine(origin))}\n`).join("") : "";
  return `${listing === "" ? "" : `${listing}\n`}${told === "" ? "" : `What comes from where:\n${told}\n`}${report.summary}\n`;
}

function refuse(err: Output["err"], reason: string): number {
  err(`baton lint: ${reason}\n`);
  return 2;
}

async function filesIn(folder: string): Promise<PolicyFile[] | string> {
  try {
    return await readWorkspace(folder);
  } catch (error) {
    return `cannot read ${plain(folder)}: ${plain(error instanceof Error ? error.message : String(error))}`;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function reportOf(read: readonly string[], { problems, origins }: InheritedLint, strict: boolean): Report {
  const paths = [...new Set([...read, ...problems.map(({ file }) => file)])];
  const results = paths.flatMap((path): ReportResult[] => {
    const own = problems.filter((problem) => problem.file === path);
    return own.length > 0 ? own.map((problem) => resultOf(problem, strict)) : [clean(path)];
  });
  return { tool: "baton lint", results, summary: summarise(paths, problems, strict), origins };
}

function resultOf({ file, line, column, rule, severity, found, needed, fix }: LintProblem, strict: boolean): ReportResult {
  const outcome = severity === "error" || strict ? "fail" : "warning";
  const words = { found: `Found ${found}.`, needed: `${withoutDot(needed)}.`, help: fix };
  const from = file.startsWith(INHERITED) ? "organisation" : "repository";
  return { group: file, name: rule, outcome, file, line, column, ...words, from, link: ruleLink(rule) };
}

function clean(path: string): ReportResult {
  return { group: path, name: "lint", outcome: "pass", file: path, line: null, column: null, found: "", needed: null, help: null };
}

function summarise(paths: readonly string[], problems: readonly LintProblem[], strict: boolean): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const what = problems.length === 0 ? "nothing to mend" : `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  return `${kindsOf(paths)}: ${what}${strict && errors === 0 && warnings > 0 ? " (warnings fail with --strict)" : ""}.`;
}

/** What was read, kind by kind: `1 configuration, 6 contracts, 2 roles`. */
function kindsOf(paths: readonly string[]): string {
  const nouns = paths.map((path) => FILE_KINDS.find((kind) => isOfKind(kind, path))?.noun ?? "other file");
  return [...new Set([...FILE_KINDS.map(({ noun }) => noun), "other file"])]
    .map((noun) => ({ noun, count: nouns.filter((each) => each === noun).length }))
    .filter(({ count }) => count > 0)
    .map(({ noun, count }) => counted(count, noun))
    .join(", ");
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
