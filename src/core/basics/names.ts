/** Compares two logins the way GitHub does: letters' case does not matter, nor a bot's `[bot]` suffix. */
export function sameLogin(a: string, b: string): boolean {
  return loginKey(a) === loginKey(b);
}

/** The key of a login in maps. */
export function loginKey(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}

/** True when a login in a policy means the account: `x[bot]` is a bot's, and no person of the name `x`. */
export function meansPerson(written: string, login: string): boolean {
  return !written.toLowerCase().endsWith("[bot]") && sameLogin(written, login);
}

/** Compares two label names the way GitHub does. */
export function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
