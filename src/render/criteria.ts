import type { AcceptedCriteria, Promised } from "../core/facts/accepted-criteria.js";
import type { Finding } from "../core/findings/findings.js";
import { briefCriteria } from "../core/record/brief-criteria.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { bounded, cell, count, folded, plain } from "./markdown.js";
import { targetWords } from "./targets.js";

type Told = Extract<Finding, { code: "outcome_actual" }>;

/** What was promised of the success criteria, and what came of them: baseline, target, actual. Empty before any was accepted. */
export function renderCriteria(verdict: ItemVerdict, detail: Detail): string {
  const accepted = briefCriteria(verdict.receipts, verdict.stages);
  if (accepted === null || accepted.texts.length === 0) return "";
  const told = new Map(verdict.gates.flatMap(({ findings }) => findings.filter(isTold)).map((each) => [each.criterion, each]));
  const rows = accepted.texts.slice(0, detail.entries).map((_text, index) => row(accepted, index, told.get(index), detail));
  const hidden = accepted.total - rows.length;
  const rest = hidden > 0 ? `\n\nand ${hidden} more` : "";
  return folded(
    `🎯 ${count(accepted.total, "success criterion").replace("criterions", "criteria")}`,
    `| Criterion | Baseline → target → actual |\n|---|---|\n${rows.join("\n")}${rest}`,
  );
}

function isTold(finding: Finding): finding is Told {
  return finding.code === "outcome_actual";
}

function row({ texts, promised }: AcceptedCriteria, index: number, told: Told | undefined, detail: Detail): string {
  const known = promised?.[index] ?? null;
  const name = bounded(plain(known?.metric || (texts[index] ?? "")), detail.sentence);
  const actual = told ? `${plain(told.actual)} (${told.verdict})` : "…";
  return `| ${cell(name)} | ${cell(known ? `${way(known)} → ${actual}` : actual)} |`;
}

function way({ baseline, by, ...target }: Promised): string {
  return [...(baseline ? [plain(baseline)] : []), `${targetWords(target)}${by ? ` by ${plain(by)}` : ""}`].join(" → ");
}
