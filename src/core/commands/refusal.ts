/** Why a person may not do what they asked. */
export type Refusal =
  | { why: "not_a_member" }
  | { why: "author" }
  | { why: "requester" }
  | { why: "bot" }
  /** The account acts for an agent: whatever it is a member of, it has no say. */
  | { why: "agent" }
  | { why: "ghost" }
  | { why: "membership_unknown"; reason: string }
  | { why: "no_triage" };
