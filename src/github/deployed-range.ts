import { z } from "zod";
import type { Known, Time } from "../core/basics/known.js";
import type { Actor } from "../core/facts/actor.js";
import type { IssueRef } from "../core/facts/snapshot.js";
import { toActor } from "./actors.js";
import type { Client } from "./client.js";
import { orUnknown, type Address } from "./dependencies.js";
import { broughtByQuery } from "./deployment-queries.js";
import { account, accountActor } from "./pull-commits.js";
import { actor, connectionOf, shaped, time, wholeOf } from "./shapes.js";

/** More commits, or more pull requests, are not looked through. */
const MOST_COMMITS = 250;
const MOST_PULLS = 100;
const PER_PAGE = 100;
const PER_QUERY = 25;

/** A commit with the accounts that GitHub gives it to. */
export interface RangeCommit {
  sha: string;
  people: Actor[];
}

/** An issue that a pull request closes, as far as it is looked at here. */
export type ClosedIssue = Pick<IssueRef, "nodeId" | "repositoryId" | "repository" | "number" | "state" | "stateReason"> & {
  createdAt: Time;
};

/** A pull request that brought commits. */
export interface RangePull {
  nodeId: string;
  repositoryId: string;
  /** `owner/name` */
  repository: string;
  number: number;
  createdAt: Time;
  author: Actor | null;
  headSha: string;
  headRef: string;
  isFork: boolean;
  /** Issues that this App cannot see are null. */
  closes: (ClosedIssue | null)[];
  commits: string[];
}

const commit = z.object({ sha: z.string(), author: account, committer: account });
const comparison = z.object({ total_commits: z.number(), commits: z.array(commit) });
const home = z.object({ id: z.string(), nameWithOwner: z.string() });
const closed = z.object({
  id: z.string(),
  number: z.number(),
  createdAt: time,
  state: z.enum(["OPEN", "CLOSED"]),
  stateReason: z.enum(["COMPLETED", "NOT_PLANNED", "DUPLICATE", "REOPENED"]).nullish(),
  repository: home,
});
const pull = z.object({
  id: z.string(),
  number: z.number(),
  createdAt: time,
  headRefOid: z.string(),
  headRefName: z.string(),
  isCrossRepository: z.boolean(),
  author: actor.nullable(),
  repository: home,
  closingIssuesReferences: connectionOf(closed).nullable(),
});
const broughtShape = z.object({
  repository: z.record(z.string(), z.object({ oid: z.string(), associatedPullRequests: connectionOf(pull).nullable() }).nullable()),
});

/**
 * Takes two commits; returns those that the later one has and the earlier one has not, or all of its own where there is no earlier one. Unknown where they
 * are too many, or GitHub does not compare them.
 */
export async function commitsSince(client: Client, repository: Address, since: string | null, sha: string): Promise<Known<RangeCommit[]>> {
  return await orUnknown(async () =>
    since === null ? await allUntil(client, repository, sha) : await between(client, repository, since, sha),
  );
}

async function between(client: Client, { owner, name }: Address, since: string, sha: string): Promise<Known<RangeCommit[]>> {
  const found: RangeCommit[] = [];
  for (let page = 1; page <= Math.ceil(MOST_COMMITS / PER_PAGE); page += 1) {
    const parameters = { owner, repo: name, basehead: `${since}...${sha}`, per_page: PER_PAGE, page };
    const answer = await client.get("GET /repos/{owner}/{repo}/compare/{basehead}", parameters, { cached: false });
    if (!answer) return { known: false, reason: "GitHub does not compare it with what was deployed before" };
    const { total_commits: total, commits } = shaped(comparison, answer.data, "a comparison");
    if (total > MOST_COMMITS) return tooMany(total);
    for (const one of commits.slice(0, PER_PAGE)) found.push(toCommit(one));
    if (found.length >= total) return { known: true, value: found };
  }
  return { known: false, reason: "GitHub does not list all commits that it brings" };
}

