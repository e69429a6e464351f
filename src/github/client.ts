import type { Time } from "../core/basics/known.js";
import { TemporaryFault, Unwhole, type TerminalFault } from "../core/basics/faults.js";
import type { Requests } from "./request-counts.js";
import { BoundedCache } from "../core/basics/bounded-cache.js";
import { isAbsent, partOf, statusOf, translate } from "./faults.js";
import { REAL_TIME } from "./pacer.js";
import type { Pacer, Timing } from "./pacer.js";

export type Parameters = Record<string, unknown>;

/** Octokit, as far as it is needed here. */
export interface Transport {
  request(route: string, parameters?: Parameters): Promise<{ status: number; headers: Record<string, unknown>; data: unknown }>;
  graphql(query: string, variables?: Parameters): Promise<unknown>;
  /** Gets a new token in place of one that GitHub no longer takes. */
  refresh(): Promise<void>;
}

/** One answer; `next` tells that another page follows, `nextQuery` what to ask for to get it. */
export interface Page {
  data: unknown;
  next: boolean;
  nextQuery: Record<string, string>;
}

/** Everything asked of GitHub for one installation. Every failure is a `TemporaryFault` or a `TerminalFault`. */
export interface Client {
  installationId: number;
  /** Null when GitHub says 404 or 410. `cached: false` keeps big answers out of the ETag cache. */
  get(route: string, parameters: Parameters, options?: { cached?: boolean }): Promise<Page | null>;
  /** `absent` takes the path of a part that GitHub did not find, and tells whether that part may be null in the answer. */
  graphql(query: string, variables: Parameters, absent?: (path: string) => boolean): Promise<unknown>;
  /** Sent once; `tolerated` statuses resolve to null. */
  write(route: string, parameters: Parameters, tolerated?: number[]): Promise<unknown>;
}

export interface ClientOptions {
  installationId: number;
  transport: Transport;
  pacer: Pacer;
  requests: Requests;
  timing?: Timing;
}

interface Remembered {
  etag: string;
  page: Page;
}

const REPEAT_AFTER = 250;
/** Characters of answers kept for conditional requests, per installation. */
const REMEMBERED = { entries: 500, weight: 4_000_000 };

/** Takes an installation's transport, pacer and counters; returns its client. */
export function createClient(options: ClientOptions): Client {
  const timing = options.timing ?? REAL_TIME;
  const remembered = new BoundedCache<Remembered>(REMEMBERED, timing.now);
  const send = sender(options, timing);
  const read = (what: string, run: () => Promise<unknown>, gone: (error: unknown) => boolean) => send(what, run, gone, 1);
  return {
    installationId: options.installationId,
    async get(route, parameters, { cached = true } = {}) {
      const run = () => conditional(options, cached ? remembered : null, route, parameters);
      return (await read(route, run, isAbsent)) as Page | null;
    },
    async graphql(query, variables, absent = () => false) {
      return await read(
        nameOf(query),
        () => ask(options, query, variables, absent),
        () => false,
      );
    },
    async write(route, parameters, tolerated = []) {
      await options.pacer.turn();
      const expected = (error: unknown) => tolerated.includes(statusOf(error) ?? 0);
      return await send(route, () => sendOnce(options, route, parameters), expected, 0);
    },
  };
}

/** Runs requests: translates failures, repeats reads once, renews a refused token, and keeps still while a limit lasts. */
function sender(options: ClientOptions, timing: Timing) {
  let pausedUntil: Time = 0;
  return async function send(
    what: string,
    run: () => Promise<unknown>,
    expected: (error: unknown) => boolean,
    repeats: number,
  ): Promise<unknown> {
    if (timing.now() < pausedUntil) throw new TemporaryFault(`Waiting for GitHub's limit (${what})`, { retryAt: pausedUntil });
    try {
      return await run();
    } catch (error) {
      if (expected(error)) return null;
      const fault = translate(error, what, timing.now());
      if (fault instanceof TemporaryFault && fault.retryAt !== null) pausedUntil = Math.max(pausedUntil, fault.retryAt);
      if (!mayRepeat(fault, repeats)) throw fault;
      await beforeRepeat(options, error, timing);
      return await send(what, run, expected, repeats - 1);
    }
  };
}

