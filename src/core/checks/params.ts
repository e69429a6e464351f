import type { CheckSpec } from "./gate-spec.js";
import type { ContentRef } from "../content/content-ref.js";
import { z } from "zod";
import { nameKey } from "../document/names.js";
import { durationHint } from "../time/duration-hint.js";
import { HINTS } from "../basics/hints.js";
import { durationMs } from "../time/durations.js";

const heading = z
  .string()
  .max(200)
  .refine((name) => nameKey(name) !== "", "must hold a visible character");

/** `section`: a heading, or a list of headings any of which will do. */
export const sectionParam = z
  .union([heading, z.array(heading).min(1).max(20)])
  .transform((names): string[] => (typeof names === "string" ? [names] : names))
  .meta({
    title: "heading, or list of headings",
    description: "Heading of the section to look in, or a list of headings any of which will do.",
  });

/** A duration parameter: `24h`, `180d`, `2w` or ISO 8601. */
export const durationParam = z
  .string()
  .refine((text) => durationMs(text) !== null, "must be a duration like 24h, 180d, 2w or P6M")
  .meta({ title: "duration", description: "A duration like 24h, 180d, 2w or P6M." })
  .register(HINTS, { hint: durationHint });

/** A whole number from a lower bound. */
export function count(min: number): z.ZodNumber {
  return z.number().int().min(min).max(10_000);
}

/** The one section a check reads, or the whole text. */
export function readsSection(section: string[] | undefined, spec: CheckSpec): ContentRef[] {
  return [{ in: spec.in, section: section ?? null }];
}

/** `allow_none`: left out rather than false by default, so that contracts without it keep their digests. */
export const allowNone = z.boolean().optional().describe('"None", "No" or "N/A" is an answer; "TBD" and silence are not.');
