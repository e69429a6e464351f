import type { AskedDeployment } from "../facts/deployment.js";
import type { RepositoryInfo } from "../facts/snapshot.js";
import type { Time } from "../basics/known.js";
import { VERSION, type EntryOf } from "../ledger/entry.js";
import type { DeploymentVerdict } from "./judge.js";

/** Where and when a deployment was let through. */
interface ApprovalPlace {
  repository: RepositoryInfo;
  policyCommit: string;
  at: Time;
}

/** Takes a deployment and the verdict that lets it through; returns what the ledger is told, under the repository's own id. */
export function approvalEntry(
  { id: deployment, run, environment, sha: commit }: AskedDeployment,
  { receipts: items, agents, since, missing }: DeploymentVerdict,
  { repository, policyCommit, at }: ApprovalPlace,
): EntryOf<"deployment_approved"> {
  const data = { deployment, run, environment, commit, since, items, agents, observed: missing.length > 0 };
  const place = { item: repository.nodeId, repository: `${repository.owner}/${repository.name}`, number: null, policyCommit };
  return { kind: "deployment_approved", version: VERSION, at, actor: null, contract: null, ...place, data };
}
