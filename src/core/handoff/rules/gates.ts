import { redGates, type Judgement } from "../../judging/judgement.js";
import { artefactsOf } from "../../checks/nested.js";
import type { DataOf } from "../../ledger/data.js";
import type { GateResult } from "../../record/verdict.js";
import type { Receipt } from "../../record/receipt.js";
import { parsePartKey } from "../../content/content-parts.js";
import { changedParts } from "../acknowledge.js";
import { judgedOnReceipt, receiptOf } from "../receipts.js";
import type { Effect } from "../effects.js";
import { into, rest, rule, type Facts, type Step } from "../rule.js";
import type { Person } from "../../facts/person.js";
import type { Ack, Blocked, Handoff, VoidedAck } from "../../record/state.js";
import { requestOf } from "./request.js";

const MOST_VOIDED = 10;
/** No item is read that has more comments, so nothing that was refused is ever forgotten. */
const MOST_REFUSED = 5000;

/** A gate is red: nobody is asked, and acks count for nothing. */
export const block = rule<"blocked" | "awaiting", "gates_red">("waits for its gates", ["blocked"], (handoff, { judgement }) => {
  const inTheWay = redGates(judgement);
  const red = inTheWay.map(({ spec, outcome }) => ({ id: spec.id, outcome }));
  const known = handoff.state === "blocked" && handoff.judged;
  if (known && sameGates(handoff.red, red)) return into(handoff);
  const data = { sequence: handoff.sequence, gates: inTheWay.map(toldGate) };
  const told: Effect = { do: "decide", kind: known ? "gates" : "blocked", actor: null, data };
  return into({ ...requestOf(handoff), state: "blocked", judged: true, red }, [told]);
});

/** Whoever reads the ledger later has no contract at hand to tell what a gate waited for. */
function toldGate({ spec, outcome }: GateResult): DataOf<"gates">["gates"][number] {
  const artefacts = artefactsOf(spec.check).map(({ id }) => id);
  return { id: spec.id, outcome, ...(artefacts.length > 0 && { artefacts }) };
}

function sameGates(before: Blocked["red"], now: NonNullable<Blocked["red"]>): boolean {
  return (
    before?.length === now.length && before.every(({ id, outcome }, index) => id === now[index]?.id && outcome === now[index]?.outcome)
  );
}

/** The last gate turned green: the receivers are asked, once. */
export const ask = rule<"blocked", "gates_green">("the receivers are asked", ["awaiting"], (handoff, { judgement, green }, { now }) => {
  const { sequence } = handoff;
  const effects: Effect[] = [
    { do: "notify", notice: { key: `ask:${sequence}:${now}`, what: "ask" } },
    { do: "decide", kind: "awaiting", actor: null, data: { sequence, digest: judgement.digest } },
  ];
  return into({ ...requestOf(handoff), asked: askedAbout(judgement), state: "awaiting", green, since: now, acks: [] }, effects);
});

/** Still green: what is asked about may be other content by now. */
export const askAnew = rule<"awaiting", "gates_green">(
  "stays; other content is asked about anew",
  ["awaiting"],
  (handoff, { judgement }) => {
    const { sequence, asked } = handoff;
    if (asked?.digest === judgement.digest) return into({ ...handoff, asked: askedAbout(judgement) });
    const data = { sequence, digest: judgement.digest, changed: changedParts(asked?.parts ?? {}, judgement) };
    return into({ ...handoff, asked: askedAbout(judgement) }, [{ do: "decide", kind: "awaiting", actor: null, data }]);
  },
);

/** What was asked about is remembered until it changes, so that a void ack can name the section. */
function askedAbout(judgement: Judgement): NonNullable<Handoff["asked"]> {
  return {
    digest: judgement.digest,
    parts: Object.fromEntries(Object.entries(judgement.parts).map(([key, part]) => [key, part.digest])),
  };
}

/** Unlinked content leaves no part whose moment an ack could be held against. */
export const noteGone = rule<"blocked" | "awaiting" | "rejected" | "held", "content_gone">(
  "acks must be younger than that",
  ["same"],
  (handoff, { moment }) => into({ ...handoff, gone: moment }),
);

