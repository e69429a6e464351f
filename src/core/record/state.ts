import type { Time } from "../basics/known.js";
import type { Outcome } from "../findings/outcome.js";
import type { Moment } from "../facts/moment.js";
import type { Person } from "../facts/person.js";

/** Where an item stands in its process. `resting`: in a stage, and nothing is asked for. */
export type State = "ungoverned" | "resting" | Handoff["state"];

/** The attempt to move an item to another stage. Each state has only its own fields. */
export type Handoff = Blocked | Awaiting | Rejected | Held;

/** What every state of a hand-off carries on. */
export interface Request {
  /** 1, 2, 3 ... per item. */
  sequence: number;
  from: string;
  to: string;
  contract: string;
  requestedBy: Person;
  /** Who asked as well, at a moment that cannot be told from the request's: no receivers either. */
  alsoRequestedBy: Person[];
  /** Comments after it came after the request. */
  requested: Moment;
  via: "label" | "command";
  /** What the receivers were last asked to acknowledge, by part; null before they were. */
  asked: { digest: string; parts: Record<string, string> } | null;
  /** When content that had been asked about was last taken away, such as a linked document: acks must be younger. */
  gone: Moment | null;
  /** Acks that counted once and do not any more; newest first. */
  voided: VoidedAck[];
  /** Comments whose ack was refused: they never count later. */
  refused: number[];
  override: OverrideRequest | null;
}

/** A gate is not green. */
export interface Blocked extends Request {
  state: "blocked";
  /** False until the gates were looked at for the first time since the request. */
  judged: boolean;
  /** Which gates do not let it pass, and how, as of the last look; left out before the first. */
  red?: { id: string; outcome: Outcome }[];
}

/** All gates are green; the receivers are asked. */
export interface Awaiting extends Request {
  state: "awaiting";
  /** When it became green, as comments can be held against it. */
  green: Moment;
  /** When Baton saw that: the receivers' clock runs from here. */
  since: Time;
  /** Acks that count now. */
  acks: Ack[];
}

/** A receiver sent it back. */
export interface Rejected extends Request {
  state: "rejected";
  rejection: Rejection;
}

/** Somebody stopped it for everybody. */
export interface Held extends Request {
  state: "held";
  hold: Hold;
}

export interface Rejection {
  by: Person;
  at: Time;
  commentId: number;
  reason: string;
  /** Digest of the body it was rejected with: a change lifts the rejection. */
  digest: string;
}

export interface Hold {
  by: Person;
  at: Time;
  commentId: number;
  reason: string;
}

/** One gate that need not be green, until a moment and for the content it was given for. */
export interface Waiver {
  gate: string;
  by: Person;
  at: Time;
  commentId: number;
  until: Time;
  reason: string;
  digest: string;
}

/** Who may acknowledge in whose place. */
export interface Delegation {
  from: Person;
  to: Person;
  at: Time;
  commentId: number;
  until: Time;
}

export interface Ack {
  by: Person;
  /** The member in whose place it was given, when that is somebody else. */
  inPlaceOf: Person | null;
  at: Time;
  commentId: number;
  digest: string;
  note: string | null;
}

export interface VoidedAck extends Ack {
  why: "content_changed" | "comment_edited" | "comment_deleted" | "comment_hidden" | "not_a_member";
  /** Titles of the changed parts, for `content_changed`. */
  changed: string[];
}

export interface OverrideRequest {
  code: string;
  askedBy: Person;
  askedAt: Time;
  /** The comment that asked for the code. */
  askedIn: number;
  digest: string;
  /** First of two people, when the policy wants a second. */
  first: { by: Person; at: Time; reason: string; commentId: number } | null;
}

/** The acks that count now; none unless the hand-off waits for them. */
export function acksIn(handoff: Handoff | null): Ack[] {
  return handoff?.state === "awaiting" ? handoff.acks : [];
}

/** The rejection that stands, or null. */
export function rejectionOf(handoff: Handoff | null): Rejection | null {
  return handoff?.state === "rejected" ? handoff.rejection : null;
}
