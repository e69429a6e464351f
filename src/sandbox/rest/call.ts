import type { Account } from "../state/account-types.js";
import { installationOf } from "../state/app.js";
import type { Issue, Repository, Token } from "../state/types.js";
import type { World } from "../state/world.js";
import { atLeast, findAccount, permissionOf } from "../state/accounts.js";
import { HttpError, invalid, notAccessible, notFound } from "./errors.js";

/** Who is calling. */
export type Caller =
  | { kind: "app" }
  | { kind: "installation"; token: Token; account: Account }
  /** `forApp`: by a token of the App's, which sees what the person and the App both may. */
  | { kind: "user"; account: Account; forApp?: true }
  | { kind: "nobody" };

/** One request as a route sees it. */
export interface Call {
  world: World;
  method: string;
  caller: Caller;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** Answer from the state before the last change. */
  stale: boolean;
  redeliver: (id: number) => boolean;
  deliveries: () => readonly unknown[];
  /** Where webhooks go; null: nowhere. */
  hookUrl: () => string | null;
}

/** What a route answers; `items` are paged by the server. */
export interface Reply {
  status?: number;
  body?: unknown;
  /** A list to page: as it is, or under `key` with a `total_count`. */
  items?: unknown[];
  key?: string;
  /** What the list is a part of, in place of a `total_count`. */
  around?: Record<string, unknown>;
  /** Pages are asked for by `after`, as the Link header gives it, not by number. */
  byCursor?: boolean;
}

/** The account behind a call. Throws 403 for the App itself, 401 for nobody. */
export function actorOf(call: Call): Account {
  if (call.caller.kind === "installation" || call.caller.kind === "user") return call.caller.account;
  throw call.caller.kind === "nobody" ? new HttpError(401, "Requires authentication") : notFound();
}

/**
 * Throws unless the caller may do one of `needs` (`issues:write`, …) in the repository: 404 when it may not even be seen,
 * 403 otherwise. Stricter than GitHub for public repositories the App is installed in, so that a missing permission shows.
 */
export function authorize(call: Call, repository: Repository, needs: string[]): void {
  const { caller } = call;
  const isRead = needs.every((need) => need.endsWith(":read"));
  if (caller.kind === "installation") authorizeInstallation(call, caller.token, repository, needs, isRead);
  else if (caller.kind === "user") authorizeUser(call, caller, repository, needs, isRead);
  else if (caller.kind === "app") throw new HttpError(401, "A JSON web token could not be used here: this needs an installation token");
  else if (repository.private || !isRead) throw isRead || repository.private ? notFound() : new HttpError(401, "Requires authentication");
}

function authorizeInstallation(call: Call, token: Token, repository: Repository, needs: string[], isRead: boolean): void {
  const covered = installationOf(call.world, repository) === token.installation && (token.repositories?.has(repository) ?? true);
  if (!covered && repository.private) throw notFound();
  if (!covered && isRead) return;
  if (!covered || !needs.some((need) => granted(token, need))) throw notAccessible(needs.join("; ").replaceAll(":", "="));
}

/** True when the token has a permission, write including read. */
export function granted(token: Token, need: string): boolean {
  const [name = "", level] = need.split(":");
  if (name === "metadata") return true;
  const have = Object.hasOwn(token.permissions, name) ? token.permissions[name] : undefined;
  return have === "write" || (have !== undefined && have === level);
}

type UserCaller = Extract<Caller, { kind: "user" }>;

function authorizeUser(call: Call, { account, forApp }: UserCaller, repository: Repository, needs: string[], isRead: boolean): void {
  if (forApp && repository.private && installationOf(call.world, repository)?.suspendedAt !== null) throw notFound();
  const have = permissionOf(call.world, repository, account);
  if (have === "none") throw notFound();
  if (isRead) return;
  // Everyone who can read may open issues and comment; the routes that take more say so themselves.
  const need = needs.some((one) => one.startsWith("issues")) ? "read" : "write";
  if (!atLeast(have, need)) throw new HttpError(403, "Must have write access to the repository.");
}

/** Throws 403 unless a user who calls has the permission; installations were judged by theirs. */
export function requireRole(call: Call, repository: Repository, need: "triage" | "write"): void {
  if (call.caller.kind !== "user") return;
  if (!atLeast(permissionOf(call.world, repository, call.caller.account), need))
    throw new HttpError(403, `Must have ${need} rights to Repository.`);
}

/** The issue or pull request a path names. Throws 404, 410 when it was deleted, a redirect when it moved. */
export function issueOf(call: Call, repository: Repository): Issue {
  const number = Number(call.params["number"]);
  const issue = repository.issues.get(number);
  if (issue) return call.stale ? (issue.previous ?? issue) : issue;
  if (repository.deletedIssues.has(number)) throw new HttpError(410, "This issue was deleted");
  const moved = repository.movedIssues.get(number);
  if (!moved) throw notFound();
  throw movedTo(call, `/repositories/${moved.repository.id}/issues/${moved.number}`);
}

/** GitHub's redirect: permanent for reads, and one that keeps method and body for everything else. */
export function movedTo(call: Call, path: string): HttpError {
  const url = `${call.world.url}/api/v3${path}`;
  return new HttpError(call.method === "GET" ? 301 : 307, "Moved Permanently", { url }, { location: url });
}

/** A string field of the body. Throws 422 when it is missing or something else. */
export function textOf(call: Call, resource: string, field: string): string {
  const value = call.body[field];
  if (typeof value !== "string" || value === "") throw invalid(resource, field, "missing_field");
  return value;
}

/** An optional string field; undefined when absent or null. Throws 422 when it is something else. */
export function optionalText(call: Call, resource: string, field: string): string | undefined {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalid(resource, field, "invalid");
  return value;
}

/** The longest body GitHub stores. */
const MAX_BODY = 65_536;

/** Throws 422 when a body is longer than GitHub takes. */
export function checkBody(resource: string, body: string): string {
  if (body.length > MAX_BODY) throw invalid(resource, "body", "custom", `body is too long (maximum is ${MAX_BODY} characters)`);
  return body;
}

/** The accounts of logins; those that do not exist are left out, as GitHub does. */
export function accountsOf(call: Call, logins: unknown): Account[] {
  if (!Array.isArray(logins)) return [];
  return logins.flatMap((login) => (typeof login === "string" ? (findAccount(call.world, login) ?? []) : []));
}
