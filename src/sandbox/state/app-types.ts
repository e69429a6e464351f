import type { Grants } from "./types.js";

/** The one GitHub App this server knows. */
export interface App {
  id: number;
  slug: string;
  clientId: string;
  /** With the client id: what the App signs people in with. */
  clientSecret: string;
  /** PKCS#8 PEM, as the App's owner downloads it. */
  privateKey: string;
  publicKey: string;
  webhookSecret: string;
  permissions: Grants;
  events: string[];
}
