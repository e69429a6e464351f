import { createHash, randomBytes } from "node:crypto";
import type { Account } from "./account-types.js";
import type { World } from "./world.js";

/** The eight hours of GitHub's. */
export const TOKEN_SECONDS = 28_800;
const CODE_MS = 600_000;

/** Somebody lets the App know who they are; returns the code that the browser carries back. */
export function agree(world: World, account: Account, redirectUri: string, challenge: string | null): string {
  const code = randomBytes(10).toString("hex");
  world.codes.set(code, { account, redirectUri, challenge, expiresAt: Date.now() + CODE_MS });
  return code;
}

/** Takes a code, once, with what only the App knows; returns a token, or null where any of it is wrong. */
export function exchange(world: World, given: { code: string; redirectUri: string; verifier: string }): string | null {
  const found = world.codes.get(given.code);
  world.codes.delete(given.code);
  if (!found || found.expiresAt <= Date.now() || found.redirectUri !== given.redirectUri) return null;
  if (found.challenge !== null && createHash("sha256").update(given.verifier).digest("base64url") !== found.challenge) return null;
  const token = `ghu_${randomBytes(18).toString("hex")}`;
  world.authorizations.set(token, { account: found.account, expiresAt: Date.now() + TOKEN_SECONDS * 1000 });
  return token;
}

/** Somebody takes back what they agreed to: every token of theirs that the App has is worth nothing. */
export function revoke(world: World, account: Account): void {
  for (const [token, { account: of }] of world.authorizations) if (of === account) world.authorizations.delete(token);
}
