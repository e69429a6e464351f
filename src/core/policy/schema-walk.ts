import type { z } from "zod";

/** Takes data and a path; returns what stands there, undefined when nothing does. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Takes a schema; returns the keys that it knows, none where it is no mapping. */
export function keysOf(schema: z.core.$ZodType): string[] {
  return keysAt(schema, []);
}

/** Takes a schema and a path in it; returns the keys known there, none where it is no mapping. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const shape = shapeOf(schemaAt(schema, path));
  return shape ? Object.keys(shape) : [];
}

/** Takes a schema and a path; returns the schema of what stands there, null where it knows none. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | null {
  let here: z.core.$ZodType | null = schema;
  for (const key of path) here = here && child(here, key);
  return here;
}

type Def = {
  type: string;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
};

function bare(schema: z.core.$ZodType): Def {
  const def = schema._zod.def as Def;
  const inner = def.innerType ?? def.in;
  return inner ? bare(inner) : def;
}

function child(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | null {
  const def = bare(schema);
  if (def.shape) return Object.hasOwn(def.shape, key) ? (def.shape[String(key)] ?? null) : null;
  return def.element ?? def.valueType ?? null;
}

function shapeOf(schema: z.core.$ZodType | null): Record<string, z.core.$ZodType> | null {
  return schema ? (bare(schema).shape ?? null) : null;
}
