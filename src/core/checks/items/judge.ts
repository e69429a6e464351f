import { TICKED } from "../../content/template-pieces.js";
import { nameKey } from "../../document/names.js";
import type { ItemReason } from "../../findings/findings.js";
import { EARLIEST_ZONE } from "../age/dates.js";
import { durationMs } from "../../time/durations.js";
import type { IsTemplateText } from "../../content/template-words.js";
import { isPlaceholder } from "../placeholder.js";
import type { Candidate } from "./candidates.js";
import { datesOf, isAttributed, isLinked, kindReader, type Kind } from "./facts.js";

export interface Rules {
  types: string[];
  attributed: boolean;
  linked: boolean;
  /** As written, like `180d`. */
  maxAge: string | null;
  isTemplateText: IsTemplateText;
}

export interface Judged {
  candidate: Candidate;
  /** Null: it counts. */
  why: ItemReason | null;
}

/** Judges every candidate, in order; the first of equal ones that may count does. Takes the time that ages are measured from. */
export function judgeAll(candidates: readonly Candidate[], rules: Rules, now: number): Judged[] {
  const seen = new Map<string, number>();
  const kindOf = kindReader(rules.types);
  return candidates.map((candidate) => {
    const kind = kindOf(candidate);
    const key = sameness(kind.content);
    const why = judge(candidate, kind, seen.get(key), rules, now);
    if (why === null) seen.set(key, candidate.line);
    return { candidate, why };
  });
}

function sameness(content: string): string {
  return nameKey(content)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function judge(candidate: Candidate, { type, content }: Kind, first: number | undefined, rules: Rules, now: number): ItemReason | null {
  if (isPlaceholder(content)) return { is: "placeholder" };
  const mark = candidate.ticked ? TICKED : "";
  if (rules.isTemplateText(mark + content) || rules.isTemplateText(mark + candidate.text)) return { is: "template" };
  if (first !== undefined) return { is: "duplicate", of: first };
  if (rules.types.length > 0 && type === null) return { is: "untyped", types: rules.types };
  if (rules.attributed && !isAttributed(candidate, content)) return { is: "unattributed" };
  if (rules.linked && !isLinked(candidate)) return { is: "not_linked" };
  return rules.maxAge === null ? null : judgeAge(content, rules.maxAge, now);
}

/** The newest date that is not in the future decides. */
function judgeAge(content: string, max: string, now: number): ItemReason | null {
  const dates = datesOf(content).toSorted((a, b) => b.start - a.start);
  const newest = dates.find((date) => date.start <= now + EARLIEST_ZONE);
  if (newest === undefined) return dates[0] === undefined ? { is: "no_date" } : { is: "future", date: dates[0].text };
  return now - newest.end > (durationMs(max) ?? 0) ? { is: "too_old", date: newest.text, max } : null;
}
