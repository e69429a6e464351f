import { OVER_LIMIT } from "../core/record/agent-item.js";
import { agentsOf } from "../core/policy/agents/agent.js";
import { sameLabel } from "../core/basics/names.js";
import type { Policy } from "../core/policy/types.js";
import type { LabelStyle } from "../core/facts/writes.js";
import { oneLine } from "./markdown.js";

/** Longest label description GitHub takes. */
const DESCRIPTION = 100;
/** From cool to warm along the lifecycle; none is the red, amber or dark red of the hand-off labels. */
const STAGE_COLORS = ["bfdadc", "c5def5", "1d76db", "5319e7", "0e8a16", "006b75"] as const;

/** Every label of the policy as Baton creates it where it is missing: the stages in order, then the three of the hand-off. */
export function labelStyles(policy: Policy): LabelStyle[] {
  const stages = policy.lifecycle.stages.map((stage, i) => ({
    name: stage.label,
    color: STAGE_COLORS[i % STAGE_COLORS.length] ?? "ededed",
    description: oneLine(stage.question === "" ? `Stage ${stage.name}` : stage.question, DESCRIPTION),
  }));
  const { blocked, awaiting, overdue } = policy.labels;
  return [
    ...stages,
    { name: blocked, color: "d73a4a", description: "A gate is not green; Baton's comment says what is missing and who can supply it" },
    { name: awaiting, color: "fbca04", description: "All gates are green; the receiving role is asked to /ack" },
    ...(agentsOf(policy).length > 0
      ? [
          {
            name: OVER_LIMIT,
            color: "e99695",
            description: "An agent opened this beyond its limit; Baton's comment says whose word lets it in",
          },
        ]
      : []),
    { name: overdue, color: "b60205", description: "The hand-off's deadline has passed" },
  ];
}

/** The style of one label of the policy. Throws a RangeError for a label that the policy does not name: Baton creates no others. */
export function labelStyle(policy: Policy, name: string): LabelStyle {
  const style = labelStyles(policy).find((one) => sameLabel(one.name, name));
  if (!style) throw new RangeError("the policy names no such label");
  return style;
}
