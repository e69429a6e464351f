import type { Account } from "../state/account-types.js";
import { GraphQLError } from "graphql";
import { installationOf } from "../state/app.js";
import { permissionOf } from "../state/accounts.js";
import { granted } from "../rest/call.js";
import type { Caller } from "../rest/call.js";
import type { Issue, Repository } from "../state/types.js";
import type { World } from "../state/world.js";

/** What the resolvers know of the call. */
export interface Context {
  world: World;
  caller: Caller;
  viewer: Account;
  stale: boolean;
  /** Folders are there, and what is in them is not told. */
  unlisted: boolean;
}

/** An error as GitHub spells it: `type` stands beside the message. */
export class GithubError extends GraphQLError {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** True when the caller may see that the repository exists. */
export function canSee(context: Context, repository: Repository): boolean {
  if (!repository.private) return true;
  const { caller, world } = context;
  if (caller.kind === "user") return permissionOf(world, repository, caller.account) !== "none";
  if (caller.kind !== "installation") return false;
  return installationOf(world, repository) === caller.token.installation && (caller.token.repositories?.has(repository) ?? true);
}

/** Throws FORBIDDEN unless an installation has one of the permissions; what is public and not installed is open to all. */
export function demand(context: Context, repository: Repository, needs: string[]): void {
  const { caller, world } = context;
  if (caller.kind !== "installation" || installationOf(world, repository) !== caller.token.installation) return;
  if (!needs.some((need) => granted(caller.token, need))) throw forbidden();
}

/** GitHub's refusal. */
export function forbidden(): GithubError {
  return new GithubError("FORBIDDEN", "Resource not accessible by integration");
}

/** The issue as this call sees it: with the `stale` fault, as it was before its last change. */
export function seen(context: Context, issue: Issue): Issue {
  return context.stale ? (issue.previous ?? issue) : issue;
}
