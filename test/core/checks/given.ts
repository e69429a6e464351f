import type { Given as TrialGiven, GivenComment, GivenIssue } from "../../../src/core/facts/given.js";
import { NOW } from "./helpers.js";

type Text = string | { repeat: string; times: number };
type Dated<T extends object, K extends keyof T> = Omit<T, K> & Partial<Record<K, string>>;
type Review = NonNullable<TrialGiven["reviews"]>[number];

/** What a case says of the item, as contracts' tests do. What it does not mention is empty, unless it is `unknown`. */
export interface Given extends Omit<
  Partial<TrialGiven>,
  "body" | "edited_at" | "comments" | "blocked_by" | "sub_issues" | "reviews" | "documents" | "artefacts"
> {
  body?: string;
  /** Added to the end of the body, many times. */
  repeat?: { text: string; times: number };
  clock?: string;
  edited_at?: string;
  documents?: Record<string, Text>;
  artefacts?: Record<string, { at?: string; text?: string } | null>;
  comments?: Dated<GivenComment, "at" | "edited_at">[];
  blocked_by?: CaseIssue[];
  sub_issues?: CaseIssue[];
  reviews?: (Omit<Review, "at" | "stale"> & { at?: string; stale?: boolean })[];
  /** Facts that could not be read. */
  unknown?: (keyof TrialGiven)[];
}

type CaseIssue = Omit<Dated<GivenIssue, "closed_at">, "state" | "reason"> & Partial<Pick<GivenIssue, "state" | "reason">>;

const NOTHING: TrialGiven = {
  body: "",
  author: "pat",
  labels: [],
  assignees: [],
  milestone: null,
  type: null,
  comments: [],
  documents: {},
  files: {},
  links: [],
  blocked_by: [],
  sub_issues: [],
  linked_prs: [],
  reviews: [],
  checks: [],
  issue_fields: {},
  project_fields: {},
};

/** Takes what a case gives; returns it as a trial takes it. */
export function givenOf({ unknown = [], repeat, clock: _clock, ...given }: Given): TrialGiven {
  const { body = "", edited_at, documents = {}, comments = [], blocked_by = [], sub_issues = [], reviews = [], artefacts, ...rest } = given;
  const whole: TrialGiven = {
    ...NOTHING,
    ...rest,
    body: body + (repeat ? textOf({ repeat: repeat.text, times: repeat.times }) : ""),
    ...(edited_at === undefined ? {} : { edited_at: timeOf(edited_at) }),
    ...(artefacts && {
      artefacts: Object.fromEntries(Object.entries(artefacts).map(([id, one]) => [id, one && { ...one, at: timeOf(one.at) }])),
    }),
    documents: Object.fromEntries(Object.entries(documents).map(([path, text]) => [path, textOf(text)])),
    comments: comments.map(({ at, edited_at: edited, ...comment }) => ({
      ...comment,
      at: at === undefined ? NOW - 86_400_000 : timeOf(at),
      ...(edited === undefined ? {} : { edited_at: timeOf(edited) }),
    })),
    blocked_by: blocked_by.map(issueOf),
    sub_issues: sub_issues.map(issueOf),
    reviews: reviews.map(({ at, stale = false, ...review }) => ({ ...review, stale, at: at === undefined ? NOW : timeOf(at) })),
  };
  return Object.fromEntries(Object.entries(whole).filter(([part]) => !(unknown as string[]).includes(part))) as unknown as TrialGiven;
}

/** The moment a case means by `2026-08-01` or a time of that day; without one, the day that all cases are judged on. */
export function timeOf(text: string | undefined): number {
  return text === undefined ? NOW : Date.parse(text);
}

function issueOf({ closed_at, ...issue }: CaseIssue): GivenIssue {
  return { state: "open", reason: "completed", ...issue, ...(closed_at === undefined ? {} : { closed_at: timeOf(closed_at) }) };
}

function textOf(text: Text): string {
  return typeof text === "string" ? text : text.repeat.repeat(text.times);
}
