import type { GateSpec } from "../checks/gate-spec.js";
import type { Need } from "../checks/define.js";
import { artefactsOf } from "../checks/nested.js";
import { artefactIn } from "../policy/roles/artefacts.js";
import { roleSystemsOf } from "../policy/roles/role-system.js";
import type { Policy } from "../policy/types.js";
import type { ItemRecord } from "../record/record.js";
import type { Duration } from "../time/types.js";

/** An artefact that an item waits for or shows, with how fresh it is wanted beyond what roles say. */
export interface Awaited {
  id: string;
  age: Duration | null;
}

/** Takes the gates in front of an item, the policy and the item's record; returns the artefacts that the gates wait for and that workflows of the item's stage show. */
export function awaitedArtefacts(gates: readonly GateSpec[], policy: Policy, record: Pick<ItemRecord, "stage">): Awaited[] {
  const stage = record.stage ?? policy.lifecycle.initial;
  const steps = roleSystemsOf(policy).flatMap(({ workflows }) =>
    workflows.filter((one) => one.stage === stage).flatMap((one) => one.steps),
  );
  const shown = steps.flatMap(({ done }) => (done && "artefact" in done ? [{ id: done.artefact, age: null }] : []));
  return [...gates.flatMap(({ check }) => artefactsOf(check)), ...shown];
}

/** Takes artefacts and the policy; returns what GitHub has to be asked for: the versions of those that are published, each once. */
export function artefactNeeds(awaited: readonly Awaited[], policy: Policy): Need[] {
  const needs = [...new Set(awaited.map(({ id }) => id))].map((id): Need | null => {
    const output = artefactIn(policy, id)?.output;
    return output && "document" in output.by ? { kind: "artefact", id, glob: output.by.document, texts: output.checks.length > 0 } : null;
  });
  return needs.filter((need) => need !== null);
}
