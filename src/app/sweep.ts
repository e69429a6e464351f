import { listInstallations, listRepositories } from "../github/installations.js";
import type { AppContext } from "./context.js";
import type { WorkKey } from "./ports.js";

/** Puts every installed repository in line, so that what happened while nobody listened is found. Costs two reads and one per installation. */
export async function enqueueRepositories(context: AppContext): Promise<void> {
  for (const installation of await listInstallations(await context.hub.app())) {
    if (installation.suspended) continue;
    const { client } = await context.hub.connect(installation.id);
    const repositories = (await listRepositories(client)).filter((repository) => !repository.archived);
    const keys = repositories.map((repository): WorkKey => ({
      installationId: installation.id,
      repositoryId: repository.nodeId,
      owner: repository.owner,
      name: repository.name,
      kind: "repository",
    }));
    if (keys.length > 0) await context.store.enqueue(keys, context.now());
  }
}
