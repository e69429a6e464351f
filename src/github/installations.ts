import { z } from "zod";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { collect, complete } from "./pages.js";
import { openItemsQuery } from "./query.js";
import { connectionOf, shaped } from "./shapes.js";

/** An account that installed the App. */
export interface Installation {
  id: number;
  account: string;
  suspended: boolean;
  permissions: Record<string, string>;
}

/** A repository the App may see. */
export interface InstallationRepository {
  nodeId: string;
  owner: string;
  name: string;
  defaultBranch: string;
  archived: boolean;
}

/** An open issue or pull request, as far as the sweep needs it. */
export interface OpenItem {
  nodeId: string;
  number: number;
  updatedAt: number;
  /** Null for an issue. */
  headSha: string | null;
}

/** 100 items each. */
const MAX_PAGES = 500;

const installation = z.object({
  id: z.number(),
  account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
  suspended_at: z.string().nullish(),
  permissions: z.record(z.string(), z.string()).default({}),
});
const repositories = z.object({
  repositories: z.array(
    z.object({
      node_id: z.string(),
      name: z.string(),
      owner: z.object({ login: z.string() }),
      default_branch: z.string(),
      archived: z.boolean().optional(),
    }),
  ),
});
const openItem = z.object({
  id: z.string(),
  number: z.number(),
  headRefOid: z.string().optional(),
  updatedAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
});
const openShape = z.object({ repository: z.object({ items: connectionOf(openItem) }) });

/** Takes the App's own client; returns all its installations. */
export async function listInstallations(app: Client): Promise<Installation[]> {
  const found = (await getAll(app, "GET /app/installations", {}, (data) => shaped(z.array(z.unknown()), data, "the installations"))) ?? [];
  return found.map((one) => {
    const { id, account, suspended_at, permissions } = shaped(installation, one, "an installation");
    return { id, account: account?.login ?? account?.slug ?? "", suspended: Boolean(suspended_at), permissions };
  });
}

/** Takes an installation's client; returns the repositories it may see. */
export async function listRepositories(client: Client): Promise<InstallationRepository[]> {
  const found =
    (await getAll(client, "GET /installation/repositories", {}, (data) => shaped(repositories, data, "the repositories").repositories)) ??
    [];
  return (found as z.infer<typeof repositories>["repositories"]).map((one) => ({
    nodeId: one.node_id,
    owner: one.owner.login,
    name: one.name,
    defaultBranch: one.default_branch,
    archived: one.archived ?? false,
  }));
}

/** Takes a repository; returns its open issues and pull requests. Throws when they cannot be read whole. */
export async function listOpenItems(client: Client, repository: Address): Promise<OpenItem[]> {
  const issues = await openOf(client, repository, "issues");
  const pulls = await openOf(client, repository, "pullRequests");
  return [...issues, ...pulls].map(({ id, number, updatedAt, headRefOid }) => ({
    nodeId: id,
    number,
    updatedAt,
    headSha: headRefOid ?? null,
  }));
}

async function openOf(client: Client, repository: Address, kind: "issues" | "pullRequests"): Promise<z.infer<typeof openItem>[]> {
  const page = async (after: string | null) => {
    const answer = await client.graphql(openItemsQuery(kind), { owner: repository.owner, name: repository.name, after });
    return shaped(openShape, answer, "the open items").repository.items;
  };
  return complete(await collect(await page(null), page, "open items", MAX_PAGES), "open items");
}
