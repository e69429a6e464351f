import type { FormQuestion } from "./issue-form.js";
import type { HeadingBlock } from "./model.js";

/** A heading of a text that has the name of a question. */
export interface Mark {
  heading: HeadingBlock;
  /** Of the question in its form. */
  question: number;
  /** Nothing but this heading's own name may stand below it: it was left empty, or holds one line or choices only. */
  holdsNone: boolean;
}

/** A question of the form that a text was written with, and where its answer is. */
export interface Answer {
  question: FormQuestion;
  heading: HeadingBlock;
  /** Line of the next question; null: it reaches to the end. */
  end: number | null;
  /** Other headings that may be the question's own. */
  others: HeadingBlock[];
}

/**
 * Tells the headings that a form put into a text from those that people wrote into their answers. GitHub writes all questions in the form's order, so
 * a heading is a question's own only where all others find a place before and behind it. Where several might be, the one below which least is said
 * counts: what was pasted elsewhere fills nothing in. Takes the marks in order, the questions, and how much is said between two lines; returns the
 * answers in the form's order, null when the text was not written with it. Linear.
 */
export function answersIn(
  marks: readonly Mark[],
  questions: readonly FormQuestion[],
  said: (from: number, to: number | null) => number,
): Answer[] | null {
  const asked = [...new Set(marks.map((mark) => mark.question))].toSorted((a, b) => a - b);
  // A form that got another question since is still known; one that has two labels in common with a text is not.
  if (asked.length < questions.length && (asked.length < 2 || asked.length * 2 <= questions.length)) return null;
  const places = placesOf(marks, asked);
  if (places.length < asked.length || places.some((own) => own.length === 0)) return null;
  const chosen = places.map((own) => own.reduce((least, place) => (size(place, said) < size(least, said) ? place : least)));
  return chosen.flatMap((place, rank): Answer[] => {
    const question = questions[place.mark.question];
    if (!question) return [];
    const others = (places[rank] ?? []).filter((other) => other !== place).map(({ mark }) => mark.heading);
    return [{ question, heading: place.mark.heading, end: endOf(place, chosen[rank + 1]), others }];
  });
}

/** A mark that may be its question's own. */
interface Place {
  mark: Mark;
  /** The first that may be the next question's own; null for the last question. */
  next: Mark | null;
}

function size({ mark, next }: Place, said: (from: number, to: number | null) => number): number {
  return said(mark.heading.line, next?.heading.line ?? null);
}

function endOf({ mark, next }: Place, after: Place | undefined): number | null {
  const line = after?.mark.heading.line ?? 0;
  return !mark.holdsNone && line > mark.heading.line ? line : (next?.heading.line ?? null);
}

/** For each question, in order, the marks that may be its own: all questions before it find a place before them, all behind it one behind. */
function placesOf(marks: readonly Mark[], asked: readonly number[]): Place[][] {
  const ranks = new Map(asked.map((question, rank) => [question, rank]));
  const rankOf = (mark: Mark | undefined) => (mark === undefined ? -1 : (ranks.get(mark.question) ?? -1));
  const begun = reachable(marks, rankOf);
  const places: Place[][] = asked.map(() => []);
  let below: Mark | undefined;
  for (const [index, mark] of [...marks.entries()].toReversed()) {
    const rank = rankOf(mark);
    const next = places[rank + 1]?.at(-1)?.mark;
    const isLast = rank === asked.length - 1;
    const fits = mark.holdsNone ? (isLast ? below === undefined : next !== undefined && next === below) : isLast || next !== undefined;
    if (fits && begun.has(index)) places[rank]?.push({ mark, next: next ?? null });
    below = mark;
  }
  return places.map((own) => own.toReversed());
}

function reachable(marks: readonly Mark[], rankOf: (mark: Mark | undefined) => number): Set<number> {
  const begun = new Set<number>();
  const open = new Set<number>([-1]);
  for (const [index, mark] of marks.entries()) {
    const rank = rankOf(mark);
    const follows = begun.has(index - 1) && rankOf(marks[index - 1]) === rank - 1;
    if (!open.has(rank - 1) && !follows) continue;
    begun.add(index);
    if (!mark.holdsNone) open.add(rank);
  }
  return begun;
}
