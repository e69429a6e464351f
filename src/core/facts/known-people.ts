import type { Known } from "../basics/known.js";

/** Whether somebody holds a role; `unknown` always refuses. */
export type Membership = { is: "member" } | { is: "not_member" } | { is: "unknown"; reason: string };

export type Permission = "none" | "read" | "triage" | "write" | "maintain" | "admin";

/** What is known of the people who acted on the item, keyed by lower-case login. */
export interface People {
  /** role id -> login -> membership */
  memberships: Record<string, Record<string, Membership>>;
  permissions: Record<string, Known<Permission>>;
  /** Account ids of logins that somebody typed, as in `/delegate @login`; null when there is no such account. */
  accounts: Record<string, Known<number | null>>;
}
