import type { Policy } from "../policy/types.js";
import { MINUTE, HOUR, paceOf, timeToWrite, timeToWriteTo } from "../time/pace.js";

/** What a repository holds before Baton looks at it for the first time. Only what is open counts. */
export interface Holdings {
  issues: number;
  /** Of them, those that bear a label of a stage. */
  staged: number;
  /** Of those without one, those that the policy governs from when they were made. */
  fresh: number;
  pulls: number;
  stagedPulls: number;
  /** Labels of the policy that are not there. */
  missingLabels: number;
}

/** What the first look at everything writes. */
export interface FirstWrites {
  checks: number;
  comments: number;
  /** Labels put on items, or taken off. */
  labels: number;
  /** Labels made in the repository. */
  made: number;
}

/** What is written at once under the policy as it stands, and what more once it blocks. */
export interface Rollout {
  governed: number;
  now: FirstWrites;
  /** Where the policy observes; nothing where it blocks already. */
  onceBlocking: FirstWrites;
}

/** Of GraphQL, for each installation and hour: each open item is looked at by one query, each repository by three. */
const QUERIES_PER_HOUR = 5_000;
const QUERIES_OF_REPOSITORY = 3;

/**
 * Takes the policy of a repository and what it holds; returns what the first look writes: a check for the head of each pull request, a living comment
 * for each item that is governed, and where the policy blocks the first stage's label on those without one, and the labels that are missing.
 * Hand-offs that people ask for meanwhile come on top.
 */
export function firstRollout(policy: Policy, holdings: Holdings): Rollout {
  const { initial } = policy.lifecycle;
  const forPulls = policy.contracts.some(({ appliesTo: { subject } }) => subject !== "issue");
  const begins = initial === null ? 0 : holdings.fresh;
  const governed = holdings.staged + begins + (forPulls ? holdings.stagedPulls : 0);
  const labelled: FirstWrites = { checks: 0, comments: 0, labels: begins, made: holdings.missingLabels };
  const observed: FirstWrites = { checks: holdings.pulls, comments: governed, labels: 0, made: 0 };
  if (policy.enforcement === "block") return { governed, now: sum([observed, labelled]), onceBlocking: NOTHING };
  // The comments that stand are edited then, and checks that were only observed say what they mean.
  return { governed, now: observed, onceBlocking: sum([observed, labelled]) };
}

const NOTHING: FirstWrites = { checks: 0, comments: 0, labels: 0, made: 0 };

/** Takes writes; returns them together. */
export function sum(all: readonly FirstWrites[]): FirstWrites {
  const of = (kind: keyof FirstWrites) => all.reduce((total, one) => total + one[kind], 0);
  return { checks: of("checks"), comments: of("comments"), labels: of("labels"), made: of("made") };
}

/** How many writes these are. */
export function count({ checks, comments, labels, made }: FirstWrites): number {
  return checks + comments + labels + made;
}

/** What is to be done in one repository. */
export interface RepositoryLoad {
  writes: number;
  /** Issues and pull requests. */
  open: number;
}

/**
 * Takes the repositories of one installation, and writes per second (0: unpaced); returns how long the first round takes at least, in milliseconds:
 * by the installation's budget of writes, by the repository that rests longest between bursts, and by GitHub's limit of queries, whichever is longest.
 */
export function rolloutTime(repositories: readonly RepositoryLoad[], perSecond: number): { writing: number; reading: number } {
  const queries = repositories.reduce((total, { open }) => total + QUERIES_OF_REPOSITORY + open, 0);
  const reading = Math.floor(queries / QUERIES_PER_HOUR) * HOUR;
  if (perSecond === 0) return { writing: 0, reading };
  const writes = repositories.reduce((total, one) => total + one.writes, 0);
  const slowest = repositories.reduce((most, one) => Math.max(most, timeToWriteTo(one.writes, perSecond)), 0);
  return { writing: Math.max(timeToWrite(writes, paceOf(perSecond)), slowest), reading };
}

/** Takes milliseconds; returns them in the unit in which one would say them, rounded up. */
export function roughly(ms: number): { amount: number; unit: "minute" | "hour" | "day" } {
  if (ms <= 90 * MINUTE) return { amount: Math.max(1, Math.ceil(ms / MINUTE)), unit: "minute" };
  const hours = ms / HOUR;
  return hours <= 48 ? { amount: Math.ceil(hours), unit: "hour" } : { amount: Math.ceil(hours / 24), unit: "day" };
}
