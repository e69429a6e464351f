export interface Account {
  type: "User" | "Bot" | "Organization";
  id: number;
  nodeId: string;
  /** A bot's login is kept without its `[bot]` suffix, as GraphQL spells it. */
  login: string;
  /** What a person says of themselves in their profile. */
  bio?: string;
  createdAt: number;
  /** A deleted account shows as the ghost. */
  deleted: boolean;
}
