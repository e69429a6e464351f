/** Why a person may not do what they asked. */
export type Refusal =
  | { why: "not_a_member" }
  | { why: "author" }
  | { why: "requester" }
  | { why: "bot" }
  | { why: "ghost" }
  | { why: "membership_unknown"; reason: string }
  | { why: "no_triage" };