/** Acks that do not count are told once, and never count later. */
export const voidAck = rule<Handoff["state"], "ack_void">("its writer is told once", ["same"], (handoff, { ack }, { now }) => {
  if (handoff.voided.some((other) => other.commentId === ack.commentId)) return into(handoff);
  const { commentId, why, changed } = ack;
  const voided: VoidedAck[] = [ack, ...handoff.voided].slice(0, MOST_VOIDED);
  return into(withoutAck({ ...handoff, voided, refused: refusedAlso(handoff, commentId) }, commentId), [
    { do: "remark", remark: { kind: "ack_void", at: now, by: ack.by.login, why, changed } },
    { do: "decide", kind: "void", actor: ack.by, data: { commentId, why, changed } },
    { do: "notify", notice: { key: `void:${commentId}`, what: "ack_void" } },
  ]);
});

function withoutAck<H extends Handoff>(handoff: H, commentId: number): H {
  return handoff.state === "awaiting" ? { ...handoff, acks: handoff.acks.filter((ack) => ack.commentId !== commentId) } : handoff;
}

/** An ack that was refused never counts, whatever comes later. */
export const refuseAck = rule<Handoff["state"], "ack_refused">("that comment never counts later", ["same"], (handoff, { commentId }) =>
  into({ ...handoff, refused: refusedAlso(handoff, commentId) }),
);

function refusedAlso({ refused }: Handoff, commentId: number): number[] {
  return refused.includes(commentId) ? refused : [...refused, commentId].slice(-MOST_REFUSED);
}

/** Some have acknowledged, more are wanted. */
export const countAcks = rule<"awaiting", "acks_counted">("waits for the others", ["awaiting"], (handoff, { acks }) =>
  into({ ...handoff, acks }),
);

/** Everybody whose ack is wanted gave it for exactly this content. */
export const accept = rule<"awaiting", "acknowledged">("the item changes hands", ["resting"], (handoff, { acks, judgement }, facts) => {
  const receipt: Receipt = { ...crossing(facts, "accepted", handoff, judgement), acknowledgedBy: acks.map(ackOnReceipt) };
  return crossed("accepted", receipt, handoff.requestedBy, judgement);
});

/** Two people, or the one that the policy names, force it. */
export const force = rule<"blocked" | "awaiting" | "rejected", "forced">(
  "the item changes hands by force",
  ["resting"],
  (handoff, { by, code, reason, judgement, bypassed }, facts) => {
    const receipt: Receipt = { ...crossing(facts, "overridden", handoff, judgement), by, reason };
    const forced: Effect = { do: "decide", kind: "forced", actor: by.at(-1) ?? null, data: { code, reason, bypassed } };
    const done = crossed("overridden", receipt, by[0] ?? null, judgement);
    return { ...done, effects: [forced, ...done.effects] };
  },
);

/** While the policy observes, the item is where its labels say; what the gates would have said is kept. */
export const follow = rule<"resting" | Handoff["state"], "followed">(
  "the item is where its labels say",
  ["resting"],
  (_handoff, { to, by, judgement }, facts) => {
    const judged = judgement ? judgedOnReceipt(facts.texts, judgement) : {};
    const known = judgement && { contract: contractOnReceipt(judgement), digest: judgement.digest };
    const receipt: Receipt = { ...receiptOf(facts, "observed", to), by: by ? [by] : [], ...judged, ...known };
    return rest([
      { do: "enter", receipt, handedOff: {} },
      { do: "decide", kind: "observed", actor: by, data: { receipt } },
    ]);
  },
);

function crossing(facts: Facts, kind: Receipt["kind"], handoff: Handoff, judgement: Judgement): Receipt {
  return {
    ...receiptOf(facts, kind, handoff.to),
    requestedBy: handoff.requestedBy,
    digest: judgement.digest,
    contract: contractOnReceipt(judgement),
    ...judgedOnReceipt(facts.texts, judgement),
  };
}

function crossed(kind: "accepted" | "overridden", receipt: Receipt, actor: Person | null, judgement: Judgement): Step {
  const contents = Object.entries(judgement.parts).filter(([key]) => parsePartKey(key) !== null);
  const handedOff = Object.fromEntries(contents.map(([key, part]) => [key, part.digest]));
  return rest([
    { do: "enter", receipt, handedOff },
    { do: "decide", kind, actor, data: { receipt } },
  ]);
}

function contractOnReceipt({ contract }: Judgement): Receipt["contract"] {
  return { id: contract.id, version: contract.version, digest: contract.digest };
}

function ackOnReceipt({ by, inPlaceOf, at, commentId }: Ack): Receipt["acknowledgedBy"][number] {
  return { by, inPlaceOf, at, commentId };
}
