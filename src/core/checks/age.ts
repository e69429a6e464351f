import type { Time } from "../basics/known.js";
import { z } from "zod";
import type { Section } from "../document/model.js";
import { standingLines } from "../document/walk.js";
import { durationMs } from "../time/durations.js";
import type { Finding } from "../findings/findings.js";
import { datesIn, EARLIEST_ZONE, type WrittenDate } from "./age/dates.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { inSection, titleOf } from "./in-section.js";
import { durationParam, readsSection, sectionParam } from "./params.js";
import { fail, note, pass, problem } from "./results.js";

const MAX_FINDINGS = 20;

const params = z
  .strictObject({
    section: sectionParam.optional().describe("Section whose dates are judged; with neither this nor `field`, those of the whole text."),
    field: z.string().min(1).max(200).optional().describe("Key of the document's front matter that holds the date."),
    max: durationParam.describe("How old a date may be, as 24h, 180d, 2w or P6M."),
  })
  .refine((given) => given.section === undefined || given.field === undefined, "must name a section or a field, not both");
type Params = z.output<typeof params>;

/** Every date is recent. */
export const age = defineCheck<Params>({
  kind: "age",
  summary:
    "Passes when there is a date and no date is older than `max`, in the future, or in a form other than YYYY-MM-DD, which cannot be told apart.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: { max: "shorter" },
  example: {
    params: { section: "Market", max: "90d" },
    good: "### Market\n\nTwo of three competitors shipped it (as of 2026-06-20).\n",
    bad: "### Market\n\nTwo of three competitors shipped it (as of 2025-11-20).\n",
  },
  run: (given, context) => {
    if (given.field !== undefined) return judgeField(given.field, given.max, context);
    if (given.section === undefined) return judgeText(context.document.whole, given.max, context.now);
    return inSection(context.document, given.section, (section) => judgeText(section, given.max, context.now));
  },
});

function judgeText(section: Section, max: string, now: Time): CheckResult {
  const dates = standingLines(section.blocks).flatMap((each) => datesIn(each.text, each.line));
  return judge(dates, { heading: titleOf(section), line: section.line, max }, now);
}

function judgeField(field: string, max: string, { frontMatter, now }: CheckContext): CheckResult {
  if (frontMatter === null) return fail(problem({ code: "no_front_matter", field }));
  const value = Object.hasOwn(frontMatter, field) ? frontMatter[field] : undefined;
  if (value === undefined || value === null || value === "") return fail(problem({ code: "field_missing", field, from: "front_matter" }));
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const dates = datesIn(text, 1);
  if (dates.length === 0) return fail(problem({ code: "date_unreadable", text: text.slice(0, 200) }));
  const { findings, ...result } = judge(dates, { heading: field, max }, now);
  return { ...result, findings: findings.map(({ line: _line, ...finding }): Finding => finding) };
}

function judge(dates: readonly WrittenDate[], where: { heading: string; line?: number; max: string }, now: Time): CheckResult {
  const { heading, line, max } = where;
  if (dates.length === 0) return fail(problem({ code: "date_missing", heading, line }));
  const problems = dates.flatMap((date) => judgeOne(date, max, now));
  if (problems.length > 0) return fail(problems.slice(0, MAX_FINDINGS));
  const [oldest] = dates.toSorted((a, b) => (a.day?.start ?? 0) - (b.day?.start ?? 0));
  return pass([note({ code: "dates_fresh", counted: dates.length, oldest: oldest?.text ?? "", line: oldest?.line })]);
}

/** A day is over at its end, and has begun when it has anywhere. */
function judgeOne({ text, line, day }: WrittenDate, max: string, now: Time): Finding[] {
  if (day === null) return [problem({ code: "date_unreadable", text, line })];
  if (day.start > now + EARLIEST_ZONE) return [problem({ code: "date_in_future", date: text, line })];
  return now - day.end > (durationMs(max) ?? 0) ? [problem({ code: "date_too_old", date: text, max, line })] : [];
}
