import type { CheckSpec } from "./gate-spec.js";
import { z } from "zod";
import type { CheckDefinition } from "./define.js";

const MAX_NESTED = 20;
const shape = z.looseObject({ check: z.string(), in: z.enum(["body", "document"]).default("body") });

/** Schema of a list of nested checks. */
export type ChecksParam = z.ZodType<CheckSpec[]>;

/** Takes how a kind is looked up; returns the schema of `checks`: one or more nested checks. The look-up comes with the first text, for the kinds that nest are among those that are looked up. */
export function checksParam(kindOf: (kind: string) => CheckDefinition | undefined): ChecksParam {
  return z.array(nestedSpec(kindOf)).min(1).max(MAX_NESTED).meta({ title: "list of checks" });
}

/** A nested check as written in YAML (`check: KIND` with its parameters), turned into a spec. Unknown kinds and keys are errors. */
function nestedSpec(kindOf: (kind: string) => CheckDefinition | undefined): z.ZodType<CheckSpec> {
  return shape.transform((written, context): CheckSpec => {
    const { check: kind, in: where, ...rest } = written;
    const definition = kindOf(kind);
    if (definition === undefined)
      return refuse(context, { code: "custom", message: `there is no check "${kind.slice(0, 60)}"`, path: ["check"], input: kind });
    const given = where === "document" && !definition.content ? { ...rest, in: where } : rest;
    const params = definition.params.safeParse(given);
    if (params.success) return { kind, in: where, params: params.data };
    for (const issue of params.error.issues) refuse(context, { ...issue, input: given } as z.core.$ZodRawIssue);
    return z.NEVER;
  });
}

function refuse(context: z.core.$RefinementCtx, issue: z.core.$ZodRawIssue): never {
  context.issues.push(issue);
  return z.NEVER;
}
