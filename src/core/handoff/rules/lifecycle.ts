import { receiptOf } from "../receipts.js";
import type { Effect } from "../effects.js";
import { rest, rule, type Step } from "../rule.js";
import type { State } from "../../record/state.js";

/** The policy puts the item into a stage: its first one, or the one that it stood in before Baton came. */
export const govern = rule<State, "governed">("enters the process", ["resting"], (_handoff, event, facts) => {
  const { stage, how, by, known } = event;
  const receipt = how === "adopted" ? { ...receiptOf(facts, "adopted", stage), from: null, by: by ? [by] : [] } : null;
  const gone: Effect[] = known === null ? [] : [{ do: "remark", remark: { kind: "policy_changed", at: facts.now, stage: known } }];
  return rest([
    { do: "begin", stage, how, receipt },
    { do: "decide", kind: how === "adopted" ? "adopted" : "governed", actor: null, data: { stage } },
    ...gone,
  ]);
});

/** The policy has no place for the item any more. */
export const release = rule<State, "released">("leaves the process", ["ungoverned"], (_handoff, _event, { record: { stage } }): Step => {
  const told: Effect[] = stage === null ? [] : [{ do: "decide", kind: "released", actor: null, data: { stage } }];
  return { state: "ungoverned", handoff: null, effects: [{ do: "release" }, ...told] };
});
