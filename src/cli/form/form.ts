import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { stringify } from "yaml";
import { formDrift } from "../../core/form/drift.js";
import { TEMPLATES_FOLDER } from "../../core/policy/paths.js";
import type { Contract, Policy, PolicyProblem } from "../../core/policy/types.js";
import { renderIssueForm } from "../../render/form.js";
import { examples } from "../common/examples.js";
import { brokenLines } from "../common/broken-lines.js";
import { answering, formatOption, WrongCall } from "../common/call.js";
import { chosenContract, ownPolicy, problemLine, type Chosen } from "../common/own-policy.js";
import { readText } from "../common/read-text.js";
import { formatReport } from "../common/report-formats.js";
import { isRed, type Format, type Report } from "../common/report.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { driftResults } from "./words.js";

export interface FormOptions {
  contract?: string;
  dir?: string;
  write?: string | true;
  force?: boolean;
  check?: string;
  format: Format;
}

const WIDTH = 130;

/** Adds `baton form`. */
export function addFormCommand(program: Command): void {
  program
    .command("form")
    .description("print the issue form that asks for what a contract reads")
    .option("--contract <path or id>", "the contract's file, or its id in --dir; default: the first hand-off of an issue")
    .option(
      "--dir <folder>",
      "the repository with .github/baton.yml and contracts/; default: the one around the contract's file, or this folder",
    )
    .option("--write [file]", "write it; default: .github/ISSUE_TEMPLATE/ID.yml in --dir")
    .option("--force", "with --write: replace a file that is there")
    .option("--check <file>", "tell how an existing form differs from the contract; exit 1 when it does")
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples(
        "baton form --contract discover-to-decide",
        "baton form --contract contracts/brief.yml --write",
        "baton form --contract brief --check .github/ISSUE_TEMPLATE/brief.yml",
      ),
    )
    .action(async (options: FormOptions) => {
      process.exitCode = await form(options, TERMINAL);
    });
}

/** Prints, writes or checks an issue form. Returns the exit code: 1 when an existing form has drifted, 2 when the call or a file is wrong. */
export async function form(options: FormOptions, output: Output): Promise<number> {
  return await answering(output, async () => {
    const chosen = await choose(options);
    if (options.check !== undefined) return await checkForm(options.check, chosen, options.format, output);
    const text = formText(chosen.contract, chosen.policy);
    if (options.write === undefined) output.out(text);
    else await write(options, chosen, text, output);
    return 0;
  });
}

async function choose({ contract: name, dir }: FormOptions): Promise<Chosen> {
  const chosen = name === undefined ? first(dir ?? ".", await ownPolicy(dir ?? ".")) : await chosenContract(dir, name);
  if (chosen.contract.appliesTo.subject === "pull_request")
    throw new WrongCall(`${chosen.contract.id} is for pull requests, and GitHub has forms for issues only`);
  return chosen;
}

/** An issue is opened with what its first hand-off asks for. */
function first(folder: string, policy: Policy): Chosen {
  const order = (contract: Contract) => policy.lifecycle.stages.findIndex((stage) => stage.id === contract.stage.from);
  const [contract] = policy.contracts.filter((each) => each.appliesTo.subject !== "pull_request").toSorted((a, b) => order(a) - order(b));
  if (!contract) throw new WrongCall("there is no contract for issues");
  return { policy, contract, folder };
}

/** Takes a contract and its policy; returns its issue form as a file. */
export function formText(contract: Contract, policy: Policy): string {
  const head = `# Asks for what the contract ${contract.id} reads. \`baton form --check\` tells when the two differ.\n`;
  // GitHub reads forms as YAML 1.1, where a plain `yes` is no text, and refuses the form.
  return head + stringify(renderIssueForm(contract, policy), { lineWidth: WIDTH, compat: "yaml-1.1" });
}

async function write({ write: path, force }: FormOptions, { contract, folder }: Chosen, text: string, { out }: Output): Promise<void> {
  const file = typeof path === "string" ? path : join(folder, TEMPLATES_FOLDER, `${contract.id}.yml`);
  await writeNew(file, text, force ?? false);
  out(`Wrote ${plain(file)}\n`);
}

/** Writes a file with the folders above it. Throws a WrongCall when it exists and must not be replaced. */
export async function writeNew(file: string, text: string, force: boolean): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw new WrongCall(
      exists ? `${file} exists; --force replaces it` : `${file} cannot be written: ${error instanceof Error ? error.message : ""}`,
    );
  }
}

async function checkForm(file: string, { contract, policy }: Chosen, format: Format, { out, columns }: Output): Promise<number> {
  const problems: PolicyProblem[] = [];
  const drifts = formDrift({ path: file, text: await readText(file) }, contract, policy, problems);
  if (!drifts) throw new WrongCall(problems.map(problemLine));
  const differences = drifts.filter(({ severity }) => severity === "error").length;
  const summary =
    differences === 0
      ? `${file} asks for all that ${contract.id} reads.`
      : `${file} and ${contract.id} differ in ${differences} ${differences === 1 ? "point" : "points"}.`;
  const report: Report = { tool: "baton form", results: driftResults(file, drifts), summary };
  out(format === "text" ? brokenLines(driftText(report), columns) : formatReport(report, format));
  return isRed(report) ? 1 : 0;
}

function driftText({ results, summary }: Report): string {
  const lines = results
    .filter(({ outcome }) => outcome !== "pass")
    .map(({ outcome, file, line, found, needed }) => {
      return `${outcome === "fail" ? "✗" : "!"} ${plain(file ?? "")}:${line ?? 1}  ${plain(found)} Needed: ${plain(needed ?? "")}`;
    });
  return [...lines, plain(summary)].join("\n") + "\n";
}
