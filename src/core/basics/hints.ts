import { z } from "zod";

/** Takes a value that was refused; returns the sentence that proposes what was meant, or null. */
export type Hint = (value: unknown) => string | null;

/** What a schema has to say to a value that it refuses. */
export const HINTS = z.registry<{ hint: Hint }>();

interface Wrapping {
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
}

/** Takes a schema; returns its own hint, or that of the one it is made of. */
export function hintOf(schema: z.core.$ZodType | null): Hint | null {
  for (let at = schema; at;) {
    const own = HINTS.get(at);
    if (own) return own.hint;
    const { innerType, in: input } = at._zod.def as Wrapping;
    at = innerType ?? input ?? null;
  }
  return null;
}
