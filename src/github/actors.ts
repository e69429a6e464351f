import type { Actor } from "../core/facts/actor.js";

/** An actor as GitHub answers. */
type AnsweredActor = { __typename: Actor["type"]; login: string; databaseId?: number | null | undefined };

/**
 * Takes an actor as answered and the App's slug; returns it with whether it is this App: a bot of exactly that login. An account without a
 * number cannot be told from another, so it is nobody.
 */
export function toActor(actor: AnsweredActor | null, slug: string): Actor | null {
  const id = actor?.databaseId;
  if (!actor || id === null || id === undefined) return null;
  const login = actor.__typename === "Bot" ? actor.login.replace(/\[bot\]$/, "") : actor.login;
  return { login, id, type: actor.__typename, isSelf: actor.__typename === "Bot" && login === slug };
}
