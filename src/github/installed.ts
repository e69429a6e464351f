import { z } from "zod";

const listed = z.array(z.object({ node_id: z.string(), full_name: z.string() })).nullish();
const payload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number().int() }),
  repositories: listed,
  repositories_added: listed,
  repositories_removed: listed,
});

/** A repository that came under an installation. */
export interface InstalledRepository {
  installationId: number;
  repositoryId: string;
  owner: string;
  name: string;
}

const ARRIVALS = new Set(["created", "unsuspend", "new_permissions_accepted", "added"]);

/** Takes an `installation` or `installation_repositories` delivery; returns the repositories that came with it. Never throws. */
export function installedBy(delivered: unknown): InstalledRepository[] {
  const result = payload.safeParse(delivered);
  if (!result.success || !ARRIVALS.has(result.data.action)) return [];
  const { installation, repositories, repositories_added } = result.data;
  return [...(repositories ?? []), ...(repositories_added ?? [])].map((repository) => {
    const [owner = "", name = ""] = repository.full_name.split("/");
    return { installationId: installation.id, repositoryId: repository.node_id, owner, name };
  });
}

/** Takes a delivery; returns the installation that somebody revived, null for any other. GitHub does not say which repositories it covers. */
export function revivedBy(event: string, delivered: unknown): number | null {
  const result = event === "installation" ? payload.safeParse(delivered) : null;
  return result?.data?.action === "unsuspend" ? result.data.installation.id : null;
}

/** Takes an `installation` or `installation_repositories` delivery; returns every repository that came or went with it. Never throws. */
export function repositoriesIn(delivered: unknown): { repositoryId: string; repository: string }[] {
  const result = payload.safeParse(delivered);
  if (!result.success) return [];
  const { repositories, repositories_added, repositories_removed } = result.data;
  const all = [...(repositories ?? []), ...(repositories_added ?? []), ...(repositories_removed ?? [])];
  return all.map(({ node_id, full_name }) => ({ repositoryId: node_id, repository: full_name }));
}
