import type { Refusal } from "../commands/reply.js";
import { sameLogin } from "../snapshot.js";
import { isAuthor } from "./placement.js";
import type { Handoff } from "./record.js";
import type { Turn } from "./turn.js";

/** Nobody takes over their own work, by themselves or through somebody else, unless the policy allows it. */
export function refuseOwnLogin(turn: Turn, handoff: Handoff | null, login: string): Refusal | null {
  if (turn.policy.acknowledgement.self) return null;
  if (isAuthor(turn, login)) return { why: "author" };
  const requesters = handoff ? [handoff.requestedBy, ...(handoff.alsoRequestedBy ?? [])] : [];
  return requesters.some((requester) => sameLogin(requester, login)) ? { why: "requester" } : null;
}
