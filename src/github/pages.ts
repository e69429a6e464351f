import { z } from "zod";
import { TemporaryFault, Unwhole } from "../core/basics/faults.js";
import type { Client } from "./client.js";
import { pageQuery } from "./query.js";
import type { ConnectionName } from "./query.js";
import { connectionOf, shaped } from "./shapes.js";

/** One page of a GraphQL connection. */
export interface ConnectionPage<T> {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  nodes: (T | null)[] | null;
}

/**
 * Takes an item's first page of a connection and the schema of its nodes; returns the nodes of all pages, null for what may not be seen.
 * Throws when the pages do not come to an end: half a list is never passed on.
 */
export async function allNodes<S extends z.ZodType>(
  client: Client,
  itemId: string,
  name: ConnectionName,
  node: S,
  first: ConnectionPage<z.infer<S>> | null,
): Promise<(z.infer<S> | null)[]> {
  return first ? await collect(first, pageAfter(client, itemId, name, node), name) : [];
}

/** Pages of events that are read. Anybody with triage rights can make more of them, and each costs a request at every look. */
const MOST_NEWEST = 10;

/** Takes an item's newest page of a connection and the schema of its nodes; returns the newest nodes, oldest first, and whether these are all. */
export async function newestNodes<S extends z.ZodType>(
  client: Client,
  itemId: string,
  name: ConnectionName,
  node: S,
  first: ConnectionPage<z.infer<S>>,
): Promise<{ nodes: (z.infer<S> | null)[]; areAll: boolean }> {
  const { pages, areAll } = await pagesOf(first, pageAfter(client, itemId, name, node), name, MOST_NEWEST);
  return { nodes: pages.toReversed().flat(), areAll };
}

function pageAfter<S extends z.ZodType>(client: Client, itemId: string, name: ConnectionName, node: S) {
  const schema = z.object({ node: z.object({ [name]: connectionOf(node) }) });
  return async (after: string): Promise<ConnectionPage<z.infer<S>>> => {
    const answer = shaped(schema, await client.graphql(pageQuery(name), { id: itemId, after }), `a page of ${name}`);
    return (answer.node as Record<string, unknown>)[name] as ConnectionPage<z.infer<S>>;
  };
}

/** Takes the first page and how to get the next; returns all nodes. Throws when the list is endless or a cursor is missing. */
export async function collect<T>(
  first: ConnectionPage<T>,
  next: (after: string) => Promise<ConnectionPage<T>>,
  what: string,
  maxPages = 50,
): Promise<(T | null)[]> {
  const { pages, areAll } = await pagesOf(first, next, what, maxPages);
  if (!areAll) throw new Unwhole(`there are too many ${what} to be read whole`);
  return pages.flat();
}

async function pagesOf<T>(
  first: ConnectionPage<T>,
  next: (after: string) => Promise<ConnectionPage<T>>,
  what: string,
  maxPages: number,
): Promise<{ pages: (T | null)[][]; areAll: boolean }> {
  const pages: (T | null)[][] = [];
  let page = first;
  for (;;) {
    pages.push(page.nodes ?? []);
    if (!page.pageInfo.hasNextPage) return { pages, areAll: true };
    if (pages.length >= maxPages) return { pages, areAll: false };
    if (!page.pageInfo.endCursor) throw new TemporaryFault(`GitHub gave no cursor for the next page of ${what}`);
    page = await next(page.pageInfo.endCursor);
  }
}

/** Takes nodes of which none may be missing; returns them. Throws a `TemporaryFault` otherwise. */
export function complete<T>(nodes: (T | null)[], what: string): T[] {
  return nodes.map((node) => {
    if (node === null) throw new TemporaryFault(`GitHub left out one of the ${what}`);
    return node;
  });
}
