import type { Time } from "../basics/known.js";

/** What an item's time in a stage goes into. `work`: sent back or taken back, until it is asked for again. */
export type Doing = "resting" | "red" | "confirmation" | "ack" | "held" | "work" | "closed";

/** A stretch of an item's time, spent on one thing. */
export interface Span {
  doing: Doing;
  from: Time;
  to: Time;
  /** The boundary it is spent at; null while nothing is asked for. */
  boundary: string | null;
  /** Gates that are red, or that wait for a person's word. */
  gates: readonly string[];
  /** Artefacts that gates in the way wait for; left out where there are none. */
  artefacts?: readonly string[];
}

/** How a visit began or ended: by a receipt of that kind; `found` and `lost` where the ledger lacks it. */
export type Entrance = "governed" | "adopted" | "accepted" | "overridden" | "backward" | "observed" | "found";
export type Exit = "accepted" | "overridden" | "backward" | "observed" | "released" | "lost";

/** One stay of an item in a stage, its time cut into spans without gaps. */
export interface Visit {
  stage: string;
  entered: Entrance;
  /** The stage before it; null where there was none, or it is not known. */
  before: string | null;
  from: Time;
  left: Exit | null;
  /** Where it went; null while it is there. */
  next: string | null;
  /** When it left; null while it is there. */
  to: Time | null;
  spans: Span[];
}

/** Everything between the first request for a boundary out of a visit and the end of that visit. */
export interface Handoff {
  boundary: string;
  requested: Time;
  /** How it was crossed; null when it was not (yet). */
  crossed: { by: "accepted" | "overridden"; at: Time; gates: { id: string; outcome: string; waived: boolean }[] } | null;
  /** Gates that were red after the request. */
  red: Set<string>;
  rejections: Happened[];
  /** Acks that were given and did not count. */
  voids: Time[];
  acks: Time[];
}

/** Something that happened once, with the reason in people's words. */
export interface Happened {
  at: Time;
  reason: string;
}

/** A gate that was let pass until a day. */
export interface WaiverGiven extends Happened {
  gate: string;
  until: Time;
  boundary: string | null;
}

/** What became of something that an agent did; `agent` is null for bots that no file declares. */
export interface AgentDid {
  agent: string | null;
  did: "within" | "beyond" | "confirmed" | "refused";
  /** What it went beyond, or why it was refused. */
  why: readonly string[];
  at: Time;
}

/** The story of one item, as the ledger tells it. */
export interface ItemHistory {
  repository: string;
  number: number;
  visits: Visit[];
  handoffs: Handoff[];
  /** Content that was handed off over the boundary reads differently. */
  drifts: { boundary: string; at: Time }[];
  backward: { boundary: string; at: Time }[];
  overrides: (Happened & { boundary: string; gates: string[] })[];
  waivers: WaiverGiven[];
  holds: (Happened & { boundary: string })[];
  /** What agents did of it, or to it. */
  agents: AgentDid[];
  /** When work began in a stage that was handed over. */
  begun: { stage: string | null; at: Time }[];
}

/** A boundary's name. */
export function boundaryName(from: string, to: string): string {
  return `${from} → ${to}`;
}

/** Takes a visit; returns the milliseconds of it that the item was open. */
export function openTime({ spans }: Visit): number {
  let open = 0;
  for (const { doing, from, to } of spans) if (doing !== "closed") open += to - from;
  return open;
}

/** True where the visit's beginning is the item's entrance into the stage, not the day on which Baton first saw it there. */
export function isWhole({ entered }: Visit): boolean {
  return entered !== "adopted" && entered !== "found";
}

/**
 * Takes a visit; returns when it ended, or null while it goes on: the item left for another stage, or it was closed there and not opened again.
 * What the ledger lost has no end.
 */
export function endOf({ left, to, spans }: Visit): Time | null {
  if (left === "lost" || left === "released") return null;
  if (left !== null) return to;
  const last = spans.at(-1);
  return last?.doing === "closed" ? last.from : null;
}

/** True when the hand-off went through at once: taken over, without a red gate, a rejection or a void ack since it was asked for. */
export function isClean({ crossed, red, rejections, voids }: Handoff): boolean {
  return crossed?.by === "accepted" && red.size === 0 && rejections.length === 0 && voids.length === 0;
}
