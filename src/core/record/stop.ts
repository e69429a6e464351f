import { rejectionOf, type Handoff } from "./state.js";
import type { Stop } from "./verdict.js";

/** Who stopped a hand-off, and why; null while nobody does. */
export function stopOf(handoff: Handoff | null): Stop | null {
  const rejection = rejectionOf(handoff);
  if (rejection) return { how: "sent_back", by: rejection.by.login, reason: rejection.reason };
  const hold = handoff?.state === "held" ? handoff.hold : null;
  return hold ? { how: "held", by: hold.by.login, reason: hold.reason } : null;
}
