import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { folderLookUp } from "../../src/cli/common/folder.js";
import { readWorkspace } from "../../src/cli/common/workspace.js";
import { sidecarPath } from "../../src/core/content/sidecars.js";
import type { Found } from "../../src/core/facts/given.js";
import { letsPass } from "../../src/core/judging/judgement.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { Contract, Policy } from "../../src/core/policy/types.js";
import { replaceSection } from "../../src/core/trial/sections.js";
import { trial } from "../../src/core/trial/trial.js";

const NOW = Date.parse("2026-08-01T12:00:00Z");
const HERE = fileURLToPath(new URL(".", import.meta.url));

/** A text as somebody handed it in, and the gates that it must fail. */
export interface Case {
  name: string;
  body?: string;
  /** Path of the text in the folder of the process; `as` is where it is said to lie. */
  text?: string;
  as?: string;
  replace?: Record<string, string>;
  remove?: string[];
  /** Whole lines, for others. */
  lines?: Record<string, string>;
  /** What lies beside the document: its text or the path of another one; null: nothing. */
  data?: string | null;
  red: string[];
}

/** A foreign process: its contract, and what people hand in. */
export interface Process {
  folder: string;
  policy: Policy;
  contract: Contract;
  cases: Case[];
}

/** Takes the name of a folder beside this file; returns the process in it, or throws with what is wrong in its policy. */
export async function readProcess(name: string): Promise<Process> {
  const folder = join(HERE, name);
  const { contract: id, cases } = parse(readFileSync(join(folder, "cases.yml"), "utf8")) as { contract: string; cases: Case[] };
  const { policy, problems } = parsePolicy(await readWorkspace(folder), { repository: "acme/work", commit: "0" });
  const contract = policy?.contracts.find((each) => each.id === id);
  if (!policy || !contract || problems.length > 0) throw new Error(JSON.stringify(problems, null, 1));
  return { folder, policy, contract, cases };
}

/** Takes a process, one of its cases and what is done to every text before it is read; returns the ids of the gates that stand in the way, as `baton check` finds them. */
export function redGates({ folder, policy, contract }: Process, given: Case, written = (text: string) => text): string[] {
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  const text = written(edited(given.body ?? read(given.text ?? ""), given));
  const path = given.as ?? given.text ?? "";
  const isDocument = contract.sourceOfTruth.document !== null;
  const lookUp = (wanted: string): Found => {
    if (isDocument && wanted === path) return { is: "text", text };
    if (given.data === undefined || wanted !== sidecarPath(path, contract.sourceOfTruth.sidecar ?? "")) return folderLookUp(folder)(wanted);
    if (given.data === null) return { is: "missing" };
    return { is: "text", text: /\n/.test(given.data) ? given.data : read(given.data) };
  };
  const subject = contract.appliesTo.subject === "pull_request" ? "pull_request" : "issue";
  const body = isDocument ? `This is about [the text](${path}).\n` : text;
  const { gates } = trial({ policy, contract, given: { subject, body, labels: ["bug"] }, now: NOW, lookUp });
  return gates.filter((gate) => !letsPass(gate)).map(({ spec }) => spec.id);
}

function edited(text: string, { replace = {}, remove = [], lines = {} }: Case): string {
  const swapped = text
    .split("\n")
    .map((line) => (Object.hasOwn(lines, line) ? lines[line] : line))
    .join("\n");
  const edits: [string, string | null][] = [...Object.entries(replace), ...remove.map((name): [string, null] => [name, null])];
  return edits.reduce((before, [name, content]) => {
    const after = replaceSection(before, name, content);
    if (after === null) throw new Error(`no section ${name}`);
    return after;
  }, swapped);
}
