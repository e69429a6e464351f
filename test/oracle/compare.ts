import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { vouches } from "../../src/core/handoff/commands/find.js";
import { readWorkspace } from "../../src/cli/common/workspace.js";
import { judge } from "../../src/core/judging/judge.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { Policy } from "../../src/core/policy/types.js";
import type { Snapshot } from "../../src/core/facts/snapshot.js";
import { readTexts } from "../../src/core/content/item-texts.js";
import { NOW, snapshotOf } from "../core/checks/helpers.js";

const TEMPLATE = "proposal-template.md";

/** What a linter reported on one document. */
interface Recorded {
  doc: string;
  violations: { rule: string | null }[];
}

/** A document on which the two differ. */
interface Disagreement {
  doc: string;
  /** The linter reported a violation. */
  recorded: boolean;
  /** What our gate says. */
  outcome: string;
}

/** One rule over all documents. */
export interface RuleRow {
  rule: string;
  documents: number;
  violations: number;
  disagreements: Disagreement[];
  agreement: number;
}

/** Takes the folder of the policy; returns it, or throws with what is wrong in it. */
async function readPolicy(folder: string): Promise<{ policy: Policy; files: Snapshot["files"] }> {
  const { policy, problems } = parsePolicy(await readWorkspace(folder), { repository: "acme/proposals", commit: "0" });
  if (policy === null)
    throw new Error(problems.map(({ file, line, found, needed }) => `${file}:${line} ${found}; needed: ${needed}`).join("\n"));
  return { policy, files: { [TEMPLATE]: { known: true, value: readFileSync(join(folder, TEMPLATE), "utf8") } } };
}

/** Takes a folder with documents and one `.jsonl` of recorded results; returns agreement per gate. Documents the linter could not judge are left out. */
export async function compare(folder: string, policyFolder: string): Promise<RuleRow[]> {
  const { policy, files } = await readPolicy(policyFolder);
  const recorded = readRecorded(folder).filter((each) => each.violations.every(({ rule }) => rule !== null && rule !== "EXCEPTION"));
  const judged = recorded.map((each) => ({
    ...each,
    outcomes: outcomesOf(each.doc, readFileSync(join(folder, each.doc), "utf8"), policy, files),
  }));
  const rules = policy.contracts.flatMap((contract) => contract.gates.map((gate) => gate.id));
  return rules.map((rule) => {
    const verdicts = judged.map(({ doc, violations, outcomes }) => ({
      doc,
      recorded: violations.some((violation) => violation.rule === rule),
      outcome: outcomes.get(rule) ?? "error",
    }));
    const disagreements = verdicts.filter((verdict) => verdict.recorded !== (verdict.outcome !== "pass"));
    const violations = verdicts.filter((verdict) => verdict.recorded).length;
    const agreement = verdicts.length === 0 ? 0 : 1 - disagreements.length / verdicts.length;
    return { rule, documents: verdicts.length, violations, disagreements, agreement };
  });
}

/** Takes one document with its path and the folder of the policy; returns the outcome of each gate. */
export async function judgeDocument(path: string, text: string, policyFolder: string): Promise<ReadonlyMap<string, string>> {
  const { policy, files } = await readPolicy(policyFolder);
  return outcomesOf(path, text, policy, files);
}

function readRecorded(folder: string): Recorded[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = names.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as Recorded);
}

function outcomesOf(path: string, text: string, policy: Policy, files: Snapshot["files"]): ReadonlyMap<string, string> {
  const snapshot = snapshotOf(`[the proposal](${path})`, {
    files,
    documents: [{ path, oid: null, content: { known: true, value: text } }],
  });
  const texts = readTexts(snapshot);
  const gates = policy.contracts.flatMap(
    (contract) => judge(contract, { policy, snapshot, texts, record: emptyRecord(), now: NOW, vouches }).gates,
  );
  return new Map(gates.map((gate) => [gate.spec.id, gate.outcome]));
}

/** The comparison as a table, with the documents of every disagreement below it. */
export function tableOf(rows: readonly RuleRow[]): string {
  const head = ["rule", "documents", "violations", "agree", "disagree", "agreement"];
  const cells = rows.map(({ rule, documents, violations, disagreements, agreement }) => [
    rule,
    documents,
    violations,
    documents - disagreements.length,
    disagreements.length,
    agreement.toFixed(4),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => String(row[column]).length)));
  const lines = [head, ...cells].map((row) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const notes = rows.flatMap(({ rule, disagreements }) =>
    disagreements.map(({ doc, recorded, outcome }) => `${rule}: ${doc}: recorded ${recorded ? "violation" : "clean"}, judged ${outcome}`),
  );
  return `${[...lines, "", ...notes].join("\n")}\n`;
}
