import type { DeploymentVerdict, Missing, NamedReceipt } from "../core/deployments/judge.js";
import { CONFIG_PATH } from "../core/policy/paths.js";
import { wordsBy, type WordsBy } from "./by-kind.js";
import { inert } from "./inert.js";
import { bounded, count, join } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** GitHub takes 1,024 characters; some are for our own mark. */
const ROOM = 960;
/** So many pull requests or commits are named for one agent. */
const MOST_NAMED = 5;
/** A longer line says its words as they are written. */
const LONGEST = 400;

/** What a deployment waits for, as Markdown within GitHub's limit for such reports: what was found and what is needed, as far as there is room. */
export function reportText({ missing }: DeploymentVerdict, environment: string): string {
  const head = `**Not yet to ${inert(environment)}.** Baton waits, and looks again when any of this changes:`;
  return fitted(head, missing.map(wordsOf), "");
}

/** Why a deployment was let through, as Markdown within GitHub's limit. Where the policy only observes, what would have been missing is told. */
export function approvalText({ receipts, missing, observe, agents }: DeploymentVerdict, environment: string): string {
  if (observe && missing.length > 0)
    return fitted(`**To ${inert(environment)}: only observed.** With \`enforcement: block\` it would wait:`, missing.map(wordsOf), "");
  const made = agents.length > 0 ? ` It holds changes by ${join(agents.map(inert))}.` : "";
  const what = receipts.length === 0 ? "nothing of it waits for anybody" : `${count(receipts.length, "item")} accepted`;
  return fitted(`**To ${inert(environment)}: ${what}.**${made}`, receipts.map(receiptLine), "");
}

function fitted(head: string, lines: readonly string[], foot: string): string {
  const shown: string[] = [];
  let room = ROOM - head.length - foot.length;
  for (const line of lines.map((each) => bounded(each, LONGEST))) {
    room -= line.length + 3;
    // What is left out is counted in a line of its own.
    if (room < 20) break;
    shown.push(`* ${line}`);
  }
  const hidden = lines.length - shown.length;
  return [head, ...shown, ...(hidden > 0 ? [`* and ${hidden} more`] : []), ...(foot === "" ? [] : [foot])].join("\n");
}

function wordsOf(missing: Missing): string {
  return wordsBy(WORDS, "is", missing);
}

const WORDS: WordsBy<"is", Missing> = {
  no_policy: () => `This repository has no \`${CONFIG_PATH}\`, so nobody said what may be deployed: add one.`,
  broken_policy: () => `\`${CONFIG_PATH}\` cannot be read and never could: mend it, \`baton lint\` says where.`,
  unnamed: () => `\`environments:\` in \`${CONFIG_PATH}\` does not name this environment: add it there, with a stage or \`{}\`.`,
  unread: ({ reason }) =>
    `What it brings could not be told: ${inert(reason)}. What is not known does not pass; deploy less at once, or let it through in GitHub, which keeps who did.`,
  stage: ({ reference, stage, needed, isClosed }) =>
    `${reference} is in **${policyWords(stage)}**, and has to be ${isClosed ? "opened again and " : ""}accepted into **${policyWords(needed)}**.`,
  item: ({ reference, reason }) => `${reference ?? "An issue that may not be spoken of here"} proves nothing: ${inert(reason)}.`,
  given_up: ({ reference, as }) =>
    `${reference} was closed as ${as === "duplicate" ? "a duplicate" : "not planned"}: reopen it and have it accepted, or take its change out.`,
  makers: ({ reference, reason }) => `Who made ${reference} could not be told: ${inert(reason)}.`,
  order: ({ agent, before, references }) =>
    `${policyWords(agent)} made ${those(references)}: this commit has to succeed in ${inert(before)} first.`,
  no_place: ({ agent, references }) =>
    `${policyWords(agent)} made ${those(references)}, and its file's \`environments\` do not lead here: no word lifts that.`,
};

function those(references: readonly string[]): string {
  return join([...references], "and", MOST_NAMED);
}

function receiptLine({ reference, stage, receipt }: NamedReceipt): string {
  if (receipt === null) return `${reference} began in **${policyWords(stage)}**`;
  const digest = receipt.digest === null ? "" : `, ${inert(receipt.digest.slice(0, 7))}`;
  return `${reference}: **${policyWords(stage)}**, ${KINDS[receipt.kind]} ${new Date(receipt.at).toISOString().slice(0, 10)}${digest}`;
}

const KINDS: Record<NonNullable<NamedReceipt["receipt"]>["kind"], string> = {
  accepted: "accepted",
  overridden: "forced by override",
  adopted: "adopted",
  backward: "moved back",
  observed: "only observed",
};
