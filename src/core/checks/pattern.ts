import { RE2JS } from "re2js";
import { z } from "zod";

const MAX_PATTERN = 256;
const MAX_PROGRAM = 300;

/** A pattern as people write it in a contract. */
export const rePattern = z.string().min(1).max(MAX_PATTERN).superRefine(refuse);

function refuse(pattern: string, context: z.RefinementCtx): void {
  if (pattern.length > MAX_PATTERN) return;
  const trouble = patternTrouble(pattern);
  if (trouble !== null) context.addIssue({ code: "custom", message: trouble, params: { rule: "pattern" } });
}

/** Why a pattern is refused; null when it may run. Only linear-time RE2 syntax is taken. */
export function patternTrouble(pattern: string): string | null {
  try {
    const size = RE2JS.compile(pattern, RE2JS.MULTILINE).programSize();
    return size > MAX_PROGRAM ? `a pattern of at most ${MAX_PROGRAM} steps; this one has ${size}` : null;
  } catch (error) {
    return `a valid RE2 pattern, without look-around and back-references: ${error instanceof Error ? error.message : "unknown"}`;
  }
}
