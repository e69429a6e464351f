import type { Snapshot } from "../facts/snapshot.js";
import type { Policy } from "../policy/types.js";
import { personOf, type Person } from "../facts/person.js";
import type { Handoff } from "../record/state.js";

/** Somebody whose own word counts for nothing, and why. */
export interface OwnWork {
  person: Person;
  why: "author" | "requester";
}

/** Who may not take the item over or vouch for it, by themselves or through somebody else: nobody, where the policy allows it. */
export function ownWork({ snapshot, policy }: { snapshot: Snapshot; policy: Policy }, handoff: Handoff | null): OwnWork[] {
  if (policy.acknowledgement.self) return [];
  const { author } = snapshot.item;
  const requesters = handoff ? [handoff.requestedBy, ...handoff.alsoRequestedBy] : [];
  return [
    ...(author ? [{ person: personOf(author), why: "author" as const }] : []),
    ...requesters.map((person): OwnWork => ({ person, why: "requester" })),
  ];
}
