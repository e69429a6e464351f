import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CHECKS } from "../../../src/core/checks/registry.js";

type Def = {
  type: string;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  getter?: () => z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
};

function shapeOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | null {
  const def = schema._zod.def as Def;
  const inner = def.innerType ?? def.in ?? def.getter?.();
  return inner ? shapeOf(inner) : (def.shape ?? null);
}

/** Dotted keys that a schema's reader would find without a word. */
function undescribed(schema: z.core.$ZodType, path: string, seen = new Set<unknown>()): string[] {
  const shape = shapeOf(schema);
  if (!shape || seen.has(shape)) return [];
  seen.add(shape);
  return Object.entries(shape).flatMap(([key, inner]) => {
    const said = z.globalRegistry.get(inner)?.description ?? (inner as { description?: string }).description ?? "";
    return [...(said.length < 5 ? [`${path}.${key}`] : []), ...undescribed(inner, `${path}.${key}`, seen)];
  });
}

describe("every kind of check", () => {
  it.each(CHECKS.map((check) => [check.kind, check] as const))("%s describes each parameter, and says when it passes", (kind, check) => {
    expect(undescribed(check.params, kind)).toEqual([]);
    expect(check.summary).toMatch(/^Passes when .+\.$/);
  });
  it("notices a parameter without a word", () =>
    expect(undescribed(z.strictObject({ a: z.strictObject({ b: z.string() }).describe("nested") }), "x")).toEqual(["x.a.b"]));
});
