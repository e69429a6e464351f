import { askPolicyFiles } from "../github/policyfiles.js";
import type { Client } from "../github/client.js";
import type { PolicyRead } from "../core/ports.js";

/** Reads a repository without any item: enough to know its policy. Null when it is gone or was replaced by another of the same name. */
export async function readRepository(
  client: Client,
  repository: { owner: string; name: string; nodeId: string | null },
): Promise<PolicyRead | null> {
  const found = await askPolicyFiles(client, repository.owner, repository.name);
  if (!found || (repository.nodeId !== null && found.home.nodeId !== repository.nodeId)) return null;
  const { owner, name, nodeId, visibility } = found.home;
  return {
    snapshot: { repository: { owner, name, nodeId, headSha: found.files.commit, defaultBranch: "", pushedAt: null, visibility } },
    policyFiles: found.files,
  };
}
