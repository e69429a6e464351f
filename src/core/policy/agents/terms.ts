import { environmentKey } from "../../basics/names.js";
import { byMembers, byNumber, differ, type Difference, type Effect } from "../compare/difference.js";
import { MODES, MOMENTS, type Agent, type Rate, type Writes } from "./agent.js";

/** One thing that an agent's file says, taken over and compared as one. */
export interface Term {
  /** Dotted path of the key it is written under. */
  key: string;
  compare(before: Agent, after: Agent): Difference[];
  /** Left out where it says nothing that holds: who adds to an organisation's agent changes no words of it. */
  take?(merged: Agent, own: Agent): Agent;
}

const WRITES = "blast_radius.writes";

/** All that an agent's file says, in the order in which changes are told. */
export const TERMS: readonly Term[] = [
  words("name", (agent) => agent.name),
  words("role", (agent) => agent.role),
  term("accounts", accountsIn, unclear, (a, b) => ({ ...a, accounts: b.accounts })),
  words("definition", (agent) => agent.definition),
  words("process", (agent) => agent.process),
  words("inputs", (agent) => agent.inputs),
  words("outputs", (agent) => agent.outputs),
  term(
    "oversight.by",
    (agent) => agent.oversight.by,
    unclear,
    (a, b) => ({ ...a, oversight: { ...a.oversight, by: b.oversight.by } }),
  ),
  term(
    "oversight.when",
    (agent) => agent.oversight.when,
    byOrder(MOMENTS),
    (a, b) => ({
      ...a,
      oversight: { ...a.oversight, when: b.oversight.when },
    }),
  ),
  term(
    "task",
    ({ mode }) => mode,
    byOrder(MODES),
    (a, { task, mode }) => ({ ...a, task, mode }),
  ),
  words("blast_radius.reads", (agent) => agent.reads),
  // What only one of the two may write at all is told as a whole.
  term(
    WRITES,
    ({ writes }) => (writes === null ? null : "granted"),
    byGrant,
    (a, { writes }) => (writes === null ? { ...a, writes } : a),
  ),
  ofWrites(
    "paths",
    ({ paths }) => paths,
    byMembers("subset"),
    (a, { paths }) => ({ ...a, paths }),
  ),
  ...ofRate("issues", "issues"),
  ...ofRate("comments", "comments"),
  ofLimit("open"),
  ofLimit("files"),
  ofLimit("lines"),
  term(
    "blast_radius.destructive.paths",
    ({ destructive }) => destructive.paths,
    byMembers("superset"),
    (a, { destructive }) => ({
      ...a,
      destructive: { ...a.destructive, paths: destructive.paths },
    }),
  ),
  term(
    "blast_radius.destructive.deletes",
    ({ destructive }) => destructive.deletes,
    byOrder(["refuse", "confirm"]),
    (a, { destructive }) => ({
      ...a,
      destructive: { ...a.destructive, deletes: destructive.deletes },
    }),
  ),
  term(
    "stages",
    (agent) => agent.stages,
    byStages,
    (a, { stages }) => ({ ...a, stages }),
  ),
  term(
    "environments",
    (agent) => agent.environments,
    byOrderOfSteps,
    (a, { environments }) => ({ ...a, environments }),
  ),
  words("notes", (agent) => agent.notes),
];

type Rule<T> = (before: T, after: T) => Effect;

function term<T>(key: string, of: (agent: Agent) => T, rule: Rule<T>, take: NonNullable<Term["take"]>): Term {
  return { key, compare: (before, after) => differ(key, of(before), of(after), rule), take };
}

function words(key: string, of: (agent: Agent) => unknown): Term {
  return { key, compare: (before, after) => differ(key, of(before), of(after), () => "neutral") };
}

/** Only where both may write: else all of it is told as one. */
function ofWrites<T>(key: string, of: (writes: Writes) => T, rule: Rule<T>, take: (a: Writes, b: Writes) => Writes): Term {
  const path = `${WRITES}.${key}`;
  return {
    key: path,
    compare: ({ writes: before }, { writes: after }) => (before && after ? differ(path, of(before), of(after), rule) : []),
    take: (a, b) => (a.writes && b.writes ? { ...a, writes: take(a.writes, b.writes) } : a),
  };
}

function ofRate(key: string, name: "issues" | "comments"): Term[] {
  return [
    ofWrites(
      key,
      (writes) => writes[name],
      byRate,
      (a, b) => ({ ...a, [name]: b[name] }),
    ),
  ];
}

function ofLimit(name: keyof Writes["pullRequests"]): Term {
  return ofWrites(
    `pull_requests.${name}`,
    ({ pullRequests }) => pullRequests[name],
    byLimit,
    (a, b) => ({
      ...a,
      pullRequests: { ...a.pullRequests, [name]: b.pullRequests[name] },
    }),
  );
}

/** The strictest first. */
function byOrder<T>(order: readonly T[]): Rule<T> {
  return (before, after) => byNumber("less")(order.indexOf(before), order.indexOf(after));
}

function byGrant(before: unknown): Effect {
  return before === null ? "loosened" : "tightened";
}

function byLimit(before: number | null, after: number | null): Effect {
  return (after ?? Number.POSITIVE_INFINITY) < (before ?? Number.POSITIVE_INFINITY) ? "tightened" : "loosened";
}

/** Nothing may be created without a rate; of two rates the stricter has fewer in as long a time or longer. */
function byRate(before: Rate | null, after: Rate | null): Effect {
  if (after === null) return "tightened";
  if (before === null) return "loosened";
  return after.create <= before.create && after.within.ms >= before.within.ms ? "tightened" : "loosened";
}

function byStages(before: string[] | null, after: string[] | null): Effect {
  if (after === null) return "loosened";
  return before === null ? "tightened" : byMembers("subset")(before, after);
}

/** Fewer steps in the same order lead less far; any other order may let something pass that did not. */
function byOrderOfSteps(before: string[] | null, after: string[] | null): Effect {
  if (before === null || after === null) return before === null ? "tightened" : "loosened";
  const begins = (whole: readonly string[], part: readonly string[]) =>
    part.every((name, index) => environmentKey(whole[index] ?? "") === environmentKey(name));
  if (begins(before, after)) return after.length === before.length ? "neutral" : "tightened";
  return begins(after, before) ? "loosened" : "unclear";
}

function unclear(): Effect {
  return "unclear";
}

function accountsIn({ accounts }: Agent): string[] {
  return accounts.map((account) => account.toLowerCase()).toSorted();
}
