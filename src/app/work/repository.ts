import { askPolicyFiles, type FilesDeps } from "../../github/policy-files.js";
import type { PolicyRead } from "../../core/ports.js";

/** Reads a repository without any item: enough to know its policy. Null when it is gone or was replaced by another of the same name. */
export async function readRepository(
  deps: FilesDeps,
  repository: { owner: string; name: string; nodeId: string | null },
): Promise<PolicyRead | null> {
  const found = await askPolicyFiles(deps, repository.owner, repository.name);
  if (!found || (repository.nodeId !== null && found.home.nodeId !== repository.nodeId)) return null;
  return { snapshot: { repository: found.home }, policyFiles: found.files };
}
