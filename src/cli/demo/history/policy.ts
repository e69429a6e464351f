import type { RepositoryInfo } from "../../../core/facts/snapshot.js";
import { CONFIG_PATH } from "../../../core/policy/paths.js";
import { parsePolicy } from "../../../core/policy/parse.js";
import type { Policy } from "../../../core/policy/types.js";
import { DEMO_CONFIG, rolesPolicy } from "../cast.js";

/** The repository of the made-up quarter. */
export const HISTORY = { nodeId: "R_history", owner: "acme", name: "insights", commit: "c0ffee" };

/** The policy files that the quarter is played under: the demo's, where figures are wanted once a week and strange bots are refused. */
export function historyFiles(): Record<string, string> {
  const files = Object.entries(rolesPolicy()).map(([path, text]): [string, string] => [
    path,
    text.replace("artefact: usage-report, from: analytics, cadence: 1d", "artefact: usage-report, from: analytics, cadence: 1w"),
  ]);
  return { [CONFIG_PATH]: `${DEMO_CONFIG}agents: { undeclared: refuse }\n`, ...Object.fromEntries(files) };
}

/** Takes policy files by path, the configuration among them or not; returns the policy. */
export function historyPolicy(files: Record<string, string>): Policy {
  const all = Object.entries({ [CONFIG_PATH]: DEMO_CONFIG, ...files }).map(([path, text]) => ({ path, text }));
  const { policy, problems } = parsePolicy(all, { repository: `${HISTORY.owner}/${HISTORY.name}`, commit: HISTORY.commit });
  if (!policy) throw new Error(problems.map(({ found }) => found).join("\n"));
  return policy;
}

/** The repository as the App would read it. */
export function repositoryOf({ source }: Pick<Policy, "source">): RepositoryInfo {
  const [owner = "", name = ""] = source.repository.split("/");
  return { nodeId: HISTORY.nodeId, owner, name, defaultBranch: "main", headSha: HISTORY.commit, pushedAt: 0, visibility: "private" };
}
