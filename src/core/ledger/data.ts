import { z } from "zod";

const person = z.object({ id: z.number().nullable(), login: z.string() });
const acknowledged = z.object({ by: person, inPlaceOf: person.nullable(), at: z.number(), commentId: z.number() });
const outcome = z.enum(["pass", "fail", "pending", "error"]);

const promised = z.object({
  metric: z.string(),
  comparator: z.enum(["<", "<=", ">", ">=", "="]),
  value: z.number(),
  unit: z.string(),
  baseline: z.string().optional(),
  by: z.string().optional(),
  source: z.string().optional(),
});

/** `Receipt`, as it is kept for ever: the compiler asks for a new version here when it changes. */
const receipt = z.object({
  kind: z.enum(["accepted", "overridden", "adopted", "backward", "observed"]),
  from: z.string().nullable(),
  to: z.string(),
  at: z.number(),
  requestedBy: person.nullable(),
  acknowledgedBy: z.array(acknowledged),
  by: z.array(person),
  reason: z.string().nullable(),
  digest: z.string().nullable(),
  contract: z.object({ id: z.string(), version: z.string(), digest: z.string() }).nullable(),
  policyCommit: z.string(),
  gates: z.array(z.object({ id: z.string(), title: z.string(), outcome, waivedBy: person.nullable() })),
  criteria: z.object({ texts: z.array(z.string()), total: z.number() }).optional(),
  promised: z.array(promised.nullable()).optional(),
});

const moved = z.object({ receipt });
const named = receipt.pick({ kind: true, to: true, at: true, digest: true });

/** Id of an agent; null for a bot that no file declares. */
const agent = z.string().nullable();
const agentWork = z.enum(["issue", "pull_request", "comments", "assignment"]);
const agentWhy = z.array(z.enum(["read_only", "radius", "size", "limit", "deletes", "contract", "stage", "undeclared"]));

const placed = z.object({ stage: z.string() });
const sequence = z.number();
/** Ids of the artefacts that a gate waits for; left out where it waits for none. */
const artefacts = z.array(z.string()).optional();

/** What an entry of each kind says, beside what all of them say. `null` where older rows did not say it. */
export const DATA = {
  /** The policy governs the item from now on, and it is in this stage. */
  governed: placed,
  /** The same, in the stage that it was in before Baton came. */
  adopted: placed,
  /** Somebody wants the item to cross a boundary. */
  requested: z.object({
    from: z.string().nullable(),
    to: z.string(),
    via: z.enum(["label", "command"]).nullable(),
    sequence,
    again: z.boolean(),
  }),
  /** Gates are red; these, and how. `pending` ones wait for a person's word only. */
  blocked: z.object({ sequence, gates: z.array(z.object({ id: z.string(), outcome: outcome.nullable(), artefacts })) }),
  /** While gates are red: others are by now, or otherwise; these, and how. */
  gates: z.object({ sequence, gates: z.array(z.object({ id: z.string(), outcome, artefacts })) }),
  /** Nothing is missing but the ack; with what changed since it was asked for. */
  awaiting: z.object({ sequence, digest: z.string(), changed: z.array(z.string()).optional() }),
  ack: z.object({ commentId: z.number(), digest: z.string() }),
  /** An ack does not count (any more). */
  void: z.object({
    commentId: z.number(),
    why: z.enum(["content_changed", "comment_edited", "comment_deleted", "comment_hidden", "not_a_member", "rejected"]),
    changed: z.array(z.string()),
  }),
  accepted: moved,
  rejected: z.object({ reason: z.string(), sequence }),
  withdrawn: z.object({ to: z.string(), sequence: sequence.nullable(), reason: z.literal("no_contract").nullable() }),
  /** The word that forces a hand-off; the move is `overridden`. */
  forced: z.object({ code: z.string(), reason: z.string(), bypassed: z.array(z.string()) }),
  overridden: moved,
  backward: moved,
  observed: moved,
  /** A wish or a command that came to nothing. */
  refused: z.object({ why: z.string(), command: z.string().optional(), to: z.string().optional(), stages: z.array(z.string()).optional() }),
  /** Work in the stage has begun. */
  begun: z.object({ stage: z.string().nullable(), signal: z.string() }),
  waived: z.object({ gate: z.string(), until: z.number(), reason: z.string(), outcome }),
  delegated: z.object({ to: person, until: z.number() }),
  /** A notice of this share of the time was due. */
  deadline: z.object({ what: z.enum(["acknowledge", "begin"]), share: z.number(), due: z.number() }),
  /** Content that was handed off reads differently. */
  drift: z.object({ changed: z.array(z.string()) }),
  held: z.object({ reason: z.string(), sequence }),
  unheld: z.object({ sequence }),
  /** The issue or pull request was closed, whatever for. */
  closed: z.object({}),
  reopened: z.object({}),
  /** The policy has no place for the item any more. */
  released: placed,
  /** GitHub has no such item here any more: it was deleted or moved. */
  gone: z.object({}),
  /** What an agent opened is inside its radius, its limits and its stages. */
  agent_within: z.object({ agent, work: agentWork }),
  /** It is not, and counts for nothing as it is; with the first few of the files. */
  agent_beyond: z.object({ agent, work: agentWork, why: agentWhy, files: z.array(z.string()) }),
  /** A member of the overseeing role gave the word about what an agent made. */
  agent_confirmed: z.object({ agent: z.string(), word: z.enum(["agent", "destructive"]), commentId: z.number() }),
  /** What was refused whatever it says: an assignment, or the work of a bot that nobody declared. */
  agent_refused: z.object({ agent, work: agentWork, why: agentWhy }),
  /** The state in the living comment was altered by somebody. */
  tampered: z.object({}),
  /** Of a repository: a published artefact has a new version, or turned to this state, at `since` as far as that is known; `dropped`: no role gives it any more. */
  artefact: z.object({
    artefact: z.string(),
    producer: z.string(),
    state: z.enum(["fresh", "stale", "unfit", "missing", "unknown", "dropped"]),
    since: z.number(),
    version: z.object({ commit: z.string(), at: z.number() }).nullable(),
  }),
  /** Of a repository: a deployment was let through, with what was accepted of the items that it brings, and which agents made any of it. `observed`: something was missing, and only told. */
  deployment_approved: z.object({
    deployment: z.number(),
    run: z.number(),
    environment: z.string(),
    commit: z.string(),
    since: z.string().nullable(),
    items: z.array(z.object({ reference: z.string(), stage: z.string(), receipt: named.nullable() })),
    agents: z.array(z.string()),
    observed: z.boolean(),
  }),
  /** The chain goes on under another key: fingerprints; `from` is null where it had none. */
  rekeyed: z.object({ from: z.string().nullable(), to: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type Kind = keyof typeof DATA;
export type DataOf<K extends Kind> = z.infer<(typeof DATA)[K]>;

/** The kinds that tell of agents. */
export const AGENT_KINDS = ["agent_within", "agent_beyond", "agent_confirmed", "agent_refused"] as const satisfies readonly Kind[];

/** True for the name of a kind. */
export function isKind(name: string): name is Kind {
  return Object.hasOwn(DATA, name);
}
