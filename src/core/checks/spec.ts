import { z } from "zod";
import type { CheckSpec } from "../policy/types.js";
import { checkByKind } from "./lookup.js";

const MAX_NESTED = 20;
const shape = z.looseObject({ check: z.string(), in: z.enum(["body", "document"]).default("body") });

/** A nested check as written in YAML (`check: KIND` with its parameters), turned into a spec. Unknown kinds and keys are errors. */
const nestedSpec: z.ZodType<CheckSpec> = shape.transform((written, context): CheckSpec => {
  const { check: kind, in: where, ...rest } = written;
  const definition = checkByKind(kind);
  if (definition === undefined)
    return refuse(context, { code: "custom", message: `there is no check "${kind.slice(0, 60)}"`, path: ["check"], input: kind });
  const given = where === "document" && !definition.content ? { ...rest, in: where } : rest;
  const params = definition.params.safeParse(given);
  if (params.success) return { kind, in: where, params: params.data };
  for (const issue of params.error.issues) refuse(context, { ...issue, input: given } as z.core.$ZodRawIssue);
  return z.NEVER;
});

function refuse(context: z.core.$RefinementCtx, issue: z.core.$ZodRawIssue): never {
  context.issues.push(issue);
  return z.NEVER;
}

/** `checks`: one or more nested checks. Takes them lazily, because the registry holds the checks that nest. */
export const checksParam: z.ZodType<CheckSpec[]> = z
  .lazy(() => z.array(nestedSpec).min(1).max(MAX_NESTED))
  .meta({ title: "list of checks" });
