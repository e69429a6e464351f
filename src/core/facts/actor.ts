export type ActorType = "User" | "Bot" | "Organization" | "Mannequin" | "EnterpriseUserAccount";

/** Someone who acts on GitHub. A deleted account ("ghost") is `null` wherever an actor is expected. */
export interface Actor {
  /** As GitHub spells it; compare with `sameLogin`. GraphQL spells a bot without its `[bot]` suffix, and so do we. */
  login: string;
  /** The account's own number, which no renaming changes: REST `id`, GraphQL `databaseId`. Whoever is remembered or compared is this. */
  id: number;
  type: ActorType;
  /** True for this App itself. */
  isSelf: boolean;
}
