import { z } from "zod";

/**
 * What one would write without Baton: headings cut with a regular expression, and the shipped contract's rules for the text as a schema over
 * the sections, in the manner of a policy tool. It reads no Markdown (fences, comments, tables, nesting, placeholders), no commands, no history,
 * and says no line: it is here to tell what reading costs.
 */
const words = (min: number) =>
  z.string().refine((text) => (text.match(/\p{L}+/gu) ?? []).length >= min, { message: `fewer than ${min} words` });
const DATED = /^[-*] (?:quote|usage|market)\b.*\d{4}-\d{2}-\d{2}/gim;
const CRITERION = /^[-*] .+$/gm;

const brief = z.object({
  "customer problem": words(25),
  evidence: z.string().refine((text) => new Set(text.match(DATED) ?? []).size >= 3, { message: "fewer than 3 dated items" }),
  "business rationale": words(15),
  "success criteria": z
    .string()
    .refine((text) => (text.match(CRITERION) ?? []).length > 0, { message: "no criterion" })
    .refine((text) => (text.match(CRITERION) ?? []).every((line) => /\d/.test(line) && /\d{4}-\d{2}-\d{2}/.test(line)), {
      message: "no number or date",
    }),
  constraints: z
    .string()
    .regex(/technical: \S/i)
    .regex(/regulatory: \S/i)
    .regex(/timeline: \S/i),
  "ethical considerations": words(10),
  blockers: z.array(z.number()).max(0),
  confirmations: z.array(z.string()).min(1),
});

/** Judges a body by the same eight rules; returns the names of those that failed. */
export function judgeAsPeer(body: string): string[] {
  const sections = Object.fromEntries(
    body
      .split(/^#{2,3} /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")).trim().toLowerCase(), part.slice(part.indexOf("\n") + 1)]),
  );
  const judged = brief.safeParse({ ...sections, blockers: [], confirmations: [] });
  return judged.success ? [] : judged.error.issues.map((issue) => String(issue.path[0]));
}