async function allUntil(client: Client, { owner, name }: Address, sha: string): Promise<Known<RangeCommit[]>> {
  const found: RangeCommit[] = [];
  for (let page = 1; found.length <= MOST_COMMITS; page += 1) {
    const answer = await client.get(
      "GET /repos/{owner}/{repo}/commits",
      { owner, repo: name, sha, per_page: PER_PAGE, page },
      { cached: false },
    );
    if (!answer) return { known: false, reason: "GitHub does not list its commits" };
    const commits = shaped(z.array(commit), answer.data, "the commits");
    for (const one of commits.slice(0, PER_PAGE)) found.push(toCommit(one));
    if (!answer.next) break;
  }
  return found.length > MOST_COMMITS ? tooMany(null) : { known: true, value: found };
}

function tooMany(total: number | null): Known<never> {
  const more = total === null ? `more than ${MOST_COMMITS}` : `${total}`;
  return { known: false, reason: `it brings ${more} commits, and ${MOST_COMMITS} are looked at` };
}

function toCommit({ sha, author, committer }: z.infer<typeof commit>): RangeCommit {
  return { sha, people: [author, committer].flatMap((one) => accountActor(one) ?? []) };
}

/** Takes commits; returns the pull requests that brought them, each once, or why they are not all known. */
export async function pullsThatBrought(
  client: Client,
  repository: Address,
  commits: readonly RangeCommit[],
  slug: string,
): Promise<Known<RangePull[]>> {
  return await orUnknown(async () => {
    const pulls = new Map<string, RangePull>();
    for (let start = 0; start < commits.length; start += PER_QUERY) {
      const brought = await broughtBy(client, repository, commits.slice(start, start + PER_QUERY));
      if (!brought.known) return brought;
      for (const { sha, pull: found } of brought.value) {
        const known = pulls.get(found.id) ?? toPull(found, slug);
        if (known === null) return { known: false, reason: "GitHub does not tell all issues that a pull request closes" };
        pulls.set(found.id, { ...known, commits: [...known.commits, sha] });
      }
      if (pulls.size > MOST_PULLS) return { known: false, reason: `it brings more than ${MOST_PULLS} pull requests` };
    }
    return { known: true, value: [...pulls.values()] };
  });
}

/** A pull request with one of the commits that it brought. */
interface Brought {
  sha: string;
  pull: z.infer<typeof pull>;
}

async function broughtBy(client: Client, { owner, name }: Address, commits: readonly RangeCommit[]): Promise<Known<Brought[]>> {
  const variables = Object.fromEntries(commits.map(({ sha }, index) => [`c${index}`, sha]));
  const answer = await client.graphql(broughtByQuery(commits.length), { owner, name, ...variables });
  const { repository } = shaped(broughtShape, answer, "the pull requests of commits");
  const lists = commits.map(({ sha }, index) => ({ sha, pulls: wholeOf(repository[`c${index}`]?.associatedPullRequests) }));
  if (lists.some(({ pulls }) => pulls === null)) return { known: false, reason: "GitHub does not tell all pull requests of a commit" };
  return { known: true, value: lists.flatMap(({ sha, pulls }) => (pulls ?? []).map((one) => ({ sha, pull: one }))) };
}

function toPull(found: z.infer<typeof pull>, slug: string): RangePull | null {
  const closing = found.closingIssuesReferences;
  if (!closing?.nodes || closing.pageInfo.hasNextPage) return null;
  return {
    nodeId: found.id,
    repositoryId: found.repository.id,
    repository: found.repository.nameWithOwner,
    number: found.number,
    createdAt: found.createdAt,
    author: toActor(found.author, slug),
    headSha: found.headRefOid,
    headRef: found.headRefName,
    isFork: found.isCrossRepository,
    closes: closing.nodes.map((issue) => issue && toClosed(issue)),
    commits: [],
  };
}

function toClosed({ id, number, createdAt, state, stateReason, repository }: z.infer<typeof closed>): ClosedIssue {
  return {
    nodeId: id,
    repositoryId: repository.id,
    repository: repository.nameWithOwner,
    number,
    createdAt,
    state: state === "OPEN" ? "open" : "closed",
    stateReason: (stateReason?.toLowerCase() ?? null) as ClosedIssue["stateReason"],
  };
}
