import { z } from "zod";
import { differ, type Difference, type Effect } from "../compare/difference.js";
import { environmentKey } from "../../basics/names.js";
import { environment, id } from "../schema-parts.js";
import type { Config, Environments, Stage } from "../types.js";
import { configKey } from "./key.js";

const MOST = 50;

const rules = z.strictObject({
  stage: id
    .optional()
    .describe("Stage that every item of what is deployed must have been accepted into, or a later one; left out: no stage is asked for."),
});

export const environments = configKey("environments", {
  written: {
    environments: z
      .record(environment, rules, "environments, each with its rules or {}")
      .refine((named) => Object.keys(named).length <= MOST, `at most ${MOST} environments`)
      .optional()
      .describe(
        "Environments of GitHub that deployments may go to, and what each asks for. Where it is given, a deployment to one it does not name waits.",
      ),
  },
  build: ({ environments: written }) =>
    written && Object.fromEntries(Object.entries(written).map(([name, { stage }]) => [name, { stage: stage ?? null }])),
  compare: (a, b) => compareEnvironments(a, b),
});

/** Where none are named no stage is asked for anywhere; where some are, what is not named waits. */
function compareEnvironments({ environments: before, ...a }: Config, { environments: after, ...b }: Config): Difference[] {
  if (before === undefined || after === undefined)
    return differ("environments", before, after, (was): Effect => (was === undefined ? "tightened" : "loosened"));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)].map(environmentKey))];
  return names.flatMap((name) => {
    const [was, is] = [ruleOf(before, name), ruleOf(after, name)];
    return differ(`environments.${name}`, was, is, (): Effect => {
      if (was === undefined || is === undefined) return is === undefined ? "tightened" : "loosened";
      return byStage(was.stage, is.stage, [a.lifecycle.stages, b.lifecycle.stages]);
    });
  });
}

function ruleOf(named: Environments, name: string): Environments[string] | undefined {
  return Object.entries(named).find(([each]) => environmentKey(each) === name)?.[1];
}

/** A later stage asks for more. */
function byStage(was: string | null, is: string | null, stages: [Stage[], Stage[]]): Effect {
  if (was === null || is === null) return was === null ? "tightened" : "loosened";
  const [before, after] = stages.map((list) => list.map((stage) => stage.id).join());
  const order = stages[1].map((stage) => stage.id);
  if (before !== after || !order.includes(was) || !order.includes(is)) return "unclear";
  return order.indexOf(is) > order.indexOf(was) ? "tightened" : "loosened";
}
