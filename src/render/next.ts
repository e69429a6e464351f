import { acksIn, rejectionOf } from "../core/record/state.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { howToBegin } from "./begin.js";
import { inert } from "./inert.js";
import { sortGates } from "./gates.js";
import { labelWords } from "./label-words.js";
import { giverWords, renderSteps } from "./steps.js";
import { idle, situationOf } from "./situation.js";
import type { Situation } from "./situation.js";
import { boundaryWords } from "./stages.js";
import { near } from "./time.js";
import { bounded, count, folded, join, person, roleWords, shortDigest } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** Who holds the ball and what they do now: the part below the headline that nobody may have to look for. */
export function renderNext(verdict: ItemVerdict, detail: Detail): string {
  const situation = situationOf(verdict);
  return verdict.observe && situation !== "closed" && verdict.contract !== null
    ? observed(verdict, detail)
    : NEXT[situation](verdict, detail);
}

const NEXT: Record<Situation, (verdict: ItemVerdict, detail: Detail) => string> = {
  closed: (verdict) => `Nothing to do. Reopened, the work resumes in **${policyWords(verdict.stage.name)}**.`,
  rejected,
  held,
  no_contract: noContract,
  blocked: (verdict, detail) => `${renderSteps(verdict, detail)}\n\n${afterGreen(verdict)}`,
  awaiting,
  to_begin: toBegin,
  ready: (verdict) => `**Next: ${giverWords(verdict)}**: ${howToRequest(verdict)}. ${allClear(verdict)}; then ${asked(verdict)}.`,
  preparing: (verdict, detail) =>
    `${renderSteps(verdict, detail)}\n\n**When you are ready:** ${howToRequest(verdict)}. ${earlier(verdict)}`,
  end: (verdict) => `Nothing to do: no stage follows **${policyWords(verdict.stage.name)}**. Close this when the work is done.`,
};

function observed(verdict: ItemVerdict, detail: Detail): string {
  const steps = renderSteps(verdict, detail);
  const free = "Meanwhile the label moves freely.";
  return steps === "" ? `**Next: ${giverWords(verdict)}** may move this on: nothing is missing. ${free}` : `${steps}\n\n${free}`;
}

function rejected(verdict: ItemVerdict, detail: Detail): string {
  const rejection = rejectionOf(verdict.handoff);
  const reason = rejection
    ? `${person(rejection.by)} on ${near(rejection.at, verdict.timezone)}: ${bounded(inert(rejection.reason), detail.sentence)}\n\n`
    : "";
  const steps = renderSteps(verdict, detail);
  const move = `**${steps === "" ? "Next" : "Then"}: ${giverWords(verdict)}** mends what the reason names; a change to what the contract reads asks again by itself. To answer without a change, comment \`/handoff\`.`;
  return `${reason}${steps === "" ? "" : `${steps}\n\n`}${move}`;
}

function held(verdict: ItemVerdict, detail: Detail): string {
  const { handoff } = verdict;
  if (handoff?.state !== "held") return "";
  const { by, at, reason } = handoff.hold;
  const who = `${person(by)} on ${near(at, verdict.timezone)}: ${bounded(inert(reason), detail.sentence)}`;
  const override = verdict.overrideRole ? `, or ${roleWords(verdict.overrideRole)},` : "";
  return `${who}\n\n**Next: ${person(by)}**${override} lets it go on with \`/unhold\`. Until then nobody can move this.`;
}

function noContract(verdict: ItemVerdict): string {
  const boundary = boundaryWords(verdict) ?? "this boundary";
  const stays = `Until then the work stays in **${policyWords(verdict.stage.name)}**: a boundary that no contract guards cannot be crossed forward.`;
  const { contracts, apply } = verdict.candidates;
  if (apply)
    return `**Next: whoever keeps the policy** decides between the contracts ${join(contracts.map((one) => inert(one.id)))}, which all apply to this item. ${stays}`;
  if (contracts.length > 0)
    return `**Next: whoever triages** makes this an item that a contract for ${boundary} is made for: ${join(contracts.map(appliesTo), "or")}. ${stays}`;
  return `**Next: whoever keeps the policy** adds a contract for ${boundary} under \`contracts/\`. ${stays}`;
}

