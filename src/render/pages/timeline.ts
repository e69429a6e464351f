import type { Entry, EntryOf } from "../../core/ledger/entry.js";
import type { UnknownEntry } from "../../core/ledger/lift.js";
import type { DataOf, Kind } from "../../core/ledger/data.js";
import type { Person } from "../../core/facts/person.js";
import type { Receipt } from "../../core/record/receipt.js";
import type { Proof, Words } from "../../core/shown/types.js";
import { AGENT_WHY, AGENT_WORK } from "../agent-why.js";
import { inert } from "../inert.js";
import { count, join, person } from "../markdown.js";
import { policyWords } from "../policy-words.js";
import { voidWords } from "../remarks.js";
import { day, near } from "../time.js";

/** What sentences about entries go by: how stages are called, and where the clock stands. */
export interface Told {
  stage(id: string | null): Words;
  timezone: string;
}

type Writers = { [K in Kind]: (entry: EntryOf<K>, told: Told) => Words };

/** Takes an entry of the ledger; returns what happened, in one sentence. */
export function entryWords(entry: Entry | UnknownEntry, told: Told): Words {
  if (entry.kind === "unknown") return `An entry of the kind ${inert(entry.was)}, which this version cannot read.`;
  const write = WRITERS[entry.kind] as (entry: Entry, told: Told) => Words;
  return write(entry, told);
}

