import type { Decision } from "../../core/handoff/turn.js";
import type { AckedContent, ShownContent } from "../../core/shown/types.js";

/** Takes what an evaluation decided and the content it saw; returns what somebody acknowledged with it, null where nobody did. */
export function ackedIn(decisions: readonly Decision[], content: ShownContent): AckedContent | null {
  const acks = decisions.filter(({ kind }) => kind === "ack");
  const last = acks.at(-1);
  return last ? { at: last.at, by: acks.flatMap(({ actor }) => actor ?? []), content } : null;
}
