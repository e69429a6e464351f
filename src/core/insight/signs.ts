import { endOf, isWhole, openTime, type ItemHistory, type Visit } from "./history.js";
import { DAY, itemOf } from "./period.js";
import type { ReportItem } from "./report.js";
import type { Time } from "../basics/known.js";

/** Signs that ledger and store can answer, in the order in which they are told. */
export const SIGN_IDS = ["forgotten", "unplanned", "late", "no_outcome", "unconfirmed", "undecided", "returned"] as const;
export type SignId = (typeof SIGN_IDS)[number];

/** Questions that only people can answer; yes means that the sign is there. */
export const QUESTION_IDS = [
  "unused",
  "delivery_is_success",
  "counted_output",
  "loudest_first",
  "solution_given",
  "never_retired",
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** A sign as it was computed. */
export interface Sign {
  id: SignId;
  /** Unknown where there is nothing to compute it from. */
  is: "there" | "not_there" | "unknown";
  n: number;
  of: number;
  items: ReportItem[];
}

/** What signs are computed from. */
export interface SignFacts {
  items: readonly ItemHistory[];
  /** Ids of the lifecycle's stages, in order. */
  stages: readonly string[];
  /** The policy's boundaries, each with the gates that wait for somebody's word. */
  boundaries: readonly { from: string; confirming: readonly string[] }[];
  /** Open pull requests that were judged by the issues they close, and whether there is one. */
  pulls: readonly { repository: string; number: number; at: Time; planned: boolean }[];
  now: Time;
}

/** A sign is there when more than one in five shows it. */
export const SHARE = 0.2;
/** Work that was taken over this long ago and not begun is forgotten. */
export const FORGOTTEN_DAYS = 14;

/** One case that a sign is looked for in. */
interface Case {
  shows: boolean;
  item: ReportItem;
}

const CASES: Readonly<Record<SignId, (facts: SignFacts) => Case[]>> = {
  forgotten: ({ items, stages, now }) => items.filter(wasAccepted).map((item) => caseOf(item, isForgotten(item, stages, now))),
  unplanned: ({ pulls }) =>
    pulls.map(({ repository, number, at, planned }) => ({ shows: !planned, item: { repository, number, at: new Date(at).toISOString() } })),
  late: ({ items, stages }) =>
    items.filter(({ visits }) => visits[0] && isWhole(visits[0])).map((item) => caseOf(item, isBehind(item.visits[0], stages))),
  no_outcome(facts) {
    const last = facts.stages.at(-1);
    if (!facts.boundaries.some(({ from }) => from === last)) return [];
    const done = facts.items.flatMap((item) =>
      item.visits.filter((visit) => visit.stage === last && endOf(visit) !== null).map((visit) => ({ item, visit })),
    );
    return done.map(({ item, visit }) => caseOf(item, visit.left !== "accepted"));
  },
  unconfirmed({ items, stages, boundaries }) {
    const confirming = boundaries.filter(({ from }) => from === stages[0]).flatMap((boundary) => boundary.confirming);
    return items.filter((item) => hasLeft(item, stages[0])).map((item) => caseOf(item, !isConfirmed(item, confirming)));
  },
  undecided: ({ items, stages }) =>
    items.filter(({ visits }) => visits.some((visit) => isBehind(visit, stages))).map((item) => caseOf(item, !isDecided(item, stages))),
  returned: ({ items }) =>
    items.flatMap((item) =>
      item.handoffs
        .filter(({ crossed }) => crossed !== null)
        .map(({ crossed, rejections, voids }) => caseOf(item, crossed?.by === "overridden" || rejections.length + voids.length > 0)),
    ),
};

/** Takes what is known; returns every sign that can be computed, with the items that show it. */
export function signsOf(facts: SignFacts): Sign[] {
  return SIGN_IDS.map((id) => {
    const cases = CASES[id](facts);
    const showing = cases.filter(({ shows }) => shows);
    const is = cases.length === 0 ? "unknown" : showing.length > SHARE * cases.length ? "there" : "not_there";
    return { id, is, n: showing.length, of: cases.length, items: showing.map(({ item }) => item) };
  });
}

function caseOf(item: ItemHistory, shows: boolean): Case {
  return { shows, item: itemOf(item, item.visits.at(-1)?.from ?? 0) };
}

function wasAccepted({ handoffs }: ItemHistory): boolean {
  return handoffs.some(({ crossed }) => crossed?.by === "accepted");
}

// Taken over, and then closed on the way, or left lying with no sign of work.
function isForgotten({ visits, begun }: ItemHistory, stages: readonly string[], now: Time): boolean {
  const last = visits.at(-1);
  if (!last || last.left !== null || last.entered !== "accepted") return false;
  if (endOf(last) !== null) return last.stage !== stages.at(-1);
  const worked = begun.some(({ at }) => at >= last.from) || last.spans.some(({ boundary }) => boundary !== null);
  return !worked && now - last.from > FORGOTTEN_DAYS * DAY && openTime(last) > FORGOTTEN_DAYS * DAY;
}

/** The stage in which it is decided whether to build: called so, else the second one. */
function decisionStage(stages: readonly string[]): number {
  return stages.includes("decide") ? stages.indexOf("decide") : 1;
}

function isBehind(visit: Visit | undefined, stages: readonly string[]): boolean {
  return visit !== undefined && stages.indexOf(visit.stage) > decisionStage(stages);
}

function hasLeft({ visits }: ItemHistory, stage: string | undefined): boolean {
  return visits.some((visit) => visit.stage === stage && visit.next !== null);
}

function isConfirmed({ handoffs }: ItemHistory, confirming: readonly string[]): boolean {
  const passed = handoffs.flatMap(({ crossed }) => crossed?.gates ?? []).filter(({ outcome }) => outcome === "pass");
  return passed.some(({ id }) => confirming.includes(id));
}

function isDecided({ visits }: ItemHistory, stages: readonly string[]): boolean {
  const stage = stages[decisionStage(stages)];
  return visits.some((visit) => visit.stage === stage && visit.left === "accepted");
}
