import type { MadePart } from "../../core/deployments/facts.js";
import type { Known } from "../../core/basics/known.js";
import type { Actor } from "../../core/facts/actor.js";
import { agentsAmong, makersOf } from "../../core/pulls/agent-pull.js";
import type { RangeCommit, RangePull } from "../../github/deployed-range.js";
import { newestPushes } from "../../github/pushes.js";
import type { Home } from "./deployed-items.js";
import type { Run } from "./run.js";

/** All that was deployed. */
interface Brought {
  commits: readonly RangeCommit[];
  pulls: readonly RangePull[];
}

/**
 * Takes the commits of a range and the pull requests that brought them; returns which agents made each pull request, by the rule that pull requests are
 * held to, and each commit that came without one: its author, its committer, and who pushed it, as far as GitHub's log of pushes tells.
 */
export async function partsOf(run: Run, home: Home, { commits, pulls }: Brought): Promise<MadePart[]> {
  const byId = new Map(commits.map((commit) => [commit.sha, commit]));
  const parts: MadePart[] = [];
  for (const pull of pulls) {
    const people = pull.commits.flatMap((sha) => byId.get(sha)?.people ?? []);
    parts.push({ reference: `#${pull.number}`, agents: await agentsIn(run, home, pull, people) });
  }
  const reviewed = new Set(pulls.flatMap((pull) => pull.commits));
  const direct = commits.filter(({ sha }) => !reviewed.has(sha));
  return direct.length === 0 ? parts : [...parts, ...(await madeDirectly(run, home, direct))];
}

async function agentsIn({ access }: Run, { policy }: Home, pull: RangePull, people: readonly Actor[]): Promise<Known<string[]>> {
  const { headSha, headRef, isFork } = pull;
  const makers = await access.makers({ number: pull.number, createdAt: pull.createdAt, pullRequest: { headSha, headRef, isFork } });
  const unknown = [makers.commits, makers.pushers].find((found) => !found.known);
  if (unknown && !unknown.known) return unknown;
  const all = [...makersOf({ item: { author: pull.author } }, makers), ...people];
  return { known: true, value: agentsAmong(all, policy).map(({ id }) => id) };
}

async function madeDirectly({ context, access }: Run, { repository, policy }: Home, direct: readonly RangeCommit[]): Promise<MadePart[]> {
  const pushes = await newestPushes(access.client, repository, context.now());
  const pushers = new Map(
    (pushes.known ? pushes.value : []).flatMap(({ after, by, isMerge }) => (by && !isMerge ? [[after, by] as const] : [])),
  );
  return direct.map(({ sha, people }): MadePart => {
    const pusher = pushers.get(sha);
    const agents = agentsAmong(pusher ? [...people, pusher] : people, policy);
    return { reference: sha.slice(0, 7), agents: { known: true, value: agents.map(({ id }) => id) } };
  });
}
