/** Somebody who signed in, as GitHub knows them. */
export interface VisitorAccount {
  id: number;
  login: string;
}

/** A repository that somebody may read, as GitHub calls it today. */
export interface ReadableRepository {
  nodeId: string;
  owner: string;
  name: string;
}

/** GitHub as one visitor sees it, asked with their own token. Every method throws `SignedOut`, and a `TemporaryFault` while GitHub gives no answer to go by. */
export interface VisitorGitHub {
  account(token: string): Promise<VisitorAccount>;
  /** Null: it does not exist, or not for them. GitHub does not say which. */
  repository(token: string, owner: string, name: string): Promise<ReadableRepository | null>;
  /** Those that they were let into, and that the App covers. */
  repositories(token: string): Promise<ReadableRepository[]>;
  isInTeam(token: string, team: string, login: string): Promise<boolean>;
}

/** The token is worth nothing any more: it ran out, or was taken back. */
export class SignedOut extends Error {}

/** How people sign in. */
export interface SignInFlow {
  /** Where to send somebody, and what to keep until they come back. */
  begin(): Promise<{ url: string; kept: KeptForSignIn }>;
  /** Takes the query they came back with, and what was kept; returns their token and the seconds it lives. Throws when any of it does not fit. */
  finish(cameBack: URLSearchParams, kept: KeptForSignIn): Promise<{ token: string; seconds: number | null }>;
}

/** What only the browser that began may bring along. */
export interface KeptForSignIn {
  state: string;
  /** Of PKCE. */
  verifier: string;
}
