import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { collect, complete } from "./pages.js";
import type { ConnectionPage } from "./pages.js";
import { OPEN_ITEMS_QUERY } from "./query.js";
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
const ALL = { maxPages: MAX_PAGES };

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
const openList = connectionOf(openItem).optional();
const openShape = z.object({ repository: z.object({ issues: openList, pulls: openList }) });

/** Takes the App's own client; returns all its installations. */
export async function listInstallations(app: Client): Promise<Installation[]> {
  const found =
    (await getAll(app, "GET /app/installations", {}, (data) => shaped(z.array(z.unknown()), data, "the installations"), ALL)) ?? [];
  return found.map((one) => {
    const { id, account, suspended_at, permissions } = shaped(installation, one, "an installation");
    return { id, account: account?.login ?? account?.slug ?? "", suspended: Boolean(suspended_at), permissions };
  });
}

/** Takes an installation's client; returns the repositories it may see. */
export async function listRepositories(client: Client): Promise<InstallationRepository[]> {
  const found =
    (await getAll(
      client,
      "GET /installation/repositories",
      {},
      (data) => shaped(repositories, data, "the repositories").repositories,
      ALL,
    )) ?? [];
  return (found as z.infer<typeof repositories>["repositories"]).map((one) => ({
    nodeId: one.node_id,
    owner: one.owner.login,
    name: one.name,
    defaultBranch: one.default_branch,
    archived: one.archived ?? false,
  }));
}

/** Takes a repository; returns its open issues and pull requests, the first hundred of both by one query. Throws when they cannot be read whole. */
export async function listOpenItems(client: Client, repository: Address): Promise<OpenItem[]> {
  const ask = async (variables: { issues: boolean; pulls: boolean; afterIssue?: string; afterPull?: string }) => {
    const answer = await client.graphql(OPEN_ITEMS_QUERY, { owner: repository.owner, name: repository.name, ...variables });
    return shaped(openShape, answer, "the open items").repository;
  };
  const first = await ask({ issues: true, pulls: true });
  const issues = await whole(first.issues, async (after) => (await ask({ issues: true, pulls: false, afterIssue: after })).issues);
  const pulls = await whole(first.pulls, async (after) => (await ask({ issues: false, pulls: true, afterPull: after })).pulls);
  return [...issues, ...pulls].map(({ id, number, updatedAt, headRefOid }) => ({
    nodeId: id,
    number,
    updatedAt,
    headSha: headRefOid ?? null,
  }));
}

type OpenPage = ConnectionPage<z.infer<typeof openItem>>;

async function whole(first: OpenPage | undefined, next: (after: string) => Promise<OpenPage | undefined>) {
  const asked = (page: OpenPage | undefined): OpenPage => {
    if (!page) throw new TemporaryFault("GitHub left out a list of open items");
    return page;
  };
  return complete(await collect(asked(first), async (after) => asked(await next(after)), "open items", MAX_PAGES), "open items");
}
