import type { Permission } from "../core/facts/known-people.js";
import type { Known } from "../core/basics/known.js";
import { loginKey, sameLogin } from "../core/basics/names.js";
import { z } from "zod";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** Somebody who is looked up. The number is null where it is not known who has the login. */
export interface Account {
  login: string;
  id: number | null;
}

/** Which account a login is, null for none, and what it may do in the repository. */
export interface Standing {
  id: Known<number | null>;
  permission: Known<Permission>;
}

/** What looking it up needs. */
export interface StandingDeps {
  client: Client;
  caches: { permissions: BoundedCache<Standing> };
  repository: Address;
  /** Past the cache. */
  fresh: boolean;
}

const PERMISSIONS = ["none", "read", "triage", "write", "maintain", "admin"] as const;
const NOBODY: Standing = { id: { known: true, value: null }, permission: { known: true, value: "none" } };
/** Anything else is no login, and nothing is asked. */
const LOGIN = /^[a-z\d][\w-]{0,99}(?:\[bot\])?$/i;
const answerShape = z.object({
  permission: z.string(),
  role_name: z.string().optional(),
  user: z.object({ id: z.number(), login: z.string() }).nullish(),
});

/**
 * Takes somebody, with their number where it is known; returns who that is and what they may do in the repository: one request tells both, also
 * of people who are no collaborators. What is remembered of another account of the same login does not count.
 */
export async function standingOf(deps: StandingDeps, { login, id }: Account): Promise<Standing> {
  if (!LOGIN.test(login)) return NOBODY;
  const key = `${deps.repository.owner}/${deps.repository.name}`.toLowerCase() + `:${loginKey(login)}`;
  const remembered = deps.fresh ? undefined : deps.caches.permissions.get(key);
  if (remembered && isOf(remembered, id)) return remembered;
  const standing = await ask(deps, login);
  if (standing.permission.known) deps.caches.permissions.set(key, standing);
  return isOf(standing, id) ? standing : { ...standing, permission: { known: false, reason: `${login} is somebody else by now` } };
}

function isOf({ id }: Standing, account: number | null): boolean {
  return account === null || !id.known || id.value === null || id.value === account;
}

async function ask({ client, repository: { owner, name } }: StandingDeps, login: string): Promise<Standing> {
  const parameters = { owner, repo: name, username: login };
  const answered = await orUnknown(async () => ({
    known: true,
    value: await client.get("GET /repos/{owner}/{repo}/collaborators/{username}/permission", parameters),
  }));
  if (!answered.known) return { id: answered, permission: answered };
  if (!answered.value) return NOBODY;
  const { permission, role_name, user } = shaped(answerShape, answered.value.data, "a permission");
  // `permission` knows neither triage nor maintain; a custom role's name says nothing, but its base permission does.
  const value = PERMISSIONS.find((one) => one === role_name) ?? PERMISSIONS.find((one) => one === permission);
  return {
    id: idOf(login, user),
    permission: value ? { known: true, value } : { known: false, reason: "GitHub names a permission that is not known" },
  };
}

function idOf(login: string, user: z.infer<typeof answerShape>["user"]): Known<number | null> {
  return user && sameLogin(user.login, login)
    ? { known: true, value: user.id }
    : { known: false, reason: `GitHub does not tell whose permission that of ${login} is` };
}
