import { nearDuration } from "./near-duration.js";

/** Takes a value where a duration belongs; returns the sentence that proposes one, or null. */
export function durationHint(value: unknown): string | null {
  if (typeof value === "number" && Number.isInteger(value) && value > 0 && value < 1_000_000)
    return `Say of what: \`${value}h\` or \`${value}d\`.`;
  if (typeof value === "string" && /^\d{1,6}$/.test(value)) return durationHint(Number(value));
  const meant = typeof value === "string" ? nearDuration(value) : null;
  return meant === null ? null : `Did you mean \`${meant}\`?`;
}
