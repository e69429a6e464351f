import type { CheckDefinition } from "./define.js";
import { items } from "./items.js";
import { section } from "./section.js";

/** Every kind of check, in the order of the documentation. A new kind is a file and a line here. */
export const CHECKS: readonly CheckDefinition[] = [section, items];

const BY_KIND = new Map(CHECKS.map((check) => [check.kind, check]));

/** The check of a kind; undefined when there is none of that name. */
export function checkByKind(kind: string): CheckDefinition | undefined {
  return BY_KIND.get(kind);
}
