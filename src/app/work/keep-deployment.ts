import { emptyRecord } from "../../core/record/record.js";
import type { Store } from "../../store/store.js";
import type { DeploymentKey, Run } from "./run.js";

/** Keeps what is known and was said of a deployment: of an item it has neither a record nor answers. */
export async function keepDeployment(
  { context, key, lease }: Run<DeploymentKey>,
  kept: Pick<Parameters<Store["commit"]>[1], "posted" | "entries" | "reads">,
): Promise<void> {
  const nodeId = `deployment:${key.run}:${key.id}`;
  await context.store.commit(lease, { now: context.now(), nodeId, record: emptyRecord(), handled: [], ...kept });
}
