import type { Time } from "../basics/known.js";
import type { PageMeaning } from "../context/meaning.js";
import type { Write } from "../facts/writes.js";
import { textHash, type Posted } from "./plan.js";

/** The slots of what was last written: the issue's number with what it meant, what of that is news, its text, and when time alone was the reason. */
const ISSUE = "context";
const NEWS = "context-news";
const TEXT = "context-text";
const BY_TIME = "context-by-time";

/** What changes by time alone is written so often at most. */
const BY_TIME_EVERY = 24 * 3_600_000;

/** The page as it should be. */
export interface ContextPage {
  title: string;
  body: string;
  meaning: PageMeaning;
}

/** The issue as GitHub has it. */
export interface FoundIssue {
  number: number;
  body: string;
}

/** The least that makes GitHub say it; `byTime`: nothing changed but time. */
export type PagePlan = { write: Write; byTime: boolean } | { write: null; againAt: Time | null };

/**
 * Takes the page as it should be, the issue as it is (null: there is none), what was last written, and the time; returns what to write. A version, a
 * state, the policy or a stranger's edit is written at once, what changed by time alone once a day at most, new wording alone not at all.
 */
export function planContextPage(page: ContextPage, found: FoundIssue | null, posted: Posted, now: Time): PagePlan {
  const { title, body, meaning } = page;
  if (!found) return { write: { kind: "create_issue", title, body }, byTime: false };
  if (textHash(found.body) === textHash(body)) return { write: null, againAt: null };
  const write: Write = { kind: "update_issue", number: found.number, body };
  const untouched = posted[ISSUE]?.id === found.number && posted[TEXT]?.hash === textHash(found.body);
  if (!untouched || posted[NEWS]?.hash !== meaning.news) return { write, byTime: false };
  if (posted[ISSUE]?.hash === meaning.whole) return { write: null, againAt: null };
  const againAt = (posted[BY_TIME]?.id ?? Number.NEGATIVE_INFINITY) + BY_TIME_EVERY;
  return now >= againAt ? { write, byTime: true } : { write: null, againAt };
}

/** The number of the issue that was last written; null where none was. */
export function writtenIssue(posted: Posted): number | null {
  return posted[ISSUE]?.id ?? null;
}

/** Takes what was written, under which number, whether time alone was the reason, and when; returns what is remembered of it. */
export function afterWriting(page: ContextPage, number: number, before: Posted, byTime: Time | null): Posted {
  return {
    [ISSUE]: { id: number, hash: page.meaning.whole },
    [NEWS]: { id: number, hash: page.meaning.news },
    [TEXT]: { id: number, hash: textHash(page.body) },
    ...(byTime === null ? (before[BY_TIME] ? { [BY_TIME]: before[BY_TIME] } : {}) : { [BY_TIME]: { id: byTime, hash: "" } }),
  };
}
