import type { Duration } from "../time/types.js";
import { z } from "zod";
import { isIsoDate } from "../time/dates.js";
import { DURATION_FORMS, parseDuration } from "../time/durations.js";
import { durationHint } from "../time/duration-hint.js";
import { HINTS } from "../basics/hints.js";

/** Some words in one line. */
export const words = z
  .string("a text")
  .trim()
  .min(1, "a text that is not empty")
  .refine((text) => /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(text), "a text that can be seen")
  .max(500, "at most 500 characters");

/** Name of a role, stage, gate or contract inside policy files. */
export const id = z
  .string("a name such as data-pm")
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "a name of letters, digits, - and _ (at most 64), beginning with a letter or digit")
  .meta({ title: "name" });

export const label = z
  .string("a label's name")
  .trim()
  .min(1, "a label's name")
  .max(50, "a label's name of at most 50 characters")
  .meta({ title: "label" });

export const isoDate = z
  .string("a date such as 2026-01-31")
  .refine(isIsoDate, "an existing date such as 2026-01-31")
  .meta({ title: "date" });

export const duration = z
  .string(DURATION_FORMS)
  .transform((text, context): Duration => {
    const parsed = parseDuration(text);
    if (parsed) return parsed;
    context.addIssue({ code: "custom", message: DURATION_FORMS });
    return z.NEVER;
  })
  .meta({ title: "duration" })
  .register(HINTS, { hint: durationHint });

const labelList = z.array(label, "a list of labels").max(50, "at most 50 labels").default([]);

/** Which labels an item must have. */
export const labelFilter = z.strictObject({
  any: labelList.describe("At least one of these labels."),
  all: labelList.describe("Every one of these labels."),
  none: labelList.describe("None of these labels."),
});

export const login = z
  .string("a GitHub login in quotes")
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\[bot\])?$/, "a GitHub login such as ana")
  .transform((text) => text.replace(/^@/, ""))
  .meta({ title: "login" });

/** GitHub's environment, as people name it in its settings. */
export const environment = z
  .string("an environment's name")
  .trim()
  .min(1, "an environment's name")
  .max(255, "at most 255 characters")
  .refine((name) => !/[\p{C}]/u.test(name), "a name without invisible characters")
  .meta({ title: "environment" });

export const team = z
  .string("a team written as organisation/team-slug")
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, "a team written as organisation/team-slug")
  .transform((text) => text.replace(/^@/, ""))
  .meta({ title: "team" });

export const repository = z
  .string("a repository written as owner/name")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,99}\/(?!\.{1,2}$|.*\.git$)[A-Za-z0-9_.-]{1,100}$/,
    "a repository written as owner/name, such as acme/platform",
  )
  .meta({ title: "repository" });