function mayRepeat(fault: TemporaryFault | TerminalFault, repeats: number): boolean {
  return repeats > 0 && fault instanceof TemporaryFault && fault.retryAt === null;
}

async function beforeRepeat(options: ClientOptions, error: unknown, timing: Timing): Promise<void> {
  if (statusOf(error) !== 401) return await timing.sleep(REPEAT_AFTER);
  try {
    await options.transport.refresh();
  } catch (refused) {
    throw translate(refused, "a new token", timing.now());
  }
}

async function conditional(
  options: ClientOptions,
  remembered: BoundedCache<Remembered> | null,
  route: string,
  parameters: Parameters,
): Promise<Page> {
  const key = `${route} ${JSON.stringify(parameters)}`;
  const known = remembered?.get(key);
  const headers = known ? { "if-none-match": known.etag } : {};
  try {
    const answer = await options.transport.request(route, { ...parameters, headers });
    const page = pageOf(answer, route);
    options.requests.count(options.installationId, "reads");
    options.requests.note(options.installationId, answer.headers);
    const etag = answer.headers["etag"];
    if (typeof etag === "string") remembered?.set(key, { etag, page }, JSON.stringify(page.data).length);
    return page;
  } catch (error) {
    const unchanged = known !== undefined && statusOf(error) === 304;
    options.requests.count(options.installationId, unchanged ? "unchanged" : "reads");
    if (unchanged) return known.page;
    throw error;
  }
}

/** Octokit passes a cut-off or an HTML answer on as text, with status 200. */
function pageOf(answer: { headers: Record<string, unknown>; data: unknown }, route: string): Page {
  if (typeof answer.data !== "object" || answer.data === null) throw new TemporaryFault(`GitHub's answer to ${route} was no JSON`);
  const link = typeof answer.headers["link"] === "string" ? answer.headers["link"] : "";
  const next = /<([^>]*)>;\s*rel="next"/.exec(link)?.[1];
  return { data: answer.data, next: next !== undefined, nextQuery: queryOf(next ?? "") };
}

/** Only the place in the list is taken from the next page's address: where requests go, and how, is not for an answer to say. */
function queryOf(address: string): Record<string, string> {
  const query = new URLSearchParams(address.split("?")[1] ?? "");
  return Object.fromEntries([...query].filter(([name]) => name === "cursor" || name === "page"));
}

async function ask(options: ClientOptions, query: string, variables: Parameters, absent: (path: string) => boolean): Promise<unknown> {
  options.requests.count(options.installationId, "graphql");
  const data = await options.transport.graphql(query, variables).catch((error: unknown) => partOf(error, absent));
  if (typeof data !== "object" || data === null) throw new TemporaryFault(`GitHub's answer to ${nameOf(query)} was no JSON`);
  return data;
}

async function sendOnce(options: ClientOptions, route: string, parameters: Parameters): Promise<unknown> {
  options.requests.count(options.installationId, "writes");
  const answer = await options.transport.request(route, parameters);
  options.requests.note(options.installationId, answer.headers);
  if (answer.status === 204) return {};
  if (typeof answer.data !== "object" || answer.data === null) throw new TemporaryFault(`GitHub's answer to ${route} was no JSON`);
  return answer.data;
}

function nameOf(query: string): string {
  return /^\s*query\s+(\w+)/.exec(query)?.[1] ?? "a query";
}

/**
 * Takes a list route and how to take the elements out of a page; returns all of them, null when the list itself is absent. `cached: false` keeps
 * big answers out of the ETag cache.
 */
export async function getAll(
  client: Client,
  route: string,
  parameters: Parameters,
  elements: (data: unknown) => unknown[],
  { maxPages = 50, cached = true }: { maxPages?: number; cached?: boolean } = {},
): Promise<unknown[] | null> {
  const all: unknown[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await client.get(route, { ...parameters, per_page: 100, page }, { cached });
    if (!answer) return page === 1 ? null : incomplete(route);
    for (const element of elements(answer.data)) all.push(element);
    if (!answer.next) return all;
  }
  return incomplete(route);
}

function incomplete(route: string): never {
  throw new Unwhole(`GitHub's list ${route} is too long to be read whole`);
}
