import { checksOn, statusesOn } from "../state/statuses.js";
import type { CheckRun, CommitStatus, Repository } from "../state/types.js";
import { iso } from "../state/world.js";
import { connection } from "./connection.js";
import { demand } from "./context.js";
import type { Context } from "./context.js";

const ROLLUP = /^SCR_(\d+)_([0-9a-f]{40})$/;

/** What was reported on a commit; null when nothing was. Throws FORBIDDEN without the permissions for check runs and for statuses. */
export function rollupNode(context: Context, repository: Repository, sha: string): unknown {
  demand(context, repository, ["checks:read"]);
  demand(context, repository, ["statuses:read"]);
  const list = () => [...checksOn(repository, sha), ...statusesOn(repository, sha)];
  if (list().length === 0) return null;
  return {
    __typename: "StatusCheckRollup",
    id: `SCR_${repository.id}_${sha}`,
    state: list().every(isGreen) ? "SUCCESS" : "PENDING",
    contexts: connection(list, (one) => ("context" in one ? statusNode(one) : runNode(one))),
  };
}

/** The rollup of a node id; null when the id is of something else. */
export function rollupById(context: Context, id: string): unknown {
  const [, repositoryId, sha = ""] = ROLLUP.exec(id) ?? [];
  const repository = context.world.repositories.find((one) => String(one.id) === repositoryId);
  return repository ? rollupNode(context, repository, sha) : null;
}

function isGreen(one: CheckRun | CommitStatus): boolean {
  return ("context" in one ? one.state : one.conclusion) === "success";
}

function runNode(run: CheckRun): unknown {
  return {
    __typename: "CheckRun",
    id: run.nodeId,
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: iso(run.startedAt),
    completedAt: iso(run.completedAt),
    checkSuite: { __typename: "CheckSuite", id: run.suite.nodeId, app: { __typename: "App", slug: run.suite.app, name: run.suite.app } },
  };
}

function statusNode(status: CommitStatus): unknown {
  return {
    __typename: "StatusContext",
    id: `SC_${status.sha}_${status.context}`,
    context: status.context,
    state: status.state.toUpperCase(),
    createdAt: iso(status.createdAt),
  };
}
