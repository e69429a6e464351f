import type { Receipt } from "../core/record/receipt.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { SIGNS } from "./gates.js";
import { inert } from "./inert.js";
import { crossing, stageName } from "./stages.js";
import { dated } from "./time.js";
import { bounded, count, folded, join, person, shortDigest } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** The record of stage changes, newest first, folded. Empty when there is none, or no room for one. */
export function renderReceipts(verdict: ItemVerdict, detail: Detail): string {
  const shown = verdict.receipts.slice(0, detail.receipts);
  if (shown.length === 0) return "";
  const hidden = verdict.receipts.length - shown.length;
  const rest = hidden > 0 ? [`${count(hidden, "older receipt")} in the ledger.`] : [];
  return folded(
    `🧾 ${count(verdict.receipts.length, "receipt")}`,
    [...shown.map((one) => renderReceipt(one, verdict, detail)), ...rest].join("\n\n"),
  );
}

const VERBS: Record<Receipt["kind"], string> = {
  accepted: "accepted",
  overridden: "**forced by override**",
  adopted: "adopted",
  backward: "moved back",
  observed: "seen, not guarded",
};

function renderReceipt(receipt: Receipt, verdict: ItemVerdict, detail: Detail): string {
  const where = receipt.from === null ? stageName(verdict.stages, receipt.to) : crossing(verdict.stages, receipt.from, receipt.to);
  const lines = [
    `**${where}** ${VERBS[receipt.kind]} · ${dated(receipt.at, verdict.timezone)}`,
    people(receipt, verdict, detail),
    rules(receipt),
    gates(receipt, detail),
  ];
  return lines.filter((line) => line !== "").join("\n* ");
}

function people(receipt: Receipt, verdict: ItemVerdict, detail: Detail): string {
  const acks = receipt.acknowledgedBy.map(
    (ack) => `${person(ack.by)}${ack.inPlaceOf === null ? "" : ` for ${person(ack.inPlaceOf)}`} on ${dated(ack.at, verdict.timezone)}`,
  );
  const parts = [
    receipt.requestedBy === null ? "" : `requested by ${person(receipt.requestedBy)}`,
    acks.length === 0 ? "" : `acknowledged by ${join(acks)}`,
    receipt.by.length === 0 ? "" : `${receipt.kind === "overridden" ? "forced" : "moved"} by ${join(receipt.by.map(person))}`,
    receipt.reason === null ? "" : `reason: ${bounded(inert(receipt.reason), detail.sentence)}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function rules(receipt: Receipt): string {
  const parts = [
    receipt.contract
      ? `contract ${inert(receipt.contract.id)} ${policyWords(receipt.contract.version)} (${shortDigest(receipt.contract.digest)})`
      : "",
    receipt.digest === null ? "" : `content ${inert(receipt.digest)}`,
    `policy at ${shortDigest(receipt.policyCommit)}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function gates(receipt: Receipt, detail: Detail): string {
  if (receipt.gates.length === 0) return "";
  const shown = receipt.gates
    .slice(0, detail.receiptGates)
    .map(
      (gate) => `${SIGNS[gate.outcome]} ${policyWords(gate.title)}${gate.waivedBy === null ? "" : ` (waived by ${person(gate.waivedBy)})`}`,
    );
  const green = receipt.gates.filter((gate) => gate.outcome === "pass").length;
  const hidden = receipt.gates.length - shown.length;
  return `${green} of ${count(receipt.gates.length, "gate")} green${shown.length > 0 ? `: ${shown.join(" · ")}` : ""}${shown.length > 0 && hidden > 0 ? ` · and ${hidden} more` : ""}`;
}
