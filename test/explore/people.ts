import type { Files } from "./policies.js";

/** Everybody who acts, by account: the place in this list is the account's number, the name is the login at the beginning. */
export const ACCOUNTS = ["ghost", "pm", "pia", "ana", "ben", "eve", "omar", "lea", "mal", "baton"] as const;
export type Name = (typeof ACCOUNTS)[number];

/** The account that had this name at the beginning. */
export function account(name: Name): number {
  return ACCOUNTS.indexOf(name);
}

export const AUTHOR = account("pm");
export const SELF = account("baton");

export const ROLES = ["pm", "architect", "owner", "lead"] as const;

const HOLDERS: Record<string, readonly Name[]> = {
  pm: ["pm", "pia"],
  architect: ["ana", "ben", "pm", "pia"],
  owner: ["omar"],
  lead: ["lea", "omar"],
};

/** Whether the account holds the role: the names in the policy mean the accounts that had them when they were first read. */
export function holds(id: number, role: string, files: Pick<Files, "roles">): boolean {
  if (role === "architect" && files.roles === 1 && id === account("eve")) return true;
  return (HOLDERS[role] ?? []).some((name) => account(name) === id);
}
