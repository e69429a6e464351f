import type { Known, Time } from "../core/basics/known.js";
import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import type { Actor } from "../core/facts/actor.js";
import type { Client } from "./client.js";
import { account, accountActor } from "./pull-commits.js";
import { shaped, time } from "./shapes.js";

/** A branch as it was read. */
export interface Branch {
  owner: string;
  name: string;
  nodeId: string;
  defaultBranch: string;
  headSha: string;
  pushedAt: Time | null;
}

/** Where a branch stood: since a push, or (null) since before all that was asked for. */
export interface Stand {
  at: Time | null;
  commit: string;
}

/** More pushes than this are not looked through; it must be less than a page. */
const MOST_PUSHES = 60;
/** So many of the newest pushes are looked at to tell which one brought something. */
const NEWEST_PUSHES = 40;
const PER_PAGE = 100;
/** So long may GitHub's log be behind its branch. */
const LAG = 60_000;
const NOTHING = /^0+$/;
/** What GitHub calls the changes that it made itself because somebody merged. */
const MERGES: ReadonlySet<string> = new Set(["pr_merge", "merge_queue_merge"]);
const ROUTE = "GET /repos/{owner}/{repo}/activity";

const entryShape = z.object({
  before: z.string(),
  after: z.string(),
  ref: z.string(),
  timestamp: time,
  actor: account,
  activity_type: z.string().optional(),
});
type Entry = z.infer<typeof entryShape>;

/**
 * Takes a branch, a moment and the time; returns where the branch stood from then on, oldest first, or why that is not known: a branch that was
 * created (or renamed) later stood nowhere. GitHub's log of pushes is believed only as an unbroken chain that ends at the branch's commit.
 * A repository that nobody pushed to since costs no request.
 */
export async function standsSince(client: Client, branch: Branch, since: Time, now: Time): Promise<Known<Stand[]>> {
  const from = Math.floor(since / 1000) * 1000;
  if (branch.headSha === "") return unknown("the repository is empty");
  if (branch.pushedAt !== null && branch.pushedAt < from) return { known: true, value: [{ at: null, commit: branch.headSha }] };
  const log = await logUpTo(client, branch, now);
  return log.known ? chained(log.value.entries, from, log.value.isCut) : log;
}

/**
 * Takes a branch and the time; returns where the branch stood at its newest pushes, oldest first, as far as GitHub's log of them is an unbroken chain
 * that ends at the branch's commit.
 */
export async function newestStands(client: Client, branch: Branch, now: Time): Promise<Known<Stand[]>> {
  if (branch.headSha === "") return unknown("the repository is empty");
  const log = await logUpTo(client, branch, now);
  if (!log.known) return log;
  const newest = log.value.entries.slice(0, NEWEST_PUSHES);
  const broken = newest.findIndex((_, index) => !isChain(newest.slice(index, index + 2)));
  const chain = broken < 0 ? newest : newest.slice(0, broken + 1);
  const before = chain.at(-1)?.before ?? "";
  const pushed = chain.toReversed().map(({ timestamp, after }): Stand => ({ at: timestamp, commit: after }));
  return { known: true, value: NOTHING.test(before) ? pushed : [{ at: null, commit: before }, ...pushed] };
}

/** A change of the branch: who made it, and whether GitHub merged something for them. */
export interface Push {
  before: string;
  after: string;
  by: Actor | null;
  isMerge: boolean;
}

/** Takes a branch and the time; returns the newest hundred pushes of it, or why they are not known. A passing fault is thrown. */
export async function newestPushes(client: Client, branch: Branch, now: Time): Promise<Known<Push[]>> {
  const log = await logUpTo(client, branch, now);
  if (!log.known) return log;
  const pushes = log.value.entries.map(({ before, after, actor, activity_type: kind = "" }) => ({
    before,
    after,
    by: accountActor(actor),
    isMerge: MERGES.has(kind),
  }));
  return { known: true, value: pushes };
}

/** The log of pushes from the branch's commit back, newest first. */
async function logUpTo(client: Client, branch: Branch, now: Time): Promise<Known<{ entries: Entry[]; isCut: boolean }>> {
  const ref = `refs/heads/${branch.defaultBranch}`;
  const answer = await client.get(ROUTE, { owner: branch.owner, repo: branch.name, ref, per_page: PER_PAGE });
  if (!answer) return unknown("this GitHub keeps no log of pushes");
  const log = shaped(z.array(entryShape), answer.data, "the log of pushes").filter((entry) => entry.ref === ref);
  const upTo = log.findIndex(({ after }) => after === branch.headSha);
  return upTo < 0 ? notListed(branch, now) : { known: true, value: { entries: log.slice(upTo), isCut: answer.next } };
}

// The commit may have been pushed a moment ago; a moment later the log knows it.
function notListed(branch: Branch, now: Time): Known<never> {
  if (branch.pushedAt !== null && now - branch.pushedAt < LAG)
    throw new TemporaryFault("GitHub's log of pushes does not know the last one yet");
  return unknown("GitHub's log of pushes does not hold the commit the branch is at");
}

/** Takes the log from the branch's commit back, newest first. */
function chained(log: readonly Entry[], from: Time, isCut: boolean): Known<Stand[]> {
  const oldest = log.findIndex(({ timestamp }) => timestamp < from);
  const later = oldest < 0 ? log : log.slice(0, oldest);
  if (later.length > MOST_PUSHES) return unknown(`the branch was pushed more than ${MOST_PUSHES} times since`);
  if (oldest < 0 && isCut) return unknown("GitHub's log of pushes does not reach back far enough");
  const known = oldest < 0 ? log : log.slice(0, oldest + 1);
  if (!isChain(known)) return unknown("GitHub's log of pushes has a gap");
  const pushed = later.toReversed().map(({ timestamp, after }) => ({ at: timestamp, commit: after }));
  const [first] = pushed;
  const stood = oldest < 0 ? log.at(-1)?.before : log[oldest]?.after;
  if (stood !== undefined && !NOTHING.test(stood)) return { known: true, value: [{ at: null, commit: stood }, ...pushed] };
  if (!first || first.at > from) return unknown("the branch did not exist yet");
  return { known: true, value: [{ at: null, commit: first.commit }, ...pushed.slice(1)] };
}

function isChain(log: readonly Entry[]): boolean {
  return log.every(({ before, timestamp }, index) => {
    const earlier = log[index + 1];
    return !NOTHING.test(log[index]?.after ?? "0") && (!earlier || (earlier.after === before && earlier.timestamp <= timestamp));
  });
}

function unknown(reason: string): Known<never> {
  return { known: false, reason };
}