const WRITERS: Writers = {
  governed: ({ data }, told) => `Baton governs it from here on, in **${told.stage(data.stage)}**.`,
  adopted: ({ data }, told) => `It was in **${told.stage(data.stage)}** before Baton came, and stays there.`,
  requested: ({ actor, data }, told) =>
    `${who(actor)} asked ${data.again ? "again " : ""}for **${told.stage(data.to)}**${data.via === "label" ? " by label" : ""}.`,
  blocked: ({ data }) => `${count(data.gates.length, "gate")} stood in the way: ${ids(data.gates.map(({ id }) => id))}.`,
  gates: ({ data }) =>
    `Now ${data.gates.length === 1 ? "one gate stands" : `${data.gates.length} gates stand`} in the way: ${ids(data.gates.map(({ id }) => id))}.`,
  awaiting: ({ data }) =>
    `All gates were green: the receivers were asked${data.changed?.length ? ` anew, since ${titles(data.changed)} changed` : ""}.`,
  ack: ({ actor }) => `${who(actor)} acknowledged.`,
  void: ({ actor, data }) =>
    `The \`/ack\` by ${who(actor)} counted no longer: ${data.why === "rejected" ? "it was sent back" : voidWords({ why: data.why, changed: data.changed })}.`,
  accepted: ({ data }, told) => `**${crossing(data.receipt, told)}** was accepted.`,
  rejected: ({ actor, data }) => `${who(actor)} sent it back: ${inert(data.reason)}.`,
  withdrawn: ({ actor, data }, told) =>
    data.reason === "no_contract"
      ? `No contract covered the way to **${told.stage(data.to)}** any more: the request ended.`
      : `${who(actor)} withdrew the request for **${told.stage(data.to)}**.`,
  forced: ({ actor, data }) => `${who(actor)} asked to override: ${inert(data.reason)}.`,
  overridden: ({ data }, told) =>
    `**${crossing(data.receipt, told)}** was forced by ${join(data.receipt.by.map(person))}: ${inert(data.receipt.reason ?? "")}.`,
  backward: ({ data }, told) => `**${crossing(data.receipt, told)}**: it was moved back by ${join(data.receipt.by.map(person))}.`,
  observed: ({ data }, told) => `**${crossing(data.receipt, told)}** was seen, not guarded.`,
  refused: ({ actor, data }) =>
    `${data.command === undefined ? `A wish of ${who(actor)}` : `\`/${data.command}\` by ${who(actor)}`} came to nothing: ${inert(data.why)}.`,
  begun: ({ actor, data }) => `${who(actor)} began (${inert(data.signal)}).`,
  waived: ({ actor, data }, told) =>
    `${who(actor)} let ${inert(data.gate)} pass until ${near(data.until, told.timezone)}: ${inert(data.reason)}.`,
  delegated: ({ actor, data }, told) => `${who(actor)} lets ${person(data.to)} acknowledge until ${near(data.until, told.timezone)}.`,
  deadline: ({ data }, told) =>
    `${data.share} % of the time to ${data.what} was over, which ${data.share >= 100 ? "ended" : "ends"} ${near(data.due, told.timezone)}.`,
  drift: ({ data }) => `What was handed off reads differently: ${titles(data.changed)}.`,
  held: ({ actor, data }) => `${who(actor)} put it on hold: ${inert(data.reason)}.`,
  unheld: ({ actor }) => `${who(actor)} let it go on.`,
  closed: () => "It was closed.",
  reopened: () => "It was opened again.",
  released: () => "The policy governs it no longer.",
  gone: () => "It is no longer on GitHub.",
  agent_within: ({ data }) => `${agentName(data.agent)} made it within what it may: ${AGENT_WORK[data.work]}.`,
  agent_beyond: ({ data }) => `${agentName(data.agent)} went beyond what it may: ${AGENT_WORK[data.work]}, ${whyBeyond(data)}.`,
  agent_confirmed: ({ actor, data }) =>
    `${who(actor)} confirmed what ${agentName(data.agent)} ${data.word === "destructive" ? "destroys" : "wrote"}.`,
  agent_refused: ({ data }) => `${agentName(data.agent)} was refused: ${AGENT_WORK[data.work]}, ${whyBeyond(data)}.`,
  tampered: () => "Somebody altered the state in the living comment; it was written anew.",
  artefact: ({ data: { artefact, state, version, since } }, { timezone }) =>
    `${inert(artefact)} ${ARTEFACT_TURNS[state]} on ${day(since, timezone)}${version ? `; its newest version is of ${day(version.at, timezone)}` : ""}.`,
  deployment_approved: ({ data: { environment, observed } }) =>
    `A deployment to ${inert(environment)} was let through${observed ? ", which was only observed" : ""}.`,
  rekeyed: () => "The ledger goes on under another key.",
};

function whyBeyond({ why, files = [] }: Pick<DataOf<"agent_beyond">, "why"> & { files?: string[] }): Words {
  return `${join(why.map((one) => AGENT_WHY[one]))}${files.length > 0 ? ` (${join(files.map(inert))})` : ""}`;
}

function agentName(agent: string | null): Words {
  return agent === null ? "A bot that no file declares" : inert(agent);
}
const ARTEFACT_TURNS: Record<EntryOf<"artefact">["data"]["state"], string> = {
  fresh: "was fresh",
  stale: "turned stale",
  unfit: "did not pass its own checks",
  missing: "was missing",
  unknown: "could not be found out",
  dropped: "was given by no role any more",
};

function who(actor: Person | null): Words {
  return actor === null ? "somebody" : person(actor);
}

function ids(gates: readonly string[]): Words {
  return join(gates.map(inert));
}

function titles(parts: readonly string[]): Words {
  return join(parts.map((part) => `**${policyWords(part)}**`));
}

function crossing({ from, to }: Pick<Receipt, "from" | "to">, told: Told): Words {
  return from === null ? told.stage(to) : `${told.stage(from)} → ${told.stage(to)}`;
}

/** What an entry proves, for people. */
export const PROOF_WORDS: Record<Proof, string> = {
  verified: "verified",
  not_keyed: "from before the ledger was keyed: its hash fits, and proves little",
  other_key: "made with another key: not verified here",
  altered: "does not fit: what it says was altered",
  out_of_chain: "does not fit: it does not follow from the entry before",
};

/** A receipt that the ledger has no entry for. */
export const NO_ENTRY = "not in the ledger: it came back from the living comment, or from before";
/** A receipt of which the ledger says something else. */
export const OTHER_ENTRY = "does not fit: the ledger says something else";

export const RECEIPT_WORDS: Record<Receipt["kind"], string> = {
  accepted: "accepted",
  overridden: "forced by override",
  adopted: "adopted",
  backward: "moved back",
  observed: "seen, not guarded",
};
