import { z } from "zod";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** A check run that this App posted earlier. */
export interface OwnCheckRun {
  id: number;
  externalId: string;
  /** Anything but `completed` after somebody asked for it to run again. */
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  /** How many annotations it has: there is no taking them back. */
  annotations: number;
}

const runs = z.object({
  check_runs: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      external_id: z.string().nullish(),
      status: z.string(),
      conclusion: z.string().nullable(),
      output: z.object({ title: z.string().nullish(), summary: z.string().nullish(), annotations_count: z.number().nullish() }).nullish(),
      app: z.object({ id: z.number() }).nullable(),
    }),
  ),
});

/** Takes a commit and a check's name; returns this App's own runs of it, newest first. Same-named runs of others are not ours. */
export async function findCheckRuns(client: Client, repository: Address, appId: number, sha: string, name: string): Promise<OwnCheckRun[]> {
  const parameters = { owner: repository.owner, repo: repository.name, ref: sha, check_name: name, app_id: appId };
  const route = "GET /repos/{owner}/{repo}/commits/{ref}/check-runs";
  const found = await getAll(client, route, parameters, (data) => shaped(runs, data, "the check runs").check_runs);
  return ((found as z.infer<typeof runs>["check_runs"] | null) ?? [])
    .filter((run) => run.app?.id === appId && run.name === name)
    .toSorted((a, b) => b.id - a.id)
    .map((run) => ({
      id: run.id,
      externalId: run.external_id ?? "",
      status: run.status,
      conclusion: run.conclusion,
      title: run.output?.title ?? "",
      summary: run.output?.summary ?? "",
      annotations: run.output?.annotations_count ?? 0,
    }));
}

const pulls = z.array(
  z.object({
    number: z.number(),
    state: z.string(),
    head: z.object({ sha: z.string() }),
    base: z.object({ repo: z.object({ full_name: z.string() }) }),
  }),
);
const pull = z.object({ number: z.number(), state: z.string(), head: z.object({ sha: z.string() }) });

/**
 * Takes a commit and the numbers of pull requests that were seen with it; returns the open pull requests whose head it is now.
 * GitHub's list may leave out forks, so the numbers seen are asked one by one.
 */
export async function pullRequestsWithHead(client: Client, repository: Address, sha: string, seen: number[] = []): Promise<number[]> {
  const home = { owner: repository.owner, repo: repository.name };
  const listed = await getAll(client, "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", { ...home, commit_sha: sha }, (data) =>
    shaped(pulls, data, "the pull requests of a commit"),
  );
  const here = `${repository.owner}/${repository.name}`.toLowerCase();
  const numbers = new Set<number>();
  for (const one of (listed ?? []) as z.infer<typeof pulls>) {
    if (one.state === "open" && one.head.sha === sha && one.base.repo.full_name.toLowerCase() === here) numbers.add(one.number);
  }
  for (const number of seen) {
    if (numbers.has(number)) continue;
    const answer = await client.get("GET /repos/{owner}/{repo}/pulls/{pull_number}", { ...home, pull_number: number });
    const one = answer && shaped(pull, answer.data, "a pull request");
    if (one && one.state === "open" && one.head.sha === sha) numbers.add(number);
  }
  return [...numbers].toSorted((a, b) => a - b);
}
