import type { Holder } from "../handoff/holder.js";
import type { Time } from "../basics/known.js";
import type { Person } from "../facts/person.js";
import type { Outcome } from "../findings/outcome.js";
import type { EntryRow } from "../ledger/entry.js";
import type { ItemRecord } from "../record/record.js";
import type { ShownAgent, ShownRoleMap, ShownSection } from "./roles.js";

/** What pages are told is kept in this form; what was kept in an older one is made anew at the next look. */
export const SHOWN_VERSION = 3;

/** Sentences are Markdown, made inert as everything that is written on GitHub. */
export type Words = string;

/** How an item stands, as the board sorts it. */
export type ShownState = "blocked" | "awaiting" | "held" | "rejected" | "resting";

/** Something that waits for people. */
export interface Wait {
  what: "ack" | "gate" | "write" | "mend" | "hold" | "begin" | "agent" | "destructive";
  /** Anybody in it. */
  role: string | null;
  /** These as well. */
  people: Person[];
  /** Not these, though they are in the role. */
  except: Person[];
  /** Titles of the gates it is about. */
  gates: Words[];
  since: Time;
  due: Time | null;
}

/** A stay in a stage that is over. */
export interface Visit {
  stage: string;
  ms: number;
}

/** What the board and the queue go by. */
export interface ShownRow {
  version: typeof SHOWN_VERSION;
  number: number;
  kind: "issue" | "pull_request";
  title: string;
  url: string;
  closed: boolean;
  observed: boolean;
  /** Empty where it is in none, and only something of an agent waits there. */
  stage: string;
  /** Of the next boundary; null at the end of the road. */
  to: string | null;
  state: ShownState;
  /** Since when it is in the stage. */
  since: Time;
  holder: Holder;
  nearest: { gate: Words; found: Words } | null;
  /** Red gates, of those that block. */
  gates: { red: number; all: number };
  due: { what: "acknowledge" | "begin"; at: Time } | null;
  waits: Wait[];
}

/** A finding of a gate. */
export interface ShownFinding {
  found: Words;
  /** What is needed; null where nothing is. */
  needed: Words | null;
  /** Where, with its address on GitHub; null where it is in no line. */
  place: { words: Words; url: string } | null;
}

/** A gate, judged. */
export interface ShownGate {
  id: string;
  title: Words;
  part: "context" | "gates";
  outcome: Outcome;
  /** What it asks of people: `red` blocks, `waived` was let pass, `warning` blocks nothing, `skipped` is not needed here. */
  is: "red" | "waived" | "warning" | "green" | "skipped";
  findings: ShownFinding[];
  /** Who can supply what is missing. */
  who: Words;
  since: Time | null;
  waiver: Words | null;
  /** Where the contract asks for it. */
  url: string;
}

/** What the page of an item shows, beside its history. */
export interface ShownItem {
  version: typeof SHOWN_VERSION;
  headline: Words;
  rail: { name: Words; is: "done" | "forced" | "here" | "ahead"; arrow: ShownState | null }[];
  next: Words;
  notices: Words[];
  boundary: { from: Words; to: Words } | null;
  contract: { id: string; version: string; name: Words; url: string } | null;
  gates: ShownGate[];
  digest: string;
  timezone: string;
}

/** A content as it was at some moment: texts by the key of their part. */
export type ShownContent = Record<string, string>;

/** What somebody acknowledged last. */
export interface AckedContent {
  at: Time;
  by: Person[];
  content: ShownContent;
}

/** A role with its people. `id` is the account that the login named when the policy was first read. */
export interface ShownRole {
  id: string;
  users: { login: string; id: number | null }[];
  teams: string[];
  /** What its file says of it; null where it has none. */
  file: { name: Words; purpose: Words; sections: ShownSection[]; url: string } | null;
}

/** A contract as a person reads it. */
export interface ShownContract {
  id: string;
  name: Words;
  version: string;
  from: string;
  to: string;
  giver: string | null;
  receiver: string;
  acknowledge: Words;
  begin: Words | null;
  appliesTo: Words;
  owner: string;
  url: string;
  gates: { id: string; title: Words; kind: string; level: "block" | "warn"; when: Words | null; asks: Words; url: string }[];
  notes: Words[];
}

/** What the pages of a repository know of its policy. */
export interface ShownPolicy {
  version: typeof SHOWN_VERSION;
  enforcement: "block" | "observe";
  commit: string;
  stages: { id: string; name: Words; label: string; question: Words; output: Words }[];
  roles: ShownRole[];
  /** Of the roles that have files. */
  roleMap: ShownRoleMap;
  agents: ShownAgent[];
  contracts: ShownContract[];
  /** What is wrong, and what is weak. */
  problems: {
    severity: "error" | "warning";
    file: string;
    line: number;
    words: Words;
    fix: Words | null;
    rule: string | null;
    url: string;
  }[];
  timezone: string;
}

/** What is kept of an item for pages, with each look at it. */
export interface KeptForPages {
  row: ShownRow;
  /** Null where the policy does not govern it. */
  page: ShownItem | null;
  visits: Visit[];
  content: ShownContent;
  /** Left out: as before. */
  acked?: AckedContent;
  /** Of all but what was acknowledged: while it stays, nothing has to be written. */
  digest: string;
}

/** A repository as its pages know it. */
export interface ShownRepository {
  repositoryId: string;
  owner: string;
  name: string;
  policy: ShownPolicy;
  /** Of what the policy was made from. */
  digest: string;
}

/** An open item on the board. */
export interface BoardRow {
  row: ShownRow;
  /** Why it could not be judged since; null when it could. */
  trouble: string | null;
}

/** An item as its page shows it. */
export interface ShownPage extends BoardRow {
  nodeId: string;
  page: ShownItem;
  content: ShownContent;
  acked: AckedContent | null;
  record: ItemRecord;
}

/** How far an entry of the ledger proves what it says. */
export type Proof = "verified" | "not_keyed" | "other_key" | "altered" | "out_of_chain";

/** An entry of an item, and what it proves. */
export interface ShownEntry extends EntryRow {
  seq: number;
  hash: string;
  proof: Proof;
}
