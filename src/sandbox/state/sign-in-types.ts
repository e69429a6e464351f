import type { Account } from "./account-types.js";

/** What somebody agreed to, waiting to be exchanged for a token. */
export interface Code {
  account: Account;
  redirectUri: string;
  /** Of PKCE, S256; null where the App sent none. */
  challenge: string | null;
  expiresAt: number;
}

/** A token with which the App acts for somebody. */
export interface UserToken {
  account: Account;
  expiresAt: number;
}
