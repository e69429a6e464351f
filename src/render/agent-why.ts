import type { DataOf } from "../core/ledger/data.js";

type Beyond = DataOf<"agent_beyond">;

/** What an agent did, as the ledger calls it. */
export const AGENT_WORK: Readonly<Record<Beyond["work"], string>> = {
  issue: "an issue",
  pull_request: "a pull request",
  comments: "comments",
  assignment: "an assignment",
};

/** Why that was beyond what it may. */
export const AGENT_WHY: Readonly<Record<Beyond["why"][number], string>> = {
  read_only: "it may only read",
  radius: "outside its radius",
  size: "too large",
  limit: "over its limit",
  deletes: "it may delete nothing",
  contract: "under no contract",
  stage: "not in its stages",
  undeclared: "no file declares the account",
};