function appliesTo({ id, appliesTo: { subject, labels } }: ItemVerdict["candidates"]["contracts"][number]): string {
  const kind = subject === "both" ? "issues and pull requests" : `${subject === "issue" ? "issue" : "pull request"}s`;
  const names = (list: string[], word: "and" | "or") => join(list.map(labelWords), word);
  const needs = [
    ...(labels.any.length > 0 ? [`with the label ${names(labels.any, "or")}`] : []),
    ...(labels.all.length > 0 ? [`with the labels ${names(labels.all, "and")}`] : []),
    ...(labels.none.length > 0 ? [`without the label ${names(labels.none, "or")}`] : []),
  ];
  return `${inert(id)} takes ${[kind, ...needs].join(" ")}`;
}

function awaiting(verdict: ItemVerdict, detail: Detail): string {
  const who = verdict.receiver ? roleWords(verdict.receiver) : "the receiver";
  const lines = [
    `**Next: ${who}** reads the brief above, then comments \`/ack\` to take it over or \`/reject REASON\` to send it back.`,
    `You acknowledge content ${shortDigest(verdict.digest)}; if it changes, you are asked again.`,
  ];
  return `${lines.join(" ")}${acksSoFar(verdict, detail)}`;
}

function acksSoFar(verdict: ItemVerdict, detail: Detail): string {
  const acks = acksIn(verdict.handoff);
  const wanted = verdict.contract?.acknowledge.count ?? 1;
  if (wanted === 1 && acks.length === 0) return "";
  const who = acks.slice(0, detail.entries * 2).map((ack) => `${person(ack.by)} (${near(ack.at, verdict.timezone)})`);
  return `\n\n${acks.length} of ${count(wanted, "ack")} so far${who.length === 0 ? "" : `: ${join(who)}`}.`;
}

function toBegin(verdict: ItemVerdict, detail: Detail): string {
  const receipt = verdict.receipts.find((one) => one.to === verdict.stage.id);
  const takers = receipt?.acknowledgedBy.map((ack) => person(ack.by)) ?? [];
  const who = takers.length > 0 ? join(takers) : verdict.beginning ? roleWords(verdict.beginning.by) : "whoever took it over";
  const begin = `**Next: ${who}** ${takers.length > 1 ? "begin" : "begins"} ${policyWords(verdict.stage.name)}: ${howToBegin(verdict)}.`;
  return [begin, preview(verdict, detail)].filter((part) => part !== "").join("\n\n");
}

/** The boundary after the work that has yet to begin: worth knowing, not yet worth reading. */
function preview(verdict: ItemVerdict, detail: Detail): string {
  if (idle(verdict) !== "preparing") return "";
  return folded(`Later: what ${boundaryWords(verdict)} will need`, renderSteps(verdict, detail));
}

function afterGreen(verdict: ItemVerdict): string {
  return `Once these are green, ${asked(verdict)}. Nothing else to do: the request stays armed.`;
}

function asked(verdict: ItemVerdict): string {
  const who = verdict.receiver ? roleWords(verdict.receiver) : "the receiver";
  const within = verdict.contract ? ` within ${policyWords(verdict.contract.acknowledge.within.text)}` : "";
  return `${who} is asked to \`/ack\`${within}`;
}

function allClear({ gates }: ItemVerdict): string {
  return sortGates(gates).waived.length === 0 ? "All gates are green" : "All gates are green or waived";
}

function howToRequest(verdict: ItemVerdict): string {
  return `${verdict.boundary ? `add the label ${labelWords(verdict.boundary.to.label)} or ` : ""}comment \`/handoff\``;
}

function earlier(verdict: ItemVerdict): string {
  return `You may do so before all is green: the request waits, then ${asked(verdict)}.`;
}
