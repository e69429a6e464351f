import type { Duration } from "../../time/types.js";
import type { Policy } from "../types.js";
import { roleSystemsOf, type Produced } from "./role-system.js";

/** An artefact with the role that produces it, and how fresh it must be for whoever names a cadence. */
export interface DescribedArtefact {
  output: Produced;
  producer: string;
  cadences: Duration[];
}

/** Takes a policy and an artefact's id; returns the artefact as roles describe it, null where none produces it. */
export function artefactIn(policy: Pick<Policy, "parts">, id: string): DescribedArtefact | null {
  const roles = roleSystemsOf(policy);
  const producer = roles.find(({ produces }) => produces.some((one) => one.id === id));
  const output = producer?.produces.find((one) => one.id === id);
  if (!producer || !output) return null;
  const taken = roles.flatMap(({ consumes }) => consumes.filter(({ artefact, from }) => artefact === id && from === producer.id));
  // With every hand-off there is a new one: that is no age.
  const own = output.cadence === null || output.cadence === "per_item" ? [] : [output.cadence];
  return { output, producer: producer.id, cadences: [...own, ...taken.flatMap(({ cadence }) => cadence ?? [])] };
}
